using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Stock;
using Forsyn.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace Forsyn.Core.Tests.Preparedness;

public class TargetPlanTests
{
    static readonly DateOnly From = new(2026, 1, 1);
    const long Unit = 1_000_000;
    static readonly Buying Monthly = new(LeadDays: 20, LifeDays: 400, CycleDays: 28, Multiple: 10);

    static PlanLot Lot(long id, long units, int expiresAfter, bool kept = false, int? arrivesAfter = null) =>
        new(id, $"L{id}", From.AddDays(expiresAfter), new(units), kept,
            arrivesAfter is { } n ? From.AddDays(n) : null);

    /// <summary>Ten units a pack; a pack counts so many in the target's measure.</summary>
    static PackageStock Package(string article, long each, long sold, long perDay, params PlanLot[] lots) =>
        new(ArticleNumber.Of(article), article, 10, each, sold, lots, DailyUse.Steady(perDay * Unit), Monthly,
            new(Money.Kroner(100), 10));

    static TargetFacts Facts(long floor, params PackageStock[] packages) =>
        new(packages, [new(From, floor)], 0, From, 90);

    [Fact, Requirement("STS-004")]
    public void Each_package_answers_for_the_part_of_the_floor_that_it_is_of_the_sale()
    {
        var plan = TargetPlan.Of(Facts(1_000, Package("100001", 20, 300, 1, Lot(1, 400, 800)),
            Package("100002", 10, 100, 1, Lot(2, 400, 800))));
        Assert.Equal([375L, 250L], plan.Packages.Select(one => one.Floor));
        Assert.Equal((399 * 2 + 399, 1_000), (plan.Days[0].Held, plan.Days[0].Must));
    }

    [Fact]
    public void Where_none_is_sold_what_lies_there_answers_and_where_none_lies_all_alike()
    {
        var held = TargetPlan.Of(Facts(100, Package("100001", 10, 0, 0, Lot(1, 300, 800)),
            Package("100002", 10, 0, 0, Lot(2, 100, 800))));
        Assert.Equal([75L, 25L], held.Packages.Select(one => one.Floor));
        var none = TargetPlan.Of(Facts(100, Package("100001", 10, 0, 0), Package("100002", 10, 0, 0)));
        Assert.Equal([50L, 50L], none.Packages.Select(one => one.Floor));
        Assert.Equal(BreachCause.OpensBelow, Assert.Single(none.Breaches).Cause);
    }

    [Fact, Requirement("STS-004")]
    public void The_floor_is_judged_for_the_whole_though_one_package_is_below_its_part()
    {
        var plan = TargetPlan.Of(Facts(1_000, Package("100001", 10, 500, 1, Lot(1, 900, 800)),
            Package("100002", 10, 500, 1, Lot(2, 300, 800))));
        Assert.NotEmpty(plan.Packages[1].Rotation.Breaches);
        Assert.Empty(plan.Breaches);
    }

    [Fact, Requirement("STS-004")]
    public void The_earliest_lot_that_cannot_be_sold_in_time_is_an_alarm_with_what_it_costs()
    {
        var plan = TargetPlan.Of(Facts(100, Package("100001", 10, 500, 2, Lot(1, 300, 40, kept: true)),
            Package("100002", 10, 500, 1, Lot(2, 100, 20, kept: true), Lot(3, 100, 500))));
        Assert.Equal(("100002", "L2", From.AddDays(21), 79L, Money.Kroner(790)), ($"{plan.Alarm!.Article}",
            plan.Alarm.Lot.Number, plan.Alarm.On, plan.Alarm.Lost.Units, plan.Alarm.Loss));
        Assert.Equal(plan.Loss, Money.Sum(plan.Packages.Select(one => one.Loss)));
        Assert.True(plan.LostWithout > plan.Lost);
    }

    [Fact]
    public void A_floor_decided_to_rise_is_bought_for_and_one_that_ends_is_held_no_longer()
    {
        var package = Package("100001", 10, 500, 0, Lot(1, 500, 800));
        var rises = TargetPlan.Of(Facts(500, package) with { Floor = [new(From, 500), new(From.AddDays(40), 700)] });
        var bought = Assert.Single(rises.Packages[0].Rotation.Purchases);
        Assert.Equal((From.AddDays(40), 200L), (bought.ArrivesOn, bought.Units.Units));
        Assert.Empty(rises.Breaches);
        Assert.Equal((500, 700), (rises.Days[39].Must, rises.Days[40].Must));
        var ends = TargetPlan.Of(Facts(500, package with { Sale = DailyUse.Steady(20 * Unit) }) with
        {
            Floor = [new(From, 500), new(From.AddDays(10), 0)],
        });
        Assert.Equal(0, ends.Days[^1].Must);
        Assert.Equal(From.AddDays(10), ends.Packages[0].Rotation.Ahead.Lots[0].UsedFrom);
    }

    [Fact]
    public void A_release_lowers_the_floor_until_the_plan_has_brought_the_units_back()
    {
        var released = new ReleasedUnits(From.AddDays(-5), 40, [new(From, From.AddDays(30), 30)]);
        var steps = FloorStep.Released([new(From, 1_000), new(From.AddDays(60), 2_000)], 100, [released]);
        Assert.Equal([(0, 600), (30, 900), (60, 1_800)],
            steps.Select(step => (step.From.DayNumber - From.DayNumber, (int)step.Must)));
        Assert.Equal([new(From, 7)], FloorStep.Released([new(From, 7)], 100, []));
        Assert.Equal(600, TargetPlan.Of(Facts(0, Package("100001", 10, 1, 0, Lot(1, 600, 800))) with { Floor = steps })
            .Days[0].Must);
    }

    [Fact, Requirement("STS-008"), Requirement("SHL-001")]
    public void Vaccines_are_rotated_first_expired_first_out_and_none_is_sold_with_less_than_ninety_days_left()
    {
        var vaccine = Package("100001", 10, 500, 5, Lot(1, 100, 120, kept: true), Lot(2, 200, 99, kept: true),
            Lot(3, 500, 700)) with { DaysLeft = 90 };
        var plan = TargetPlan.Of(Facts(300, vaccine));
        var lots = plan.Packages[0].Rotation.Ahead.Lots;
        // The lot with 99 days leaves first, for ten days; what is left of it then has too little life to be sold.
        Assert.Equal((From, 50L, 150L, From.AddDays(10)),
            (lots[1].UsedFrom!.Value, lots[1].Used.Units, lots[1].Lost.Units, lots[1].GoneOn!.Value));
        Assert.Equal((From.AddDays(10), 100L), (lots[0].UsedFrom!.Value, lots[0].Used.Units));
        Assert.All(lots.Zip(vaccine.Lots), pair =>
            Assert.True(pair.First.Used == Quantity.Zero || pair.First.UsedFrom!.Value.AddDays(90)
                <= pair.Second.ExpiresOn));
        Assert.Equal("L2", plan.Alarm!.Lot.Number);
    }

    static readonly Arbitrary<TargetFacts> Any = (
        from packages in Gen.ArrayOf(
            from each in Gen.Choose(1, 40)
            from sold in Gen.Choose(0, 500)
            from perDay in Gen.Choose(0, 8)
            from lots in Gen.ArrayOf(
                from units in Gen.Choose(0, 300)
                from expires in Gen.Choose(-2, 200)
                from arrives in Gen.Choose(-30, 40)
                from kept in Gen.Elements(true, false)
                select (units, expires, arrives, kept))
            select (each, sold, perDay, lots))
        from floor in Gen.Choose(0, 900)
        from later in Gen.Choose(0, 900)
        from days in Gen.Choose(1, 100)
        from ordinary in Gen.Choose(0, 60)
        select new TargetFacts(
            [.. packages.Select((one, i) => Package($"{100_001 + i}", one.each, one.sold, one.perDay,
                [.. one.lots.Select((lot, n) => Lot(n + 1, lot.units, lot.expires, lot.kept,
                    lot.arrives < 0 ? null : lot.arrives))]))],
            [new(From, floor), new(From.AddDays(days), later)], ordinary, From, 80)).ToArbitrary();

    static void Always(Action<TargetFacts, TargetPlan> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Any, facts => holds(facts, TargetPlan.Of(facts))));

    [Fact, Requirement("STS-004")]
    public void On_every_day_of_every_plan_the_whole_floor_holds_or_the_plan_says_that_it_cannot_and_why() =>
        Always((facts, plan) =>
        {
            foreach (var day in plan.Days)
            {
                Assert.Equal(facts.FloorOn(day.Day), day.Must);
                var told = plan.Breaches.Count(one => one.Short.From <= day.Day && day.Day <= one.Short.To);
                Assert.Equal(day.Held < day.Must ? 1 : 0, told);
            }
        });

    [Fact]
    public void Where_every_package_holds_its_part_the_whole_holds() => Always((_, plan) =>
    {
        if (plan.Packages.Count > 0 && plan.Packages.All(one => one.Rotation.Breaches.Count == 0))
            Assert.Empty(plan.Breaches);
    });

    [Fact]
    public void The_drawn_lots_come_to_what_is_held_but_for_a_unit_a_lot() => Always((facts, plan) =>
    {
        var curve = LotCurve.Of(plan, 7, 3);
        var slack = facts.Packages.Sum(one => (one.Lots.Count + 20) * (one.Each + 9));
        foreach (var (day, i) in curve.Days.Select((day, i) => (day, i)))
            Assert.InRange(curve.Layers.Sum(layer => layer.Amounts[i]) - day.Held, -slack, slack);
        Assert.True(curve.Layers.Count(layer => layer.Name != "") <= 3);
    });

    [Fact, Requirement("STS-004")]
    public void A_swap_leaves_the_stockpile_as_large_and_its_units_keep_longer() => Always((facts, plan) =>
    {
        var swaps = RotationSwaps.Of(plan, 56);
        Assert.All(swaps, swap =>
        {
            Assert.True(swap.Out is { Kept: true, ArrivesOn: null } && swap.In is { Kept: false, ArrivesOn: null });
            Assert.True(swap.Units > Quantity.Zero && swap.Out.ExpiresOn < swap.In.ExpiresOn);
        });
        foreach (var package in facts.Packages)
        {
            var own = swaps.Where(swap => swap.Article == package.Article).ToList();
            foreach (var lot in package.Lots)
            {
                Assert.True(own.Where(swap => swap.Out == lot).Sum(swap => swap.Units.Units) <= lot.Units.Units);
                Assert.True(own.Where(swap => swap.In == lot).Sum(swap => swap.Units.Units) <= lot.Units.Units);
            }
        }
    });

    [Fact]
    public void What_orders_must_leave_comes_to_the_floor_or_to_all_there_is() => Always((facts, _) =>
    {
        var kept = facts.Packages.Select(one => (one, one.Lots.Where(lot => lot.Kept).Sum(lot => lot.Units.Units)))
            .ToList();
        var floors = DutyFloors.Of(facts.Floor[0].Must, kept);
        var held = kept.Sum(one => one.one.Measured(one.Item2));
        Assert.True(floors.Zip(kept).Sum(pair => pair.Second.one.Measured(pair.First))
            >= Math.Min(facts.Floor[0].Must, held));
        Assert.All(floors.Zip(kept), pair => Assert.InRange(pair.First, 0, pair.Second.Item2));
    });
}
