using Forsyn.Core.Ordering;
using static Forsyn.Core.Ordering.OrderAction;
using static Forsyn.Core.Ordering.OrderState;

namespace Forsyn.Core.Tests.Ordering;

public class OrderFlowTests
{
    [Fact]
    public void The_main_road_leads_from_placed_to_received()
    {
        var state = Placed;
        foreach (var action in (OrderAction[])[Release, Allocate, Pick, Dispatch, Receive]) state =
            OrderFlow.After(state, action).Value;
        Assert.Equal(Received, state);
    }

    [Theory]
    [InlineData(Refused), InlineData(Cancelled), InlineData(Received)]
    public void Nothing_can_be_done_to_a_closed_order(OrderState closed) => Assert.Empty(OrderFlow.Possible(closed));

    [Theory]
    [InlineData(Placed, Pick), InlineData(Placed, Dispatch), InlineData(Released, Dispatch),
        InlineData(Picked, Cancel), InlineData(Dispatched, Cancel)]
    public void No_step_is_skipped_and_what_has_been_picked_is_not_cancelled(OrderState state, OrderAction action)
    {
        var refused = OrderFlow.After(state, action);
        Assert.Equal("order-not-in-state", refused.Refusal?.Code);
        Assert.NotEmpty(refused.Refusal!.Args["possible"]);
    }
}
