using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>
/// Undoes an entry about own stock: the units stand where they were, by transfers that name those they undo.
/// </summary>
public static class CorrectStockEntry
{
    /// <summary>Refuses entry-unknown, also for an entry of another holder, and entry-undone-before.</summary>
    public static Task<Result<long>> Run(Db db, long id, Moment now, Caller caller) => db.Write<long>(async tx =>
    {
        var entry = await tx.One<EntryRow>(
            "select e.holder_id, e.kind, e.quantity, e.counts_on, e.link, e.corrected_at, l.article_number " +
            "from stock_entry e join lot l on l.id = e.lot_id where e.id = @id"
                + (tx.Kind == DbKind.Postgres ? " for update of e" : ""),
            new { id });
        if (entry is null || entry.HolderId != caller.Party) return Refusal.Of("entry-unknown", "id", $"{id}");
        if (entry.CorrectedAt is not null) return Refusal.Of("entry-undone-before", "id", $"{id}");
        var booked = await tx.List<TransferRow>(
            $"select {Post.TransferColumns} from transfer where holder_id = @HolderId and link = @Link order by id",
            new { entry.HolderId, entry.Link });
        var batch = new Batch(tx);
        var posted = Post.Append(batch, [.. booked.Select(t =>
            t.ToTransfer().Correction(t.Id, $"{RecordStockEntry.Source(id)}/undo/{t.Id}", now.Day))], now,
                caller.PersonaId);
        if (!posted.Ok) return posted.Refusal!;
        batch.Add("update stock_entry set corrected_at = ?, corrected_by = ? where id = ?", now, caller.PersonaId, id);
        if (entry.Kind == Kebab.Of(StockEntryKind.Use))
            RecordStockEntry.MonthsUse(batch, entry.HolderId, entry.ArticleNumber, entry.CountsOn,
                -new Quantity(entry.Quantity));
        await batch.Run();
        return id;
    }, caller.Once);

    sealed class EntryRow
    {
        public long HolderId { get; init; }
        public string Kind { get; init; } = "";
        public long Quantity { get; init; }
        public DateOnly CountsOn { get; init; }
        public long Link { get; init; }
        public long? CorrectedAt { get; init; }
        public string ArticleNumber { get; init; } = "";
    }
}
