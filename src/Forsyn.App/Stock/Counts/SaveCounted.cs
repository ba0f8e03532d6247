using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Stock.Counts;

/// <summary>Writes down what was counted: on the lines, and one row for each saying in the log.</summary>
static class SaveCounted
{
    public static async Task Run(
        Tx tx, StockCount count, IReadOnlyList<EnteredLine> entered, bool add, string how, Moment at, Moment now,
        Caller caller)
    {
        await Bulk.Load(tx, "stock_count_line",
            ["count_id", "line", "article_number", "lot_number", "expires_on", "lot_id", "place_id", "frozen"],
            entered.Where(one => one.IsNew).DistinctBy(one => one.Line).Select(one => (object?[])
                [count.Id, one.Line, one.Article, one.Lot, one.ExpiresOn, one.LotId, one.Place, 0L]));
        await tx.Do("create temp table if not exists counting (line bigint, units bigint)");
        await tx.Do("delete from counting");
        await Bulk.Load(tx, "counting", ["line", "units"],
            entered.GroupBy(one => one.Line).Select(same => (object?[])[same.Key, same.Sum(one => one.Units)]));
        // A part is added to the parts before it; what is counted anew begins from nothing.
        await tx.Do($"""
            update stock_count_line as x set counted_at = @at, counted_by = @Name,
                {(add ? """
                counted = coalesce(x.counted, 0) + c.units,
                attempts = case when x.attempts = 0 then 1 else x.attempts end,
                counted_from = coalesce(x.counted_from, @at)
                """ : "counted = c.units, attempts = x.attempts + 1, counted_from = @at")}
            from counting c where x.count_id = @Id and x.line = c.line
            """, new { count.Id, at, caller.Name });
        var first = tx.Ids.Next(entered.Count);
        await Bulk.Load(tx, "stock_count_entry",
            ["count_id", "id", "line", "units", "how", "counted_at", "entered_at", "entered_by"],
            entered.Select((one, i) => (object?[])
                [count.Id, first + i, one.Line, one.Units, add ? $"{how}-part" : how, at, now, caller.Name]));
        await tx.Do("delete from counting");
        await tx.Do("update stock_count set version = version + 1 where id = @Id", new { count.Id });
    }
}
