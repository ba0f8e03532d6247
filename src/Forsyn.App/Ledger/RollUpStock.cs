using System.Security.Cryptography;
using System.Text;
using Dapper;
using Forsyn.App.Database;

namespace Forsyn.App.Ledger;

/// <summary>What a roll did: built all anew, or took in the movements since the last one.</summary>
public sealed record StockRoll(bool Anew, long Rows, long Tx, DateOnly Day);

/// <summary>
/// Brings stock_sum up to the oldest running transaction. Runs beside the writers, never in their way, and is one
/// transaction: killed in the middle it leaves the sums as they were. Where there is nothing yet, where holders or
/// products have changed place, or where more has moved than there are balances to add up, it builds all anew.
/// </summary>
public static class RollUpStock
{
    const long MovedAtMost = 500_000;
    static readonly string Sums = string.Join(", ", StockTail.Measures.Select(m => $"cast(sum(h.{m}) as bigint)"));
    static readonly string Add = string.Join(", ",
        StockTail.Measures.Select(m => $"{m} = stock_sum.{m} + excluded.{m}"));
    static readonly string Columns = "level, county, holder_type, holder_id, item, pool, status, " +
        string.Join(", ", StockTail.Measures);

    /// <summary>A common table "held" of the balances as they were below the transaction @To.</summary>
    internal const string HeldAt = """
        later as (
            select holder_id, status, lot_id, place_id, pool, sum(units) as units from (
                select holder_id, to_status as status, lot_id, to_place as place_id, to_pool as pool,
                    quantity as units from transfer where tx >= @To and to_status < 10
                union all
                select holder_id, from_status, lot_id, from_place, from_pool, -quantity
                from transfer where tx >= @To and from_status < 10) t
            group by holder_id, status, lot_id, place_id, pool),
        held as (
            select b.holder_id, b.lot_id, b.pool, b.status, b.quantity - coalesce(t.units, 0) as units
            from balance b left join later t on t.holder_id = b.holder_id and t.status = b.status
                and t.lot_id = b.lot_id and t.place_id = b.place_id and t.pool = b.pool
            where b.status < 10)
        """;

    /// <summary>Null where there was nothing to do, or another process does it now.</summary>
    public static async Task<StockRoll?> Run(Db db, Moment now, bool anew = false)
    {
        var shape = await Shape(db);
        if (!anew && await UpToDate(db, shape, now.Day)) return null;
        return (await db.Write<StockRoll?>(async tx =>
        {
            await tx.Do("insert into stock_rolled (one, tx, day, shape, rolled_at) values (1, 0, @day, '', 0) " +
                "on conflict do nothing", new { day = now.Day });
            var rolled = await tx.One<StockRolled>(
                "select tx, day, shape, rolled_at, past, use_from from stock_rolled where one = 1"
                    + (tx.Kind == DbKind.Postgres ? " for update skip locked" : ""));
            if (rolled is null) return (StockRoll?)null;
            var to = await Settled(tx, rolled.Tx);
            var whole = anew || shape != rolled.Shape || await Many(tx, rolled.Tx);
            var rows = whole ? await Whole(tx, to, now.Day) : await Since(tx, rolled, to, now.Day);
            var past = rolled.Past && !anew;
            if (past) await StockFlow.Take(tx, rolled.Tx, to);
            var useFrom = anew ? null : await UseFlow.BringOn(tx, rolled, to, now.Day);
            await tx.Do("update stock_rolled set tx = @to, day = @day, shape = @shape, rolled_at = @at, " +
                "past = @past, use_from = @useFrom where one = 1",
                new { to, day = now.Day, shape, at = now.Microseconds, past, useFrom });
            return new StockRoll(whole, rows, to, now.Day);
        })).Value;
    }

    /// <summary>How far the sums have come; null where they were never built.</summary>
    public static Task<StockRolled?> State(Tx tx) => tx.One<StockRolled>(
        "select tx, day, shape, rolled_at, past, use_from, coalesce((select max(t.tx) from transfer t), 0) " +
        ">= stock_rolled.tx as moved from stock_rolled where one = 1 and shape <> ''");

    /// <summary>
    /// Makes the next roll build all anew, and figures be added up from balances until then: for whoever changes what
    /// a lot is, such as the day it expires.
    /// </summary>
    public static Task Forget(Tx tx) =>
        tx.Do("update stock_rolled set shape = '', past = false, use_from = null");

    // Read before any lock is taken, so that a quiet minute writes nothing.
    static Task<bool> UpToDate(Db db, string shape, DateOnly day) => db.Snapshot(async tx =>
        await State(tx) is { } rolled && rolled.Shape == shape && rolled.Day == day
            && await Settled(tx, rolled.Tx) == rolled.Tx);

    // One above the newest row that is final, not the horizon itself: transaction ids carry on from the newest row
    // where a dump is restored, and the sums must not be ahead of them.
    internal static async Task<long> Settled(Tx tx, long from) => 1 + Math.Max(from - 1, await tx.One<long>(
        "select coalesce(max(tx), 0) from transfer where tx >= @from and tx < @horizon",
        new { from, horizon = await Horizon.Of(tx) }));

    static async Task<bool> Many(Tx tx, long from) => await tx.One<long>(
        "select count(*) from (select 1 from transfer where tx >= @from limit @most) a",
        new { from, most = MovedAtMost }) == MovedAtMost;

    static async Task<long> Since(Tx tx, StockRolled rolled, long to, DateOnly day)
    {
        await Clear(tx);
        var values = new DynamicParameters();
        StockTail.AddValues(values, rolled, day, to);
        await tx.Do($"with {StockTail.Sql(rolled.Day != day)} insert into rolling select {StockTail.Columns}, " +
            $"{string.Join(", ", StockTail.Measures)} from tail", values);
        var rows = await Apply(tx);
        await tx.Do("delete from stock_sum where positions = 0");
        return rows;
    }

    static async Task<long> Whole(Tx tx, long to, DateOnly day)
    {
        await Clear(tx);
        await tx.DoPatiently("delete from stock_sum");
        var values = new DynamicParameters(new { To = to });
        foreach (var n in StockTail.Soon) values.Add($"Is{n}", day.AddDays(n));
        await tx.DoPatiently($"""
            with {HeldAt}
            insert into rolling
            select h.holder_id, h.lot_id, h.pool, h.status, cast(h.units as bigint), 1,
                {StockTail.Bands("h.units", "1", "l.expires_on", n => $"@Is{n}")}
            from held h join lot l on l.id = h.lot_id where h.units <> 0
            """, values);
        var rows = await Apply(tx);
        if (tx.Kind == DbKind.Postgres) await tx.DoPatiently("analyze stock_sum");
        return rows;
    }

    static async Task Clear(Tx tx)
    {
        await tx.Do("create temp table if not exists rolling (holder_id bigint, lot_id bigint, pool smallint, " +
            "status smallint, " + string.Join(", ", StockTail.Measures.Select(m => $"{m} bigint")) + ")");
        await tx.Do("delete from rolling");
    }

    // In the order of the key: rows of one place lie side by side, and are read so.
    static async Task<long> Apply(Tx tx)
    {
        var rows = 0L;
        if (tx.Kind == DbKind.Postgres) await tx.DoPatiently("analyze rolling");
        foreach (var level in StockSumLevel.All)
            rows += await tx.DoPatiently($"""
                insert into stock_sum ({Columns})
                select {level.Code}, county, holder_type, holder_id, item, pool, status, {Sums} from (
                    select {level.Keys}, h.pool, h.status, {string.Join(", ", StockTail.Measures.Select(m => "h." + m))}
                    from rolling h {StockSumLevel.Joins}) h
                where true group by county, holder_type, holder_id, item, pool, status order by 2, 3, 4, 5, 6, 7
                on conflict (level, county, holder_type, holder_id, item, pool, status) do update set {Add}
                """);
        await tx.DoPatiently("delete from rolling");
        return rows;
    }

    /// <summary>A hash of what places a balance in a level; the sums are built anew when it changes.</summary>
    static async Task<string> Shape(Db db)
    {
        await using var connection = await db.Read();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(
            string.Join(' ', StockSumLevel.All) + string.Join(' ', StockTail.Measures)));
        foreach (var sql in (string[])
            [
                "select cast(y.id as text) || ' ' || y.type || ' ' || coalesce(m.county_number, '') || ' ' from party y"
                    + " left join municipality m on m.number = y.municipality_number order by y.id",
                "select article_number || ' ' || class || ' ' || atc || ' ' from product order by article_number",
            ])
            await foreach (var row in connection.QueryUnbufferedAsync<string>(sql))
                hash.AppendData(Encoding.UTF8.GetBytes(row));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
