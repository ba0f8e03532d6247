using Forsyn.App.Database;
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
            await tx.List<Row>($"""
                select layer, day, cast(sum(units) as bigint) as units from (
                    select t.to_{column} as layer, t.counts_on as day, t.quantity as units
                    from lot l join transfer t on t.lot_id = l.id
                    where l.article_number = @article and t.counts_on > @first and t.to_status < 10
                    union all
                    select t.from_{column}, t.counts_on, -t.quantity
                    from lot l join transfer t on t.lot_id = l.id
                    where l.article_number = @article and t.counts_on > @first and t.from_status < 10) moved
                group by layer, day
                """, new { article, first })));
        return StockCurve.Of(Layers[by], now.ToDictionary(row => Word(by, row.Layer), row => row.Units),
            changes.Select(row => new LayerChange(row.Day, Word(by, row.Layer), row.Units)), first, last);
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
