using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class MoveOrderTests
{
    [Theory, EveryDatabase]
    public async Task A_refused_order_gives_its_doses_back_and_keeps_the_reason(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var free = await orders.Units(Orders.Single, 0);
        var number = await orders.Placed();
        Assert.Equal("reason-missing",
            (await MoveOrder.Run(orders.Db, number, OrderAction.Refuse, " ", Orders.Now, orders.Desk)).Refusal?.Code);
        Assert.True(
            (await MoveOrder.Run(orders.Db, number, OrderAction.Refuse, "wrong vaccine", Orders.Now, orders.Desk)).Ok);
        Assert.Equal(free, await orders.Units(Orders.Single, 0));
        Assert.Equal(0, await orders.Units(Orders.Single, 2));
        var order = (await GetOrder.Run(orders.Db, number, orders.Physician)).Value;
        Assert.Equal(("refused", "wrong vaccine"), (order.Head.State, order.Events[^1].Text));
    }

    [Theory, EveryDatabase]
    public async Task A_question_is_asked_answered_and_the_order_released(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var number = await orders.Placed();
        Assert.Equal(OrderState.Held,
            (await MoveOrder.Run(orders.Db, number, OrderAction.Ask, "for whom?", Orders.Now, orders.Desk)).Value);
        Assert.Equal(OrderState.Held,
            (await MoveOrder.Run(orders.Db, number, OrderAction.Answer, "staff", Orders.Now, orders.Physician)).Value);
        Assert.Equal(OrderState.Released,
            (await MoveOrder.Run(orders.Db, number, OrderAction.Release, null, Orders.Now, orders.Desk)).Value);
    }

    [Theory, EveryDatabase]
    public async Task Another_customer_can_neither_see_nor_cancel_an_order(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var number = await orders.Placed();
        Assert.Equal("order-unknown", (await GetOrder.Run(orders.Db, number, orders.Nurse)).Refusal?.Code);
        Assert.Equal("order-unknown",
            (await MoveOrder.Run(orders.Db, number, OrderAction.Cancel, null, Orders.Now, orders.Nurse)).Refusal?.Code);
        Assert.Empty(await ListOrders.Run(orders.Db, new OrderFilter(), orders.Nurse));
        Assert.Single(await ListOrders.Run(orders.Db, new OrderFilter(), orders.Desk));
    }

    [Theory, EveryDatabase]
    public async Task Who_looked_at_an_older_version_does_not_change_a_newer_one(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var number = await orders.Placed();
        Assert.True(
            (await MoveOrder.Run(orders.Db, number, OrderAction.Release, null, Orders.Now, orders.Desk,
                version: 1)).Ok);
        Assert.Equal("order-changed-meanwhile",
            (await MoveOrder.Run(orders.Db, number, OrderAction.Refuse, "late", Orders.Now, orders.Desk,
                version: 1)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Allocation_takes_the_lots_afresh_and_explains_each(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var number = await orders.Placed(Orders.Request(Orders.Childhood, 20, "childhood"));
        Assert.Equal("order-not-in-state",
            (await AllocateOrder.Run(orders.Db, number, Orders.Now, orders.Desk)).Refusal?.Code);
        await MoveOrder.Run(orders.Db, number, OrderAction.Release, null, Orders.Now, orders.Desk);
        foreach (var _ in (int[])[1, 2])
            Assert.Equal(20,
                (await AllocateOrder.Run(orders.Db, number, Orders.Now, orders.Desk)).Value.Lines[0].Covered.Units);
        Assert.Equal(20, await orders.Units(Orders.Childhood, 2));
        var lots = (await GetOrder.Run(orders.Db, number, orders.Desk)).Value.Lines[0].Allocation;
        Assert.Equal(20, lots.Where(l => l.Verdict == "taken").Sum(l => l.Taken.Units));
        Assert.Contains(lots, l => l.Verdict == "other-pool");
        Assert.Equal(lots.OrderBy(l => l.ExpiresOn).Select(l => l.Lot), lots.Select(l => l.Lot));
    }

    [Theory, EveryDatabase]
    public async Task The_desk_sees_urgent_orders_first_and_then_the_oldest_page_by_page(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var first = await orders.Placed();
        var second = await orders.Placed();
        var urgent = await orders.Placed(Orders.Request() with { Urgent = new UrgentRequest { Reason = "exposure" } });
        var seen = new List<long>();
        for (long? after = null; ;)
        {
            var page = await ListOrders.Run(orders.Db, new OrderFilter(After: after, Limit: 1, UrgentFirst: true),
                orders.Desk);
            if (page.Count == 0) break;
            seen.Add(page[0].Number);
            after = page[0].Number;
        }
        Assert.Equal([urgent, first, second], seen);
    }
}
