using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Ordering;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Fulfilment;

public class PickOrderTests
{
    static PickEntry Entry(PickLine line, long? units = null, string? reason = null) =>
        new(line.Reservation, null, null, units, reason);
    static PickEntry Scan(string text) => new(null, null, text, null, null);

    [Theory, EveryDatabase]
    [Requirement("SHL-008", "SHL-009", "SHL-010")]
    public async Task The_pick_list_goes_by_place_and_says_how_each_product_is_handled(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Allocated((Road.Rabies, 3), (Road.Frozen, 20), (Road.Bcg, 100));
        var list = await road.List(number);
        Assert.Equal(list.Lines.Select(l => l.Place).Order(StringComparer.Ordinal), list.Lines.Select(l => l.Place));
        var bcg = list.Lines.Single(l => l.ArticleNumber == Road.Bcg);
        Assert.Equal(["fridge", "light", "freeze-dried", "in-use"], bcg.Handling.Select(n => n.Code));
        Assert.Equal(4, bcg.Handling[^1].Hours);
        Assert.Equal((1, 100), (bcg.Packs, bcg.Doses.Units));
        Assert.Equal(["ultra-freezer", "light"],
            list.Lines.Single(l => l.ArticleNumber == Road.Frozen).Handling.Select(n => n.Code));
    }

    [Theory, EveryDatabase]
    public async Task The_code_of_a_line_scans_as_that_line(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Allocated((Road.Rabies, 3), (Road.Bcg, 100));
        var first = (await road.List(number)).Lines[0];
        Assert.NotNull(first.Matrix());
        var answer = await PickOrder.Run(road.Db, number, [Scan(first.Code!)], Road.Now, road.Warehouse);
        Assert.Equal((OrderState.Allocated, 1), (answer.Value.State, answer.Value.Left));
        Assert.Equal("scan", (await road.List(number)).Lines.Single(l => l.Reservation == first.Reservation).How);
        Assert.Equal(OrderState.Picked,
            (await PickOrder.Run(road.Db, number, null, Road.Now, road.Warehouse)).Value.State);
    }

    [Theory, EveryDatabase]
    public async Task A_scan_of_another_lot_is_refused_and_says_which_was_expected(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Allocated((Road.Rabies, 3));
        var line = (await road.List(number)).Lines.Single();
        var refused = await PickOrder.Run(road.Db, number,
            [Scan(line.Code!.Replace($"(10){line.LotNumber}", "(10)OTHER1"))], Road.Now, road.Warehouse);
        var finding = Assert.Single(refused.Refusal!.Findings!);
        Assert.Equal(("scan-wrong-lot", line.LotNumber), (finding.Code, finding.Args["expected"]));
        Assert.Null((await road.List(number)).Lines.Single().Picked);
    }

    [Theory, EveryDatabase]
    public async Task Everything_that_is_wrong_is_said_at_once_and_nothing_is_kept(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Allocated((Road.Rabies, 3), (Road.Bcg, 100));
        var lines = (await road.List(number)).Lines.OrderByDescending(l => l.ArticleNumber == Road.Rabies).ToList();
        var refused = await PickOrder.Run(road.Db, number,
            [Entry(lines[0], 1), Entry(lines[1], 1_000_000), Scan("(01)05701234567899"),
                new(99, null, null, null, null)], Road.Now, road.Warehouse);
        Assert.Equal(["pick-line-not-here", "pick-more-than-reserved", "scan-wrong-product", "short-reason-missing"],
            refused.Refusal!.Findings!.Select(f => f.Code).Order(StringComparer.Ordinal));
        Assert.All((await road.List(number)).Lines, l => Assert.Null(l.Picked));
    }

    [Theory, EveryDatabase]
    public async Task A_short_pick_gives_the_rest_back(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var free = await road.Units(Road.Rabies, Status.Available);
        var number = await road.Allocated((Road.Rabies, 5));
        var line = (await road.List(number)).Lines.Single();
        var answer = await PickOrder.Run(road.Db, number, [Entry(line, 3, "other")], Road.Now, road.Warehouse);
        Assert.Equal(OrderState.Picked, answer.Value.State);
        Assert.Equal((5, 3), (answer.Value.Short[0].Asked.Units, answer.Value.Short[0].Picked.Units));
        Assert.Equal(free - 3, await road.Units(Road.Rabies, Status.Available));
        Assert.Equal(3, await road.Units(Road.Rabies, Status.Reserved));
        Assert.Equal("other", (await road.List(number)).Lines.Single().ShortReason);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    [Requirement("SHL-003")]
    public async Task What_is_broken_is_written_off_and_what_is_not_found_waits_for_somebody_to_look(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Allocated((Road.Rabies, 5), (Road.Bcg, 200));
        var free = await road.Units(Road.Rabies, Status.Available);
        var list = await road.List(number);
        await PickOrder.Run(road.Db, number,
            [Entry(list.Lines.Single(l => l.ArticleNumber == Road.Rabies), 4, "broken"),
             Entry(list.Lines.Single(l => l.ArticleNumber == Road.Bcg), 100, "not-found")], Road.Now, road.Warehouse);
        Assert.Equal(1, await road.Units(Road.Rabies, Status.Destroyed));
        Assert.Equal(free, await road.Units(Road.Rabies, Status.Available));
        Assert.Equal(100, await road.Units(Road.Bcg, Status.Quarantine));
        Assert.Equal("pick-broken", await road.Db.One<string>("select reason from transfer where to_status = 12"));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task An_order_of_which_nothing_could_be_picked_waits_to_be_allocated_again(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Allocated((Road.Rabies, 5));
        var line = (await road.List(number)).Lines.Single();
        var answer = await PickOrder.Run(road.Db, number, [Entry(line, 0, "not-found")], Road.Now, road.Warehouse);
        Assert.Equal(OrderState.Allocated, answer.Value.State);
        Assert.Equal("nothing-to-pick",
            (await PickOrder.Run(road.Db, number, null, Road.Now, road.Warehouse)).Refusal?.Code);
        Assert.True((await AllocateOrder.Run(road.Db, number, Road.Now, road.Desk)).Ok);
        var list = await road.List(number);
        Assert.Equal(["not-found", ""], list.Lines.OrderBy(l => l.Reservation).Select(l => l.ShortReason));
        Assert.NotEqual(line.Reservation, list.Left().Single().Reservation);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task An_order_that_is_not_allocated_is_not_picked(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Picked((Road.Rabies, 1));
        Assert.Equal("order-not-in-state",
            (await PickOrder.Run(road.Db, number, null, Road.Now, road.Warehouse)).Refusal?.Code);
        Assert.Equal("order-unknown", (await PickOrder.Run(road.Db, 1, null, Road.Now, road.Warehouse)).Refusal?.Code);
    }
}
