using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.App.Stock.ColdChain;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock.ColdChain;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock.ColdChain;

public class ExcursionFlowTests
{
    static readonly double[] Warm = [5, .. ColdRoad.Hours(12, 20), 5];

    [Theory, EveryDatabase]
    [Requirement("SHL-003")]
    public async Task Lots_that_were_there_go_to_quarantine_and_others_do_not(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var before = await cold.Db.One<long>("select sum(b.quantity) from balance b join lot l on l.id = b.lot_id " +
            "where l.article_number = @article and b.place_id = @Place and b.status = 0",
            new { article = ColdRoad.Engerix, cold.Place });
        var id = await cold.Found(ColdRoad.Csv(1, Warm));
        var found = await cold.Get(id);
        Assert.Equal((ExcursionSide.Warm, false, 720), (found.Excursion.SideValue, found.Excursion.Ongoing,
            found.Excursion.Minutes));
        Assert.InRange(found.Excursion.MeanKinetic!.Value, 5_000, 20_000);
        var lot = await cold.Lot(id, ColdRoad.Engerix);
        Assert.Equal(lot.Held, await cold.Units(lot.LotId, 3));
        Assert.Equal(before, found.Lots.Where(l => l.ArticleNumber == ColdRoad.Engerix).Sum(l => l.Held));
        // Another storage class, and another place of the same holder, are not touched.
        Assert.DoesNotContain(found.Lots, l => l.ArticleNumber == Road.Frozen);
        Assert.Equal(0, await cold.Db.One<long>("select count(*) from balance where holder_id = @Party " +
            "and status = 3 and quantity > 0 and place_id <> @Place", new { cold.Road.Desk.Party, cold.Place }));
        Assert.Equal("lot-in-excursion",
            (await SetAside.Run(cold.Db, lot.LotId, quarantine: false, "fine", ColdRoad.Later, cold.Road.Desk))
                .Refusal?.Code);
        await cold.Road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task A_second_person_signs_and_only_then_the_units_move(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var id = await cold.Found(ColdRoad.Csv(1, Warm));
        var lot = await cold.Lot(id, ColdRoad.Engerix);
        // Twelve hours of 168.
        Assert.Equal((StabilityVerdict.Within, 72), (lot.VerdictValue, lot.UsedPermille));
        Assert.Equal("excursion-lots-missing", (await cold.Sign(id, lot, cold.Road.Warehouse)).Refusal?.Code);
        Assert.True((await cold.Propose(id, "release", "Within the budget", lot)).Ok);
        Assert.Equal("excursion-signed-by-the-same", (await cold.Sign(id, lot, cold.Road.Desk)).Refusal?.Code);
        Assert.Equal(0, await cold.Units(lot.LotId, 0));
        Assert.Equal(lot.Held, (await cold.Sign(id, lot, cold.Road.Warehouse)).Value.Units);
        Assert.Equal(lot.Held, await cold.Units(lot.LotId, 0));
        var after = await cold.Lot(id, ColdRoad.Engerix);
        Assert.Equal((ExcursionLotState.Released, cold.Road.Desk.Name, cold.Road.Warehouse.Name),
            (after.StateValue, after.ProposedBy, after.SignedBy));
        Assert.Equal("excursion-lots-missing",
            (await cold.Propose(id, "destroy", "again", lot)).Refusal?.Code);
        await cold.Road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task What_may_have_frozen_is_destroyed_and_booked_with_its_cause(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var id = await cold.Found(ColdRoad.Csv(1, 5, 1.5, 5));
        var lot = await cold.Lot(id, ColdRoad.Engerix);
        Assert.Equal(StabilityVerdict.Frozen, lot.VerdictValue);
        var refused = await cold.Propose(id, "release", "The mean kinetic temperature is fine", lot);
        Assert.Equal(["cold-frozen"], refused.Refusal!.Findings!.Select(f => f.Code));
        Assert.True((await cold.Propose(id, "destroy", "Below 2 °C", lot)).Ok);
        Assert.True((await cold.Sign(id, lot, cold.Road.Warehouse)).Ok);
        Assert.Equal(lot.Held, await cold.Units(lot.LotId, (int)Status.Destroyed));
        Assert.Equal("refrigerator-failure", await cold.Db.One<string>(
            "select cause from stock_entry where lot_id = @LotId and holder_id = @HolderId and link > 0", lot));
        await cold.Road.Balances();
    }

    [Theory, EveryDatabase]
    [Requirement("SHL-003")]
    public async Task What_a_lot_has_used_of_its_budget_follows_it_to_the_next_holder(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        // Sent on before anybody read the logger, and received.
        var order = await cold.Road.Dispatched((ColdRoad.Engerix, 10));
        var later = ColdRoad.Later;
        Assert.True((await ReceiveShipment.Run(cold.Db, order, null, later, cold.Road.Physician)).Ok);
        var office = cold.Road.Physician.Party!.Value;
        var sent = await cold.Db.One<long>("select x.lot_id from shipment s join shipment_line x " +
            "on x.shipment_id = s.id where s.order_number = @order", new { order });
        // Out for two days before the seed's morning: all of it stood there when the books were opened.
        var id = await cold.Found(ColdRoad.Csv(-2, [.. Warm[..20], 5]), later);
        var there = (await cold.Get(id)).Lots.Single(l => l.HolderId == office && l.LotId == sent);
        Assert.True(there.Held >= 10);
        Assert.Equal(0, await cold.Units(sent, 0, office));
        var history = (await LotHistory.Get(cold.Db, sent, later.Day, cold.Road.Physician)).Value;
        Assert.Equal(there.UsedPermille, history.Where.Single(w => w.HolderId == office).UsedPermille);
        // The physician at the office signs for what the desk decided.
        Assert.Equal("excursion-unknown", (await DecideExcursion.Sign(cold.Db, id, null, later,
            cold.Road.Pharmacist)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Units_on_the_road_are_received_into_quarantine(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var order = await cold.Road.Dispatched((ColdRoad.Engerix, 10));
        var office = cold.Road.Physician.Party!.Value;
        var id = await cold.Found(ColdRoad.Csv(-2, [.. Warm[..20], 5]));
        var lot = (await cold.Get(id)).Lots.Single(l => l.HolderId == office && l.OnRoad > 0);
        var had = await cold.Units(lot.LotId, 3, office);
        Assert.Equal(10, lot.OnRoad);
        Assert.Equal(["cold-still-on-road"], (await cold.Propose(id, "release", "Within the budget", lot))
            .Refusal!.Findings!.Select(f => f.Code));
        Assert.True((await ReceiveShipment.Run(cold.Db, order, null, ColdRoad.Later, cold.Road.Physician)).Ok);
        Assert.Equal(had + 10, await cold.Units(lot.LotId, 3, office));
        var after = (await cold.Get(id)).Lots.Single(l => l.HolderId == office && l.LotId == lot.LotId);
        Assert.Equal((0, lot.Held + 10), (after.OnRoad, after.Held));
        Assert.True((await cold.Propose(id, "release", "Within the budget", after)).Ok);
        Assert.Equal(after.Held, (await cold.Sign(id, after, cold.Road.Physician)).Value.Units);
        await cold.Road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task A_warm_box_speaks_of_what_was_in_it(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var order = await cold.Road.Dispatched((ColdRoad.Engerix, 10));
        var shipment = (await cold.Road.Shipment(order)).Id;
        var box = (await RegisterEquipment.Run(cold.Db, new("Box 7", "box", "fridge", null, "2026-01-01", "B-7",
            "2026-01-01"), Road.Now, cold.Road.Warehouse)).Value;
        var fridge = await Trips.Carry(cold.Db, cold.Fridge, new(shipment), Road.Now, cold.Road.Warehouse);
        Assert.Equal("equipment-no-box", fridge.Refusal?.Code);
        // The logger was read before anybody wrote down what was in the box.
        var read = (await cold.Read(ColdRoad.Csv(1, 5, 12, 12, 12, 12, 5), equipment: box)).Value;
        var id = Assert.Single(read.Excursions);
        Assert.Empty((await cold.Get(id)).Lots);
        Assert.True((await Trips.Carry(cold.Db, box, new(shipment), Road.Now, cold.Road.Warehouse)).Ok);
        Assert.Equal("trip-already",
            (await Trips.Carry(cold.Db, box, new(shipment), Road.Now, cold.Road.Warehouse)).Refusal?.Code);
        var lot = Assert.Single((await cold.Get(id)).Lots);
        Assert.Equal((cold.Road.Physician.Party, 10L, 0L), (lot.HolderId, lot.OnRoad, lot.Held));
        Assert.Equal(0, await cold.Units(lot.LotId, 3));
    }

    [Theory, EveryDatabase]
    public async Task A_longer_file_makes_an_open_excursion_longer_and_a_decided_one_stands(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var id = await cold.Found(ColdRoad.Csv(1, [5, .. ColdRoad.Hours(2, 20)]));
        var lot = await cold.Lot(id, ColdRoad.Engerix);
        Assert.True((await cold.Get(id)).Excursion.Ongoing);
        Assert.Equal(["cold-still-out"], (await cold.Propose(id, "release", "Within the budget", lot))
            .Refusal!.Findings!.Select(f => f.Code));
        Assert.Equal(id, await cold.Found(ColdRoad.Csv(1, [5, .. ColdRoad.Hours(4, 20), 5])));
        var longer = await cold.Get(id);
        Assert.Equal((240, false), (longer.Excursion.Minutes, longer.Excursion.Ongoing));
        Assert.Equal(lot.Held, (await cold.Lot(id, ColdRoad.Engerix)).Held);
        foreach (var one in longer.Lots.Where(l => l.IsOpen))
        {
            Assert.True((await cold.Propose(id, "destroy", "Not to be used", one)).Ok);
            Assert.True((await cold.Sign(id, one, cold.Road.Warehouse)).Ok);
        }
        Assert.False((await cold.Get(id)).Excursion.IsOpen);
        var next = await cold.Found(ColdRoad.Csv(8, 5, 12, 12, 12, 5));
        Assert.NotEqual(id, next);
    }

    [Theory, EveryDatabase]
    public async Task Two_excursions_hold_a_lot_until_both_are_decided_and_use_up_one_budget(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var first = await cold.Found(ColdRoad.Csv(1, Warm));
        var second = await cold.Found(ColdRoad.Csv(14, Warm[5..]));
        var lot = await cold.Lot(first, ColdRoad.Engerix);
        Assert.True(lot.UsedPermille > 130);
        Assert.Equal("", (await cold.Propose(first, "release", "Within the budget", lot)).Told());
        Assert.Equal(0, (await cold.Sign(first, lot, cold.Road.Warehouse)).Value.Units);
        var still = await cold.Lot(second, ColdRoad.Engerix);
        Assert.Equal(lot.Held, still.Held);
        Assert.Equal("", (await cold.Propose(second, "release", "Within the budget", still)).Told());
        Assert.Equal(lot.Held, (await cold.Sign(second, still, cold.Road.Warehouse)).Value.Units);
        await cold.Road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task Those_concerned_are_told(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var id = await cold.Found(ColdRoad.Csv(1, Warm));
        await cold.Tell();
        var lot = await cold.Lot(id, ColdRoad.Engerix);
        Assert.True((await cold.Propose(id, "release", "Within the budget", lot)).Ok);
        await cold.Tell();
        var told = await cold.Db.List<string>("select distinct kind from message where person = 'lager' and link = " +
            "@link", new { link = $"/cold-chain/excursions/{id}" });
        Assert.Equal(["excursion-found", "excursion-to-sign"], told.Order());
        Assert.Equal(1, await cold.Db.One<long>("select count(*) from fact where name = 'ExcursionFound'"));
    }

    [Theory, EveryDatabase]
    public async Task A_budget_is_dated_and_its_source_is_asked_for(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        Task<Result<ProductStability>> Set(string? source, params StabilityBand[] bands) => Stability.Set(cold.Db,
            new(Road.Rabies, null, bands, source), Road.Now, cold.Road.Desk);
        Assert.Equal(["stability-source-missing", "stability-band-wrong"],
            (await Set(" ", new(8, 2), new(8, 3))).Refusal!.Findings!.Select(f => f.Code));
        Assert.Empty((await Stability.Get(cold.Db, Road.Rabies, Road.Now.Day)).Value.Budget.Bands);
        Assert.True((await Set("Letter of 4 May", new StabilityBand(25, 72))).Ok);
        Assert.Equal(new StabilityBand(25, 72),
            (await Stability.Get(cold.Db, Road.Rabies, Road.Now.Day)).Value.Budget.Bands.Single());
        Assert.Empty((await Stability.Get(cold.Db, Road.Rabies, Road.Now.Day.AddDays(-1))).Value.Budget.Bands);
    }
}
