using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Messages;

/// <summary>What a customer is told on the way of an order, and the desk when the customer answers.</summary>
static class OrderMessages
{
    static readonly Dictionary<OrderAction, MessageKind> Steps = new()
    {
        [OrderAction.Release] = MessageKind.OrderReleased,
        [OrderAction.Refuse] = MessageKind.OrderRefused,
        [OrderAction.Ask] = MessageKind.OrderAsked,
        [OrderAction.Answer] = MessageKind.OrderAnswered,
        [OrderAction.Pick] = MessageKind.OrderPicked,
        [OrderAction.Dispatch] = MessageKind.OrderDispatched,
        [OrderAction.Receive] = MessageKind.OrderReceived,
        [OrderAction.Cancel] = MessageKind.OrderCancelled,
        [OrderAction.Withdraw] = MessageKind.OrderWithdrawn,
    };

    public static async Task<IReadOnlyList<MessageDraft>> OnPlaced(Tx tx, StoredFact fact)
    {
        var placed = fact.As<OrderPlaced>();
        return await Of(tx, placed.Number,
            placed.State == OrderState.Held ? MessageKind.OrderHeld : MessageKind.OrderPlaced);
    }

    public static async Task<IReadOnlyList<MessageDraft>> OnMoved(Tx tx, StoredFact fact)
    {
        var moved = fact.As<OrderMoved>();
        return Steps.TryGetValue(moved.Action, out var kind) ? await Of(tx, moved.Number, kind) : [];
    }

    static async Task<IReadOnlyList<MessageDraft>> Of(Tx tx, long number, MessageKind kind)
    {
        var order = await tx.One<OrderRow>(
            "select customer_id, placed_by from orders where number = @number", new { number })
            ?? throw new InvariantBroken($"a fact is about the order {number}, which is not there");
        var desk = kind == MessageKind.OrderAnswered;
        var people = desk ? await Readers.Who(tx, Policy.OrderReview)
            : await Readers.Of(tx, order.CustomerId, order.PlacedBy);
        return [new(kind, people, new Dictionary<string, string> { ["number"] = $"{number}" },
            desk ? $"/desk/{number}" : $"/orders/{number}")];
    }

    sealed class OrderRow
    {
        public long CustomerId { get; init; }
        public string PlacedBy { get; init; } = "";
    }
}
