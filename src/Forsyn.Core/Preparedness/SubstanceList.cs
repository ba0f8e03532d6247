using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Preparedness;

/// <summary>A substance on the list of a scheme, and how much of it must be held.</summary>
/// <param name="Atc">Code of a substance or of a group of them; the longest that fits a package is its own.</param>
/// <param name="Part">Key of the scheme's part; empty where it has none.</param>
/// <param name="Valid">The days it is in force.</param>
public sealed record ListEntry(
    string Atc, string Name, SubstanceGroup Group, Span Span, string Part, DateRange Valid);

/// <summary>What a proposal would do to the list.</summary>
public enum ListChangeKind { Add, Change, Remove }

/// <summary>A recommended change, with who recommends it and why (ACT-016).</summary>
/// <param name="Span">How much to hold; null when the substance is to be removed.</param>
/// <param name="Recommendation">What the specialist group recommends, in its words.</param>
public sealed record ListChange(
    ListChangeKind Kind, string Atc, string Name, SubstanceGroup Group, Span? Span, string Part,
    string Recommendation, string Reasons, DateOnly? RecommendedOn);

/// <summary>How proposals change a list.</summary>
public static class SubstanceListRules
{
    /// <summary>
    /// Everything that stops a proposal: no change, a substance twice, added though it is on the list, changed or
    /// removed though it is not, a span the scheme does not allow, an unknown part, or a recommendation without words,
    /// reasons or day. Line is the change's number from 1.
    /// </summary>
    [Rule("FOR-1993-12-21-1219 § 5", "ACT-016", "STP-001", "STS-002")]
    public static IEnumerable<Finding> ProposalForTheList(
        DutyScheme scheme, IReadOnlyList<ListEntry> list, IReadOnlyList<ListChange> changes, DateOnly today)
    {
        if (changes.Count == 0) yield return Said("proposal-empty", null);
        var seen = new HashSet<string>();
        for (var i = 0; i < changes.Count; i++)
        {
            var (change, line) = (changes[i], i + 1);
            var listed = list.Any(entry => entry.Atc == change.Atc);
            if (!Atc.IsCode(change.Atc)) yield return Said("proposal-atc", line, "atc", change.Atc);
            else if (!seen.Add(change.Atc)) yield return Said("proposal-substance-twice", line, "atc", change.Atc);
            else if (listed && change.Kind == ListChangeKind.Add)
                yield return Said("proposal-already-listed", line, "atc", change.Atc);
            else if (!listed && change.Kind != ListChangeKind.Add)
                yield return Said("proposal-not-listed", line, "atc", change.Atc);
            if (change.Kind != ListChangeKind.Remove && !(change.Span is { } span && scheme.Allows(span)))
                yield return Said("proposal-span", line, "most", $"{scheme.Most}", "least",
                    $"{scheme.Least ?? new Span(1, SpanUnit.Days)}");
            if (change.Kind != ListChangeKind.Remove && change.Part != ""
                && scheme.Parts.All(part => part.Key != change.Part))
                yield return Said("proposal-part", line, "part", change.Part);
            if (change.Kind == ListChangeKind.Add && change.Name == "")
                yield return Said("proposal-name", line, "atc", change.Atc);
            if (change.Recommendation == "") yield return Said("proposal-recommendation", line, "atc", change.Atc);
            if (change.Reasons == "") yield return Said("proposal-reasons", line, "atc", change.Atc);
            if (change.RecommendedOn is not { } day || day > today)
                yield return Said("proposal-day", line);
        }
    }

    /// <summary>The list with the changes in force from a day: what is replaced or removed ends the day before.
    /// </summary>
    public static IReadOnlyList<ListEntry> Apply(
        IReadOnlyList<ListEntry> list, IReadOnlyList<ListChange> changes, DateOnly from)
    {
        var replaced = changes.Where(change => change.Kind != ListChangeKind.Add).Select(c => c.Atc).ToHashSet();
        return
        [
            .. list.Select(entry => replaced.Contains(entry.Atc) && entry.Valid.Contains(from)
                ? entry with { Valid = new DateRange(entry.Valid.From, from) } : entry),
            .. changes.Where(change => change.Kind != ListChangeKind.Remove).Select(change => new ListEntry(
                change.Atc, change.Name, change.Group, change.Span!.Value, change.Part, DateRange.OpenFrom(from))),
        ];
    }

    static Finding Said(string code, int? line, params string[] args) =>
        new(code, Severity.Block, line, [], "", Refusal.Of(code, args).Args);
}
