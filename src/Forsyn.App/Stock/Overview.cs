using Dapper;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Stock;

/// <summary>What the rows of an overview are.</summary>
public enum GroupBy
{
    Product, Substance, Atc1, Atc2, Atc3, Atc4, Atc5, Pool, Status, HolderType, County, Municipality, Holder, Lot,
}

/// <summary>What an overview can be sorted by; equal rows are sorted by key.</summary>
public enum SortBy { Name, Units, Positions, Within30, Expiring, Within180, InTransit, Quarantined, Recalled }

/// <param name="Cursor">Next of the page before.</param>
public sealed record OverviewQuery(
    StockFilter Filter, GroupBy GroupBy = GroupBy.Product, SortBy Sort = SortBy.Units, bool Descending = true,
    string? Cursor = null, int Limit = 50);

public sealed record OverviewAnswer(StockFigures Total, IReadOnlyList<OverviewRow> Rows, string? Next);

/// <summary>
/// The country's stock by any dimension, as of any day and as it was known on any day, summed in the database and read
/// a page at a time. From stock summed beforehand where a level of it has what is asked, with what has happened since
/// added; else from the balances. A property test holds the two against each other.
/// </summary>
public static class Overview
{
    public const int MostRows = 200;

    /// <summary>
    /// So many balances are looked into to count what does not add up: different products, holders and lots, and ages.
    /// </summary>
    public const long MostCounted = 10_000;

    // What expires soon is corrected for the days since stock was summed; after a month it is added up anew.
    const int DaysBehindAtMost = 31;

    /// <summary>Refuses cursor-invalid.</summary>
    public static async Task<Result<OverviewAnswer>> Run(Db db, OverviewQuery query, Moment now)
    {
        var after = OverviewCursor.Read(query);
        if (!after.Ok) return after.Refusal!;
        return await db.Snapshot<OverviewAnswer>(async tx =>
        {
            var rolled = await RollUpStock.State(tx);
            var rows = await PageOf(tx, query, after.Value, rolled, now);
            var total = await TotalOf(tx, query.Filter, rolled, now);
            var more = rows.Count > Limit(query);
            var page = await Count(tx, query, more ? rows[..^1] : rows, total, rolled, now);
            return new(total, [.. page.Select(row => Named(row, query.GroupBy))],
                more ? OverviewCursor.Write(query, Named(page[^1], query.GroupBy)) : null);
        });
    }

    /// <summary>The rows of a first page, with what adds up and no more.</summary>
    internal static async Task<IReadOnlyList<OverviewRow>> Sums(
        Tx tx, OverviewQuery query, StockRolled? rolled, Moment now) =>
        [.. (await PageOf(tx, query, null, rolled, now)).Take(Limit(query))
            .Select(row => Named(row, query.GroupBy))];

    static int Limit(OverviewQuery query) => Math.Clamp(query.Limit, 1, MostRows);

    // One row more than the page holds, where there are more.
    static async Task<List<OverviewRow>> PageOf(
        Tx tx, OverviewQuery query, OverviewCursor? after, StockRolled? rolled, Moment now)
    {
        // Positions of the past are in the balances only.
        var past = (query.Filter.AsOf ?? query.Filter.KnownOn) is not null;
        var (sql, values) = await Source(
            tx, query.Filter, query.GroupBy, past && query.Sort == SortBy.Positions ? null : rolled, now);
        AddAfter(values, after);
        return await tx.List<OverviewRow>(RowsSql(sql, query, after, Limit(query) + 1), values);
    }

    /// <summary>The same rows without end, from the balances, read one at a time: for files.</summary>
    public static async IAsyncEnumerable<OverviewRow> All(Db db, OverviewQuery query, Moment now)
    {
        await using var connection = await db.Read();
        var by = Dimension.Of(query.GroupBy);
        // Of the past only what adds up: the ages of all balances would take minutes.
        var sql = query.Filter is { AsOf: null, KnownOn: null }
            ? OverviewSql.Count(query.Filter, by, now.Day, only: false) : OverviewSql.FromBalances(query.Filter, by);
        var rows = connection.QueryUnbufferedAsync<OverviewRow>(
            RowsSql(sql, query, null, null), query.Filter.Values(now.Day));
        await foreach (var row in rows) yield return Named(row, query.GroupBy);
    }

    /// <summary>The figures of the whole filter.</summary>
    public static Task<StockFigures> Total(Db db, StockFilter filter, Moment now) =>
        db.Snapshot(async tx => await TotalOf(tx, filter, await RollUpStock.State(tx), now));

    internal static async Task<StockFigures> TotalOf(Tx tx, StockFilter filter, StockRolled? rolled, Moment now)
    {
        var total = await SumOf(tx, filter, rolled, now);
        if (total.Lots is not null || total.Positions is not { } positions
            || await Looked(tx, filter, positions, rolled, now) > MostCounted) return total;
        return await tx.One<StockFigures>(
            $"with {OverviewSql.Count(filter, null, now.Day, only: false)} select * from summed",
            filter.Values(now.Day)) ?? total;
    }

    static async Task<StockFigures> SumOf(Tx tx, StockFilter filter, StockRolled? rolled, Moment now)
    {
        var (sql, values) = await Source(tx, filter, null, rolled, now);
        return await tx.One<StockFigures>($"with {sql} select * from summed", values) ?? new()
        {
            Positions = 0, Products = 0, Holders = 0, Lots = 0, Reported = 0, Late = 0,
        };
    }

    // How many balances are looked into for those a filter names: what an index of theirs finds, narrowed afterwards.
    static async Task<long> Looked(Tx tx, StockFilter filter, long positions, StockRolled? rolled, Moment now)
    {
        if (positions > MostCounted || rolled is null || (filter.AsOf ?? filter.KnownOn) is not null) return positions;
        var product = filter.ArticleNumber is not null || filter.AsksProduct || filter.Lot is not null;
        var wide = filter with
        {
            Pool = null, Status = product ? filter.Status : null, Expiring = null,
            County = product ? null : filter.County, Municipality = product ? null : filter.Municipality,
            HolderType = product ? null : filter.HolderType,
        };
        return wide == filter || filter.Holder is not null || filter.Lot is not null ? positions
            : (await SumOf(tx, wide, rolled, now)).Positions ?? 0;
    }

    /// <summary>A common table "summed" by the dimension, from the smallest level that has it.</summary>
    internal static async Task<(string Sql, DynamicParameters Values)> Source(
        Tx tx, StockFilter filter, GroupBy? by, Moment now) =>
        await Source(tx, filter, by, await RollUpStock.State(tx), now);

    static async Task<(string Sql, DynamicParameters Values)> Source(
        Tx tx, StockFilter filter, GroupBy? by, StockRolled? rolled, Moment now)
    {
        var past = (filter.AsOf ?? filter.KnownOn) is not null;
        // Of few balances the past is added up from them, and counted.
        if (rolled is not null && !(past && await IsFew(tx, filter, rolled, now))
            && await FromSums(tx, filter, by, rolled, now) is { } source) return source;
        return (OverviewSql.FromBalances(filter, by is { } one ? Dimension.Of(one) : null), filter.Values(now.Day));
    }

    static async Task<bool> IsFew(Tx tx, StockFilter filter, StockRolled rolled, Moment now) =>
        (await SumOf(tx, filter with { AsOf = null, KnownOn = null }, rolled, now)).Positions <= MostCounted;

    /// <summary>From what is summed, whatever it costs; null where the sums do not have it.</summary>
    internal static async Task<(string Sql, DynamicParameters Values)?> FromSums(
        Tx tx, StockFilter filter, GroupBy? by, StockRolled rolled, Moment now)
    {
        filter = await WholeCounty(tx, filter);
        var (values, dimension) = (filter.Values(now.Day), by is { } one ? Dimension.Of(one) : null);
        StockTail.AddValues(values, rolled, now.Day);
        var behind = Math.Abs(rolled.Day.DayNumber - now.Day.DayNumber) > DaysBehindAtMost;
        if ((filter.AsOf ?? filter.KnownOn) is null)
            return behind || Dimension.Level(filter, by) is not { } level ? null
                : (OverviewSql.FromSums(filter, dimension, level, rolled, now.Day), values);
        if (filter.AsOf is { } day)
            values.Add("NextMonth", new DateOnly(day.Year, day.Month, 1).AddMonths(1));
        return (filter.AsOf is null ? behind : !rolled.Past) || PastSql.Level(filter, by) is not { } then ? null
            : (PastSql.Sql(filter, dimension, then, rolled, now.Day), values);
    }

    // A municipality that is a county by itself, as Oslo is, is read where the county is summed.
    static async Task<StockFilter> WholeCounty(Tx tx, StockFilter filter) =>
        filter.Municipality is not null && await tx.One<string>("""
            select max(c.county_number) from municipality m join municipality c on c.county_number = m.county_number
            where m.number = @Municipality having count(*) = 1
            """, new { filter.Municipality }) is { } county && (filter.County ?? county) == county
            ? filter with { Municipality = null, County = county } : filter;

    // Products, holders and lots of the rows of this page, from the balances of the page and no others.
    static async Task<IReadOnlyList<OverviewRow>> Count(
        Tx tx, OverviewQuery query, IReadOnlyList<OverviewRow> rows, StockFigures total, StockRolled? rolled,
        Moment now)
    {
        if (rows.Count == 0 || total.Positions is not { } all || rows.Any(row => row.Positions is null)
            || await LookedFor(tx, query, rows, all, rolled, now) > MostCounted) return rows;
        var by = Dimension.Of(query.GroupBy);
        var values = query.Filter.Values(now.Day);
        values.Add("Keys", by.In is null ? InList.Of(rows.Select(row => row.Key))
            : InList.Of(rows.Select(row => long.Parse(row.Key))));
        var counted = (await tx.List<OverviewRow>(
            $"with {OverviewSql.Count(query.Filter, by, now.Day, only: true)} select * from summed", values))
            .ToDictionary(row => row.Key);
        return [.. rows.Select(row => counted.GetValueOrDefault(row.Key) is not { } found ? row : row with
        {
            Products = found.Products, Holders = found.Holders, Lots = found.Lots, Oldest = found.Oldest,
            Newest = found.Newest, Reported = found.Reported, Late = found.Late,
        })];
    }

    static async Task<long> LookedFor(
        Tx tx, OverviewQuery query, IReadOnlyList<OverviewRow> rows, long total, StockRolled? rolled, Moment now)
    {
        var (filter, page) = (query.Filter, rows.Sum(row => row.Positions ?? 0));
        // Only some keys are found by an index; of the past all balances are added up again whatever the page holds.
        if (query.GroupBy is not (GroupBy.Product or GroupBy.Lot or GroupBy.Holder) || page > MostCounted
            || (filter.AsOf ?? filter.KnownOn) is not null)
            return await Looked(tx, filter, total, rolled, now);
        if (query.GroupBy == GroupBy.Holder || rolled is null || !filter.AsksHolder && filter.Pool is null
            && filter.Expiring is null) return page;
        var item = query.GroupBy == GroupBy.Product ? SumItem.Product : SumItem.Lot;
        return await tx.One<long>($"select coalesce(sum(positions), 0) from stock_sum where level = " +
            $"{StockSumLevel.Find(item, SumArea.Country)!.Code} and item in @Keys" +
            (filter.Status is null ? "" : " and status = @Status"),
            new { Keys = InList.Of(rows.Select(row => row.Key)), Status = (short?)filter.Status });
    }

    static string RowsSql(string summed, OverviewQuery query, OverviewCursor? after, int? limit)
    {
        var by = Dimension.Of(query.GroupBy);
        var (column, direction) = (OverviewCursor.Column(query.Sort), query.Descending ? "desc" : "asc");
        var beyond = query.Descending ? "<" : ">";
        var then = after is null ? ""
            : $"where {column} {beyond} @AfterValue or ({column} = @AfterValue and key > @AfterKey)";
        var page = $"{then} order by {column} {direction}, key {(limit is null ? "" : "limit " + limit)}";
        // Names are looked up for the page alone, but where it is sorted by them.
        return query.Sort == SortBy.Name
            ? $"with {summed}, named as (select s.*, {by.Names} from summed s {by.NameJoins}) " +
                $"select * from named {page}"
            : $"with {summed}, page as (select * from summed {page}) " +
                $"select s.*, {by.Names} from page s {by.NameJoins} order by s.{column} {direction}, s.key";
    }

    static void AddAfter(DynamicParameters values, OverviewCursor? after)
    {
        if (after is null) return;
        values.Add("AfterValue", after.Value);
        values.Add("AfterKey", after.Key);
    }

    // In the database pools and statuses are codes; outside it they are words.
    static OverviewRow Named(OverviewRow row, GroupBy by) => by switch
    {
        GroupBy.Pool => row with { Key = Kebab.Of((Pool)short.Parse(row.Key)) },
        GroupBy.Status => row with { Key = Kebab.Of((Status)short.Parse(row.Key)) },
        _ => row,
    };
}
