using Forsyn.App.Database;
using Forsyn.App.Fulfilment.GoodsIn;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Fulfilment.GoodsIn;

public class DeliveryTests
{
    static readonly Moment Now = Road.Now;

    static DeliveryRequest Two(string day = "2026-05-20") => new("sup-fjordvax", day,
        [new("569568", 300, LotNumber: "A1", ExpiresOn: "2028-01-31"), new("900014", null, 4)], "PO-7", null, 180);

    [Theory, EveryDatabase]
    public async Task An_expected_delivery_counts_by_product_and_day_until_it_has_come(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var done = await SaveDelivery.Register(road.Db, Two(), Now, road.Warehouse);
        Assert.Equal((340L, 2), (done.Value.Units.Units, done.Value.Lines));
        async Task<IEnumerable<ExpectedUnits>> Expected() => (await ExpectedDeliveries.Of(road.Db,
            ["569568", "900014"])).Where(one => one.Holder == road.Warehouse.Party);
        Assert.Equal([("569568", new DateOnly(2026, 5, 20), 300L), ("900014", new DateOnly(2026, 5, 20), 40L)],
            (await Expected()).Select(one => (one.ArticleNumber, one.Day, one.Units.Units)));
        var delayed = await SaveDelivery.Delay(
            road.Db, done.Value.Id, "2026-06-01", "Held at customs", Now, road.Warehouse);
        Assert.Equal(new DateOnly(2026, 6, 1), delayed.Value.PlannedOn);
        Assert.All(await Expected(), one => Assert.Equal(new DateOnly(2026, 6, 1), one.Day));
        Assert.Equal(DeliveryState.Cancelled,
            (await SaveDelivery.Cancel(road.Db, done.Value.Id, "Not produced", Now, road.Warehouse)).Value.State);
        Assert.Empty(await Expected());
        var view = (await Deliveries.Get(road.Db, done.Value.Id, road.Warehouse)).Value;
        Assert.Equal(["cancelled", "delayed", "registered"], view.Events.Select(one => one.Kind));
        Assert.Equal("delivery-not-in-state",
            (await SaveDelivery.Change(road.Db, done.Value.Id, Two(), "", Now, road.Warehouse)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Everything_wrong_with_a_delivery_is_told_at_once_and_nothing_is_written(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var before = await road.Db.One<long>("select count(*) from delivery");
        var wrong = await SaveDelivery.Register(road.Db, new("lege", "2026-05-14",
            [new("nothing", 3), new("569568", 0, ExpiresOn: "soon"), new("569568", 5, ExpiresOn: "2026-01-31")],
            MinimumDays: -1, Agreement: 1), Now, road.Warehouse);
        Assert.Equal(
            [
                (null, "agreement-not-found"), (null, "supplier-is-none"), (null, "delivery-day-has-passed"),
                (null, "agreed-shelf-life-wrong"), (1, "delivery-product-unknown"), (2, "expiry-unreadable"),
                (2, "delivery-units-wrong"), (3, "delivery-expired"),
            ],
            wrong.Refusal!.Findings!.Select(f => (f.Line, f.Code)));
        Assert.Equal(before, await road.Db.One<long>("select count(*) from delivery"));
    }

    [Theory, EveryDatabase]
    public async Task Deliveries_are_found_by_word_and_by_being_late_and_only_by_those_they_concern(DbKind kind)
    {
        await using var road = await Road.On(kind);
        Assert.True((await SaveDelivery.Register(road.Db, Two(), Now, road.Warehouse)).Ok);
        async Task<int> Found(string? show, string? words, App.Identity.Caller? who = null) => (await Deliveries.List(
            road.Db, new(show, words), Now.Day, who ?? road.Warehouse)).Items.Count;
        Assert.Equal(1, await Found(null, "fjordvax po-7"));
        Assert.Equal(1, await Found(null, "rabipur a1"));
        Assert.Equal(0, await Found("late", "po-7"));
        Assert.Equal(1, await Found("late", null));
        Assert.Equal(0, await Found("all", null, road.Physician));
        var paged = new List<long>();
        for (string? cursor = null; ;)
        {
            var page = await Deliveries.List(road.Db, new("all", null, cursor, 1), Now.Day, road.Warehouse);
            paged.AddRange(page.Items.Select(one => one.Id));
            if ((cursor = page.Next) is null) break;
        }
        Assert.Equal(await Found("all", null), paged.Distinct().Count());
        Assert.Equal("delivery-unknown", (await Deliveries.Get(road.Db, paged[0], road.Physician)).Refusal?.Code);
    }
}
