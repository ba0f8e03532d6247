using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Ordering;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Fulfilment;

/// <summary>
/// What a pick answers: where the order stands, how many places are left to go to, and what was short.
/// </summary>
public sealed record PickAnswer(long Number, OrderState State, int Left, IReadOnlyList<ShortPick> Short);

public sealed record ShortPick(int Line, string LotNumber, Quantity Asked, Quantity Picked, ShortReason Reason);

/// <summary>
/// Confirms what was taken from the shelf for an allocated order, a line at a time or all at once. What could not be
/// picked is no longer promised, in the same transaction. When nothing is left to confirm the order is picked; when
/// nothing at all could be picked it stays allocated, for the desk to allocate again.
/// </summary>
public static class PickOrder
{
    /// <param name="entries">What was picked; none means everything that is left, as reserved.</param>
    /// <param name="version">The version the caller saw (ETag), or null to act on whatever is there.</param>
    public static Task<Result<PickAnswer>> Run(
        Db db, long number, IReadOnlyList<PickEntry>? entries, Moment now, Caller caller, long? version = null) =>
        db.Write<PickAnswer>(async tx =>
        {
            var locked = await MoveOrder.Lock(tx, number, version);
            if (!locked.Ok) return locked.Refusal!;
            var head = locked.Value;
            if (UrgentOrders.NotYours(head, OrderAction.Pick, caller) is { } no) return no;
            var next = OrderFlow.After(head.StateValue, OrderAction.Pick);
            if (!next.Ok) return next.Refusal!;
            var pending = await Reservations.Pending(tx, head.SupplierId, PlaceOrder.Document(number));
            var lines = await PickLines.Load(tx.Connection, tx.Transaction, head.SupplierId,
                PlaceOrder.Document(number), number);
            var tasks = lines.Where(l => l.Pending).Select(l => l.ToTask()).ToList();
            if (tasks.Count == 0) return Refusal.Of("nothing-to-pick", "number", $"{number}");
            var confirmed = PickRules.Confirm(tasks, entries is { Count: > 0 } ? entries : Everything(tasks), now.Day);
            if (!confirmed.Ok) return confirmed.Refusal!;

            var batch = new Batch(tx);
            foreach (var picked in confirmed.Value)
            {
                var saved = Save(batch, head, pending.Single(r => r.Id == picked.Task.Reservation), picked, now,
                    caller);
                if (!saved.Ok) return saved.Refusal!;
            }
            var before = tasks.Where(t => confirmed.Value.All(p => p.Task != t)).ToList();
            var left = before.Count(t => !t.Confirmed);
            var some = before.Any(t => t.Confirmed) || confirmed.Value.Any(p => p.Picked > Quantity.Zero);
            if (left == 0 && some) MoveOrder.Append(batch, head, OrderAction.Pick, "", now, caller);
            await batch.Run();
            return new PickAnswer(number, left == 0 && some ? next.Value : head.StateValue, left,
                [.. confirmed.Value.Where(p => p.Short is not null).Select(p =>
                    new ShortPick(p.Task.Line, p.Task.LotNumber, p.Task.Reserved, p.Picked, p.Short!.Value))]);
        }, caller.Once);

    static List<PickEntry> Everything(IEnumerable<PickTask> tasks) =>
        [.. tasks.Where(t => !t.Confirmed).Select(t => new PickEntry(t.Reservation, null, null, null, null))];

    static Result<long> Save(
        Batch batch, OrderHead head, Reservation reservation, PickedTask picked, Moment now, Caller caller)
    {
        var id = picked.Short is { } reason ? Shorten(batch, reservation, picked.Picked, reason, now, caller)
            : reservation.Id;
        if (!id.Ok) return id;
        batch.Add(
            "insert into pick (order_number, reservation_id, asked, picked, how, short_reason, picked_at, picked_by) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (order_number, reservation_id) do update set picked = " +
            "excluded.picked, " +
            "how = excluded.how, short_reason = excluded.short_reason, picked_at = excluded.picked_at, picked_by = " +
            "excluded.picked_by",
            head.Number, id.Value, picked.Task.Reserved, picked.Picked, picked.Scanned ? "scan" : "typed",
            picked.Short is { } why ? Kebab.Of(why) : "", now, caller.PersonaId);
        return id;
    }

    // The promise is given back, what was picked is promised anew, and the rest goes where its reason sends it. The id
    // of the promise that stands for the pick afterwards: the new one, or the old when nothing was picked.
    static Result<long> Shorten(
        Batch batch, Reservation reservation, Quantity picked, ShortReason reason, Moment now, Caller caller)
    {
        var freed = Reservations.Settle(
            batch, [new Settlement(reservation, 0)], ReservationState.Voided, null, now.Day, now, caller.PersonaId);
        if (!freed.Ok) return freed.Refusal!;
        var id = reservation.Id;
        if (picked > Quantity.Zero)
        {
            var again = Reservations.Reserve(batch, reservation.HolderId, reservation.Document,
                [new Promise((int)reservation.Line, reservation.LotId, reservation.PlaceId, reservation.Pool, picked)],
                now.Day, null, now, caller.PersonaId);
            if (!again.Ok) return again.Refusal!;
            id = again.Value[0];
        }
        var goes = PickRules.Rest(reason);
        if (goes == Status.Available) return id;
        var to = goes >= Status.Supplier ? Slot.Outside(goes) : reservation.Free with { Status = goes };
        var moved = Post.Append(batch, [new Transfer(reservation.HolderId, reservation.LotId,
            new Quantity(reservation.Quantity) - picked, reservation.Free, to, $"pick-{Kebab.Of(reason)}",
            $"{reservation.Document}/{reservation.Line}/{reservation.Id}/short", now.Day)], now, caller.PersonaId);
        return moved.Ok ? id : moved.Refusal!;
    }
}
