using Forsyn.Core.Basics;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Preparedness;

public class RefillTests
{
    static readonly DateOnly Start = A.June;

    [Fact]
    [Requirement("STP-002")]
    public void What_was_released_is_bought_back_in_equal_orders_that_arrive_in_time()
    {
        var plan = RefillRules.RefillAfterRelease(1000, Start, Start.AddDays(98), 42, 28);
        Assert.Equal([(0, 42, 334L), (28, 70, 333L), (56, 98, 333L)], plan.Select(line =>
            (line.OrderOn.DayNumber - Start.DayNumber, line.ArrivesOn.DayNumber - Start.DayNumber, line.Units)));
        Assert.Equal(2, RefillRules.RefillAfterRelease(1000, Start, Start.AddDays(97), 42, 28).Count);
    }

    [Fact]
    public void Where_there_is_no_time_one_order_is_placed_and_comes_too_late()
    {
        var line = Assert.Single(RefillRules.RefillAfterRelease(70, Start, Start.AddDays(10), 42, 28));
        Assert.Equal((Start, Start.AddDays(42), 70), (line.OrderOn, line.ArrivesOn, line.Units));
        Assert.Empty(RefillRules.RefillAfterRelease(0, Start, Start.AddDays(10), 42, 28));
    }

    [Fact]
    public void Orders_are_of_whole_packs_sum_exactly_and_never_arrive_late_where_there_is_time()
    {
        var random = new Random(11);
        for (var turn = 0; turn < 1000; turn++)
        {
            var (units, pack, lead, cycle) = (random.Next(1, 5000), random.Next(1, 101), random.Next(0, 60),
                random.Next(1, 60));
            var by = Start.AddDays(lead + random.Next(0, 300));
            var plan = RefillRules.RefillAfterRelease(units, Start, by, lead, cycle, pack);
            Assert.Equal(units, plan.Sum(line => line.Units));
            Assert.All(plan, line => Assert.True(line.ArrivesOn <= by && line.Units > 0));
            Assert.All(plan.SkipLast(1), line => Assert.Equal(0, line.Units % pack));
        }
        Assert.Throws<InvariantBroken>(() => RefillRules.RefillAfterRelease(1, Start, Start, 1, 0));
    }

    [Fact]
    [Requirement("STP-002")]
    public void During_a_release_the_floor_is_lower_by_what_is_out_and_rises_by_the_plan()
    {
        var plan = RefillRules.RefillAfterRelease(300, Start.AddDays(10), Start.AddDays(60), 20, 30);
        ReleasedUnits[] released = [new(Start, 300, plan)];
        Assert.Equal([1000, 700, 700, 850, 850, 1000], ((int[])[-1, 0, 29, 30, 59, 60]).Select(day =>
            RefillRules.ReleasedFloorOn(1000, released, Start.AddDays(day))));
        Assert.Equal(0, RefillRules.ReleasedFloorOn(200, released, Start));
        Assert.Equal(1000, RefillRules.ReleasedFloorOn(1000, [], Start));
    }

    [Fact]
    public void A_floor_is_never_below_nought_nor_above_what_it_is_without_a_release()
    {
        var random = new Random(3);
        for (var turn = 0; turn < 300; turn++)
        {
            ReleasedUnits[] released = [.. Enumerable.Range(0, 4).Select(_ => random.Next(1, 500)).Select(units =>
                new ReleasedUnits(Start.AddDays(random.Next(0, 40)), units, RefillRules.RefillAfterRelease(units,
                    Start.AddDays(random.Next(0, 60)), Start.AddDays(random.Next(0, 200)), 20, 15)))];
            for (var day = -1; day < 300; day++)
                Assert.InRange(RefillRules.ReleasedFloorOn(900, released, Start.AddDays(day)), 0, 900);
            Assert.Equal(900, RefillRules.ReleasedFloorOn(900, released, Start.AddDays(400)));
        }
    }

    [Fact]
    public void What_comes_in_goes_to_the_first_release_and_what_left_otherwise_is_made_up_for_first()
    {
        ReleasedUnits[] released = [new(Start, 100, []), new(Start.AddDays(10), 50, [])];
        Assert.Equal([0, 0], RefillRules.CameBack(released, []));
        Assert.Equal([60, 0], RefillRules.CameBack(released, [new(Start.AddDays(5), 60)]));
        Assert.Equal([100, 0], RefillRules.CameBack(released, [new(Start.AddDays(5), 130)]));
        Assert.Equal([100, 30], RefillRules.CameBack(released, [new(Start.AddDays(12), 130)]));
        Assert.Equal([20, 0], RefillRules.CameBack(released, [new(Start.AddDays(1), -40), new(Start.AddDays(2), 60)]));
        Assert.Equal([0, 0], RefillRules.CameBack(released, [new(Start.AddDays(-1), 500)]));
    }

    [Fact]
    public void A_line_is_late_when_its_day_has_passed_and_not_all_of_it_is_back()
    {
        var plan = RefillRules.RefillAfterRelease(300, Start, Start.AddDays(60), 0, 30);
        Assert.Equal([RefillState.Back, RefillState.Late, RefillState.Planned],
            RefillRules.Standing(plan, 150, Start.AddDays(31)).Select(line => line.State));
        Assert.Equal([100, 50, 0], RefillRules.Standing(plan, 150, Start.AddDays(31)).Select(line => line.Back));
        Assert.Equal(RefillState.Planned, RefillRules.Standing(plan, 150, Start.AddDays(30))[1].State);
    }
}
