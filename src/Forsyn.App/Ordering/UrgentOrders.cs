using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;
using Forsyn.Core.Stock;

namespace Forsyn.App.Ordering;

/// <summary>What is kept of an emergency beside its order, and who may act on it.</summary>
static class UrgentOrders
{
    /// <summary>The supplier's place that a pharmacy keeps for it (URG-003).</summary>
    public const string OwnPlace =
        "select place.id from place join party on party.id = place.party_id " +
        "where party.key = 'fhi' and place.keeper_id is not null order by place.id limit 1";

    /// <summary>Adds the emergency's row to the batch; nothing for an order that is none.</summary>
    public static void Append(Batch batch, long number, OrderFacts facts)
    {
        if (facts.Urgent is not { } urgent) return;
        batch.Add("insert into urgent_order (order_number, route, reason, class, situation, exposed_at, received_at, " +
            "answered_by) values (?, ?, ?, ?, ?, ?, ?, ?)",
            number, Kebab.Of(facts.Route), urgent.Coded().Code, (long)urgent.Coded().Class,
            Kebab.Of(urgent.Situation), urgent.ExposedAt, urgent.CalledAt ?? facts.ReceivedAt, urgent.AnsweredBy);
    }

    /// <summary>
    /// What lies at the pharmacy is taken there and nowhere else; refuses order-at-the-pharmacy to the warehouse, and
    /// order-unknown to the pharmacy for what is the desk's.
    /// </summary>
    public static Refusal? NotYours(OrderHead head, OrderAction action, Caller caller)
    {
        var physical = action is OrderAction.Pick or OrderAction.Dispatch;
        if (head.AtThePharmacy && physical && !caller.May(Policy.UrgentHandOut))
            return Refusal.Of("order-at-the-pharmacy", "number", $"{head.Number}");
        return !head.AtThePharmacy && caller.May(Policy.UrgentHandOut) && !caller.May(Policy.OrderReview)
            ? Refusal.Of("order-unknown", "number", $"{head.Number}") : null;
    }

    /// <summary>
    /// For an order of the pharmacy: leaves only the lots at its place, and names the pool that alone may serve it.
    /// Null for all other orders, which never get the emergency pool.
    /// </summary>
    public static async Task<Pool?> OnlyOwnStock(Tx tx, OrderHead head, Dictionary<string, List<LotAtPlace>> lots)
    {
        if (!head.AtThePharmacy) return null;
        var place = await tx.One<long?>(OwnPlace);
        foreach (var (article, here) in LoadUrgentFacts.At(place, lots)) lots[article] = here;
        return Pool.Emergency;
    }
}
