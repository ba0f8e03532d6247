using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Products;

/// <summary>What the layers of a product's curve are.</summary>
public enum CurveBy { Status, Pool }

/// <summary>A product's stock at the end of each day, in the whole country.</summary>
public static class ProductCurve
{
    static readonly IReadOnlyDictionary<CurveBy, string[]> Layers = new Dictionary<CurveBy, string[]>
    {
        [CurveBy.Status] = [.. Enum.GetValues<Status>().Where(s => s < Status.Supplier).Select(Kebab.Of)],
        [CurveBy.Pool] = [.. Enum.GetValues<Pool>().Where(p => p != Pool.None).Select(Kebab.Of)],
    };

    public static async Task<StockCurve> Run(Db db, string article, CurveBy by, DateOnly first, DateOnly last)
    {
        var column = by == CurveBy.Status ? "status" : "pool";
        var (now, changes) = await db.Snapshot(async tx => (
            await tx.List<Row>($"""
                select b.{column} as layer, cast(sum(b.quantity) as bigint) as units
                from lot l join balance b on b.lot_id = l.id
                where l.article_number = @article and b.status < 10 group by b.{column}
                """, new { article }),
            await Changes(tx, column, article, first)));
        return StockCurve.Of(Layers[by], now.ToDictionary(row => Word(by, row.Layer), row => row.Units),
            changes.Select(row => new LayerChange(row.Day, Word(by, row.Layer), row.Units)), first, last);
    }

    // From what is summed by day, and what has moved since; where that is not built, from all movements.
    static async Task<List<Row>> Changes(Tx tx, string column, string article, DateOnly first)
    {
        var since = await RollUpStock.State(tx) is { Past: true } rolled ? rolled.Tx : 0;
        var summed = since == 0 ? "" : $"""
            select {column} as layer, day, units from stock_flow
            where level = {StockFlow.Products} and grain = 0 and item = @article and day > @first
            union all
            """;
        return await tx.List<Row>($"""
            select layer, day, cast(sum(units) as bigint) as units from (
                {summed}
                select s.{column} as layer, s.day, s.units from lot l
                join ({StockFlow.Sides($"counts_on > @first{(since == 0 ? "" : " and tx >= @since")}")}) s
                    on s.lot_id = l.id
                where l.article_number = @article) moved
            group by layer, day
            """, new { article, first, since });
    }

    // In the database pools and statuses are codes; outside it they are words.
    static string Word(CurveBy by, short code) =>
        by == CurveBy.Status ? Kebab.Of((Status)code) : Kebab.Of((Pool)code);

    sealed class Row
    {
        public short Layer { get; init; }
        public DateOnly Day { get; init; }
        public long Units { get; init; }
    }
}
