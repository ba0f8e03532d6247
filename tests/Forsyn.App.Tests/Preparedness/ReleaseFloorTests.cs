using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Preparedness.Releases;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

public class ReleaseFloorTests
{
    const string Amoxicillin = "J01CA04";
    const Pool Stockpile = Pool.PreparednessPrimary;

    static Task<List<FloorRow>> Floors(ReleaseRoad road) => road.Db.List<FloorRow>("select holder_id, " +
        "article_number, pool, units from duty_floor order by holder_id, article_number, pool");

    static Task<string?> Article(ReleaseRoad road) =>
        road.Db.One<string>("select min(article_number) from product where atc = @Amoxicillin", new { Amoxicillin });

    // As an order would choose lots, if the holder were who orders are placed with.
    static async Task<Drawn> Order(ReleaseRoad road) => (await road.Db.Write<Drawn>(async tx =>
    {
        var article = (await Article(road))!;
        var (holder, pack) = (await tx.One<long>("select id from party where key = 'ahn'"),
            await tx.One<long>("select doses_per_pack from product where article_number = @article", new { article }));
        var lots = (await LoadOrderFacts.LoadLots(tx, holder, [article]))[article];
        var chosen = AllocationRules.Allocate(new(10_000_000), pack, Pool.Sale, lots, DutyRoad.Today,
            acceptsShorter: true, Rules.Book.On(DutyRoad.Today));
        var kept = lots.Where(lot => lot.Pool == Stockpile).ToList();
        return new Drawn(chosen.Taken.Sum(one => one.Taken.Units), kept[0].Floor!.Value.Units, pack,
            kept.Sum(lot => lot.Available.Units) + chosen.Moves.Sum(move =>
                move.To == Stockpile ? move.Units.Units : move.Lot.Pool == Stockpile ? -move.Units.Units : 0));
    })).Value;

    static async Task<long> Released(ReleaseRoad road, long units)
    {
        var asked = await RequestRelease.Run(road.Db, new("primary", null, await Article(road), units, "No deliveries",
            "Hospitals"), DutyRoad.Now, road.Regulator);
        Assert.True((await DecideRelease.Run(road.Db, asked.Value.Id, ReleaseRoad.Decision() with
            { Shares = [new("ahn", units)] }, DutyRoad.Now, road.Regulator)).Ok);
        return asked.Value.Id;
    }

    [Theory, EveryDatabase]
    [Requirement("STP-002", "STS-004")]
    public async Task The_floor_falls_as_units_are_taken_out_and_rises_as_they_are_taken_back(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "primary", Amoxicillin, 1_000_000);
        await ComputeRotation.Run(road.Db, DutyRoad.Now);
        var before = await Floors(road);
        var id = await Released(road, 5_000);
        Assert.Equal(before, await Floors(road));
        Assert.True((await road.CarryOut(id, new("ahn"))).Ok);
        var after = await Floors(road);
        Assert.True(after.Sum(one => one.Units) < before.Sum(one => one.Units));
        Assert.True((await CarryOutRelease.Undo(road.Db, id, 1, 1_000, DutyRoad.Now, road.Wholesaler)).Ok);
        var corrected = await Floors(road);
        Assert.NotEqual(after, corrected);
        await ComputeRotation.Run(road.Db, DutyRoad.Now);
        Assert.Equal(await Floors(road), corrected);
        foreach (var line in (await road.View(id)).Moves.Where(one => one.Units > 0 && !one.Undone))
            Assert.True((await CarryOutRelease.Undo(road.Db, id, line.Line, null, DutyRoad.Now, road.Wholesaler)).Ok);
        Assert.Equal(before, await Floors(road));
    }

    [Theory, EveryDatabase]
    [Requirement("STP-002", "STS-004")]
    public async Task An_order_placed_right_after_draws_on_what_was_released_and_on_no_more(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "primary", Amoxicillin, 1_000_000);
        await ComputeRotation.Run(road.Db, DutyRoad.Now);
        var before = await Order(road);
        Assert.True((await road.CarryOut(await Released(road, 5_000), new("ahn"))).Ok);
        var after = await Order(road);
        Assert.True(after.Floor < before.Floor);
        Assert.InRange(after.Units - before.Units, before.Floor - after.Floor - 2 * after.Pack,
            before.Floor - after.Floor + 2 * after.Pack);
        Assert.InRange(after.Kept, after.Floor, after.Floor + after.Pack);
    }

    /// <summary>What an order for all there is gets, and what it leaves in the stockpile.</summary>
    sealed record Drawn(long Units, long Floor, long Pack, long Kept);

    sealed record FloorRow
    {
        public long HolderId { get; init; }
        public string ArticleNumber { get; init; } = "";
        public short Pool { get; init; }
        public long Units { get; init; }
    }
}
