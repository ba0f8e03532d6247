using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>A box with a shipment in it, as it is written down.</summary>
/// <param name="Shipment">The shipment's id.</param>
/// <param name="From">Instant; when the shipment was dispatched where left out.</param>
/// <param name="To">Instant; when it was received where left out.</param>
public sealed record TripRequest(long Shipment, Moment? From = null, Moment? To = null);

/// <summary>A shipment a box carried.</summary>
public sealed class TripView
{
    public long Id { get; init; }
    public long ShipmentId { get; init; }
    public long OrderNumber { get; init; }
    public string Customer { get; init; } = "";
    public Moment FromAt { get; init; }
    public Moment? ToAt { get; init; }
}

/// <summary>Which shipments a box carries: what its logger measures, their lots have been through.</summary>
public static class Trips
{
    public static Task<List<TripView>> List(Db db, long equipment) => db.List<TripView>($"""
        select t.id, t.shipment_id, s.order_number, {StockFilter.HolderName} as customer, t.from_at,
            coalesce(t.to_at, s.received_at) as to_at
        from cold_trip t join shipment s on s.id = t.shipment_id join party y on y.id = s.customer_id
        where t.equipment_id = @equipment order by t.id desc limit 50
        """, new { equipment });

    /// <summary>
    /// Refuses equipment-unknown, equipment-no-box, shipment-unknown (also for one the holder did not send),
    /// trip-days-reversed and trip-already.
    /// </summary>
    public static Task<Result<long>> Carry(Db db, long equipment, TripRequest request, Moment now, Caller caller) =>
        db.Write<long>(async tx =>
        {
            var own = await Equipment.Own(tx, equipment, caller);
            if (!own.Ok) return own.Refusal!;
            if (own.Value.KindValue != EquipmentKind.Box) return Refusal.Of("equipment-no-box", "name", own.Value.Name);
            var sent = await tx.One<ShipmentRow>("select dispatched_at, received_at from shipment " +
                "where id = @Shipment and supplier_id = @holder", new { request.Shipment, holder = caller.Party });
            if (sent is null) return Refusal.Of("shipment-unknown", "id", $"{request.Shipment}");
            var (from, to) = (request.From ?? sent.DispatchedAt, request.To ?? sent.ReceivedAt);
            if (to < from) return Refusal.Of("trip-days-reversed");
            if (await tx.One<long>("select count(*) from cold_trip where equipment_id = @equipment and " +
                "shipment_id = @Shipment", new { equipment, request.Shipment }) > 0)
                return Refusal.Of("trip-already", "shipment", $"{request.Shipment}");
            var id = tx.Ids.Next();
            await new Batch(tx).Add("insert into cold_trip (id, equipment_id, shipment_id, from_at, to_at, " +
                "registered_by) values (?, ?, ?, ?, ?, ?)", id, equipment, request.Shipment, from, to, caller.Name)
                .Run();
            // The logger may have been read before anybody wrote down what the box carried.
            var held = await FindExcursions.Again(
                tx, own.Value, from, to ?? new(long.MaxValue / 4), now, caller);
            return held.Ok ? id : held.Refusal!;
        }, caller.Once);

    sealed class ShipmentRow
    {
        public Moment DispatchedAt { get; init; }
        public Moment? ReceivedAt { get; init; }
    }
}
