using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Core.Tests.Ordering;

namespace Forsyn.Core.Tests.Cases;

/// <summary>An order of a case table and what is expected of it; a row is a line of it.</summary>
sealed record OrderCase(string File, int Row, string Name)
{
    public IReadOnlyList<string> Requirements { get; init; } = [];
    public string RuleSet { get; init; } = RuleSets.Sources;
    public OrderFacts Order { get; init; } = An.Order();
    public IReadOnlyList<LineFacts> Lines { get; init; } = [];

    /// <summary>Findings that must be said, as "block code" or "block code 2"; of warnings and graver ones no others
    /// may be said, of infos others may.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];
    /// <summary>Codes that must not be said.</summary>
    public IReadOnlyList<string> Unsaid { get; init; } = [];
    /// <summary>Who is asked to serve it; otherwise the hour decides.</summary>
    public UrgentRoute? Asked { get; init; }
    public Money? Fee { get; init; }
    public Money? Total { get; init; }

    public string Where => $"{File}:{Row}";

    /// <summary>The case with the line that is being read changed.</summary>
    public OrderCase Line(Func<LineFacts, LineFacts> change) =>
        this with { Lines = [.. Lines.SkipLast(1), change(Lines[^1])] };

    /// <summary>What was found otherwise than expected; nothing when the case holds.</summary>
    public IEnumerable<string> Differences()
    {
        var facts = Order with { Lines = Lines };
        var numbers = ShippedRules.Sets.Choose(RuleSet).Value.Book.On(facts.Day);
        facts = facts with { Route = UrgentRules.Route(facts, Asked, numbers) };
        var findings = OrderRules.Check(facts, numbers);
        var said = findings.Select(Written).ToList();
        foreach (var missing in Expected.Except(said)) yield return $"not said: {missing}";
        foreach (var finding in findings.Where(f => f.Severity > Severity.Info && !Expected.Contains(Written(f))))
            yield return $"said, not expected: {Written(finding)}";
        foreach (var code in Unsaid.Intersect(findings.Select(f => f.Code))) yield return $"must not be said: {code}";
        var price = PriceRules.Price(facts, numbers);
        if (Fee is { } fee && fee != price.DispatchFee) yield return $"fee is {price.DispatchFee}, expected {fee}";
        if (Total is { } total && total != price.Total) yield return $"total is {price.Total}, expected {total}";
    }

    public static string Written(Finding finding) =>
        $"{Kebab.Of(finding.Severity)} {finding.Code}{(finding.Line is { } line ? $" {line}" : "")}";
}
