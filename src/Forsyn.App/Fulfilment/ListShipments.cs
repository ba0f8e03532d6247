using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Fulfilment;

/// <summary>A parcel as lists show it.</summary>
public sealed class ShipmentSummary
{
    public long Id { get; init; }
    public long OrderNumber { get; init; }
    public string Sscc { get; init; } = "";
    public string Customer { get; init; } = "";
    public string Temperature { get; init; } = "";
    public long Doses { get; init; }
    public Moment DispatchedAt { get; init; }
    public Moment? ReceivedAt { get; init; }
}

/// <summary>
/// Lists parcels, newest first, a page at a time: the caller's own, or everyone's for those who may read all.
/// </summary>
public static class ListShipments
{
    /// <param name="onTheWay">Only those that are not received yet.</param>
    /// <param name="after">The last id of the page before.</param>
    public static Task<List<ShipmentSummary>> Run(
        Db db, Caller caller, bool onTheWay, long? after = null, int limit = 50)
    {
        var where = new List<string> { "1 = 1" };
        if (!caller.May(Policy.OrdersReadAll)) where.Add("s.customer_id = @party");
        if (onTheWay) where.Add("s.received_at is null");
        if (after is not null) where.Add("s.id < @after");
        return db.List<ShipmentSummary>($"""
            select s.id, s.order_number, s.sscc, s.temperature, s.dispatched_at, s.received_at,
                (select n.name_nb from party_name n where n.party_id = s.customer_id
                    order by n.valid_from desc limit 1) as customer,
                (select cast(sum(x.quantity) as bigint) from shipment_line x where x.shipment_id = s.id) as doses
            from shipment s where {string.Join(" and ", where)} order by s.id desc limit @limit
            """, new { party = caller.Party ?? 0, after, limit = Math.Clamp(limit, 1, 200) });
    }
}
