using Forsyn.Core.Basics;
using Forsyn.Core.Preparedness;

namespace Forsyn.Core.Tests.Preparedness;

public class SupervisionTests
{
    static IReadOnlyList<LotToSample> Lots(params long[] values) =>
        [.. values.Select((value, i) => new LotToSample($"lot-{i:00}", value))];

    [Fact]
    public void A_case_goes_from_plan_to_closing_and_not_past_a_step()
    {
        Assert.Equal(SupervisionState.Opened,
            SupervisionFlow.After(SupervisionState.Planned, SupervisionStep.Open).Value);
        Assert.Equal("supervision-not-in-state",
            SupervisionFlow.After(SupervisionState.Planned, SupervisionStep.Report).Refusal?.Code);
        Assert.Equal("supervision-not-in-state",
            SupervisionFlow.After(SupervisionState.Inspected, SupervisionStep.Cancel).Refusal?.Code);
        Assert.Equal(SupervisionState.Closed,
            SupervisionFlow.After(SupervisionState.Closed, SupervisionStep.Note).Value);
        Assert.Equal([SupervisionStep.Reopen], SupervisionFlow.Possible(SupervisionState.Closed));
    }

    [Fact]
    public void A_deviation_stands_where_its_last_step_left_it()
    {
        Assert.Equal(DeviationState.Open, DeviationFlow.Of([]));
        Assert.Equal(DeviationState.Open, DeviationFlow.Of([DeviationStep.Answer, DeviationStep.Reject]));
        Assert.Equal(DeviationState.Closed,
            DeviationFlow.Of([DeviationStep.Extend, DeviationStep.Answer, DeviationStep.Accept]));
        Assert.Equal(DeviationState.Withdrawn, DeviationFlow.Of([DeviationStep.Withdraw]));
        foreach (var step in Enum.GetValues<DeviationStep>())
            Assert.False(DeviationFlow.After(DeviationState.Withdrawn, step).Ok);
    }

    [Fact]
    public void The_graver_a_deviation_the_sooner_it_must_be_mended()
    {
        var (today, numbers) = (new DateOnly(2026, 5, 15), ShippedRules.Book.On(new(2026, 5, 15)));
        var due = Enum.GetValues<DeviationGrade>().Select(grade => DeviationFlow.Due(grade, today, numbers)).ToList();
        Assert.Equal([new(2026, 5, 22), new(2026, 6, 14), new(2026, 7, 14)], due);
    }

    [Fact]
    public void A_sample_takes_every_lot_that_is_worth_more_than_its_share_and_the_same_again_by_the_same_seed()
    {
        var lots = Lots(1000, 3, 4, 5, 900, 2, 6, 1, 0, 0);
        var chosen = SampleOfLots.Choose(lots, 4, 7);
        Assert.Equal(4, chosen.Count);
        Assert.Contains(lots[0], chosen);
        Assert.Contains(lots[4], chosen);
        Assert.Equal(chosen, SampleOfLots.Choose(lots, 4, 7));
        Assert.Equal(chosen, SampleOfLots.Choose([.. lots.Reverse()], 4, 7));
        Assert.True(Enumerable.Range(0, 20).Select(seed => string.Join(' ', SampleOfLots.Choose(lots, 4, seed)))
            .Distinct().Count() > 1);
    }

    [Fact]
    public void A_sample_never_has_a_lot_twice_nor_more_than_there_are_and_lots_without_value_can_be_met()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var lots = Lots([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.NextInt64(0, 500))]);
            var wanted = random.Next(1, 30);
            var chosen = SampleOfLots.Choose(lots, wanted, seed);
            Assert.Equal(Math.Min(wanted, lots.Count), chosen.Distinct().Count());
            Assert.Equal(chosen.Distinct().Count(), chosen.Count);
        }
        Assert.Contains(Enumerable.Range(0, 300), seed =>
            SampleOfLots.Choose(Lots(0, 5, 5, 5), 2, seed).Contains(new("lot-00", 0)));
        Assert.Empty(SampleOfLots.Choose(Lots(1, 2), 0, 1));
    }

    [Fact]
    public void Who_was_short_longest_is_visited_first_and_among_equals_who_waited_longest()
    {
        SupervisionRisk[] all =
        [
            new("a", 0, 9, new(2020, 1, 1), 3), new("b", 2, 0, new(2026, 1, 1), 0), new("c", 0, 9, null, 3),
            new("d", 0, 9, null, 4), new("e", 2, 1, new(2026, 1, 1), 0),
        ];
        Assert.Equal(["e", "b", "d", "c", "a"], SupervisionRisk.HighestFirst(all).Select(one => one.Holder));
    }
}
