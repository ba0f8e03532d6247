using Dapper;
using Forsyn.App.Database;
using Forsyn.Core.Basics;

namespace Forsyn.App.Catalogue.Fest;

/// <summary>
/// The versions that are held, 40 bytes each, so that rows of unchanged items need not be written only to be taken
/// away: most of a fortnightly file is unchanged. Holds only ids of the usual form ID_ and a GUID; the merge knows the
/// others all the same.
/// </summary>
sealed class KnownVersions
{
    readonly HashSet<(Guid Entry, Guid Item, long Time)> _versions = [];

    public static async Task<KnownVersions> Load(Tx tx)
    {
        var known = new KnownVersions();
        var rows = tx.Connection.QueryUnbufferedAsync<Row>(
            "select entry_id, catalogue_id, made_at from fest_entry", transaction: tx.Transaction);
        await foreach (var row in rows)
            if (TryKey(row.EntryId, row.CatalogueId, row.MadeAt, out var key)) known._versions.Add(key);
        return known;
    }

    public bool Has(string entryId, string catalogueId, Moment time) =>
        _versions.Count > 0 && TryKey(entryId, catalogueId, time.Microseconds, out var key) && _versions.Contains(key);

    static bool TryKey(string entry, string item, long time, out (Guid, Guid, long) key)
    {
        var ok = TryId(entry, out var first) & TryId(item, out var second);
        key = (first, second, time);
        return ok;
    }

    // Upper case only, since two ids that differ in case are two ids.
    static bool TryId(string id, out Guid guid)
    {
        guid = default;
        if (id.Length != 39 || !id.StartsWith("ID_", StringComparison.Ordinal)) return false;
        foreach (var c in id.AsSpan(3)) if (char.IsAsciiLetterLower(c)) return false;
        return Guid.TryParseExact(id.AsSpan(3), "D", out guid);
    }

    sealed class Row
    {
        public string EntryId { get; init; } = "";
        public string CatalogueId { get; init; } = "";
        public long MadeAt { get; init; }
    }
}
