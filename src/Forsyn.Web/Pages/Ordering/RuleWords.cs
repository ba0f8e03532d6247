using Forsyn.App.Basics;
using Forsyn.App.Ordering;
using Forsyn.App.Texts;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>Rules, rule sets and numbers in words.</summary>
public static class RuleWords
{
    /// <summary>The rule as one sentence; its name where nobody has written one.</summary>
    public static string Of(Words words, RuleView rule) =>
        Text.Find(words.Language, $"rule.{rule.Name}") ?? rule.Name.Replace('-', ' ');

    /// <summary>A set by its word, or a choice of several as it was written.</summary>
    public static string OfSet(Words words, string set) =>
        Rules.Sets.Find(set) is null ? set : words[$"rule-set.{set}"];

    public static string Days(Words words, DateRange days) => days.LastDay is { } last
        ? words["rules.from-to", ("from", days.From), ("to", last)] : words["rules.from", ("from", days.From)];

    public static string Value(Words words, RuleUnit unit, long value) => unit switch
    {
        RuleUnit.Flag => words[value == 1 ? "rules.yes" : "rules.no"],
        RuleUnit.Ore => words.Kroner(new Money(value)),
        RuleUnit.Rate => words.Percent(value / 10_000m),
        RuleUnit.Days => words["rules.days", ("n", value)],
        RuleUnit.Months => words["rules.months", ("n", value)],
        RuleUnit.Hours => words["rules.hours", ("n", value)],
        _ => words.Number(value),
    };

    /// <summary>What a fact a rule saw is called; its own name where there is no word for it.</summary>
    public static string Fact(Words words, string name) => Text.Find(words.Language, $"fact.{name}") ?? name;
}
