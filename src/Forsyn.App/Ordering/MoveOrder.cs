using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>An order as a use case that changes it reads it.</summary>
public sealed class OrderHead
{
    public long Number { get; init; }
    public long SupplierId { get; init; }
    public long CustomerId { get; init; }
    public string PlacedBy { get; init; } = "";
    public string Channel { get; init; } = "";
    public string State { get; init; } = "";
    public bool Urgent { get; init; }
    public bool AcceptsShorter { get; init; }
    public string DeliveryAddress { get; init; } = "";
    public long FeeOre { get; init; }
    public long NetOre { get; init; }
    public long PlacedAt { get; init; }
    /// <summary>desk or pharmacy for an emergency; null for other orders.</summary>
    public string? Route { get; init; }
    /// <summary>When the call or the order came (CHN-009).</summary>
    public long ReceivedAt { get; init; }
    /// <summary>1 or 2 for an emergency, 9 for an order that can wait.</summary>
    public long Class { get; init; }
    public bool AtThePharmacy => Route == "pharmacy";
    public long Version { get; init; }
    public OrderState StateValue => Kebab.TryParse<OrderState>(State, out var state)
        ? state : throw new InvariantBroken($"order {Number} is in the state '{State}'");
}

/// <summary>Fact: an order changed state.</summary>
public sealed record OrderMoved(long Number, OrderAction Action, OrderState State);

/// <summary>Takes an order from one state to the next; the only code that writes an order's state.</summary>
public static class MoveOrder
{
    const string Head =
        "select number, supplier_id, customer_id, placed_by, channel, state, urgent, accepts_shorter, " +
        "delivery_address, fee_ore, net_ore, placed_at, version, " +
        "coalesce((select u.class from urgent_order u where u.order_number = number), 9) as class, " +
        "(select u.route from urgent_order u where u.order_number = number) as route, " +
        "coalesce((select u.received_at from urgent_order u where u.order_number = number), placed_at) " +
        "as received_at from orders where number = @number";

    /// <summary>
    /// The order, locked until the transaction ends; refuses order-unknown and order-changed-meanwhile.
    /// </summary>
    public static async Task<Result<OrderHead>> Lock(Tx tx, long number, long? version = null)
    {
        var head = await tx.One<OrderHead>(Head + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { number });
        if (head is null) return Refusal.Of("order-unknown", "number", $"{number}");
        return version is { } expected && expected != head.Version
            ? Refusal.Of("order-changed-meanwhile", "number", $"{number}", "version", $"{head.Version}")
            : head;
    }

    /// <summary>
    /// Adds the change of state, its event and its fact to the batch; refuses what the state does not allow.
    /// </summary>
    public static Result<OrderState> Append(
        Batch batch, OrderHead head, OrderAction action, string text, Moment now, Caller caller)
    {
        if (UrgentOrders.NotYours(head, action, caller) is { } no) return no;
        var next = OrderFlow.After(head.StateValue, action);
        if (!next.Ok) return next.Refusal!;
        var closed = next.Value is OrderState.Refused or OrderState.Cancelled or OrderState.Received;
        batch.Add("update orders set state = ?, version = version + 1, released_at = coalesce(released_at, ?), " +
            "closed_at = ? where number = ?",
            Kebab.Of(next.Value), action == OrderAction.Release ? now.Microseconds : (long?)null,
            closed ? now.Microseconds : (long?)null, head.Number);
        OrderEvents.Append(batch, head.Number, now, caller, Kebab.Of(action), next.Value, text);
        Outbox.Append(batch, new OrderMoved(head.Number, action, next.Value), now);
        return next;
    }

    /// <summary>
    /// Release, refuse, ask back, answer or cancel. Refusing, asking and answering need a text. Refusing and cancelling
    /// give the reserved stock back in the same transaction.
    /// </summary>
    /// <param name="version">The version the caller saw (ETag), or null to act on whatever is there.</param>
    public static Task<Result<OrderState>> Run(
        Db db, long number, OrderAction action, string? text, Moment now, Caller caller, long? version = null) =>
        db.Write<OrderState>(async tx =>
        {
            var locked = await Lock(tx, number, version);
            if (!locked.Ok) return locked.Refusal!;
            var head = locked.Value;
            if (!caller.May(Policy.OrderReview) && head.CustomerId != caller.Party
                && !(head.AtThePharmacy && caller.May(Policy.UrgentHandOut)))
                return Refusal.Of("order-unknown", "number", $"{number}");
            if (action is OrderAction.Refuse or OrderAction.Ask or OrderAction.Answer
                && string.IsNullOrWhiteSpace(text))
                return Refusal.Of("reason-missing", "action", Kebab.Of(action));
            if (action == OrderAction.Release && await BlueLines.Unready(tx, number) is { } unready) return unready;
            if (action == OrderAction.Release && await SaveExemptions.NotApproved(tx, number) is { } open) return open;
            var batch = new Batch(tx);
            var next = Append(batch, head, action, text?.Trim() ?? "", now, caller);
            if (!next.Ok) return next;
            if (action is OrderAction.Refuse or OrderAction.Cancel)
            {
                var freed = await AllocateOrder.GiveBack(batch, head, now, caller);
                if (!freed.Ok) return freed.Refusal!;
                SaveExemptions.GiveBack(batch, number, now);
            }
            await batch.Run();
            return next;
        }, caller.Once);
}
