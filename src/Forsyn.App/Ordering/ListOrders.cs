using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>An order as lists show it.</summary>
public sealed class OrderSummary
{
    public long Number { get; init; }
    public string State { get; init; } = "";
    public bool Urgent { get; init; }
    public string Channel { get; init; } = "";
    public long CustomerId { get; init; }
    public string Customer { get; init; } = "";
    public Moment PlacedAt { get; init; }
    public DateOnly? PlannedOn { get; init; }
    public long LineCount { get; init; }
    public long Doses { get; init; }
    /// <summary>How many findings hold it.</summary>
    public long Holds { get; init; }
    public long Version { get; init; }
    /// <summary>What was done to it last, as its history has it.</summary>
    public string LastEvent { get; init; } = "";
    /// <summary>Of an emergency: desk or pharmacy. All of the next are null for other orders.</summary>
    public string? Route { get; init; }
    /// <summary>1 emergency, 2 may be urgent.</summary>
    public long? Class { get; init; }
    public string? Reason { get; init; }
    public string? Situation { get; init; }
    public Moment? ExposedAt { get; init; }
    /// <summary>When the call or the order came.</summary>
    public Moment? ReceivedAt { get; init; }
    public string? AnsweredBy { get; init; }
    public Moment? DispatchedAt { get; init; }
    /// <summary>The desk has asked the customer and waits for the answer.</summary>
    public bool AwaitsAnswer => State == "held" && LastEvent == "ask";
}

/// <summary>Which orders to list; everything left out is not filtered by.</summary>
/// <param name="States">Kebab-case states.</param>
/// <param name="Query">Order number or a part of the customer's name.</param>
/// <param name="After">The last number of the page before.</param>
/// <param name="UrgentFirst">The desk's order: emergencies first, then what may be urgent, of each the one whose time
/// has run longest; then the oldest. Otherwise the newest first.</param>
/// <param name="UrgentOnly">Emergencies only.</param>
/// <param name="Route">desk: not what the on-call pharmacy serves; pharmacy: only that.</param>
public sealed record OrderFilter(
    IReadOnlyList<string>? States = null, string? Query = null, long? After = null, int Limit = 50,
    bool UrgentFirst = false, bool UrgentOnly = false, string? Route = null)
{
    /// <summary>web, fax, post or phone.</summary>
    public string? Channel { get; init; }
    /// <summary>The earliest vaccination first, what has no day last; instead of UrgentFirst.</summary>
    public bool ByPlannedDay { get; init; }
}

/// <summary>Lists orders, a page at a time: the caller's own, or everyone's for those who may read all.</summary>
public static class ListOrders
{
    internal const string Summary = """
        select o.number, o.state, o.urgent, o.channel, o.customer_id, o.placed_at, o.planned_on, o.version,
            (select n.name_nb from party_name n where n.party_id = o.customer_id
                order by n.valid_from desc limit 1) as customer,
            (select count(*) from order_line l where l.order_number = o.number) as line_count,
            (select coalesce(sum(l.doses), 0) from order_line l where l.order_number = o.number) as doses,
            (select count(*) from order_finding f where f.order_number = o.number and f.severity = 'hold') as holds,
            (select e.kind from order_event e where e.order_number = o.number and e.kind <> 'check'
                order by e.at desc, e.id desc limit 1) as last_event,
            u.route, u.class, u.reason, u.situation, u.exposed_at,
            coalesce(u.received_at, w.received_at) as received_at, u.answered_by,
            case when u.class is null then null else
                (select min(s.dispatched_at) from shipment s where s.order_number = o.number) end as dispatched_at
        from orders o left join urgent_order u on u.order_number = o.number
            left join order_paper w on w.order_number = o.number
        """;

    public static async Task<IReadOnlyList<OrderSummary>> Run(Db db, OrderFilter filter, Caller caller)
    {
        var where = new List<string>();
        if (!caller.May(Policy.OrdersReadAll))
            where.Add(caller.May(Policy.UrgentHandOut) ? "u.route = 'pharmacy'" : "o.customer_id = @party");
        if (filter.UrgentOnly) where.Add("o.urgent");
        if (filter.Route is "desk" or "pharmacy") where.Add("coalesce(u.route, 'desk') = @Route");
        if (!string.IsNullOrEmpty(filter.Channel)) where.Add("o.channel = @Channel");
        if (filter.States is { Count: > 0 }) where.Add("o.state in @States");
        if (!string.IsNullOrWhiteSpace(filter.Query))
            where.Add("(cast(o.number as text) = @query or exists (select 1 from party_name n where n.party_id = " +
                "o.customer_id " +
                "and lower(n.name_nb) like '%' || lower(@query) || '%'))");
        if (filter.After is not null)
            where.Add(filter.ByPlannedDay || filter.UrgentFirst
                ? $"({Rank(filter, "u", "o")}) > (select {Rank(filter, "v", "a")} from orders a " +
                    "left join urgent_order v on v.order_number = a.number where a.number = @After)"
                : "o.number < @After");
        var order = filter.ByPlannedDay || filter.UrgentFirst ? Rank(filter, "u", "o") : "o.number desc";
        var sql = $"{Summary} {(where.Count > 0 ? "where " + string.Join(" and ", where) : "")} order by {order} " +
            "limit @Limit";
        return await db.List<OrderSummary>(sql,
            new { States = InList.Of(filter.States ?? []), query = filter.Query?.Trim(), filter.After, filter.Route,
                filter.Channel, never = DateOnly.MaxValue,
                Limit = Math.Clamp(filter.Limit, 1, 200), party = caller.Party ?? 0 });
    }

    static string Rank(OrderFilter filter, string urgent, string order) => filter.ByPlannedDay
        ? $"coalesce({order}.planned_on, @never), {order}.number" : Rank(urgent, order);

    // Emergencies before what may be urgent, of each the one exposed or received first; then all else by age (CHN-009).
    static string Rank(string urgent, string order) =>
        $"coalesce({urgent}.class, 9), coalesce({urgent}.exposed_at, {urgent}.received_at, 0), {order}.number";
}
