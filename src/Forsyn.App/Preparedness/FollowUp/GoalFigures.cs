using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Preparedness.FollowUp;

/// <summary>Counts what the system has for the criteria and parameters of goal 2.3.</summary>
static class GoalFigures
{
    const string NotWithdrawn = "not exists (select 1 from supervision_deviation_entry w where w.deviation_id = d.id " +
        "and w.step = 'withdraw')";

    // Risks that were open when the half-year ended, with the assessment they had then.
    const string Assessed = "risk k join risk_entry e on e.id = (select max(x.id) from risk_entry x " +
        "where x.risk_id = k.id and x.step = 'assess' and x.at < @end) " +
        "where (k.closed_at is null or k.closed_at >= @end)";

    static readonly (GoalSubject Subject, string Key, string Sql)[] Counts =
    [
        (GoalSubject.ToolsCriterion, "steps", "select count(*) from follow_up_entry e where e.kind = 'step' " +
            "and e.at >= @start and e.at < @end and not exists (select 1 from follow_up_entry w " +
            "where w.withdraws = e.id)"),
        (GoalSubject.ToolsCriterion, "permits",
            "select count(*) from permit where decided_at >= @start and decided_at < @end"),
        (GoalSubject.ToolsCriterion, "list-decisions", "select count(*) from list_proposal where state = 'decided' " +
            "and decided_at >= @start and decided_at < @end"),
        (GoalSubject.MarketCriterion, "breaches",
            "select count(*) from follow_up where opened_at >= @start and opened_at < @end"),
        (GoalSubject.MarketCriterion, "open-breaches",
            "select count(*) from follow_up where opened_at < @end and (closed_on is null or closed_on >= @next)"),
        (GoalSubject.MarketCriterion, "risks-high", Risks("high")),
        (GoalSubject.MarketCriterion, "risks-medium", Risks("medium")),
        (GoalSubject.MarketCriterion, "risks-low", Risks("low")),
        (GoalSubject.MarketCriterion, "risks-late", $"select count(*) from {Assessed} and e.review_on < @seen"),
        (GoalSubject.MarketCriterion, "risks-done",
            "select count(*) from risk_measure_end where done = (1 = 1) and at >= @start and at < @end"),
        (GoalSubject.MarketCriterion, "risks-overdue", "select count(*) from risk_measure m join risk k " +
            "on k.id = m.risk_id where m.due_on < @seen and m.at < @end and (k.closed_at is null " +
            "or k.closed_at >= @end) and not exists (select 1 from risk_measure_end d " +
            "where d.risk_id = m.risk_id and d.number = m.number and d.at < @end)"),
        (GoalSubject.CooperationParameter, "nordic", "select count(*) from coordination_task where arena = 'nordic' " +
            "and opened_at >= @start and opened_at < @end"),
        (GoalSubject.CooperationParameter, "european", "select count(*) from coordination_task " +
            "where arena = 'european' and opened_at >= @start and opened_at < @end"),
        (GoalSubject.SupervisionCriterion, "planned",
            "select count(*) from supervision_case where planned_at >= @start and planned_at < @end"),
        (GoalSubject.SupervisionCriterion, "held", "select count(*) from supervision_case where visit_on >= @from " +
            "and visit_on < @next and state in ('inspected', 'reported', 'closed')"),
        (GoalSubject.SupervisionCriterion, "critical", Graded("critical")),
        (GoalSubject.SupervisionCriterion, "major", Graded("major")),
        (GoalSubject.SupervisionCriterion, "other", Graded("other")),
        (GoalSubject.SupervisionCriterion, "overdue", $"select count(*) from supervision_deviation d " +
            $"where {SupervisionCase.OpenDeviation} and {SupervisionCase.DueOn} < @seen"),
        (GoalSubject.SupervisionCriterion, "closed", "select count(distinct case_id) from supervision_entry " +
            "where step = 'close' and at >= @start and at < @end"),
    ];

    /// <summary>Of a half-year that is not over, what there is by today.</summary>
    public static async Task<IReadOnlyDictionary<GoalSubject, IReadOnlyList<GoalFigure>>> Of(
        Tx tx, HalfYear half, NoticeStatistics shortages, DateOnly today)
    {
        var (from, next) = (half.Days.From, half.Days.To!.Value);
        var values = new
        {
            start = Moment.InOslo(from, default).Microseconds, end = Moment.InOslo(next, default).Microseconds,
            from, next, seen = today < next ? today : next,
        };
        var figures = new Dictionary<GoalSubject, IReadOnlyList<GoalFigure>>();
        foreach (var (subject, key, sql) in Counts)
            figures[subject] = [.. figures.GetValueOrDefault(subject) ?? [], new(key, await tx.One<long>(sql, values))];
        figures[GoalSubject.ShortagesCriterion] = figures[GoalSubject.ShortagesParameter] = [.. Notices(shortages)];
        figures[GoalSubject.ToolsParameter] = figures[GoalSubject.ToolsCriterion];
        var used = (await tx.One<UsedRow>("select cast(coalesce(sum(case when withdraws is null then hours else " +
            "-hours end), 0) as bigint) as hours, cast(coalesce(sum(case when withdraws is null then cost_ore else " +
            "-cost_ore end), 0) as bigint) as ore from supervision_use where used_on >= @from and used_on < @next",
            values))!;
        var money = new List<GoalFigure> { new("used-hours", used.Hours, "hours"), new("used", used.Ore, "ore") };
        // What is granted is granted for the year.
        if (Rules.Book.Find("supervision-granted")?.On(from) is { } granted)
            money.Insert(0, new("granted", granted, "ore"));
        figures[GoalSubject.StockpilesParameter] = [.. figures[GoalSubject.SupervisionCriterion], .. money];
        return figures;
    }

    static IEnumerable<GoalFigure> Notices(NoticeStatistics of)
    {
        yield return new("notices-new", of.New);
        yield return new("notices-changed", of.Changed);
        yield return new("notices-closed", of.Closed);
        yield return new("notices-deleted", of.Deleted);
        yield return new("notices-open", of.Open);
        if (of.Judged > 0) yield return new("notices-in-time", Share(of.InTime, of.Judged), "share");
        if (of.MedianHours is { } median) yield return new("notices-median-hours", median, "hours");
        if (of.P90Hours is { } most) yield return new("notices-p90-hours", most, "hours");
        if (of.Due > 0) yield return new("notices-assessed-in-time", Share(of.AssessedInTime, of.Due), "share");
    }

    static long Share(long part, long whole) => part * 1_000_000 / whole;

    static string Risks(string grade) => $"select count(*) from {Assessed} and e.class = '{grade}'";

    static string Graded(string grade) => $"select count(*) from supervision_deviation d where d.grade = '{grade}' " +
        $"and d.at >= @start and d.at < @end and {NotWithdrawn}";

    sealed class UsedRow
    {
        public long Hours { get; init; }
        public long Ore { get; init; }
    }
}
