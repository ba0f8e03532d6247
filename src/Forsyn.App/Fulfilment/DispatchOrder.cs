using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Ordering;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Fulfilment;

/// <summary>Fact: an order left the warehouse, and its stock stands in transit at the customer.</summary>
public sealed record OrderDispatched(long Number, long Shipment, DateOnly Day);

/// <summary>What a dispatch answers.</summary>
/// <param name="Sscc">The number on the parcel.</param>
/// <param name="Temperature">What the carrier must keep.</param>
/// <param name="MinutesFromOrder">From the order or the call was received until it left (CHN-009).</param>
public sealed record DispatchAnswer(
    long Number, OrderState State, long Shipment, string Sscc, StorageCondition Temperature, long MinutesFromOrder,
    IReadOnlyList<DispatchedLine> Lines);

public sealed record DispatchedLine(
    int Line, int OrderLine, string Product, string LotNumber, DateOnly ExpiresOn, Quantity Doses);

/// <summary>
/// Packs what was picked into a parcel with a number of its own and sends it: the stock leaves the supplier and stands
/// in transit at the customer, and billing is told, all in one transaction.
/// </summary>
public static class DispatchOrder
{
    /// <param name="text">What the history says of it, such as who took the parcel away.</param>
    /// <summary>
    /// Refuses order-not-in-state, prescription-not-checked, prescription-without-indication, lots-too-short (a lot has
    /// come too near its last day since it was allocated; the order is to be allocated again) and
    /// customer-without-place.
    /// </summary>
    public static Task<Result<DispatchAnswer>> Run(
        Db db, long number, Moment now, Caller caller, long? version = null, string text = "") =>
        db.Write<DispatchAnswer>(async tx =>
        {
            var locked = await MoveOrder.Lock(tx, number, version);
            if (!locked.Ok) return locked.Refusal!;
            var head = locked.Value;
            var batch = new Batch(tx);
            var next = MoveOrder.Append(batch, head, OrderAction.Dispatch, text, now, caller);
            if (!next.Ok) return next.Refusal!;

            if (await BlueLines.Unready(tx, number) is { } unready) return unready;

            var document = PlaceOrder.Document(number);
            var pending = await Reservations.Pending(tx, head.SupplierId, document);
            var lines = (await PickLines.Load(tx.Connection, tx.Transaction, head.SupplierId, document, number))
                .Where(l => l.Pending).OrderBy(l => l.Line).ThenBy(l => l.Reservation).ToList();
            if (lines.Count == 0 || lines.Any(l => l.Picked is null))
                return Refusal.Of("nothing-picked", "number", $"{number}");
            var tooShort = DispatchRules.Lots_have_the_guaranteed_shelf_life_on_the_day(
                lines.Select(l => l.ToTask()), now.Day, head.AcceptsShorter, Rules.Book.On(now.Day));
            if (tooShort.Count > 0)
                return new Refusal("lots-too-short", Refusal.Of("", "number", $"{number}").Args, tooShort);
            var place = await tx.One<long?>(
                "select id from place where party_id = @CustomerId and is_default = @yes",
                new { head.CustomerId, yes = true });
            if (place is null) return Refusal.Of("customer-without-place", "number", $"{number}");

            var settled = Reservations.Settle(batch, [.. pending.Select(r => new Settlement(r, r.Quantity))],
                ReservationState.Posted, new Receiver(head.CustomerId, place.Value), now.Day, now, caller.PersonaId);
            if (!settled.Ok) return settled.Refusal!;
            var temperature = HandlingRules.Strictest(lines.Select(l => l.Storage));
            var shipment = Save(batch, head, pending, lines, place.Value, temperature, now, caller);
            Outbox.Append(batch, new OrderDispatched(number, shipment, now.Day), now);
            await batch.Run();
            return new DispatchAnswer(number, next.Value, shipment, $"{ParcelNumber.Of(shipment)}", temperature,
                (long)now.Since(new Moment(head.ReceivedAt)).TotalMinutes, [.. lines.Select((l, i) =>
                    new DispatchedLine(i + 1, l.Line, l.Product, l.LotNumber, l.ExpiresOn,
                        new Quantity(l.Picked!.Value)))]);
        }, caller.Once);

    static long Save(Batch batch, OrderHead head, IReadOnlyList<Reservation> sent, IReadOnlyList<PickLine> lines,
        long place,
        StorageCondition temperature, Moment now, Caller caller)
    {
        var id = batch.Tx.Ids.Next();
        batch.Add(
            "insert into shipment (id, order_number, sscc, supplier_id, customer_id, place_id, temperature, address, " +
            "dispatched_at, dispatched_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id, head.Number, $"{ParcelNumber.Of(id)}", head.SupplierId, head.CustomerId, place, Kebab.Of(temperature),
            head.DeliveryAddress, now, caller.PersonaId);
        batch.AddRows("insert into shipment_line (shipment_id, line, order_line, lot_id, pool, quantity) {values}",
            [.. lines.Select((l, i) => (object?[])
                [id, i + 1, l.Line, l.Lot, sent.Single(r => r.Id == l.Reservation).Pool, l.Picked!.Value])]);
        return id;
    }
}
