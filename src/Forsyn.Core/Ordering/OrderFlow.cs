using static Forsyn.Core.Ordering.OrderState;

namespace Forsyn.Core.Ordering;

/// <summary>What can be done to an order after it was placed.</summary>
public enum OrderAction
{
    Release, Refuse, Ask, Answer, Allocate, Pick, Dispatch, Receive, Cancel, Withdraw, Check, GiveWay,
}

/// <summary>The one table of where an action leads; what is not in it is refused.</summary>
public static class OrderFlow
{
    static readonly Dictionary<(OrderState, OrderAction), OrderState> Table = new()
    {
        [(Placed, OrderAction.Release)] = Released,
        [(Held, OrderAction.Release)] = Released,
        [(Placed, OrderAction.Refuse)] = Refused,
        [(Held, OrderAction.Refuse)] = Refused,
        [(Released, OrderAction.Refuse)] = Refused,
        [(Allocated, OrderAction.Refuse)] = Refused,
        [(Placed, OrderAction.Ask)] = Held,
        [(Held, OrderAction.Ask)] = Held,
        [(Held, OrderAction.Answer)] = Held,
        // A pharmacist has seen that the conditions of a blue prescription are met.
        [(Placed, OrderAction.Check)] = Placed,
        [(Held, OrderAction.Check)] = Held,
        [(Released, OrderAction.Allocate)] = Allocated,
        [(Allocated, OrderAction.Allocate)] = Allocated,
        // A lot may have grown too old on the shelf of the packing room: what was picked goes back and lots are chosen
        // afresh.
        [(Picked, OrderAction.Allocate)] = Allocated,
        [(Allocated, OrderAction.Pick)] = Picked,
        [(Picked, OrderAction.Dispatch)] = Dispatched,
        [(Dispatched, OrderAction.Receive)] = Received,
        [(Placed, OrderAction.Cancel)] = Cancelled,
        [(Held, OrderAction.Cancel)] = Cancelled,
        [(Released, OrderAction.Cancel)] = Cancelled,
        [(Allocated, OrderAction.Cancel)] = Cancelled,
        // The lots that were chosen are recalled and nothing else is there: the order waits for stock.
        [(Allocated, OrderAction.Withdraw)] = Released,
        [(Picked, OrderAction.Withdraw)] = Released,
        // Stock promised to it went to an emergency: what was allocated is to be allocated anew.
        [(Placed, OrderAction.GiveWay)] = Placed,
        [(Held, OrderAction.GiveWay)] = Held,
        [(Released, OrderAction.GiveWay)] = Released,
        [(Allocated, OrderAction.GiveWay)] = Released,
    };

    /// <summary>The state an action leads to; refuses order-not-in-state naming the states it is possible in.</summary>
    public static Result<OrderState> After(OrderState state, OrderAction action) =>
        Table.TryGetValue((state, action), out var next)
            ? next
            : Refusal.Of("order-not-in-state", "state", Kebab.Of(state), "action", Kebab.Of(action), "possible",
                string.Join(", ", Table.Keys.Where(k => k.Item2 == action).Select(k => Kebab.Of(k.Item1)).Distinct()));

    public static IEnumerable<OrderAction> Possible(OrderState state) =>
        Table.Keys.Where(k => k.Item1 == state).Select(k => k.Item2);
}
