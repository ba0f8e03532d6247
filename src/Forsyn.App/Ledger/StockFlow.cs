using Dapper;
using Forsyn.App.Database;

namespace Forsyn.App.Ledger;

/// <summary>
/// What moved on each day, summed (stock_flow). All of it adds up movement by movement, so the same SQL builds it from
/// the whole journal and brings it on. Units count on the day of the movement; units near their expiry on the day they
/// came so near, or on the day of the movement where they were so near already.
/// </summary>
public static class StockFlow
{
    /// <summary>Levels: products in the country, and all goods at each holder.</summary>
    internal const short Products = 1, Holders = 2;

    internal static readonly string[] Measures = ["units", .. StockTail.Soon.Select(n => $"within_{n}")];

    const string Key = "item, holder_id, pool, status";
    static readonly string Sums = Each(m => $"cast(sum(f.{m}) as bigint) as {m}");

    /// <summary>Builds it from the whole journal, as far as the sums have come; false where that is done.</summary>
    public static async Task<bool> Build(Db db)
    {
        const string wanted = "select tx, day from stock_rolled where one = 1 and shape <> '' and not past";
        if (await db.One<StockRolled>(wanted) is null) return false;
        return (await db.Write<bool>(async tx =>
        {
            var rolled = await tx.One<StockRolled>(
                wanted + (tx.Kind == DbKind.Postgres ? " for update skip locked" : ""));
            if (rolled is null) return false;
            await tx.DoPatiently("delete from stock_flow");
            await Take(tx, 0, rolled.Tx);
            await tx.Do("update stock_rolled set past = true where one = 1");
            if (tx.Kind == DbKind.Postgres) await tx.DoPatiently("analyze stock_flow");
            return true;
        })).Value;
    }

    /// <summary>Takes in the movements from one transaction and below another.</summary>
    internal static async Task Take(Tx tx, long from, long to)
    {
        await AddUp(tx, from, to);
        foreach (var source in (string[])[Days, Months])
            await tx.DoPatiently($"""
                insert into stock_flow (level, grain, day, {Key}, {Each(m => m)}) {source} order by 1, 2, 3, 4, 5, 6, 7
                on conflict (level, grain, day, {Key}) do update set
                    {Each(m => $"{m} = stock_flow.{m} + excluded.{m}")}
                """);
        await tx.DoPatiently("delete from flowed");
    }

    /// <summary>What the journal gives less what is kept, where that is not zero.</summary>
    internal static async Task<List<Difference>> Audit(Tx tx, long to, int atMost)
    {
        await AddUp(tx, 0, to);
        var rows = await tx.List<(string Place, string Much)>($"""
            with both_sides as (
                {Days} union all {Months} union all
                select level, grain, day, {Key}, {Each(m => "-" + m)} from stock_flow),
            f as (select level, grain, day, {Key}, {Each(m => $"cast(sum({m}) as bigint) as {m}")}
                from both_sides group by level, grain, day, {Key})
            select cast(day as text) || ' ' || item || ' ' || cast(holder_id as text) || ', pool ' ||
                cast(pool as text) || ', status ' || cast(status as text),
                {string.Join(" || ' ' || ", Measures.Select(m => $"cast({m} as text)"))}
            from f where {string.Join(" or ", Measures.Select(m => $"{m} <> 0"))} limit @atMost
            """, new { atMost });
        await tx.DoPatiently("delete from flowed");
        return [.. rows.Select(row => new Difference("stock-flow-differs", $"what moved on a day: {row.Place}",
            $"{row.Much} more than is kept", "0", $"stock_flow row ({row.Place})"))];
    }

    /// <summary>The sides of movements inside, as rows (holder_id, lot_id, pool, status, day, units).</summary>
    internal static string Sides(string which) => $"""
        select holder_id, lot_id, to_pool as pool, to_status as status, counts_on as day, quantity as units
        from transfer where {which} and to_status < 10
        union all
        select holder_id, lot_id, from_pool, from_status, counts_on, -quantity
        from transfer where {which} and from_status < 10
        """;

    static string Days => $"select f.level, 0 as grain, f.day, {Key}, {Sums} from flowed f where true " +
        $"group by f.level, f.day, {Key}";

    static string Months => $"select f.level, 1 as grain, m.month as day, {Key}, {Sums} from flowed f " +
        $"join flow_month m on m.day = f.day where true group by f.level, m.month, {Key}";

    // Into the table flowed: first by the day of the movement, then by the days on which lots come near their expiry.
    static async Task AddUp(Tx tx, long from, long to)
    {
        await MakeTables(tx);
        foreach (var (level, item, holder) in ((short, string, string)[])
            [(Products, "l.article_number", "0"), (Holders, "''", "t.holder_id")])
        {
            var sides = $"from ({Sides("tx >= @from and tx < @to")}) t join lot l on l.id = t.lot_id " +
                "join flow_expiry x on x.expires_on = l.expires_on";
            var keys = $"{item} as item, {holder} as holder_id, t.pool, t.status";
            string sum(int n, string when) =>
                $"cast(sum(case when t.day {when} x.day_{n} then t.units else 0 end) as bigint) as within_{n}";
            await tx.DoPatiently($"""
                insert into flowed
                select {level}, t.day, {keys}, cast(sum(t.units) as bigint), {Bands(n => sum(n, ">"))}
                {sides} group by 2, 3, 4, 5, 6
                """, new { from, to });
            await tx.DoPatiently($"""
                with g as (select l.expires_on, {keys}, {Bands(n => sum(n, "<="))}
                    {sides} group by 1, 2, 3, 4, 5)
                insert into flowed
                {string.Join(" union all ", StockTail.Soon.Select(n => $"select {level}, x.day_{n}, {Key}, 0, " +
                    Bands(m => m == n ? $"g.within_{n}" : "0") + " from g join flow_expiry x " +
                    $"on x.expires_on = g.expires_on where g.within_{n} <> 0"))}
                """, new { from, to });
        }
        if (tx.Kind == DbKind.Postgres) await tx.DoPatiently("analyze flowed");
        await tx.Do("delete from flow_month");
        var days = await tx.List<DateOnly>("select distinct day from flowed");
        await new Batch(tx).AddRows("insert into flow_month (day, month) {values}",
            [.. days.Select(day => new object?[] { day, new DateOnly(day.Year, day.Month, 1) })]).Run();
    }

    // The arithmetic of days is done here, as the databases have no common words for it.
    static async Task MakeTables(Tx tx)
    {
        await tx.Do(Migrate.InDialect($"""
            create temp table if not exists flowed (level smallint, day {"{date}"}, item text, holder_id bigint,
                pool smallint, status smallint, {Each(m => m + " bigint")});
            create temp table if not exists flow_expiry (expires_on {"{date}"} primary key,
                {Bands(n => $"day_{n} " + "{date}")});
            create temp table if not exists flow_month (day {"{date}"} primary key, month {"{date}"});
            delete from flowed;
            delete from flow_expiry
            """, tx.Kind));
        var expiries = await tx.List<DateOnly>("select distinct expires_on from lot");
        await new Batch(tx).AddRows("insert into flow_expiry {values}", [.. expiries.Select(day =>
            (object?[])[day, .. StockTail.Soon.Select(n => (object)day.AddDays(-n))])]).Run();
        if (tx.Kind == DbKind.Postgres) await tx.Do("analyze flow_expiry");
    }

    static string Each(Func<string, string> write) => string.Join(", ", Measures.Select(write));

    static string Bands(Func<int, string> write) => string.Join(", ", StockTail.Soon.Select(write));
}
