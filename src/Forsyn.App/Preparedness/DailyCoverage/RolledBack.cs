using Dapper;
using Forsyn.App.Database;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Preparedness.DailyCoverage;

/// <summary>
/// What was available of each lot at the end of each of some days in a row: today's balance less what has moved after
/// the day. Balances and movements are read by one statement, so that they agree however much is booked meanwhile.
/// </summary>
sealed class RolledBack
{
    readonly DateOnly _from;
    readonly int _days;
    readonly Dictionary<(long Holder, long Lot, Pool Pool), long[]> _moved = [];

    RolledBack(DateOnly from, DateOnly to) => (_from, _days) = (from, to.DayNumber - from.DayNumber + 1);

    /// <param name="holders">Ids of parties.</param>
    /// <param name="pool">The scheme's pool; sale is read besides.</param>
    public static async Task<RolledBack> Read(
        Tx tx, IEnumerable<long> holders, Pool pool, IEnumerable<string> articles, DateOnly from, DateOnly to)
    {
        const string which =
            "holder_id in @holders and lot_id in (select id from lot where article_number in @articles)";
        var sql = $"""
            select holder_id, lot_id, pool, null as day, quantity as units from balance
            where status = 0 and quantity <> 0 and pool in (@pool, @sale) and {which}
            union all
            select holder_id, lot_id, pool, day, cast(sum(units) as bigint) from (
                select holder_id, lot_id, to_pool as pool, counts_on as day, quantity as units from transfer
                where counts_on > @from and to_status = 0 and to_pool in (@pool, @sale) and {which}
                union all
                select holder_id, lot_id, from_pool, counts_on, -quantity from transfer
                where counts_on > @from and from_status = 0 and from_pool in (@pool, @sale) and {which}) m
            group by holder_id, lot_id, pool, day
            """;
        var read = new RolledBack(from, to);
        await foreach (var row in tx.Connection.QueryUnbufferedAsync<Row>(sql, new
        {
            from, pool = (short)pool, sale = (short)Pool.Sale, holders = InList.Of(holders),
            articles = InList.Of(articles),
        }, tx.Transaction, commandTimeout: 0))
            read.Add(row);
        return read;
    }

    /// <summary>Each lot at a holder and in a pool, with its units at the end of each day.</summary>
    public IEnumerable<(long Holder, long Lot, Pool Pool, long[] Units)> Lots()
    {
        foreach (var ((holder, lot, pool), moved) in _moved)
        {
            var units = new long[_days];
            units[^1] = moved[0] - moved[_days];
            for (var day = _days - 1; day > 0; day--) units[day - 1] = units[day] - moved[day];
            yield return (holder, lot, pool, units);
        }
    }

    // First the balance, then what moved on the second day, the third, and so on; last all that moved after them.
    void Add(Row row)
    {
        var key = (row.HolderId, row.LotId, (Pool)row.Pool);
        if (!_moved.TryGetValue(key, out var moved)) _moved[key] = moved = new long[_days + 1];
        moved[row.Day is { } day ? Math.Min(day.DayNumber - _from.DayNumber, _days) : 0] += row.Units;
    }

    sealed class Row
    {
        public long HolderId { get; init; }
        public long LotId { get; init; }
        public short Pool { get; init; }
        public DateOnly? Day { get; init; }
        public long Units { get; init; }
    }
}
