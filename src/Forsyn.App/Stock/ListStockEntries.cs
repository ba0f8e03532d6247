using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Stock;

/// <summary>An entry about own stock as lists show it.</summary>
public sealed class StockEntryView
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public string LotNumber { get; init; } = "";
    public long Quantity { get; init; }
    public string Cause { get; init; } = "";
    public string Text { get; init; } = "";
    public DateOnly CountsOn { get; init; }
    public Moment RecordedAt { get; init; }
    public string RecordedBy { get; init; } = "";
    public Moment? CorrectedAt { get; init; }
}

/// <summary>What the caller's party has entered about its stock, newest first, a page at a time.</summary>
public static class ListStockEntries
{
    /// <param name="after">The last id of the page before.</param>
    public static Task<List<StockEntryView>> Run(Db db, Caller caller, long? after = null, int limit = 50) =>
        db.List<StockEntryView>($"""
            select e.id, e.kind, l.article_number, p.name as product, l.lot_number, e.quantity, e.cause, e.text,
                e.counts_on,
                e.recorded_at, e.recorded_by, e.corrected_at
            from stock_entry e join lot l on l.id = e.lot_id join product p on p.article_number = l.article_number
            where e.holder_id = @holder {(after is null ? "" : "and e.id < @after")} order by e.id desc limit @limit
            """, new { holder = caller.Party ?? 0, after, limit = Math.Clamp(limit, 1, 200) });
}
