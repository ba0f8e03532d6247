using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.App.Shortages;
using Forsyn.Core.Basics;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Shortages;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness.FollowUp;

[Collection(nameof(AloneOnTheServer))]
public class CriteriaTests
{
    static readonly Moment Now = DutyRoad.Now;

    static async Task<SubjectView> Of(DutyRoad road, GoalSubject subject, string? half = null) =>
        (await Criteria.Get(road.Db, half, DutyRoad.Today)).Value.Subjects.Single(one => one.Subject == subject);

    static async Task<Dictionary<string, long>> Figures(DutyRoad road, GoalSubject subject, string? half = null) =>
        (await Of(road, subject, half)).Figures.ToDictionary(figure => figure.Key, figure => figure.Value);

    /// <summary>A case that is opened, with two deviations of which one is withdrawn.</summary>
    static async Task Supervised(DutyRoad road)
    {
        var planned = (await MoveSupervision.Plan(road.Db, new("ahn", "primary", "Risk", VisitOn: "2026-05-15",
            Inspectors: "Per Li"), Now, road.Regulator)).Value.Id;
        await MoveSupervision.Run(road.Db, planned, new("open", "We come"), Now, road.Regulator);
        foreach (var grade in (string[])["critical", "critical", "other"])
            await Deviations.Add(road.Db, planned, new(grade, "§ 5", "Found"), Now, road.Regulator);
        await Deviations.Say(road.Db, planned, 2, new("withdraw", "Wrong"), Now, road.Regulator);
    }

    [Theory, EveryDatabase]
    [Requirement("GOA-014"), Requirement("GOA-015"), Requirement("GOA-018"), Requirement("GOA-019")]
    [Requirement("STP-011")]
    public async Task Each_criterion_and_parameter_has_its_text_and_supervision_its_inspections(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        await Supervised(road);
        foreach (var subject in Enum.GetValues<GoalSubject>())
            Assert.True((await Criteria.Write(road.Db, new("2026-1", Kebab.Of(subject), $"On {subject}"), Now,
                road.Regulator)).Ok);
        var view = (await Criteria.Get(road.Db, "2026-1", DutyRoad.Today)).Value;
        Assert.Equal(9, view.Subjects.Count);
        Assert.Equal(4, view.Subjects.Count(one => $"{one.Subject}".EndsWith("Parameter")));
        Assert.All(view.Subjects, one => Assert.Equal($"On {one.Subject}", one.Text));
        var cases = await Figures(road, GoalSubject.SupervisionCriterion);
        Assert.Equal((3, 0, 1, 0, 1, 0), (cases["planned"], cases["held"], cases["critical"], cases["major"],
            cases["other"], cases["overdue"]));
        var parameter = await Figures(road, GoalSubject.StockpilesParameter);
        Assert.Equal(cases, parameter.Where(pair => cases.ContainsKey(pair.Key)).ToDictionary());
    }

    [Theory, EveryDatabase]
    [Requirement("STP-011"), Requirement("GOA-019")]
    public async Task What_is_granted_for_supervision_stands_beside_what_was_used(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        foreach (var half in (string[])["2024-1", "2024-2"])
            Assert.Equal(140_000_000, (await Figures(road, GoalSubject.StockpilesParameter, half))["granted"]);
        Assert.DoesNotContain("granted", (await Figures(road, GoalSubject.StockpilesParameter)).Keys);
        Task<Result<CriteriaView>> Use(string day, string hours, string kroner) =>
            Criteria.Use(road.Db, new(day, hours, kroner, "Visit"), Now, road.Regulator);
        Assert.True((await Use("2024-03-01", "40", "60 000")).Ok);
        var wrong = (await Use("2024-06-30", "400", "1")).Value.Uses[^1].Id;
        Assert.True((await Use("2024-07-01", "7", "9")).Ok);
        Assert.True((await Criteria.Withdraw(road.Db, wrong, Now, road.Regulator)).Ok);
        Assert.Equal("use-unknown", (await Criteria.Withdraw(road.Db, wrong, Now, road.Regulator)).Refusal?.Code);
        var used = await Figures(road, GoalSubject.StockpilesParameter, "2024-1");
        Assert.Equal((40, 6_000_000), (used["used-hours"], used["used"]));
        Assert.Single((await Criteria.Get(road.Db, "2024-1", DutyRoad.Today)).Value.Uses);
        var no = await Use("2027-01-01", "many", "-1");
        Assert.Equal(["use-day", "use-hours", "use-kroner"], no.Refusal!.Findings!.Select(finding => finding.Code));
    }

    [Theory, EveryDatabase]
    public async Task A_text_is_mended_by_a_newer_one_in_its_half_year_only(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Task<Result<CriteriaView>> Write(string half, string text, string subject = "market-criterion") =>
            Criteria.Write(road.Db, new(half, subject, text), Now, road.Regulator);
        Assert.True((await Write("2026-1", "First")).Ok);
        Assert.True((await Write("2026-1", "Second")).Ok);
        Assert.Equal("Second", (await Of(road, GoalSubject.MarketCriterion)).Text);
        Assert.Null((await Of(road, GoalSubject.MarketCriterion, "2025-2")).Text);
        Assert.Equal(["criterion-half", "criterion-subject", "criterion-text"],
            (await Write("soon", " ", "weather")).Refusal!.Findings!.Select(finding => finding.Code));
        Assert.Equal("half-year-unreadable", (await Criteria.Get(road.Db, "2026-3", DutyRoad.Today)).Refusal?.Code);
        Assert.Equal(2, await road.Db.One<long>("select count(*) from criterion_text"));
        Assert.True(road.Ministry.May(Policy.SteeringRead) && !road.Ministry.May(Policy.SteeringWrite));
        Assert.False(road.Wholesaler.May(Policy.SteeringRead));
    }

    [Theory, EveryDatabase]
    public async Task Steps_breaches_and_coordination_are_counted_in_their_half_year(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var opened = (await TakeFollowUp.ByHand(road.Db, new("primary", "ahn", "A02BC05", "2026-05-01", "5"), Now,
            road.Regulator)).Value.FollowUp.Id;
        await TakeFollowUp.Run(road.Db, opened, new("step", "Why?", "explanation"), Now, road.Regulator);
        Assert.Equal(1, (await Figures(road, GoalSubject.ToolsCriterion))["steps"]);
        Assert.Equal(1, (await Figures(road, GoalSubject.MarketCriterion))["open-breaches"]);
        Assert.Equal(0, (await Figures(road, GoalSubject.ToolsCriterion, "2025-2"))["steps"]);
        var together = await Figures(road, GoalSubject.CooperationParameter);
        Assert.Equal((1, 1), (together["nordic"], together["european"]));
    }

    [Theory, EveryDatabase]
    [Requirement("GOA-016"), Requirement("GOA-019"), Requirement("GOA-023")]
    public async Task Beside_the_work_with_shortage_notifications_stand_their_statistics(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var before = await Figures(road, GoalSubject.ShortagesCriterion);
        var article = (await road.Db.One<string>("select min(article_number) from product where atc = 'N02BE01'"))!;
        var request = new NoticeRequest("interruption", "Nordfarm", "N02BE01", [article], false, "2026-06-01", null,
            "demand", "Few");
        var sent = (await ReportNotice.Run(road.Db, request, Now, road.Regulator)).Value.Notice.Id;
        await ReportNotice.Change(road.Db, sent, request, Now, road.Regulator);
        await MoveNotice.Run(road.Db, sent, NoticeStep.Close, new("Back"), Now, road.Regulator);
        var after = await Figures(road, GoalSubject.ShortagesCriterion);
        Assert.Equal((1, 1, 1, 0, 0), (Grown("new"), Grown("changed"), Grown("closed"), Grown("deleted"),
            Grown("open")));
        Assert.True(after["notices-in-time"] < before["notices-in-time"]);
        Assert.True(after["notices-median-hours"] <= after["notices-p90-hours"]);
        Assert.InRange(after["notices-assessed-in-time"], 1, 999_999);
        Assert.Equal(after, await Figures(road, GoalSubject.ShortagesParameter));
        Assert.Equal(0, (await Figures(road, GoalSubject.ShortagesCriterion, "2024-1"))["notices-new"]);
        var view = (await Criteria.Get(road.Db, null, DutyRoad.Today)).Value;
        Assert.Equal(after["notices-new"] - after["notices-deleted"],
            view.Shortages.Counts.Where(row => row.By == "reason").Sum(row => row.Count));

        long Grown(string key) => after[$"notices-{key}"] - before[$"notices-{key}"];
    }
}
