using Forsyn.App.Database;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness.RotationPlans;

public class RotateStockTests
{
    const string Primary = "primary", Amoxicillin = "J01CA04";

    static Task<long> Held(DutyRoad road, long lot, Pool pool) => road.Db.One<long>("select " +
        "cast(coalesce(sum(quantity), 0) as bigint) from balance where lot_id = @lot and pool = @pool and status = 0",
        new { lot, pool = (short)pool })!;

    [Theory, EveryDatabase]
    [Requirement("STS-004")]
    public async Task Short_dated_units_of_the_stockpile_change_places_with_others_and_are_moved_back_by_correction(
        DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var (books, today) = (await DutyBooks.At(road.Db, "ahn"), DutyRoad.Today);
        var article = $"{(await GetRotation.Run(road.Db, Primary, "ahn", Amoxicillin, "", today, road.Wholesaler))!
            .Target.Facts.Packages.MaxBy(one => one.Sold)!.Article}";
        var brief = await books.Receive(article, 40, Pool.PreparednessPrimary, today.AddDays(100), today);
        await books.Receive(article, 100_000_000, Pool.PreparednessPrimary, today.AddDays(600), today);
        var lasting = await books.Receive(article, 500, Pool.Sale, today.AddDays(900), today);

        var done = await RotateStock.Run(road.Db, Primary, Amoxicillin, "", DutyRoad.Now, road.Wholesaler);
        Assert.True(done.Ok, done.Refusal?.Code);
        Assert.Equal((0, 40), (await Held(road, brief, Pool.PreparednessPrimary), await Held(road, brief, Pool.Sale)));
        Assert.Equal(500, await Held(road, lasting, Pool.PreparednessPrimary) + await Held(road, lasting, Pool.Sale));
        Assert.True(await Held(road, lasting, Pool.PreparednessPrimary) >= 40);
        Assert.Equal(0, await road.Db.One<long>("select cast(sum(case when to_pool = 1 then quantity else -quantity " +
            "end) as bigint) from transfer where reason = 'rotate' and source like @source",
            new { source = $"rotation/{done.Value.Id}/%" }));

        Assert.Equal("rotation-booking-unknown", (await RotateStock.Undo(road.Db, done.Value.Id, DutyRoad.Now,
            road.Regulator)).Refusal!.Code);
        Assert.True((await RotateStock.Undo(road.Db, done.Value.Id, DutyRoad.Now, road.Wholesaler)).Ok);
        Assert.Equal((40, 0), (await Held(road, brief, Pool.PreparednessPrimary), await Held(road, brief, Pool.Sale)));
        Assert.Equal("rotation-booking-unknown", (await RotateStock.Undo(road.Db, done.Value.Id, DutyRoad.Now,
            road.Wholesaler)).Refusal!.Code);
        var listed = Assert.Single(await RotateStock.List(road.Db, Primary, books.Holder, Amoxicillin, ""));
        Assert.NotNull(listed.UndoneAt);
    }

    [Theory, EveryDatabase]
    public async Task Nothing_is_booked_where_the_plan_proposes_nothing_or_the_party_has_no_duty(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Assert.Equal("target-unknown", (await RotateStock.Run(road.Db, Primary, Amoxicillin, "", DutyRoad.Now,
            road.Regulator)).Refusal!.Code);
        while ((await RotateStock.Run(road.Db, Primary, Amoxicillin, "", DutyRoad.Now, road.Wholesaler)).Ok) { }
        Assert.Equal("rotation-nothing-to-swap", (await RotateStock.Run(road.Db, Primary, Amoxicillin, "",
            DutyRoad.Now, road.Wholesaler)).Refusal!.Code);
        Assert.Equal("scheme-unknown", (await RotateStock.Run(road.Db, "other", Amoxicillin, "", DutyRoad.Now,
            road.Wholesaler)).Refusal!.Code);
    }
}
