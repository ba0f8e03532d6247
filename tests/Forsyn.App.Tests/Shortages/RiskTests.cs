using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Messages;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.App.Shortages.Risks;
using Forsyn.App.Tests.Preparedness;
using Forsyn.Core.Basics;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Shortages;

[Collection(nameof(AloneOnTheServer))]
public class RiskTests
{
    static readonly Moment Now = DutyRoad.Now;

    static string Day(int days) => $"{DutyRoad.Today.AddDays(days):yyyy-MM-dd}";

    static RiskAssessment Assessed(int likelihood, int consequence, int review = 30) =>
        new($"{likelihood}", $"{consequence}", "Supply", Day(review), "As we see it");

    static async Task<long> Opened(DutyRoad road, int likelihood = 4, int consequence = 4, string? atc = "n02be01") =>
        (await KeepRisk.Open(road.Db, new("substance", "One maker", "All is gone", "One plant", atc,
            Assessed(likelihood, consequence)), Now, road.Regulator)).Value.Risk.Id;

    static async Task<Dictionary<string, long>> Figures(DutyRoad road) =>
        (await Criteria.Get(road.Db, null, DutyRoad.Today)).Value.Subjects
            .Single(one => one.Subject == GoalSubject.MarketCriterion).Figures
            .ToDictionary(figure => figure.Key, figure => figure.Value);

    static Task<bool> Deliver(DutyRoad road, Moment at) => CatchUp.Run(road.Db, [ComposeMessages.OnFacts], at);

    [Theory, EveryDatabase]
    [Requirement("GOA-017")]
    public async Task A_risk_is_assessed_anew_acted_on_and_closed_and_its_history_stays(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var before = await Figures(road);
        var id = await Opened(road);
        Assert.Equal(before["risks-high"] + 1, (await Figures(road))["risks-high"]);
        foreach (var text in (string[])["Find another maker", "Hold more"])
            Assert.True((await KeepRisk.Measure(road.Db, id, new(text, "Procurement", Day(20)), Now, road.Regulator))
                .Ok);
        Assert.True((await KeepRisk.End(road.Db, id, 1, new(true, "Found"), Now, road.Regulator)).Ok);
        Assert.Equal(["risk-measure-ended"], (await KeepRisk.End(road.Db, id, 1, new(true, "Again"), Now,
            road.Regulator)).Refusal!.Findings!.Select(finding => finding.Code));
        var lower = (await KeepRisk.Assess(road.Db, id, Assessed(2, 4), Now, road.Regulator)).Value;
        Assert.Equal(("medium", 8L, 2L, 1L), (lower.Risk.Class, lower.Risk.Score, lower.Risk.Measures,
            lower.Risk.Ended));
        var closed = (await KeepRisk.Close(road.Db, id, "Two makers now", Now, road.Regulator)).Value;
        Assert.Equal(["high", "medium", null], closed.Entries.Select(entry => entry.Class));
        Assert.Equal("risk-not-in-state",
            (await KeepRisk.Assess(road.Db, id, Assessed(1, 1), Now, road.Regulator)).Refusal?.Code);
        Assert.Equal("risk-unknown", (await KeepRisk.Close(road.Db, 7, "x", Now, road.Regulator)).Refusal?.Code);
        var after = await Figures(road);
        Assert.Equal((before["risks-high"], before["risks-medium"], before["risks-done"] + 1),
            (after["risks-high"], after["risks-medium"], after["risks-done"]));
    }

    [Theory, EveryDatabase]
    [Requirement("GOA-017")]
    public async Task Reviews_and_measures_past_their_day_are_counted_and_told_once(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var id = (await KeepRisk.Open(road.Db, new("supplier", "One maker", "All is gone", "One plant", "",
            Assessed(5, 5, review: 1)), Now, road.Regulator)).Value.Risk.Id;
        await KeepRisk.Measure(road.Db, id, new("Ask", "Supply", Day(1)), Now, road.Regulator);
        var later = Now.Plus(TimeSpan.FromDays(2));
        var told = await RemindDeadlines.Run(road.Db, later);
        Assert.True(told >= 2);
        Assert.Equal(0, await RemindDeadlines.Run(road.Db, later));
        await Deliver(road, later);
        Assert.Equal(["deadline-passed", "deadline-passed"],
            (await Inbox.List(road.Db, new(), road.Regulator)).Where(one => one.Link == $"/shortages/risks/{id}")
            .Select(one => one.Kind));
        var view = (await Criteria.Get(road.Db, null, later.Day)).Value.Subjects
            .Single(one => one.Subject == GoalSubject.MarketCriterion).Figures
            .ToDictionary(figure => figure.Key, figure => figure.Value);
        Assert.Equal((1, 1), (view["risks-late"], view["risks-overdue"]));
        Assert.Equal([id], (await RiskRegister.List(road.Db, new("late"), later.Day)).Items.Select(row => row.Id));
    }

    [Theory, EveryDatabase]
    [Requirement("GOA-017")]
    public async Task A_substance_with_signs_is_suggested_until_it_has_an_open_risk(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        async Task<IReadOnlyList<string>> Suggested() =>
            [.. (await RiskRegister.Suggestions(road.Db, DutyRoad.Today)).Select(one => one.Atc)];
        var atc = (await Suggested())[0];
        var id = await Opened(road, atc: atc);
        Assert.DoesNotContain(atc, await Suggested());
        await KeepRisk.Close(road.Db, id, "It is over", Now, road.Regulator);
        Assert.Contains(atc, await Suggested());
    }

    [Theory, EveryDatabase]
    [Requirement("GOA-017")]
    public async Task The_register_is_searched_filtered_sorted_and_counted_in_its_matrix(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var grave = await Opened(road, 5, 5);
        async Task<IReadOnlyList<RiskRow>> List(RiskFilter filter) =>
            (await RiskRegister.List(road.Db, filter, DutyRoad.Today)).Items;
        var all = await List(new());
        Assert.Equal((grave, 4), (all[0].Id, all.Count));
        Assert.Equal(all.Select(row => row.Score).OrderDescending(), all.Select(row => row.Score));
        Assert.Equal(3, all.Count(row => row.Made));
        Assert.Equal([grave], (await List(new(Likelihood: 5, Consequence: 5))).Select(row => row.Id));
        Assert.Equal([grave], (await List(new(Query: "n02be"))).Select(row => row.Id));
        Assert.All(await List(new(Class: "medium")), row => Assert.Equal("medium", row.Class));
        Assert.Empty(await List(new("closed")));
        foreach (var sort in RiskRegister.Sorts) Assert.Equal(4, (await List(new("all", Sort: sort))).Count);
        Assert.Equal(4, (await RiskRegister.Matrix(road.Db)).Sum(cell => cell.Count));
        var faulty = await KeepRisk.Open(road.Db, new("x", "", "", "", "a-b", new("0", "6", "", "", "")), Now,
            road.Regulator);
        Assert.Equal(["risk-subject", "risk-title", "risk-may-happen", "risk-cause", "risk-atc", "risk-likelihood",
            "risk-consequence", "risk-owner", "risk-review", "risk-text"],
            faulty.Refusal!.Findings!.Select(finding => finding.Code));
    }
}
