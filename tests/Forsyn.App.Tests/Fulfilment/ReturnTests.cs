using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Fulfilment.Returns;
using Forsyn.App.Messages;
using Forsyn.App.Stock;
using Forsyn.App.Facts;
using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Fulfilment;

public class ReturnTests
{
    static readonly Moment Now = Road.Now;

    static async Task<long> Received(Road road, long doses = 10)
    {
        var number = await road.Dispatched((Road.Rabies, doses));
        return (await ReceiveShipment.Run(road.Db, number, null, Now, road.Physician)).Value.Shipment;
    }

    static Task<Result<ReturnAnswer>> Announced(
        Road road, long shipment, string reason = "wrong-delivery", long units = 6, string text = "not ours") =>
        AnnounceReturn.Run(road.Db, new(shipment, reason, text, [new(1, units)]), Now, road.Physician);

    // A return that has come back whole and waits for the check.
    static async Task<long> CameBack(Road road, string reason = "wrong-delivery")
    {
        var shipment = await Received(road);
        var id = (await Announced(road, shipment, reason)).Value.Id;
        Assert.True((await AnnounceReturn.Decide(road.Db, id, true, null, Now, road.Desk)).Ok);
        Assert.True((await MoveReturn.Send(road.Db, id, null, Now, road.Physician)).Ok);
        Assert.True((await MoveReturn.Receive(road.Db, id, null, null, Now, road.Warehouse)).Ok);
        return id;
    }

    static IEnumerable<string> Codes<T>(Result<T> result) => result.Refusal!.Findings!.Select(f => f.Code);

    [Theory, EveryDatabase]
    [Requirement("INC-009")]
    public async Task Goods_come_back_over_the_road_and_are_sold_again_only_after_the_check(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var shipment = await Received(road);
        var (mine, ours) = (await road.Units(Road.Rabies, Status.Available, road.Physician.Party),
            await road.Units(Road.Rabies, Status.Available));
        var id = (await Announced(road, shipment)).Value.Id;
        Assert.Equal(["return-units-wrong"], Codes(await Announced(road, shipment, units: 5)));
        Assert.Equal("return-not-in-state",
            (await MoveReturn.Send(road.Db, id, null, Now, road.Physician)).Refusal?.Code);
        Assert.True((await AnnounceReturn.Decide(road.Db, id, true, null, Now, road.Desk)).Ok);
        Assert.True((await MoveReturn.Send(road.Db, id, null, Now, road.Physician)).Ok);
        Assert.Equal((mine - 6, 6L), (await road.Units(Road.Rabies, Status.Available, road.Physician.Party),
            await road.Units(Road.Rabies, Status.InTransit)));
        Assert.Equal(5, (await MoveReturn.Receive(
            road.Db, id, [new(1, 5)], null, Now, road.Warehouse)).Value.Units.Units);
        Assert.Equal((ours, 5L), (await road.Units(Road.Rabies, Status.Available),
            await road.Units(Road.Rabies, Status.Quarantine)));
        var lot = await road.Db.One<long>("select lot_id from goods_return_line where return_id = @id", new { id });
        Assert.Equal("lot-waits-for-batch-release",
            (await SetAside.Run(road.Db, lot, false, "looks fine", Now, road.Desk)).Refusal?.Code);

        Task<Result<ReturnAnswer>> Check(bool cold, long good, long bad, string? text = null) => CheckReturn.Run(
            road.Db, id, new(1, good, bad, cold, true, true, text), Now, road.Desk);
        Assert.Equal(["return-cold-chain-undocumented"], Codes(await Check(false, 5, 0)));
        Assert.Equal(["return-check-units-wrong"], Codes(await Check(true, 6, 0)));
        Assert.Equal(["return-destroyed-unexplained"], Codes(await Check(true, 0, 1)));
        Assert.Equal(ReturnState.Received, (await Check(true, 4, 0)).Value.State);
        Assert.Equal(ReturnState.Closed, (await Check(false, 0, 1, "frozen")).Value.State);
        Assert.Equal((ours + 4, 0L, 1L), (await road.Units(Road.Rabies, Status.Available),
            await road.Units(Road.Rabies, Status.Quarantine), await road.Units(Road.Rabies, Status.Destroyed)));
        var view = (await ListReturns.Get(road.Db, id, road.Physician)).Value;
        Assert.Equal(view.Lines[0].AmountOre * 5 / 10, view.Credit.Ore);
        Assert.True(view.Credit.Ore > 0);
        Assert.Equal(ReturnState.Received,
            (await CheckReturn.Undo(road.Db, view.Checks[0].Id, Now, road.Desk)).Value.State);
        Assert.Equal(1, await road.Units(Road.Rabies, Status.Quarantine));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    [Requirement("SHL-004")]
    public async Task What_came_back_warm_or_too_late_is_never_sold_again(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var warm = await CameBack(road, "temperature");
        Assert.Equal(["return-reason-not-sold"], Codes(await CheckReturn.Run(
            road.Db, warm, new(1, 6, 0, true, true, true), Now, road.Desk)));
        var late = await CameBack(road);
        var day = Now.Plus(TimeSpan.FromDays(11));
        Assert.Equal(["return-too-late-to-sell"], Codes(await CheckReturn.Run(
            road.Db, late, new(1, 6, 0, true, true, true), day, road.Desk)));
        Assert.True((await CheckReturn.Run(road.Db, late, new(1, 6, 0, true, true, true),
            Now.Plus(TimeSpan.FromDays(10)), road.Desk)).Ok);
    }

    [Theory, EveryDatabase]
    [Requirement("MAN-011")]
    public async Task Recalled_units_come_back_as_recalled_and_are_destroyed(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var shipment = await Received(road);
        var lot = await road.Db.One<string>("select l.lot_number from shipment_line x join lot l on l.id = x.lot_id " +
            "where x.shipment_id = @shipment", new { shipment });
        Assert.Equal(["return-lot-not-recalled"], Codes(await Announced(road, shipment, "recall")));
        Assert.True((await OpenRecall.Run(
            road.Db, new("one", "Particles", Road.Rabies, [lot!]), Now, road.Desk)).Ok);
        Assert.Equal(["return-lot-is-recalled"], Codes(await Announced(road, shipment)));
        var id = (await Announced(road, shipment, "recall")).Value.Id;
        Assert.True((await AnnounceReturn.Decide(road.Db, id, true, null, Now, road.Desk)).Ok);
        Assert.True((await MoveReturn.Send(road.Db, id, null, Now, road.Physician)).Ok);
        var before = await road.Units(Road.Rabies, Status.Recalled);
        Assert.True((await MoveReturn.Receive(road.Db, id, null, null, Now, road.Warehouse)).Ok);
        Assert.Equal(before + 6, await road.Units(Road.Rabies, Status.Recalled));
        Assert.Equal(["return-recalled-not-sold"], Codes(await CheckReturn.Run(
            road.Db, id, new(1, 6, 0, true, true, true), Now, road.Desk)));
        Assert.True((await CheckReturn.Run(
            road.Db, id, new(1, 0, 6, true, true, true, "recalled"), Now, road.Desk)).Ok);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task A_return_is_refused_with_a_reason_or_withdrawn_and_the_customer_is_told(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var shipment = await Received(road);
        var id = (await Announced(road, shipment)).Value.Id;
        Assert.Equal("return-unknown", (await AnnounceReturn.Decide(
            road.Db, id, true, null, Now, road.Pharmacist)).Refusal?.Code);
        Assert.Equal("return-unknown", (await ListReturns.Get(road.Db, id, road.Pharmacist)).Refusal?.Code);
        Assert.Equal("reason-missing",
            (await AnnounceReturn.Decide(road.Db, id, false, " ", Now, road.Desk)).Refusal?.Code);
        Assert.True((await AnnounceReturn.Decide(road.Db, id, false, "used by others", Now, road.Desk)).Ok);
        // What was refused may be announced again, and withdrawn.
        var again = (await Announced(road, shipment)).Value.Id;
        Assert.True((await AnnounceReturn.Withdraw(road.Db, again, null, Now, road.Physician)).Ok);
        Assert.Empty((await ListReturns.Run(road.Db, true, road.Physician)).Items);
        Assert.Equal(2, (await ListReturns.Run(road.Db, false, road.Desk)).Items.Count);
        await CatchUp.Run(road.Db, [ComposeMessages.OnFacts], Now, TestContext.Current.CancellationToken);
        Assert.Contains((await Inbox.List(road.Db, new(), road.Physician)),
            message => message.Kind == Kebab.Of(MessageKind.ReturnRefused));
        Assert.Equal("shipment-unknown", (await AnnounceReturn.Run(
            road.Db, new(shipment, "damaged", "x", [new(1, 1)]), Now, road.Pharmacist)).Refusal?.Code);
    }
}
