using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Fulfilment;

public class DispatchOrderTests
{
    [Theory, EveryDatabase]
    public async Task What_is_dispatched_stands_in_transit_at_the_customer(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var (reserved, atCustomer) =
            (await road.Units(Road.Rabies, Status.Reserved),
                await road.Units(Road.Rabies, Status.InTransit, road.Physician.Party));
        var number = await road.Picked((Road.Rabies, 3), (Road.Bcg, 100));
        var answer = await DispatchOrder.Run(road.Db, number, Road.Now, road.Warehouse);
        Assert.Equal(OrderState.Dispatched, answer.Value.State);
        Assert.Equal(StorageCondition.Fridge, answer.Value.Temperature);
        Assert.True(Core.Basics.Gs1.Sscc.Parse(answer.Value.Sscc).Ok);
        Assert.Equal(reserved, await road.Units(Road.Rabies, Status.Reserved));
        Assert.Equal(atCustomer + 3, await road.Units(Road.Rabies, Status.InTransit, road.Physician.Party));
        Assert.Equal(1, await road.Db.One<long>("select count(*) from fact where name = 'OrderDispatched'"));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task The_carrier_is_told_the_coldest_condition_that_any_line_needs(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Picked((Road.Rabies, 3), (Road.Frozen, 10));
        Assert.Equal(StorageCondition.UltraFreezer,
            (await DispatchOrder.Run(road.Db, number, Road.Now, road.Warehouse)).Value.Temperature);
    }

    [Theory, EveryDatabase]
    [Requirement("SHL-001")]
    public async Task A_lot_that_has_grown_too_old_since_the_allocation_is_not_dispatched_and_other_lots_are(
        DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Picked((Road.Rabies, 3));
        var line = (await road.List(number)).Lines.Single();
        var days = line.ExpiresOn.DayNumber - Road.Now.Day.DayNumber;
        var lastDay = Road.Now.Plus(TimeSpan.FromDays(days - 90));
        var later = lastDay.Plus(TimeSpan.FromDays(1));
        var refused = await DispatchOrder.Run(road.Db, number, later, road.Warehouse);
        var finding = Assert.Single(refused.Refusal!.Findings!);
        Assert.Equal(("lots-too-short", "lot-too-short-at-dispatch"), (refused.Refusal!.Code, finding.Code));
        Assert.Equal((line.LotNumber, "89"), (finding.Args["lot"], finding.Args["days"]));
        Assert.Equal(3, await road.Units(Road.Rabies, Status.Reserved));

        Assert.True((await AllocateOrder.Run(road.Db, number, later, road.Desk)).Ok);
        Assert.Equal(OrderState.Picked,
            (await PickOrder.Run(road.Db, number, null, later, road.Warehouse)).Value.State);
        var sent = await DispatchOrder.Run(road.Db, number, later, road.Warehouse);
        Assert.All(sent.Value.Lines, l => Assert.True(l.ExpiresOn.DayNumber - later.Day.DayNumber >= 90));
    }

    [Theory, EveryDatabase]
    [Requirement("SHL-001")]
    public async Task A_lot_with_ninety_days_left_is_dispatched(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Picked((Road.Rabies, 3));
        var days = (await road.List(number)).Lines.Single().ExpiresOn.DayNumber - Road.Now.Day.DayNumber;
        Assert.True(
            (await DispatchOrder.Run(road.Db, number, Road.Now.Plus(TimeSpan.FromDays(days - 90)), road.Warehouse)).Ok);
    }

    [Theory, EveryDatabase]
    [Requirement("CHN-009")]
    public async Task The_time_from_receipt_to_dispatch_of_an_urgent_order_is_kept(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Picked((Road.Rabies, 1));
        var sent = await DispatchOrder.Run(road.Db, number, Road.Now.Plus(TimeSpan.FromMinutes(95)), road.Warehouse);
        Assert.Equal(95, sent.Value.MinutesFromOrder);
        Assert.Equal(95, (await road.Shipment(number)).MinutesFromOrder);
    }

    [Theory, EveryDatabase]
    public async Task Two_who_dispatch_at_once_post_once(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var before = await road.Units(Road.Rabies, Status.InTransit, road.Physician.Party);
        var number = await road.Picked((Road.Rabies, 3));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Task.Run(() => DispatchOrder.Run(road.Db, number, Road.Now, road.Warehouse))));
        Assert.Equal(1, answers.Count(a => a.Ok));
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal("order-not-in-state", a.Refusal!.Code));
        Assert.Equal(before + 3, await road.Units(Road.Rabies, Status.InTransit, road.Physician.Party));
        Assert.Equal(1, await road.Db.One<long>("select count(*) from shipment"));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task The_same_request_sent_again_gets_the_same_answer(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Picked((Road.Rabies, 3));
        var caller = road.Warehouse with { Once = Once.Of("lager", "key-1", "dispatch") };
        var first = await DispatchOrder.Run(road.Db, number, Road.Now, caller);
        var again = await DispatchOrder.Run(road.Db, number, Road.Now, caller);
        Assert.Equal(first.Value.Sscc, again.Value.Sscc);
    }

    [Theory, EveryDatabase]
    public async Task What_is_not_picked_is_not_dispatched(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Allocated((Road.Rabies, 3));
        Assert.Equal("order-not-in-state",
            (await DispatchOrder.Run(road.Db, number, Road.Now, road.Warehouse)).Refusal?.Code);
    }
}
