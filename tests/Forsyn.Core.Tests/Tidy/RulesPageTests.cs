using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>Keeps docs/rules.md for readers, and the same for the program's own pages of rules.</summary>
public class RulesPageTests
{
    static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact, Requirement("REQ-011")]
    public void The_rules_page_is_current() =>
        Generated.AssertCurrent("docs/rules.md", Page(RuleSources.All));

    [Fact]
    public void What_the_program_shows_of_its_rules_is_current() =>
        Generated.AssertCurrent("data/generated/rules.json", JsonSerializer.Serialize(
            RuleSources.All.GroupBy(rule => rule.Name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new
            {
                Name = g.Key,
                Codes = g.SelectMany(r => r.Codes).Distinct(),
                Numbers = g.SelectMany(r => r.Numbers).Distinct(),
                Tests = g.SelectMany(r => r.Tests).Distinct(),
            }), Lines) + "\n");

    [Fact]
    public void A_code_is_said_by_one_rule_of_ordering_only() =>
        Offences.AssertNone(OfOrdering.SelectMany(rule => rule.Codes.Select(code => (code, rule.Name))).Distinct()
            .GroupBy(said => said.code).Where(g => g.Count() > 1)
            .Select(g => $"{g.Key} is said by {string.Join(" and ", g.Select(said => said.Name))}"));

    [Fact]
    public void Every_rule_of_ordering_says_something_and_a_test_is_found_for_it()
    {
        Assert.Equal(OrderRules.All.Count, OfOrdering.Count);
        Offences.AssertNone(OfOrdering.Where(rule => rule.Codes.Count == 0).Select(r => $"{r.Function} says nothing"));
        Offences.AssertNone(OfOrdering.Where(rule => rule.Tests.Count == 0).Select(r => $"{r.Function} has no test"));
    }

    static IReadOnlyList<RuleSource> OfOrdering { get; } =
        [.. RuleSources.All.Where(source => OrderRules.All.Any(rule =>
            source.Function == $"{rule.Method.DeclaringType!.Name}.{rule.Method.Name}"))];

    [Fact]
    public void What_a_rule_says_and_reads_is_found_in_its_source()
    {
        var fee = RuleSources.All.Single(rule => rule.Name == "dispatch-fee-is-charged");
        Assert.Equal("PriceRules.Dispatch_fee_is_charged", fee.Function);
        Assert.Equal(["dispatch-fee"], fee.Codes);
        Assert.Equal(["dispatch-fee", "fee-on-programme-orders"], fee.Numbers);
        Assert.Contains("prices.csv", Page([fee with { Tests = ["prices.csv rows 3"] }]));
    }

    static string Page(IReadOnlyList<RuleSource> rules)
    {
        var today = ShippedRules.Sets.Find("today")!;
        var page = new StringBuilder();
        page.Append("# Rules\n\nMade from the `[Rule]` tags, `data/rules` and the tests; ")
            .Append("`FORSYN_WRITE=1 ./test core --only rules_page` writes it.\n\n")
            .Append($"{rules.Count} rules. By the sources each holds from ")
            .Append($"{ShippedRules.Sets.Find(RuleSets.Sources)!.Valid.From:yyyy-MM-dd}; ")
            .Append("what the rules of today say otherwise stands with its first day. Days are from and before.\n\n")
            .Append("| rule | requirements | law | today | numbers | tests |\n|---|---|---|---|---|---|\n");
        foreach (var rule in rules)
            page.Append($"| {rule.Function} | {string.Join(" ", rule.Requirements)} | {rule.Law} ")
                .Append($"| {string.Join("<br>", Otherwise(rule, today))} | {string.Join("<br>", rule.Numbers)} ")
                .Append($"| {string.Join("<br>", rule.Tests)} |\n");
        page.Append("\n## Numbers\n\n| number | requirements | by the sources | today | law | source |\n")
            .Append("|---|---|---|---|---|---|\n");
        foreach (var number in ShippedRules.Book.Numbers)
            page.Append($"| {number.Number} | {string.Join(" ", number.Requirements)} | {Values(number)} ")
                .Append($"| {(today.Numbers.FirstOrDefault(n => n.Number == number.Number) is { } other
                    ? Values(other) : "")} ")
                .Append($"| {number.Law} | {number.Source}{(number.OwnChoice ? " (our choice)" : "")} |\n");
        return page.ToString();
    }

    static IEnumerable<string> Otherwise(RuleSource rule, RuleSet today) =>
        today.Switches.Where(s => s.Rule == rule.Name)
            .Select(s => $"{(s.On ? s.Law : "off")} {s.Valid}")
            .Concat(today.Numbers.Where(n => rule.Numbers.Contains(n.Number)).Select(n => $"{n.Number} {Values(n)}"));

    static string Values(RuleNumber number) => string.Join("<br>", number.Values.Select(v =>
        $"{(number.Unit == RuleUnit.Flag ? v.Value == 1 ? "yes" : "no" : $"{v.Value}")} {v.Valid}"));
}
