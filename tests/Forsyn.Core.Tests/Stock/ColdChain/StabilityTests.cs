using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.Core.Tests.Stock.ColdChain;

public class StabilityTests
{
    static readonly StabilityBudget Budget = new(Celsius.Of(2), [new(25, 48), new(37, 12)], "SmPC");

    static Exposure At(decimal lowest, params (int Degree, int Hours)[] hours) =>
        new(hours.ToDictionary(h => h.Degree, h => h.Hours * 3600L), Celsius.Of(lowest));

    static StabilityVerdict Verdict(Exposure exposure) =>
        ColdDecisionRules.Verdict(Budget, exposure, Celsius.Of(8));

    static IEnumerable<string> Said(ColdAction action, StabilityVerdict verdict, string reason = "Within the budget",
        bool ongoing = false)
    {
        var findings = new List<Finding>();
        ColdDecisionRules.Check(new(action, verdict, reason, ongoing), findings);
        return findings.Select(f => f.Code);
    }

    [Fact]
    public void The_budget_is_shared_between_its_bands()
    {
        Assert.Equal(250, Budget.UsedPermille(At(9, (20, 12)), Celsius.Of(8)));
        Assert.Equal(750, Budget.UsedPermille(At(9, (20, 12), (30, 6)), Celsius.Of(8)));
        Assert.Equal(0, Budget.UsedPermille(At(4, (5, 90)), Celsius.Of(8)));
        Assert.Null(Budget.UsedPermille(At(9, (38, 1)), Celsius.Of(8)));
    }

    [Fact]
    public void The_last_hour_is_within_and_the_next_is_not()
    {
        Assert.Equal(StabilityVerdict.Within, Verdict(At(9, (25, 48))));
        Assert.Equal(StabilityVerdict.Exceeded, Verdict(At(9, (25, 49))));
        Assert.Equal(StabilityVerdict.Unknown, Verdict(At(9, (38, 1))));
    }

    [Fact]
    [Requirement("SHL-003")]
    public void Freezing_comes_before_all_else_and_is_never_released()
    {
        Assert.Equal(StabilityVerdict.Within, Verdict(At(2, (2, 1))));
        Assert.Equal(StabilityVerdict.Frozen, Verdict(At(1.999m, (2, 1))));
        Assert.Equal(["cold-frozen"], Said(ColdAction.Release, StabilityVerdict.Frozen));
        Assert.Empty(Said(ColdAction.Destroy, StabilityVerdict.Frozen));
    }

    [Fact]
    public void What_is_used_up_is_destroyed_and_what_is_unknown_waits_for_an_answer()
    {
        Assert.Equal(["cold-used-up"], Said(ColdAction.Release, StabilityVerdict.Exceeded));
        Assert.Equal(["cold-answer-missing"], Said(ColdAction.Release, StabilityVerdict.Unknown, "ok"));
        Assert.Empty(Said(ColdAction.Release, StabilityVerdict.Unknown, "Manufacturer's letter of 4 May"));
        Assert.Equal(["cold-reason-missing"], Said(ColdAction.Destroy, StabilityVerdict.Within, " "));
        Assert.Equal(["cold-still-out"], Said(ColdAction.Release, StabilityVerdict.Within, ongoing: true));
    }

    [Fact]
    public void Times_add_up_for_the_same_units_and_the_worst_counts_where_histories_meet()
    {
        var (a, b) = (At(9, (20, 4), (12, 1)), At(1, (20, 3), (30, 2)));
        Assert.Equal([(12, 1), (20, 7), (30, 2)], Hours(a.Then(b)));
        Assert.Equal([(12, 1), (20, 4), (30, 2)], Hours(a.Or(b)));
        Assert.Equal(Celsius.Of(1), a.Or(b).Lowest);
        Assert.Equal(Hours(a), Hours(Exposure.None.Or(a)));

        static IEnumerable<(int, int)> Hours(Exposure e) =>
            e.SecondsByDegree.OrderBy(d => d.Key).Select(d => (d.Key, (int)(d.Value / 3600)));
    }

    [Theory]
    [InlineData("J07BC01", StorageCondition.Fridge, 2), InlineData("J07BD52", StorageCondition.Fridge, 0)]
    [InlineData("J07BN01", StorageCondition.UltraFreezer, -200)]
    public void Frost_begins_at_two_degrees_for_adsorbed_vaccines(string atc, StorageCondition storage, int below) =>
        Assert.Equal(Celsius.Of(below), Frost.Below(atc, storage, ShippedRules.Book.On(new(2026, 5, 4))));
}
