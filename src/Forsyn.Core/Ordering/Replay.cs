namespace Forsyn.Core.Ordering;

/// <summary>How a finding differs when an order is judged again.</summary>
public enum Difference { Appears, Vanishes, Severity }

/// <summary>A finding that is otherwise by other rules.</summary>
/// <param name="Was">As it was said when the order was placed; null where it appears.</param>
/// <param name="Is">As the other rules say it; null where it vanishes.</param>
public sealed record FindingDifference(Difference Kind, Finding? Was, Finding? Is)
{
    public Finding Shown => Is ?? Was!;
}

/// <summary>What judging an order again gave.</summary>
/// <param name="NotReplayed">Rules whose old findings the stored order no longer explains, so that nothing can be said
/// of them: a patient's data is not opened, an approval has been used, a rule is newer than the order.</param>
public sealed record ReplayOutcome(IReadOnlyList<FindingDifference> Differences, IReadOnlyList<string> NotReplayed);

/// <summary>Compares what was said of an order with what other rules say of it.</summary>
public static class Replay
{
    /// <param name="then">What was said when the order was placed.</param>
    /// <param name="again">What the same rules say of the order as it is stored.</param>
    /// <param name="other">What the other rules say of the order as it is stored.</param>
    public static ReplayOutcome Compare(
        IReadOnlyList<Finding> then, IReadOnlyList<Finding> again, IReadOnlyList<Finding> other)
    {
        // Only where the old rules give the old answer does the stored order hold all that the rule saw.
        var lost = then.Concat(again).Select(f => f.Rule).Distinct()
            .Where(rule => !Keys(then, rule).SetEquals(Keys(again, rule))).Order(StringComparer.Ordinal).ToList();
        var was = ByPlace(then.Where(f => !lost.Contains(f.Rule)));
        var @is = ByPlace(other.Where(f => !lost.Contains(f.Rule)));
        var differences =
            (from place in was.Keys.Union(@is.Keys)
             let before = was.GetValueOrDefault(place)
             let after = @is.GetValueOrDefault(place)
             where before?.Severity != after?.Severity
             select new FindingDifference(before is null ? Difference.Appears
                 : after is null ? Difference.Vanishes : Difference.Severity, before, after)).ToList();
        return new ReplayOutcome(
            [.. differences.OrderByDescending(d => d.Shown.Severity).ThenBy(d => d.Shown.Line ?? 0)
                .ThenBy(d => d.Shown.Code, StringComparer.Ordinal)], lost);
    }

    static HashSet<(string, int?, Severity)> Keys(IEnumerable<Finding> findings, string rule) =>
        [.. findings.Where(f => f.Rule == rule).Select(f => (f.Code, f.Line, f.Severity))];

    static Dictionary<(string Code, int Line), Finding> ByPlace(IEnumerable<Finding> findings) =>
        findings.GroupBy(f => (f.Code, f.Line ?? 0)).ToDictionary(g => g.Key, g => g.First());
}
