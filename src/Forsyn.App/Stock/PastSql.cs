using Forsyn.App.Ledger;

namespace Forsyn.App.Stock;

/// <summary>
/// Figures of the past from what is summed: as of a day it is today's stock less what moved later (stock_flow), as
/// known on a day it is what is known now less the movements written later. A common table "summed", as OverviewSql
/// gives it, but without positions: those do not add up over days.
/// </summary>
static class PastSql
{
    static readonly string Columns = Each(m => m);

    /// <summary>The level of stock_sum that is taken from; null where only the balances have it.</summary>
    public static StockSumLevel? Level(StockFilter filter, GroupBy? by)
    {
        var level = Dimension.Level(filter with { AsOf = null, KnownOn = null }, by);
        return filter.AsOf is null || level is { Item: SumItem.Product, Area: SumArea.Country } or
            { Item: SumItem.Class, Area: SumArea.Holder } ? level : null;
    }

    public static string Sql(
        StockFilter filter, Dimension? by, StockSumLevel level, StockRolled rolled, DateOnly today)
    {
        var (tail, parts) = filter.AsOf is null ? Now(level, rolled, today) : ("", AsOf(filter, level));
        if (filter.KnownOn is not null)
            parts.Add(Movements(level, "-", "recorded_at >= @KnownBefore" +
                (filter.AsOf is null ? "" : " and counts_on <= @AsOf and tx < @From")));
        string sum(string name) => $"cast(coalesce(sum({name}), 0) as bigint) as {name}";
        return $"""
            {tail}cells (county, holder_type, holder_id, item, pool, status, {Columns}) as (
                {string.Join(" union all ", parts)}),
            picked as (
                select {by?.SumKey ?? "''"} as key, h.status, {OverviewSql.Measures(filter.Expiring, positions: false)}
                from cells h{OverviewSql.Joins(filter, by, level)}
                where {string.Join(" and ", OverviewSql.Conditions(filter, level))}),
            added as (
                select key, {sum("units")}, cast(null as bigint) as positions,
                    {string.Join(", ", StockTail.Soon.Select(n => sum(OverviewSql.Band(n))))},
                    {OverviewSql.ByStatus}, {OverviewSql.NotCounted}
                from picked group by key),
            summed as (select * from added where units <> 0 or within180 <> 0 or expiring <> 0 or within30 <> 0
                or in_transit <> 0 or quarantined <> 0 or recalled <> 0)
            """;
    }

    static (string Tail, List<string> Parts) Now(StockSumLevel level, StockRolled rolled, DateOnly today)
    {
        var sums = $"select county, holder_type, holder_id, item, pool, status, {Columns} from stock_sum " +
            $"where level = {level.Code}";
        return rolled.Current(today) ? ("", [sums]) : ($"{StockTail.Sql(rolled.Day != today)}, ",
            [sums, $"select {level.Keys}, h.pool, h.status, {Each(m => "h." + m)} from tail h {StockSumLevel.Joins}"]);
    }

    // A lot that is counted has come so near its expiry in the end: what stands there less what came near later.
    static List<string> AsOf(StockFilter filter, StockSumLevel level)
    {
        var products = level.Item == SumItem.Product;
        var flows = string.Join(" union all ", ((string[])
            [
                "grain = 0 and day > @AsOf and day < @NextMonth", "grain = 1 and day > @AsOf",
            ]).Select(grain => "select item, holder_id, pool, status, " +
                $"{Each(m => $"cast(sum(-{m}) as bigint) as {m}")} from stock_flow " +
                $"where level = {(products ? StockFlow.Products : StockFlow.Holders)} and {grain}" +
                (filter.ArticleNumber is null ? "" : " and item = @ArticleNumber") +
                (filter.Holder is null ? "" : " and holder_id = @Holder") +
                " group by item, holder_id, pool, status"));
        return
        [
            $"select county, holder_type, holder_id, item, pool, status, {Each(_ => "units")} from stock_sum " +
                $"where level = {level.Code}",
            products ? $"select '', '', 0, f.item, f.pool, f.status, {Each(m => "f." + m)} from ({flows}) f"
                : $"select coalesce(m.county_number, ''), y.type, f.holder_id, '', f.pool, f.status, " +
                    $"{Each(m => "f." + m)} from ({flows}) f join party y on y.id = f.holder_id " +
                    "left join municipality m on m.number = y.municipality_number",
            Movements(level, "", "tx >= @From and counts_on <= @AsOf" +
                (filter.KnownOn is null ? "" : " and recorded_at < @KnownBefore")),
        ];
    }

    static string Movements(StockSumLevel level, string sign, string which) => $"""
        select {level.Keys}, h.pool, h.status, {sign}h.units, {string.Join(", ", StockTail.Soon.Select(n =>
            $"case when l.expires_on <= @Soon{n} then {sign}h.units else 0 end"))}
        from (select holder_id, lot_id, pool, status, cast(sum(units) as bigint) as units
            from ({StockFlow.Sides(which)}) s group by holder_id, lot_id, pool, status) h {StockSumLevel.Joins}
        """;

    static string Each(Func<string, string> write) => string.Join(", ", StockFlow.Measures.Select(write));
}
