using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Products;
using Forsyn.App.Tests.Cli;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.App.Tests.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class ProductStockTests
{
    [Theory, EveryDatabase]
    public async Task Every_day_of_the_curve_is_what_replaying_the_journal_gives(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 21, steps: 300);
        var (first, last) = (RandomLedger.FirstDay, country.Now.Day);
        foreach (var by in Enum.GetValues<CurveBy>())
        {
            var curve = await ProductCurve.Run(db, "000001", by, first, last);
            foreach (var day in curve.Days)
            {
                var held = country.Replay(day.Day).Where(one => one.Lot.Article == "000001").ToLookup(one =>
                    by == CurveBy.Pool ? Kebab.Of(one.Slot.Pool) : Kebab.Of(one.Slot.Status), one => one.Units);
                Assert.Equal(curve.Layers.Select(layer => held[layer].Sum()), day.Units);
                Assert.Equal(held.Sum(layer => layer.Sum()), day.Total);
            }
        }
    }

    [Theory, EveryDatabase, Requirement("PRG-009")]
    public async Task The_pools_of_a_product_stand_apart_and_sum_to_its_units(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var article = await road.Db.One<string>("select l.article_number from lot l " +
            "join balance b on b.lot_id = l.id where b.status < 10 and b.quantity > 0 " +
            "group by l.article_number having count(distinct b.pool) > 1 " +
            "order by l.article_number limit 1") ?? "";
        var view = (await ProductStock.Run(road.Db, new(article, null, null, "pool"), Road.Now, road.Desk)).Value;
        Assert.True(view.Pools.Count > 1);
        Assert.Equal(view.Total.Units, view.Pools.Sum(pool => pool.Units));
        Assert.Equal(view.Pools.ToDictionary(pool => pool.Key, pool => pool.Units),
            view.Curve.Layers.Zip(view.Curve.Days[^1].Units).ToDictionary(one => one.First, one => one.Second));
    }

    [Theory, EveryDatabase]
    public async Task Orders_that_wait_say_what_is_set_aside_and_a_recall_shows_what_is_lacking(DbKind kind)
    {
        await using var road = await Road.On(kind);
        await road.Allocated((Road.Rabies, 7));
        var number = await Placed(road, 10);
        var row = Assert.Single((await View(road)).Waiting);
        Assert.Equal((1, 10, 10, 0), (row.Orders, row.Units, row.Reserved, row.Lacking));
        Assert.True((await OpenRecall.Run(
            road.Db, new("one", "Particles in the vial", Road.Rabies), Road.Now, road.Desk)).Ok);
        var view = await View(road);
        Assert.Equal(10, view.Waiting.Single(w => w.State == row.State).Lacking);
        Assert.Single(view.Recalls);
        Assert.All(view.Lots, lot => Assert.Equal((0, view.Recalls[0].Id), (lot.Available, lot.Recall)));
        Assert.True(number > 0);
    }

    [Theory, EveryDatabase]
    public async Task Quarantine_is_told_with_its_holder_and_reason(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var lot = (await View(road)).Lots[0];
        var put = await SetAside.Run(road.Db, lot.Id, true, "Awaits the laboratory", Road.Now, road.Desk);
        var view = await View(road);
        var row = Assert.Single(view.Quarantined);
        Assert.Equal((put.Value.Units, "Awaits the laboratory"), (row.Units, row.Reason));
        Assert.Equal(put.Value.Units, view.Lots.Single(one => one.Id == lot.Id).Quarantine);
        Assert.Equal(view.Total.Units, view.Lots.Sum(one => one.Units));
    }

    [Theory, EveryDatabase]
    public async Task Cover_follows_from_what_was_used_and_ends_when_the_units_do(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var before = await View(road);
        await UsedEveryDay(road, before.Lots[^1].Id, 500);
        var cover = (await View(road)).Cover;
        Assert.Equal((45_000, 90, 500m, 0m), (cover.Used, cover.DaysInStock, cover.PerDay, cover.Deviation));
        Assert.Equal(cover.Usable / 500, cover.DaysOfCover);
        Assert.NotNull(cover.RunsOutOn);
        Assert.Equal((cover.RunsOutOn, cover.RunsOutOn), (cover.Earliest, cover.Latest));
        Assert.Equal(cover.RunsOutOn, cover.Days[^1].Day);
    }

    /// <summary>Units the warehouse got long ago and sent to use one day after the other for a quarter.</summary>
    internal static Task<Result<int>> UsedEveryDay(Road road, long lot, long units) => road.Db.Write<int>(async tx =>
    {
        var holder = road.Warehouse.Party!.Value;
        var slot = await tx.One<SlotRow>("select place_id, pool from balance where holder_id = @holder and " +
            "lot_id = @lot and status = 0 order by pool limit 1", new { holder, lot });
        var shelf = new Slot(Status.Available, slot!.PlaceId, slot.Pool);
        var batch = new Batch(tx);
        var day = Road.Now.Day;
        Post.Append(batch, [new Transfer(holder, lot, new(units * 100), Slot.Outside(Status.Supplier), shelf, "receive",
            "test/in", day.AddDays(-100)), .. Enumerable.Range(1, 100).Select(back =>
            new Transfer(holder, lot, new(units), shelf, Slot.Outside(Status.Consumed), "use",
                $"test/{back}", day.AddDays(-back)))], Road.Now, "test");
        return await batch.Run();
    });

    sealed class SlotRow
    {
        public long PlaceId { get; init; }
        public Pool Pool { get; init; }
    }

    [Theory, EveryDatabase]
    public async Task Movements_of_a_kind_are_listed_page_by_page(DbKind kind)
    {
        await using var road = await Road.On(kind);
        await road.Dispatched((Road.Rabies, 10));
        var between = (await ProductMovements.Run(road.Db, Road.Rabies, "between-holders", Road.Now)).Value;
        Assert.Equal(2, between.Items.Count);
        Assert.All(between.Items, row => Assert.Equal(10, row.Quantity));
        var reserved = (await ProductMovements.Run(road.Db, Road.Rabies, "reserved", Road.Now, limit: 1)).Value;
        var next = (await ProductMovements.Run(road.Db, Road.Rabies, "reserved", Road.Now, reserved.Next, 1)).Value;
        Assert.NotEqual(reserved.Items[0].Id, next.Items[0].Id);
        Assert.Equal("word-unknown",
            (await ProductMovements.Run(road.Db, Road.Rabies, "stolen", Road.Now)).Refusal!.Findings![0].Code);
        Assert.Equal("article-unknown",
            (await ProductMovements.Run(road.Db, "000000", "used", Road.Now)).Refusal!.Code);
    }

    [Theory]
    [InlineData("yesterday", null, null, "day-unreadable")]
    [InlineData(null, "2031-01-01", null, "day-not-come")]
    [InlineData(null, null, "colour", "word-unknown")]
    [InlineData("2026-05-10", "2026-05-09", null, "curve-period-wrong")]
    [InlineData("2020-05-10", null, null, "curve-period-wrong")]
    public void A_period_that_cannot_be_shown_is_refused(string? from, string? to, string? by, string code) =>
        Assert.Equal(code, Assert.Single(
            new ProductStockQuestion(Road.Rabies, from, to, by).Read(Road.Now.Day).Refusal!.Findings!).Code);

    [Fact]
    public async Task The_command_line_shows_the_same_to_those_who_may()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var lots = await CommandLine.As(db, "dmp", "stock", "product", Road.Rabies);
        Assert.Equal(0, lots.Exit);
        Assert.Contains("units at", lots.Answer);
        foreach (var part in (string[])["curve", "waiting", "quarantined"])
            Assert.Equal(0, (await CommandLine.As(db, "rhf", "stock", "product", Road.Rabies, "--part", part)).Exit);
        var json = await CommandLine.As(db, "dmp", "stock", "product", Road.Rabies, "--json");
        Assert.Contains("\"curve\"", json.Answer);
        Assert.Equal(2, (await CommandLine.As(db, "lege", "stock", "product", Road.Rabies)).Exit);
        Assert.Equal(2, (await CommandLine.As(db, "dmp", "stock", "product", Road.Rabies, "--from", "x")).Exit);
        Assert.Equal(0, (await CommandLine.As(db, "dmp", "stock", "movements", Road.Rabies)).Exit);
        Assert.Equal(2, (await CommandLine.As(db, "lege", "stock", "movements", Road.Rabies)).Exit);
    }

    static async Task<ProductStockView> View(Road road) =>
        (await ProductStock.Run(road.Db, new(Road.Rabies, null, null, null), Road.Now, road.Desk)).Value;

    static async Task<long> Placed(Road road, long doses) => (await Forsyn.App.Ordering.PlaceOrder.Run(road.Db,
        new Forsyn.App.Ordering.OrderRequest
        {
            Channel = "web", PlannedVaccinationDate = "2026-06-20",
            Lines = [new() { ArticleNumber = Road.Rabies, Doses = doses, Purpose = "payable" }],
        }, Road.Now, road.Physician)).Value.Number!.Value;
}
