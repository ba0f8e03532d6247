using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Ordering.Influenza;
using Forsyn.App.Parties;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering.Influenza;

public class AllotmentTests
{
    [Fact, Requirement("FLU-010", "FLU-007")]
    public void In_the_season_when_a_third_came_each_of_357_municipalities_got_its_third_to_the_pack()
    {
        var numbers = Rules.Book.On(new(2026, 9, 1));
        var claims = Country.Load().Value.Municipalities.Select(m => new Claim(m.Number,
            new Quantity((TargetGroups.Size(m.People, numbers).People + 9) / 10 * 10))).ToList();
        var asked = claims.Sum(claim => claim.Wanted.Units);
        var sharing = ProrationRules.Share(new Quantity(asked / 3), 10, claims);
        Assert.Equal(357, sharing.Allotments.Count);
        Assert.Equal(asked / 3 / 10, sharing.GivenPacks);
        Assert.All(sharing.Allotments, one =>
            Assert.InRange(one.Packs, one.WantedPacks / 3 - 1, one.WantedPacks / 3 + 1));
        Assert.Contains(sharing.Allotments, one => one.RoundedUp);
        var again = ProrationRules.Share(new Quantity(asked / 3), 10, claims);
        Assert.Equal(sharing.Allotments, again.Allotments);
    }

    [Theory, EveryDatabase, Requirement("FLU-007", "FLU-010")]
    public async Task All_pre_orders_are_allotted_at_once_and_only_once(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        await spring.PreOrder(1000);
        await spring.LeaveOnly(Spring.Vaxigrip, 200_000);
        Assert.Equal("window-still-open", (await Decide(spring, Spring.At(8, 1))).Refusal!.Code);
        var preview = (await AllotDoses.Preview(spring.Db, null, new(), Spring.August)).Value;
        var decided = (await Decide(spring, Spring.August)).Value;
        Assert.Equal(preview.Sum(one => one.Sharing.Given.Units), decided.Allotted);
        Assert.Equal(decided.Allotted, await spring.Db.One<long>("select sum(allotted) from pre_order_line"));
        Assert.Equal(0, await spring.Db.One<long>(
            "select count(*) from pre_order_line where allotted is null or allotted > doses + personnel"));
        Assert.Equal("season-decided", (await Decide(spring, Spring.August)).Refusal!.Code);
        var mine = (await PreOrders.Find(spring.Db, Spring.Code, Spring.Alta))!;
        var vaxigrip = preview.Single(one => one.ArticleNumber == Spring.Vaxigrip).Sharing;
        Assert.Equal((vaxigrip.SupplyPacks, 100L), (mine.Lines[0].Why!.Supply, mine.Lines[0].Why!.Wanted));
        Assert.InRange(mine.Lines[0].Allotted!.Value, vaxigrip.PerMille - 10, vaxigrip.PerMille + 10);
        Assert.Equal(357 + await Hospitals(spring), await spring.Db.One<long>(
            "select count(*) from fact where name = 'PreOrderAllotted'"));
    }

    [Theory, EveryDatabase, Requirement("FLU-010")]
    public async Task Floors_are_kept_for_hospitals_and_small_municipalities(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        var terms = new AllotmentTerms(50, 20, new Dictionary<string, long> { [Spring.Vaxigrip] = 150_000 });
        var shared = (await AllotDoses.Preview(spring.Db, null, terms, Spring.August)).Value
            .Single(one => one.ArticleNumber == Spring.Vaxigrip);
        Assert.Equal(15_000, shared.Sharing.GivenPacks);
        Assert.All(shared.PreOrders.Where(one => one.Kind == "hospital"), one =>
            Assert.True(one.Allotment.Packs * 2 >= one.Allotment.WantedPacks));
        Assert.All(shared.PreOrders.Where(one => one.Kind != "hospital"), one =>
            Assert.True(one.Allotment.Packs >= Math.Min(2, one.Allotment.WantedPacks)));
        Assert.Equal("terms-faulty",
            (await AllotDoses.Preview(spring.Db, null, new(101), Spring.August)).Refusal!.Code);
    }

    [Theory, EveryDatabase, Requirement("FLU-007", "FLU-009")]
    public async Task Allotments_become_orders_a_few_at_a_time_and_never_twice(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        await spring.PreOrder(1000);
        Assert.Equal("season-not-decided",
            (await Make(spring, null, 5)).Refusal!.Code);
        await Decide(spring, Spring.August);
        await Waves.Assign(spring.Db, null, Spring.August, spring.Desk);
        var steps = new List<MadeOrders>();
        var first = (await Make(spring, 1, 4, steps.Add)).Value;
        Assert.Equal((4, 0, first.Total - 4), (first.Made, first.Failed, first.Left));
        Assert.Equal([1, 2, 3, 4], steps.Select(step => step.Made));
        // As if the program had died after the order and before the note of it.
        await spring.Db.Write<int>(async tx => await tx.Do("update pre_order set order_number = null where " +
            "order_number = (select max(order_number) from pre_order)"), stop: TestContext.Current.CancellationToken);
        var second = (await Make(spring, 1, 2)).Value;
        Assert.Equal(first.Total - 5, second.Left);
        Assert.Equal(5, await spring.Db.One<long>("select count(*) from orders"));
        var made = (await PreOrders.List(spring.Db, Spring.Code, new(Wave: 1))).First(o => o.OrderNumber is not null);
        var order = (await GetOrder.Run(spring.Db, made.OrderNumber!.Value, spring.Desk)).Value;
        Assert.Equal(("released", made.DeliveryAddress, made.Allotted),
            (order.Head.State, order.DeliveryAddress, order.Lines.Sum(line => line.Doses.Units)));
        Assert.True(order.Lines.All(line => line.UnitPrice > Money.Zero));
        var ready = await DispatchWave.Allocate(spring.Db, Spring.Code, 1, 100, Spring.September, spring.Desk);
        Assert.Equal((5, 0, 0), (ready.Allocated, ready.Refused, ready.Left));
    }

    [Theory, EveryDatabase, Requirement("FLU-009")]
    public async Task Waves_share_the_doses_evenly_and_a_day_outside_the_season_is_flagged(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        var inside = (await Waves.Set(spring.Db, null, 4, new(2026, 10, 31), Spring.August, spring.Desk)).Value;
        var outside = (await Waves.Set(spring.Db, null, 5, new(2026, 11, 1), Spring.August, spring.Desk)).Value;
        Assert.Empty(inside.Deviations);
        Assert.Equal(["dispatch-outside-season"], outside.Deviations.Select(f => f.Code));
        Assert.True((await Waves.Assign(spring.Db, null, Spring.August, spring.Desk)).Value > 400);
        var waves = await Waves.List(spring.Db, Spring.Code);
        Assert.Equal(0, await spring.Db.One<long>("select count(*) from pre_order where wave is null"));
        Assert.True(waves.Max(w => w.Doses) < 2 * waves.Min(w => w.Doses));
        var oslo = (await PreOrders.Find(spring.Db, Spring.Code, "0301"))!.Head;
        Assert.Equal(5, (await Waves.Move(spring.Db, oslo.Id, 5, spring.Desk)).Value);
        Assert.Equal("wave-unknown", (await Waves.Move(spring.Db, oslo.Id, 9, spring.Desk)).Refusal!.Code);
        var season = (await Seasons.Get(spring.Db, null, Spring.August.Day)).Value.Season;
        var fifth = (await Waves.List(spring.Db, Spring.Code)).Single(w => w.Number == 5);
        Assert.Equal(["dispatch-outside-season", "wave-late"],
            DispatchWave.Deviations(season, fifth, [oslo], new(2026, 11, 2)).Select(f => f.Code));
    }

    [Theory, EveryDatabase, Requirement("FLU-010")]
    public async Task A_re_order_gets_what_is_left_and_is_told_why_it_is_no_more(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        Task<Result<ReorderAnswer>> More(long doses, Moment at) => ReorderInfluenza.Run(
            spring.Db, new(null, Spring.Vaxigrip, doses), at, spring.Municipal);
        await spring.LeaveOnly(Spring.Vaxigrip, 57);
        Assert.Equal("reorder-before-dispatch", (await More(10, Spring.At(8, 31))).Refusal!.Code);
        var whole = (await More(20, Spring.September)).Value;
        Assert.Equal((20L, 0), (whole.Given, whole.Findings.Count(f => f.Code == "reorder-partial")));
        var part = (await More(80, Spring.September)).Value;
        Assert.Equal((80L, 30L, 37L), (part.Asked, part.Given, part.InStock));
        Assert.Equal("30", part.Findings.Single(f => f.Code == "reorder-partial").Args["given"]);
        Assert.Equal("reorder-nothing-left", (await More(10, Spring.September)).Refusal!.Code);
    }

    [Theory, EveryDatabase, Requirement("FLU-010")]
    public async Task Who_has_pre_ordered_re_orders_once_its_own_doses_are_sent(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        await spring.PreOrder(100);
        var early = await ReorderInfluenza.Run(
            spring.Db, new(null, Spring.Vaxigrip, 10), Spring.September, spring.Municipal);
        Assert.Equal("reorder-before-dispatch", early.Refusal!.Code);
    }

    [Theory, EveryDatabase, Requirement("FLU-002", "FLU-004")]
    public async Task Coverage_is_ordered_delivered_and_used_doses_against_the_target_groups(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        var before = (await Coverage.Run(spring.Db, null, Spring.Now)).Value;
        Assert.Equal((357, false), (before.Count, before.Single(row => row.Number == Spring.Alta).HasOffer));
        Assert.Equal(356, before.Count(row => row.HasOffer));
        await spring.PreOrder(1000);
        var alta = (await Coverage.Run(spring.Db, null, Spring.Now)).Value.Single(row => row.Number == Spring.Alta);
        Assert.True(alta.HasOffer);
        Assert.Equal(alta.Age65Up + (alta.Age18To64 * 12 + 50) / 100 + (alta.Age1To17 * 5 + 50) / 100,
            alta.Target.People);
        Assert.Equal((1_000_000 + alta.Target.People / 2) / alta.Target.People, alta.OrderedPerMille);
        Assert.Equal((0L, 0L), (alta.Delivered, alta.Used));
    }

    static Task<Result<AllotmentAnswer>> Decide(Spring spring, Moment at) =>
        AllotDoses.Decide(spring.Db, null, new(), at, spring.Desk);

    static Task<Result<MadeOrders>> Make(Spring spring, long? wave, int most, Action<MadeOrders>? progress = null) =>
        MakeOrders.Run(spring.Db, null, wave, most, Spring.August, spring.Desk, progress,
            TestContext.Current.CancellationToken);

    static Task<long> Hospitals(Spring spring) =>
        spring.Db.One<long>("select count(*) from pre_order where kind = 'hospital'");
}
