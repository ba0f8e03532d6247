using System.Globalization;
using System.Text.RegularExpressions;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Stock;

/// <summary>A movement that changed a figure.</summary>
public sealed partial class TransferBehind
{
    public long Id { get; init; }
    public DateOnly CountsOn { get; init; }
    public Moment RecordedAt { get; init; }
    public string RecordedBy { get; init; } = "";
    public long HolderId { get; init; }
    public string Holder { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public long LotId { get; init; }
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public Status FromStatus { get; init; }
    public Pool FromPool { get; init; }
    public Status ToStatus { get; init; }
    public Pool ToPool { get; init; }
    public long Quantity { get; init; }
    /// <summary>What it did to the figure: the quantity, with minus when units left what the filter names.</summary>
    public long Change { get; init; }
    public string Reason { get; init; } = "";
    public string Source { get; init; } = "";
    public long? Corrects { get; init; }

    /// <summary>The order that asked for it, at the sender or, carried on, at the receiver.</summary>
    public long? Order => OrderSource().Match(Source) is { Success: true } match
        ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(?:from/\d+/)?order/(\d{1,18})(?:/|$)")]
    private static partial Regex OrderSource();
}

/// <summary>
/// The movements a figure is made of, newest day first: those that brought units into what the filter names or took
/// units out of it. Movements between two places inside the filter do not change it and are left out, so the changes
/// sum to the figure.
/// </summary>
public static class TransfersBehind
{
    public const int MostRows = 200;

    // A product may have moved a hundred thousand times: the newest are looked for in the last days first.
    static readonly int[] DaysBack = [14, 120];

    /// <summary>Refuses cursor-invalid.</summary>
    public static Task<Result<Page<TransferBehind>>> Run(
        Db db, StockFilter filter, Moment now, string? cursor = null, int limit = 50) =>
        Run(db, filter, now, cursor, limit, null);

    /// <summary>Refuses cursor-invalid.</summary>
    /// <param name="which">A condition on the movement t, in place of its having changed the figure.</param>
    internal static async Task<Result<Page<TransferBehind>>> Run(
        Db db, StockFilter filter, Moment now, string? cursor, int limit, string? which)
    {
        var values = filter.Values(now.Day);
        var (into, outOf) = (filter.Slot("t.to_status", "t.to_pool"), filter.Slot("t.from_status", "t.from_pool"));
        var where = filter.Conditions("t").Append(which ?? $"({into}) <> ({outOf})").ToList();
        if (filter.AsOf is not null) where.Add("t.counts_on <= @AsOf");
        if (filter.KnownOn is not null) where.Add("t.recorded_at < @KnownBefore");
        var last = filter.AsOf ?? now.Day;
        if (!string.IsNullOrEmpty(cursor))
        {
            if (!TryRead(cursor, out var day, out var id)) return Refusal.Of("cursor-invalid", "cursor", cursor);
            // Said twice, as an index is not looked into for one of two.
            where.Add("t.counts_on <= @AfterDay and (t.counts_on < @AfterDay or t.id < @AfterId)");
            last = day;
            values.Add("AfterDay", day);
            values.Add("AfterId", id);
        }
        var most = Math.Clamp(limit, 1, MostRows);
        values.Add("Most", most + 1);
        string sql(string since) => $"""
            select t.id, t.counts_on, t.recorded_at, t.recorded_by, t.holder_id, l.article_number, p.name as product,
                t.lot_id, l.lot_number, l.expires_on, t.from_status, t.from_pool, t.to_status, t.to_pool, t.quantity,
                t.reason, t.source,
                t.corrects, case when {into} then t.quantity else -t.quantity end as change,
                {StockFilter.HolderName} as holder
            from transfer t {filter.Joins("t", product: true, holder: true)}
            where {string.Join(" and ", where)}{since} order by t.counts_on desc, t.id desc limit @Most
            """;
        var rows = new List<TransferBehind>();
        if (filter.ArticleNumber is not null || filter.Lot is not null)
            foreach (var days in DaysBack.Where(_ => rows.Count <= most))
            {
                values.Add("Since", DateOnly.FromDayNumber(Math.Max(0, last.DayNumber - days)));
                rows = await db.List<TransferBehind>(sql(" and t.counts_on > @Since"), values);
            }
        if (rows.Count <= most) rows = await db.List<TransferBehind>(sql(""), values);
        var page = rows.Take(most).ToList();
        return new Page<TransferBehind>(page,
            rows.Count > most ? $"{page[^1].CountsOn:yyyy-MM-dd}|{page[^1].Id}" : null);
    }

    static bool TryRead(string cursor, out DateOnly day, out long id)
    {
        (day, id) = (default, 0);
        return cursor.Split('|') is [var first, var second]
            && DateOnly.TryParseExact(first, "yyyy-MM-dd", out day)
                && long.TryParse(second, CultureInfo.InvariantCulture, out id);
    }
}
