using System.Reflection;

namespace Forsyn.Core.Stock;

/// <summary>
/// How dangerous the fault is: one may threaten life, two may harm, three is unlikely to harm (EU rapid alert classes).
/// </summary>
public enum RecallClass { One, Two, Three }

/// <summary>What a holder must account for of one recalled lot, in units, and what it has said of it.</summary>
/// <param name="Taken">On its shelves when the lot was recalled, or received since.</param>
/// <param name="OnRoad">Sent to it and not received yet.</param>
/// <param name="Answered">Found and set aside, given to patients, destroyed and missing together.</param>
public readonly record struct RecallAccount(Quantity Taken, Quantity OnRoad, Quantity Answered)
{
    /// <summary>Units nobody has said anything about; a recall stays open until none are left.</summary>
    public Quantity Unknown => Taken + OnRoad - Answered;
}

/// <summary>A holder's answer about a recalled lot, in units.</summary>
/// <param name="Found">Set aside and marked; still in stock as recalled.</param>
/// <param name="Given">Used before the recall reached it, and not entered before.</param>
/// <param name="Missing">Not to be found.</param>
public sealed record RecallAnswer(
    Quantity Found, Quantity Given, Quantity Destroyed, Quantity Missing, string Text = "")
{
    public Quantity Total => Found + Given + Destroyed + Missing;
    /// <summary>Units that leave the holder's books with the answer.</summary>
    public Quantity Gone => Given + Destroyed + Missing;
}

/// <summary>Whether an answer about a recalled lot can be true.</summary>
public static class RecallRules
{
    const string Law = "EU GDP 2013/C 343/01 ch. 6.5";

    static readonly Func<RecallAnswer, RecallAccount, IEnumerable<(string Code, string[] Args)>>[] All =
    [
        Answer_says_something, Answer_is_no_more_than_what_is_unknown, Gone_is_no_more_than_what_has_arrived,
        Missing_is_explained,
    ];

    /// <summary>Adds all that speaks against the answer; nothing when it can be booked.</summary>
    public static void Check(RecallAnswer answer, RecallAccount account, List<Finding> findings) =>
        findings.AddRange(
            from rule in All
            let tag = rule.Method.GetCustomAttribute<RuleAttribute>()!
            from said in rule(answer, account)
            select new Finding(said.Code, Severity.Block, null, tag.Requirements, tag.Law,
                Refusal.Of(said.Code, said.Args).Args));

    [Rule(Law, "MAN-011")]
    public static IEnumerable<(string, string[])> Answer_says_something(RecallAnswer answer, RecallAccount account) =>
        new[] { answer.Found, answer.Given, answer.Destroyed, answer.Missing }.Any(units => units < Quantity.Zero)
            || answer.Total <= Quantity.Zero ? [("recall-answer-empty", [])] : [];

    [Rule(Law, "MAN-011")]
    public static IEnumerable<(string, string[])> Answer_is_no_more_than_what_is_unknown(
        RecallAnswer answer, RecallAccount account) =>
        answer.Total > account.Unknown
            ? [("recall-answer-too-much", ["units", $"{answer.Total}", "unknown", $"{account.Unknown}"])] : [];

    // What is on the road is accounted for when it is received.
    [Rule(Law, "MAN-011")]
    public static IEnumerable<(string, string[])> Gone_is_no_more_than_what_has_arrived(
        RecallAnswer answer, RecallAccount account) =>
        answer.Total <= account.Unknown && answer.Total > account.Unknown - account.OnRoad
            ? [("recall-answer-on-the-road", ["units", $"{answer.Total}", "road", $"{account.OnRoad}"])] : [];

    [Rule(Law, "MAN-011")]
    public static IEnumerable<(string, string[])> Missing_is_explained(RecallAnswer answer, RecallAccount account) =>
        answer.Missing > Quantity.Zero && answer.Text.Length == 0 ? [("recall-missing-unexplained", [])] : [];
}
