using Forsyn.Core.Catalogue.Fest;

namespace Forsyn.App.Catalogue.Fest;

/// <summary>Reads a whole file and gives its items ids and rows; what is held already in the same version gets no
/// rows.</summary>
sealed class FestPump(ReadFest file, KnownVersions known, long firstId, bool keep, Action<long>? progress,
    CancellationToken stop)
{
    readonly long[] _items = new long[Enum.GetValues<FestCatalogue>().Length + 1];

    public long Entries { get; private set; }
    public long WrongBarCodes { get; private set; }
    /// <summary>The first id that is free; the very first belongs to the import itself.</summary>
    public long Next { get; private set; } = firstId + 1;

    public long ItemsOf(FestCatalogue catalogue) => _items[(int)catalogue];

    public void Read(Action<FestTable, List<object?[]>> full)
    {
        var rows = new FestRows(full);
        while (file.Next() is { } entry)
        {
            if (keep) Keep(rows, entry);
            _items[(int)entry.Catalogue] += entry.Items.Count;
            if (++Entries % 1_000 != 0) continue;
            progress?.Invoke(Entries);
            stop.ThrowIfCancellationRequested();
        }
        rows.Flush();
        WrongBarCodes = rows.WrongBarCodes;
    }

    void Keep(FestRows rows, FestEntry entry)
    {
        if (!entry.Active)
        {
            if (entry.Items.Count == 0) rows.Add(FestTable.Expired, Next++, entry.Catalogue, entry.EntryId, "",
                entry.Time);
            foreach (var item in entry.Items)
                rows.Add(FestTable.Expired, Next++, entry.Catalogue, entry.EntryId, item.CatalogueId, entry.Time);
            return;
        }
        foreach (var item in entry.Items)
        {
            var id = Next++;
            var load = !known.Has(entry.EntryId, item.CatalogueId, entry.Time);
            rows.Add(FestTable.Staged, id, entry.Catalogue, entry.EntryId, item.CatalogueId, entry.Time, load);
            if (load) rows.Add(id, item);
        }
    }
}
