using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class GiveWayTests
{
    static async Task<long> Urgent(Orders orders, long doses, string reason = "other")
    {
        var request = Orders.Request(doses: doses) with
        {
            Urgent = new UrgentRequest { Reason = reason, Text = "Meningokokksykdom" },
        };
        var number = (await PlaceOrder.Run(orders.Db, request, Orders.Now, orders.Physician)).Value.Number!.Value;
        await MoveOrder.Run(orders.Db, number, OrderAction.Release, null, Orders.Now, orders.Desk);
        return number;
    }

    static async Task<long> Allocated(Orders orders, long doses)
    {
        var number = await orders.Placed(Orders.Request(doses: doses));
        await MoveOrder.Run(orders.Db, number, OrderAction.Release, null, Orders.Now, orders.Desk);
        Assert.True((await AllocateOrder.Run(orders.Db, number, Orders.Now, orders.Desk)).Ok);
        return number;
    }

    static async Task<string> State(Orders orders, long number) =>
        (await GetOrder.Run(orders.Db, number, orders.Desk)).Value.Head.State;

    [Theory, EveryDatabase, Requirement("CHN-009")]
    public async Task An_emergency_gets_what_was_promised_to_orders_that_can_wait_the_youngest_first(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await orders.LeaveOnly(Orders.Single, 10);
        var older = await Allocated(orders, 4);
        var younger = await Allocated(orders, 5);
        var urgent = await Urgent(orders, 6);
        var allocated = await AllocateOrder.Run(orders.Db, urgent, Orders.Now, orders.Desk);
        Assert.Equal(6, allocated.Value.Lines[0].Covered.Units);
        Assert.Equal(("allocated", "released"), (await State(orders, older), await State(orders, younger)));
        var gave = (await GetOrder.Run(orders.Db, younger, orders.Desk)).Value.Events[^1];
        Assert.Equal(("give-way", $"{urgent}"), (gave.Kind, gave.Text));
        Assert.Equal((0, 10), (await orders.Units(Orders.Single, 0), await orders.Units(Orders.Single, 2)));
        Assert.Equal("nothing-to-allocate",
            (await AllocateOrder.Run(orders.Db, younger, Orders.Now, orders.Desk)).Refusal?.Code);
    }

    [Theory, EveryDatabase, Requirement("CHN-009")]
    public async Task What_may_be_urgent_gives_way_to_an_emergency_and_never_the_other_way(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await orders.LeaveOnly(Orders.Single, 4);
        var second = await Urgent(orders, 4, "hepatitis-a");
        Assert.True((await AllocateOrder.Run(orders.Db, second, Orders.Now, orders.Desk)).Ok);
        var first = await Urgent(orders, 3);
        Assert.Equal(3,
            (await AllocateOrder.Run(orders.Db, first, Orders.Now, orders.Desk)).Value.Lines[0].Covered.Units);
        Assert.Equal("released", await State(orders, second));
        Assert.Equal(1,
            (await AllocateOrder.Run(orders.Db, second, Orders.Now, orders.Desk)).Value.Lines[0].Covered.Units);
        Assert.Equal("allocated", await State(orders, first));
    }

    [Theory, EveryDatabase]
    public async Task What_is_picked_and_what_can_wait_as_well_are_let_be(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await orders.LeaveOnly(Orders.Single, 4);
        var boxed = await Allocated(orders, 4);
        var store = (await Personas.Of(orders.Db, Orders.Now).Find("lager"))!;
        Assert.True((await PickOrder.Run(orders.Db, boxed, null, Orders.Now, store)).Ok);
        var urgent = await Urgent(orders, 3);
        Assert.Equal("nothing-to-allocate",
            (await AllocateOrder.Run(orders.Db, urgent, Orders.Now, orders.Desk)).Refusal?.Code);
        Assert.Equal("picked", await State(orders, boxed));
    }

    [Theory, EveryDatabase, Requirement("CHN-009", "URG-019")]
    public async Task Lists_have_emergencies_first_then_what_may_be_urgent_each_by_how_long_time_has_run(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var plain = await orders.Placed();
        var second = await Urgent(orders, 1, "hepatitis-a");
        var late = await Urgent(orders, 1);
        var early = (await PlaceOrder.Run(orders.Db, Orders.Request(doses: 1) with
        {
            Urgent = new UrgentRequest { Reason = "rabies", ExposedAt = Orders.Now.Utc.AddDays(-1) },
        }, Orders.Now, orders.Physician)).Value.Number!.Value;
        long[] expected = [early, late, second, plain];
        var all = await ListOrders.Run(orders.Db, new OrderFilter(UrgentFirst: true), orders.Desk);
        Assert.Equal(expected, all.Select(order => order.Number));
        var paged = new List<long>();
        for (long? after = null; paged.Count < 4; after = paged[^1])
            paged.Add((await ListOrders.Run(orders.Db, new OrderFilter(After: after, Limit: 1, UrgentFirst: true),
                orders.Desk))[0].Number);
        Assert.Equal(expected, paged);
        Assert.Equal(3, (await ListOrders.Run(orders.Db, new OrderFilter(UrgentOnly: true), orders.Desk)).Count);
    }
}
