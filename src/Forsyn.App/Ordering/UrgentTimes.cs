using Forsyn.App.Database;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Which emergencies to count; everything left out is not filtered by.</summary>
/// <param name="From">First month, such as 2026-01.</param>
/// <param name="To">Last month, in it too.</param>
/// <param name="Reason">Code of a reason.</param>
/// <param name="After">The last number of the page before, in the list of orders.</param>
public sealed record TimesFilter(
    string? From = null, string? To = null, string? Reason = null, string? Situation = null, long? After = null,
    int Limit = 50);

/// <summary>The times of the emergencies of one month for one reason.</summary>
public sealed record TimesRow(string Month, string Reason, ReleaseTimes Times);

/// <summary>One emergency with its times; minutes are null until it is dispatched.</summary>
public sealed class TimedOrder
{
    public long Number { get; init; }
    public string State { get; init; } = "";
    public string Reason { get; init; } = "";
    public long Class { get; init; }
    public string Situation { get; init; } = "";
    public string Route { get; init; } = "";
    public Moment? ExposedAt { get; init; }
    public Moment ReceivedAt { get; init; }
    public Moment? DispatchedAt { get; init; }
    public string Month => $"{ReceivedAt.Day:yyyy-MM}";
    public long? Minutes => DispatchedAt is { } sent ? (long)sent.Since(ReceivedAt).TotalMinutes : null;
}

/// <summary>
/// How long emergencies took from receipt to dispatch (CHN-009). Refused and cancelled ones do not count.
/// </summary>
public static class UrgentTimes
{
    /// <summary>By month and reason, the newest month first, and all of them together.</summary>
    public static async Task<(IReadOnlyList<TimesRow> Rows, ReleaseTimes All)> Run(Db db, TimesFilter filter)
    {
        var orders = await Read(db, filter, "order by u.received_at");
        return ([.. orders.GroupBy(order => (order.Month, order.Reason))
            .Select(group => new TimesRow(
                group.Key.Month, group.Key.Reason, ReleaseTimes.Of(group.Select(order => order.Minutes))))
            .OrderByDescending(row => row.Month).ThenBy(row => row.Reason, StringComparer.Ordinal)],
            ReleaseTimes.Of(orders.Select(order => order.Minutes)));
    }

    /// <summary>The orders behind the figures, the newest first.</summary>
    public static async Task<IReadOnlyList<TimedOrder>> Orders(Db db, TimesFilter filter) =>
        await Read(db, filter, "order by o.number desc limit @limit");

    static Task<List<TimedOrder>> Read(Db db, TimesFilter filter, string rest)
    {
        var from = Month.TryParse(filter.From ?? "", out var first) ? first : (Month?)null;
        var to = Month.TryParse(filter.To ?? "", out var last) ? last : (Month?)null;
        return db.List<TimedOrder>(
            $"""
            select o.number, o.state, u.reason, u.class, u.situation, u.route, u.exposed_at, u.received_at,
                (select min(s.dispatched_at) from shipment s where s.order_number = o.number) as dispatched_at
            from urgent_order u join orders o on o.number = u.order_number
            where o.state not in ('refused', 'cancelled') and u.received_at >= @from and u.received_at < @to
                and (@reason = '' or u.reason = @reason) and (@situation = '' or u.situation = @situation)
                and o.number < @after
            {rest}
            """, new
            {
                from = from is { } a ? Moment.InOslo(a.FirstDay, TimeOnly.MinValue).Microseconds : 0,
                to = to is { } b ? Moment.InOslo(b.Plus(1).FirstDay, TimeOnly.MinValue).Microseconds : long.MaxValue,
                reason = filter.Reason ?? "", situation = filter.Situation ?? "", after = filter.After ?? long.MaxValue,
                limit = Math.Clamp(filter.Limit, 1, 200),
            });
    }
}
