using System.Globalization;

namespace Forsyn.App.Stock;

/// <summary>Where a page of the overview ended: the value it is sorted by, and the key.</summary>
sealed record OverviewCursor(object Value, string Key)
{
    public static string Column(SortBy sort) => sort switch
    {
        SortBy.Name => "name",
        SortBy.Units => "units",
        SortBy.Positions => "positions",
        SortBy.Within30 => "within30",
        SortBy.Expiring => "expiring",
        SortBy.Within180 => "within180",
        SortBy.InTransit => "in_transit",
        SortBy.Quarantined => "quarantined",
        SortBy.Recalled => "recalled",
        _ => throw new InvariantBroken($"no such order: {sort}"),
    };

    /// <summary>Null for the first page; refuses cursor-invalid.</summary>
    public static Result<OverviewCursor?> Read(OverviewQuery query)
    {
        if (string.IsNullOrEmpty(query.Cursor)) return (OverviewCursor?)null;
        var bar = query.Cursor.LastIndexOf('|');
        if (bar < 0) return Refusal.Of("cursor-invalid", "cursor", query.Cursor);
        var (value, key) = (query.Cursor[..bar], query.Cursor[(bar + 1)..]);
        if (query.Sort == SortBy.Name) return new OverviewCursor(value, key);
        return long.TryParse(value, CultureInfo.InvariantCulture, out var number)
            ? new OverviewCursor(number, key) : Refusal.Of("cursor-invalid", "cursor", query.Cursor);
    }

    public static string Write(OverviewQuery query, OverviewRow row) =>
        $"{ValueOf(query.Sort, row)}|{KeyOf(query.GroupBy, row)}";

    static string ValueOf(SortBy sort, OverviewRow row) => sort switch
    {
        SortBy.Name => row.Name,
        SortBy.Units => Text(row.Units),
        SortBy.Positions => Text(row.Positions ?? 0),
        SortBy.Within30 => Text(row.Within30),
        SortBy.Expiring => Text(row.Expiring),
        SortBy.Within180 => Text(row.Within180),
        SortBy.InTransit => Text(row.InTransit),
        SortBy.Quarantined => Text(row.Quarantined),
        SortBy.Recalled => Text(row.Recalled),
        _ => throw new InvariantBroken($"no such order: {sort}"),
    };

    // Pools and statuses are few: they never fill a page, but a limit of one asks for pages all the same.
    static string KeyOf(GroupBy by, OverviewRow row) => by switch
    {
        GroupBy.Pool when Kebab.TryParse<Core.Ledger.Pool>(row.Key, out var pool) => Text((long)pool),
        GroupBy.Status when Kebab.TryParse<Core.Ledger.Status>(row.Key, out var status) => Text((long)status),
        _ => row.Key,
    };

    static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
