using Dapper;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Stock;

/// <summary>What the rows of an overview are.</summary>
public enum GroupBy { Product, Pool, Status, HolderType, County, Municipality, Holder, Lot }

/// <summary>What an overview can be sorted by; equal rows are sorted by key.</summary>
public enum SortBy { Name, Units, Holders, Lots, Expiring, InTransit, Age }

/// <param name="Cursor">Next of the page before.</param>
public sealed record OverviewQuery(
    StockFilter Filter, GroupBy GroupBy = GroupBy.Product, SortBy Sort = SortBy.Units, bool Descending = true,
    string? Cursor = null, int Limit = 50);

/// <summary>
/// Figures of some stock. Ages are those of the balances summed: the one that changed first, and the one that changed
/// last.
/// </summary>
public record StockFigures
{
    public long Units { get; init; }
    public long Products { get; init; }
    public long Holders { get; init; }
    public long Lots { get; init; }
    /// <summary>Units of lots that expire within 90 days of the day, or have expired.</summary>
    public long Expiring { get; init; }
    /// <summary>Of the units, those on the road.</summary>
    public long InTransit { get; init; }
    public Moment? Oldest { get; init; }
    public Moment? Newest { get; init; }
}

/// <summary>A row of the overview.</summary>
public sealed record OverviewRow : StockFigures
{
    /// <summary>The value of the dimension, as the filter takes it.</summary>
    public string Key { get; init; } = "";
    /// <summary>A name of the catalogue or of the register; empty where the key is a word of the program.</summary>
    public string Name { get; init; } = "";
    /// <summary>Substance of a product, product of a lot, municipality of a holder, county of a municipality.</summary>
    public string Detail { get; init; } = "";
    /// <summary>Units in a pack, of products only.</summary>
    public long? DosesPerPack { get; init; }
    /// <summary>Whole packs the units would fill, of products only.</summary>
    public long? Packs => DosesPerPack is { } doses ? Units / doses : null;
}

public sealed record OverviewAnswer(StockFigures Total, IReadOnlyList<OverviewRow> Rows, string? Next);

/// <summary>
/// The country's stock by any dimension, as of any day, summed in the database and read a page at a time.
/// </summary>
public static class Overview
{
    public const int MostRows = 200;

    const string Sums = """
        cast(coalesce(sum(units), 0) as bigint) as units, count(distinct article_number) as products,
        count(distinct holder_id) as holders, count(distinct lot_id) as lots,
        cast(coalesce(sum(case when expires_on <= @Soon then units end), 0) as bigint) as expiring,
        cast(coalesce(sum(case when status = 1 then units end), 0) as bigint) as in_transit,
        min(changed_at) as oldest, max(changed_at) as newest
        """;

    /// <summary>Refuses cursor-invalid.</summary>
    public static async Task<Result<OverviewAnswer>> Run(Db db, OverviewQuery query, Moment now)
    {
        var after = OverviewCursor.Read(query);
        if (!after.Ok) return after.Refusal!;
        return await db.Snapshot<OverviewAnswer>(async tx =>
        {
            var limit = Math.Clamp(query.Limit, 1, MostRows);
            var rows = await tx.List<OverviewRow>(RowsSql(query, after.Value, limit + 1),
                Values(query, after.Value, now));
            var page = rows.Take(limit).Select(row => Named(row, query.GroupBy)).ToList();
            return new(await TotalOf(tx, query.Filter, now), page,
                rows.Count > limit ? OverviewCursor.Write(query, page[^1]) : null);
        });
    }

    /// <summary>The same rows without end, read one at a time: for files.</summary>
    public static async IAsyncEnumerable<OverviewRow> All(Db db, OverviewQuery query, Moment now)
    {
        await using var connection = await db.Read();
        var rows = connection.QueryUnbufferedAsync<OverviewRow>(RowsSql(query, null, null), Values(query, null, now));
        await foreach (var row in rows) yield return Named(row, query.GroupBy);
    }

    /// <summary>The figures of the whole filter.</summary>
    public static Task<StockFigures> Total(Db db, StockFilter filter, Moment now) =>
        db.Snapshot(tx => TotalOf(tx, filter, now));

    static async Task<StockFigures> TotalOf(Tx tx, StockFilter filter, Moment now) =>
        await tx.One<StockFigures>(
            $"with {HeldStock.Sql(filter)}, picked as ({Picked(filter, "''", holder: false)}) " +
            $"select {Sums} from picked",
            filter.Values(now.Day)) ?? new();

    static string RowsSql(OverviewQuery query, OverviewCursor? after, int? limit)
    {
        var by = Dimension.Of(query.GroupBy);
        var (column, direction) = (OverviewCursor.Column(query.Sort), query.Descending ? "desc" : "asc");
        var beyond = query.Descending ? "<" : ">";
        var then = after is null ? ""
            : $"where {column} {beyond} @AfterValue or ({column} = @AfterValue and key > @AfterKey)";
        return $"""
            with {HeldStock.Sql(query.Filter)},
            picked as ({Picked(query.Filter, by.Key, by.NeedsHolder)}),
            summed as (select key, {Sums} from picked group by key),
            named as (select s.*, {by.Names} from summed s {by.NameJoins})
            select * from named {then} order by {column} {direction}, key {(limit is null ? "" : "limit " + limit)}
            """;
    }

    static string Picked(StockFilter filter, string key, bool holder) =>
        $"select {key} as key, h.units, h.holder_id, h.lot_id, h.status, h.changed_at, l.article_number, l.expires_on"
        + " from held h"
        + filter.Joins("h", product: false, holder)
        + $" where {filter.Held}";

    static DynamicParameters Values(OverviewQuery query, OverviewCursor? after, Moment now)
    {
        var values = query.Filter.Values(now.Day);
        if (after is not null)
        {
            values.Add("AfterValue", after.Value);
            values.Add("AfterKey", after.Key);
        }
        return values;
    }

    // In the database pools and statuses are codes; outside it they are words.
    static OverviewRow Named(OverviewRow row, GroupBy by) => by switch
    {
        GroupBy.Pool => row with { Key = Kebab.Of((Pool)short.Parse(row.Key)) },
        GroupBy.Status => row with { Key = Kebab.Of((Status)short.Parse(row.Key)) },
        _ => row,
    };
}
