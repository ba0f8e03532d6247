using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>What may wait for a person: each has its place in the program where it is done.</summary>
public enum Work
{
    RosterGap, Question, Parcel, Basket, Urgent, OnCall, Held, Placed, Released, Pick, Dispatch, AccessRequest, Advice,
    AdviceAnswered, Recall, Exemption, ToForward,
}

/// <summary>How much of it waits.</summary>
public sealed record Waiting(Work Work, long Count);

/// <summary>What needs doing now, for the one who asks: only what that person may do.</summary>
public static class WaitingWork
{
    // A question is open until it is answered: the last thing in the order's history is then "ask".
    const string Asked = "(select e.kind from order_event e where e.order_number = o.number " +
        "and e.kind <> 'check' order by e.at desc, e.id desc limit 1) = 'ask'";

    // What the on-call pharmacy hands out is not picked in the warehouse.
    const string Ours =
        "not exists (select 1 from urgent_order u where u.order_number = o.number and u.route = 'pharmacy')";

    static readonly (string Policy, Work Work, string From)[] Counts =
    [
        (Policy.ShopUse, Work.Question, $"orders o where o.customer_id = @party and o.state = 'held' and {Asked}"),
        (Policy.ShopUse, Work.Parcel, "orders o where o.customer_id = @party and o.state = 'dispatched'"),
        (Policy.ShopUse, Work.Basket, "basket where persona = @persona and request like '%articleNumber%'"),
        (Policy.OrderReview, Work.Urgent, "orders o where o.urgent and o.state in ('placed', 'held')"),
        (Policy.OrderReview, Work.Held, $"orders o where o.state = 'held' and not {Asked}"),
        (Policy.OrderReview, Work.Placed, "orders o where o.state = 'placed'"),
        (Policy.OrderReview, Work.Released, "orders o where o.state = 'released'"),
        (Policy.UrgentHandOut, Work.OnCall,
            "orders o join urgent_order u on u.order_number = o.number and u.route = 'pharmacy' " +
            "where o.state in ('placed', 'held', 'released', 'allocated', 'picked')"),
        (Policy.WarehouseWork, Work.Pick, $"orders o where o.state = 'allocated' and {Ours}"),
        (Policy.WarehouseWork, Work.Dispatch, $"orders o where o.state = 'picked' and {Ours}"),
        (Policy.StockOwn, Work.Recall, "recall_task t join recall r on r.id = t.recall_id where r.closed_at is null " +
            "and t.holder_id = @party and t.taken + t.on_road > t.found + t.given + t.destroyed + t.missing"),
        (Policy.ExemptionReview, Work.Exemption, "exemption where reviewer_id = @party and state = 'submitted'"),
        (Policy.ExemptionReview, Work.ToForward, "exemption where reviewer_id = @party and state = 'approved' " +
            "and forwarded_at is null and decision_id is null"),
        (Policy.PeopleManage, Work.AccessRequest, "access_request where state = 'open'"),
        (Policy.AdviceAnswer, Work.Advice, "advice where state = 'open'"),
        (Policy.AdviceAsk, Work.AdviceAnswered, "advice where party_id = @party and state = 'answered'"),
    ];

    public static async Task<IReadOnlyList<Waiting>> Run(Db db, Caller caller, Moment now)
    {
        var mine = Counts.Where(count => caller.May(count.Policy)).ToList();
        if (mine.Count == 0) return [];
        var rows = await db.List<Row>(
            string.Join(" union all ", mine.Select(count =>
                $"select {(int)count.Work} as work, count(*) as count from {count.From}")),
            new { party = caller.Party ?? 0, persona = caller.PersonaId });
        List<Waiting> waiting = [.. rows.Select(row => new Waiting((Work)row.Work, row.Count))];
        if (caller.May(Policy.DutyPlan))
            waiting.Add(new Waiting(Work.RosterGap, (await Roster.Gaps(db, now)).Count));
        return [.. waiting.OrderBy(one => one.Work)];
    }

    sealed class Row
    {
        public long Work { get; init; }
        public long Count { get; init; }
    }
}
