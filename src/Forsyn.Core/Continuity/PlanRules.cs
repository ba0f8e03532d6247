namespace Forsyn.Core.Continuity;

/// <summary>What may be lost; there is a continuity plan for each (REP-013).</summary>
public enum PlanKind { Electricity, Ict, Communication, Water }

/// <summary>How a test of a plan went.</summary>
public enum TestResult { Passed, Partly, Failed }

/// <summary>What stands against a plan being kept, such as that it was never tested or the test is overdue.</summary>
public enum PlanWarning { Missing, NeverTested, Overdue, LastFailed, TooShort }

/// <summary>A continuity plan as far as its warnings need it.</summary>
/// <param name="Responsible">Who answers for it; empty where there is no plan.</param>
/// <param name="Hours">How long the system ran on its own in the newest test, in hours; null when never tested.</param>
public sealed record KeptPlan(
    string Responsible, DateOnly? NextTestOn, DateOnly? TestedOn, TestResult? Result, long? Hours);

/// <summary>Whether the continuity plans are kept.</summary>
public static class PlanRules
{
    /// <summary>All that is wrong with a plan on a day; hoursAlone is the hours the system is to run alone.</summary>
    public static IReadOnlyList<PlanWarning> Warnings(KeptPlan plan, DateOnly today, int hoursAlone)
    {
        if (plan.Responsible == "") return [PlanWarning.Missing];
        var warnings = new List<PlanWarning>();
        if (plan.TestedOn is null) warnings.Add(PlanWarning.NeverTested);
        if (plan.NextTestOn < today) warnings.Add(PlanWarning.Overdue);
        if (plan.Result == TestResult.Failed) warnings.Add(PlanWarning.LastFailed);
        if (plan.Result == TestResult.Passed && plan.Hours < hoursAlone) warnings.Add(PlanWarning.TooShort);
        return warnings;
    }

    /// <summary>The last day the next test may be on: so many months after a day.</summary>
    public static DateOnly LatestTest(DateOnly from, int months) => from.AddMonths(months);
}
