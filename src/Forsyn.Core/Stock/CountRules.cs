namespace Forsyn.Core.Stock;

/// <summary>Why what was counted is not what the books say.</summary>
public enum CountReason
{
    Miscounted, UnregisteredUse, UnregisteredReceipt, Damage, Theft, WrongLot, WrongPlace, Other,
}

/// <summary>A movement that changed what stands of a lot at a place, since the first instant it was counted.</summary>
/// <param name="CountsOn">The day it counts for; of a correction, that of what it corrects.</param>
/// <param name="RecordedAt">When it was written down; of a correction, when what it corrects was.</param>
/// <param name="Units">Units it added; below zero what it took.</param>
/// <param name="ByCount">A count or a report found them; nobody moved them.</param>
public readonly record struct ShelfMove(DateOnly CountsOn, Moment RecordedAt, long Units, bool ByCount)
{
    /// <summary>
    /// Whether it happened after the instant: for a later day, or on that day and written down later. What is written
    /// down late for an earlier day had happened before, so the one who counted no longer saw it.
    /// </summary>
    public bool After(Moment instant) =>
        CountsOn > instant.Day || (CountsOn == instant.Day && RecordedAt > instant);
}

/// <summary>A line of a count when it is judged.</summary>
/// <param name="Counted">Null where nobody has counted it.</param>
/// <param name="From">When the first part was counted.</param>
/// <param name="At">When the last part was counted.</param>
/// <param name="Attempts">How often it was counted from the start.</param>
/// <param name="Now">Units the books have of the lot at the place now.</param>
/// <param name="Moves">Movements since the earliest part was counted, in any order.</param>
public sealed record CountFacts(
    long? Counted, Moment From, Moment At, long Attempts, CountReason? Reason, string Text, UnitPrice Price, long Now,
    IReadOnlyList<ShelfMove> Moves)
{
    /// <summary>Units that came to the place, less those that left it, after the line was counted.</summary>
    public long Moved => Moves.Where(move => move.After(At)).Sum(move => move.Units);
    /// <summary>Units the books had at the instant the line was counted.</summary>
    public long Book => Now - Moved;
    /// <summary>Units more than in the books at that instant; below zero where there were fewer.</summary>
    public long Difference => (Counted ?? Book) - Book;
    /// <summary>Units there must be now, if nothing but what is written down has moved since.</summary>
    public long Shelf => Now + Difference;
    public Money Value => Price.Of(new(Difference));
}

/// <summary>Whether a counted line can be booked, and what somebody must do first.</summary>
public static class CountRules
{
    const string Law = "EU GDP 2013/C 343/01 ch. 5.5";

    static readonly Func<CountFacts, RuleNumbers, IEnumerable<(string Code, string[] Args)>>[] All =
    [
        Nothing_is_zero_that_nobody_has_counted, Nothing_moved_while_it_was_counted_in_parts,
        A_later_count_stands, No_fewer_than_none_are_left, A_large_difference_is_counted_again,
        A_difference_has_a_reason,
    ];

    /// <summary>Adds all that speaks against the line.</summary>
    /// <param name="line">Number of the line.</param>
    /// <param name="about">Names and values every finding of the line tells: product, lot, place.</param>
    public static void Check(CountFacts line, RuleNumbers numbers, int number, string[] about, List<Finding> findings)
    {
        foreach (var rule in All)
            foreach (var (code, args) in rule(line, numbers))
            {
                var tag = RuleAttribute.Of(rule);
                findings.Add(new Finding(code, Severity.Block, number, tag.Requirements, tag.Law,
                    Refusal.Of(code, [.. about, .. args]).Args) { Rule = tag.Name });
            }
    }

    /// <summary>Whether differences worth this much, gains and losses added together, need a second person.</summary>
    public static bool NeedsApproval(Money gross, RuleNumbers numbers) =>
        !(gross < numbers.Money("count-approval-value"));

    /// <summary>Whether a difference is so large that the line is counted again before it is believed.</summary>
    public static bool IsLarge(CountFacts line, RuleNumbers numbers)
    {
        var units = Math.Abs(line.Difference);
        return !(new Money(Math.Abs(line.Value.Ore)) < numbers.Money("count-again-value"))
            || (units >= numbers.Count("count-again-units")
                && (Int128)units * 1_000_000 >= (Int128)line.Book * numbers.Rate("count-again-share").Millionths);
    }

    [Rule(Law, "MAN-011")]
    public static IEnumerable<(string, string[])> Nothing_is_zero_that_nobody_has_counted(
        CountFacts line, RuleNumbers numbers) =>
        line.Counted is null && line.Now != 0 ? [("count-line-not-counted", ["units", $"{line.Now}"])] : [];

    [Rule(Law, "MAN-011")]
    public static IEnumerable<(string, string[])> Nothing_moved_while_it_was_counted_in_parts(
        CountFacts line, RuleNumbers numbers) =>
        line.Counted is not null && line.Moves.Any(move => move.After(line.From) && !move.After(line.At))
            ? [("count-moved-between", [])] : [];

    // Two countings of the same shelf say the same difference twice; the one that saw the shelf last is believed.
    [Rule(Law, "MAN-011")]
    public static IEnumerable<(string, string[])> A_later_count_stands(CountFacts line, RuleNumbers numbers) =>
        line.Counted is not null && line.Moves.Any(move => move.ByCount && move.After(line.At))
            ? [("count-overtaken", [])] : [];

    [Rule(Law, "MAN-011")]
    public static IEnumerable<(string, string[])> No_fewer_than_none_are_left(CountFacts line, RuleNumbers numbers) =>
        line.Counted is not null && line.Shelf < 0
            ? [("count-more-moved-than-counted", ["counted", $"{line.Counted}", "moved", $"{-line.Moved}"])] : [];

    [Rule(Law, "MAN-011")]
    public static IEnumerable<(string, string[])> A_large_difference_is_counted_again(
        CountFacts line, RuleNumbers numbers) =>
        line.Counted is not null && line.Difference != 0 && line.Attempts < 2 && IsLarge(line, numbers)
            ? [("count-again", ["counted", $"{line.Counted}", "book", $"{line.Book}"])] : [];

    [Rule(Law, "MAN-011")]
    public static IEnumerable<(string, string[])> A_difference_has_a_reason(CountFacts line, RuleNumbers numbers) =>
        line.Counted is null || line.Difference == 0 ? []
        : line.Reason is null ? [("count-reason-missing", ["difference", $"{line.Difference}"])]
        : line.Reason == CountReason.Other && line.Text.Length == 0 ? [("count-reason-text-missing", [])] : [];
}
