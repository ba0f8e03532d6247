namespace Forsyn.Core.Stock.ColdChain;

/// <summary>What is done with a lot that was out of its range.</summary>
public enum ColdAction { Release, Destroy }

/// <summary>Where the decision about a lot stands.</summary>
public enum ExcursionLotState
{
    /// <summary>In quarantine, and nobody has said anything.</summary>
    Waiting,
    /// <summary>Somebody has proposed what to do, and another must sign.</summary>
    Proposed, Released, Destroyed,
    /// <summary>All of it was used, lost or sent away before it was known.</summary>
    Gone,
}

/// <summary>A proposed decision about a lot, with what the rules must know.</summary>
/// <param name="Reason">Why; for a release without a known budget, what the manufacturer answered.</param>
public sealed record ColdDecision(ColdAction Action, StabilityVerdict Verdict, string Reason, bool Ongoing);

/// <summary>Whether a lot may be released after an excursion, and who may say so.</summary>
public static class ColdDecisionRules
{
    const string Law = "EU GDP 2013/C 343/01 ch. 9.2";

    static readonly Func<ColdDecision, IEnumerable<(string Code, string[] Args)>>[] All =
    [
        Frozen_is_never_released, Used_up_is_never_released, Unknown_is_released_on_a_written_answer_only,
        Decision_says_why, Decision_waits_for_the_end,
    ];

    /// <summary>What the budget says after the exposure; freezing comes before all else.</summary>
    public static StabilityVerdict Verdict(StabilityBudget budget, Exposure exposure, Celsius highestAllowed) =>
        exposure.Lowest < budget.FreezesBelow ? StabilityVerdict.Frozen
            : budget.UsedPermille(exposure, highestAllowed) switch
            {
                null => StabilityVerdict.Unknown,
                > 1000 => StabilityVerdict.Exceeded,
                _ => StabilityVerdict.Within,
            };

    /// <summary>Adds all that speaks against the decision; nothing when it can be signed.</summary>
    public static void Check(ColdDecision decision, List<Finding> findings)
    {
        foreach (var rule in All)
        {
            var tag = RuleAttribute.Of(rule);
            findings.AddRange(rule(decision).Select(said => new Finding(said.Code, Severity.Block, null,
                tag.Requirements, tag.Law, Refusal.Of(said.Code, said.Args).Args)));
        }
    }

    [Rule(Law, "SHL-003")]
    public static IEnumerable<(string, string[])> Frozen_is_never_released(ColdDecision decision) =>
        Releases(decision, StabilityVerdict.Frozen) ? [("cold-frozen", [])] : [];

    [Rule(Law, "SHL-003")]
    public static IEnumerable<(string, string[])> Used_up_is_never_released(ColdDecision decision) =>
        Releases(decision, StabilityVerdict.Exceeded) ? [("cold-used-up", [])] : [];

    // Three words at least: "ok" is no answer of a manufacturer.
    [Rule(Law, "SHL-003")]
    public static IEnumerable<(string, string[])> Unknown_is_released_on_a_written_answer_only(
        ColdDecision decision) =>
        Releases(decision, StabilityVerdict.Unknown)
            && decision.Reason.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 and < 3 }
            ? [("cold-answer-missing", [])] : [];

    [Rule(Law, "SHL-003")]
    public static IEnumerable<(string, string[])> Decision_says_why(ColdDecision decision) =>
        string.IsNullOrWhiteSpace(decision.Reason) ? [("cold-reason-missing", [])] : [];

    [Rule(Law, "SHL-003")]
    public static IEnumerable<(string, string[])> Decision_waits_for_the_end(ColdDecision decision) =>
        decision.Ongoing && decision.Action == ColdAction.Release ? [("cold-still-out", [])] : [];

    static bool Releases(ColdDecision decision, StabilityVerdict verdict) =>
        decision.Action == ColdAction.Release && decision.Verdict == verdict;
}
