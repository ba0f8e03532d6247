using Dapper;
using Forsyn.App.Ledger;
using Forsyn.App.Stock.Reports;

namespace Forsyn.App.Stock;

/// <summary>
/// The two ways a figure is added up: from the balances, which can answer everything, or from stock summed beforehand
/// with what has happened since, which answers at once. Both give a common table "summed" (key and figures).
/// </summary>
static class OverviewSql
{
    // What a row of stock adds to each figure that adds up, from the units and positions of the row.
    internal const string ByStatus = """
        cast(coalesce(sum(case when status = 1 then units end), 0) as bigint) as in_transit,
        cast(coalesce(sum(case when status = 3 then units end), 0) as bigint) as quarantined,
        cast(coalesce(sum(case when status = 4 then units end), 0) as bigint) as recalled
        """;

    const string Counted = """
        count(distinct article_number) as products, count(distinct holder_id) as holders,
        count(distinct lot_id) as lots, min(known_at) as oldest, max(known_at) as newest,
        cast(coalesce(sum(case when reported_at is not null then units end), 0) as bigint) as reported,
        cast(coalesce(sum(case when late_id is not null then units end), 0) as bigint) as late
        """;

    internal const string NotCounted = "cast(null as bigint) as products, cast(null as bigint) as holders, " +
        "cast(null as bigint) as lots, cast(null as bigint) as oldest, cast(null as bigint) as newest, " +
        "cast(null as bigint) as reported, cast(null as bigint) as late";

    static readonly string Within = string.Join(", ", StockTail.Soon.Select(n =>
        $"cast(coalesce(sum(case when expires_on <= @Soon{n} then units end), 0) as bigint) as {Band(n)}"));

    internal static string Band(int days) => days == 90 ? "expiring" : $"within{days}";

    /// <summary>From the balances: what adds up, and no more.</summary>
    public static string FromBalances(StockFilter filter, Dimension? by) => $"""
        {HeldStock.Sql(filter, ages: false)},
        picked as (
            select {by?.Key ?? "''"} as key, h.units, h.status, l.expires_on
            from held h{filter.Joins("h", by?.NeedsProduct == true, by?.NeedsHolder == true)}
            where {filter.Held}),
        summed as (
            select key, cast(coalesce(sum(units), 0) as bigint) as units, count(*) as positions, {Within}, {ByStatus},
                {NotCounted}
            from picked group by key)
        """;

    /// <summary>
    /// From the balances, with what does not add up: each of them is looked into, so it is asked of few.
    /// </summary>
    /// <param name="only">Only rows whose key is in @Keys.</param>
    public static string Count(StockFilter filter, Dimension? by, DateOnly today, bool only) => $"""
        {HeldStock.Sql(filter, ages: true)}, {LateHolders.Sql(filter.AsOf ?? today)},
        reports as (select holder_id, max(reported_at) as reported_at from stock_report
            where counts_on <= @AsOf{(filter.KnownOn is null ? "" : " and reported_at < @KnownBefore")}
            group by holder_id),
        picked as (
            select {by?.Key ?? "''"} as key, h.units, h.holder_id, h.lot_id, h.status, l.article_number,
                l.expires_on, r.reported_at, late.holder_id as late_id,
                case when r.reported_at > h.changed_at then r.reported_at else h.changed_at end as known_at
            from held h{filter.Joins("h", product: true, by?.NeedsHolder == true)}
            left join reports r on r.holder_id = h.holder_id
            left join late on late.holder_id = h.holder_id and late.class = p.class
            where {filter.Held}{(only ? $" and {by!.In ?? by.Key} in @Keys" : "")}),
        summed as (
            select key, cast(coalesce(sum(units), 0) as bigint) as units, count(*) as positions, {Within}, {ByStatus},
                {Counted}
            from picked group by key)
        """;

    /// <summary>From a level of summed stock, and the tail of what has happened since where anything has.</summary>
    public static string FromSums(
        StockFilter filter, Dimension? by, StockSumLevel level, StockRolled rolled, DateOnly today)
    {
        var columns = $"county, holder_type, holder_id, item, pool, status, {string.Join(", ", StockTail.Measures)}";
        // Reports are asked of holders and classes; a level that has not both cannot say whose figures are late.
        var (byHolder, ages) = (level.Area == SumArea.Holder, level.Item == SumItem.Class);
        var (tail, since) = rolled.Current(today) ? ("", "") : ($"{StockTail.Sql(rolled.Day != today)}, ", $"""

                union all
                select {level.Keys}, h.pool, h.status, {string.Join(", ", StockTail.Measures.Select(m => "h." + m))}
                from tail h {StockSumLevel.Joins}
            """);
        return $"""
            {tail}{(ages ? LateHolders.Sql(today) + "," : "")}
            cells as (
                select {columns} from stock_sum where level = {level.Code}{since}),
            picked as (
                select {by?.SumKey ?? "''"} as key, h.holder_id, h.status, {Measures(filter.Expiring, positions: true)},
                    {(ages ? "late.holder_id" : "0")} as late_id, {(ages ? "r.holder_id" : "0")} as reports_id
                from cells h{Joins(filter, by, level)}
                {(ages ? "left join late on late.holder_id = h.holder_id and late.class = h.item " +
                    "left join (select distinct holder_id from stock_report) r on r.holder_id = h.holder_id" : "")}
                where {string.Join(" and ", Conditions(filter, level))}),
            {(tail != "" && byHolder ? $"{Parts("parts", "key, holder_id, late_id, reports_id", "")}, {Summed(ages)}"
                : Parts("summed", "key", $", {(byHolder ? ByHolder(ages) : NotCounted)}"))}
            """;
    }

    // Of what expires within some days, only that counts, in every figure.
    internal static string Measures(int? expiring, bool positions) => string.Join(", ",
        StockTail.Soon.Select(n => $"h.within_{Math.Min(n, expiring ?? n)} as {Band(n)}")
            .Prepend(expiring is { } near ? $"h.positions_{near} as positions" : "h.positions").Skip(positions ? 0 : 1)
            .Prepend(expiring is { } days ? $"h.within_{days} as units" : "h.units"));

    // With a tail the rows of a holder are added up first: one that has nothing left is no holder.
    static string Parts(string name, string keys, string more) => $"""
        {name} as (
            select {keys}, cast(sum(units) as bigint) as units, cast(sum(positions) as bigint) as positions,
                {string.Join(", ", StockTail.Soon.Select(n => $"cast(sum({Band(n)}) as bigint) as {Band(n)}"))},
                {ByStatus}{more}
            from picked group by {keys} having sum(positions) <> 0)
        """;

    static string Summed(bool ages) => $"""
        summed as (
            select key, {Sum("units", "positions", [.. StockTail.Soon.Select(Band)], "in_transit", "quarantined",
                "recalled")}, {ByHolder(ages)}
            from parts group by key)
        """;

    static string Sum(string first, string second, string[] bands, params string[] rest) => string.Join(", ",
        ((string[])[first, second, .. bands, .. rest]).Select(m => $"cast(sum({m}) as bigint) as {m}"));

    static string ByHolder(bool ages) => NotCounted
        .Replace("cast(null as bigint) as holders", "count(distinct holder_id) as holders")
        .Replace("cast(null as bigint) as reported", ages ? Part("reports_id", "reported") : "null as reported")
        .Replace("cast(null as bigint) as late", ages ? Part("late_id", "late") : "null as late");

    static string Part(string id, string name) =>
        $"cast(coalesce(sum(case when {id} is not null then units end), 0) as bigint) as {name}";

    internal static string Joins(StockFilter filter, Dimension? by, StockSumLevel level)
    {
        var product = filter.AsksProduct || filter.ArticleNumber is not null || by?.NeedsProduct == true;
        var holder = filter.Municipality is not null || by?.SumKey?.StartsWith("coalesce(m.") == true;
        return (level.Item, product) switch
        {
            (SumItem.Lot, true) => " join lot l on l.id = cast(h.item as bigint) " +
                "join product p on p.article_number = l.article_number",
            (SumItem.Product, true) => " join product p on p.article_number = h.item",
            _ => "",
        } + (holder ? " join party y on y.id = h.holder_id left join municipality m on " +
            "m.number = y.municipality_number" : "");
    }

    internal static IEnumerable<string> Conditions(StockFilter filter, StockSumLevel level)
    {
        yield return filter.Slot("h.status", "h.pool");
        if (filter.ArticleNumber is not null)
            yield return level.Item == SumItem.Lot ? "l.article_number = @ArticleNumber" : "h.item = @ArticleNumber";
        if (level.Item is SumItem.Product or SumItem.Lot)
            foreach (var condition in filter.OfProduct) yield return condition;
        else if (level.Item != SumItem.Class) yield return "h.item = @AtcIs";
        if (filter.County is not null) yield return "h.county = @County";
        if (filter.HolderType is not null) yield return "h.holder_type = @HolderType";
        if (filter.Municipality is not null) yield return "y.municipality_number = @Municipality";
        if (filter.Holder is not null) yield return "h.holder_id = @Holder";
    }
}
