using System.Collections.Frozen;
using System.Reflection;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>A rule as it is shown: where it comes from, what it reads and says, and how each edition has it.</summary>
/// <param name="Name">Kebab-case; its words are the text rule.NAME.</param>
/// <param name="Module">The part of the program it belongs to, in kebab-case.</param>
/// <param name="JudgesOrders">It is among the rules every order is judged by.</param>
/// <param name="OfTheMoment">It looks at what changes around an order, so past orders are not judged by it
/// again.</param>
/// <param name="Codes">What it may say.</param>
/// <param name="Tests">The tests that hold it.</param>
public sealed record RuleView(
    string Name, string Module, string Law, IReadOnlyList<string> Requirements, bool JudgesOrders, bool OfTheMoment,
    IReadOnlyList<string> Codes, IReadOnlyList<string> Tests, IReadOnlyList<RuleEdition> Editions);

/// <summary>How one rule set has a rule: on which days, by which law, with which numbers.</summary>
/// <param name="Changed">It says something else than the sources do.</param>
public sealed record RuleEdition(
    string Set, DateRange Valid, bool On, string Law, string Source, bool Changed, IReadOnlyList<NumberView> Numbers);

/// <summary>A number a rule reads, with its values by date in one edition.</summary>
public sealed record NumberView(
    string Number, RuleUnit Unit, IReadOnlyList<RuleValue> Values, string Law, string Source, bool OwnChoice,
    bool Changed);

/// <summary>Every rule of the program, read from its tags once; what only the sources tell comes from
/// data/generated.</summary>
public static class RuleList
{
    sealed record Generated(string Name, List<string> Codes, List<string> Numbers, List<string> Tests);

    public static readonly IReadOnlyList<RuleView> All = Load();

    static readonly FrozenDictionary<string, RuleView> ByName = All.ToFrozenDictionary(rule => rule.Name);

    static readonly FrozenDictionary<string, RuleView> ByCode = All
        .SelectMany(rule => rule.Codes.Select(code => (code, rule)))
        .GroupBy(said => said.code).ToFrozenDictionary(g => g.Key, g => g.First().rule);

    public static RuleView? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The rule that says a code.</summary>
    public static RuleView? OfCode(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The rules a set knows, narrowed by words that stand in name, law, requirement or code.</summary>
    public static IReadOnlyList<RuleView> Search(string? query, string? set, Func<RuleView, string> words) =>
        [.. from rule in All
            where string.IsNullOrWhiteSpace(set) || rule.Editions.Any(e => e.Set == set && (e.Changed || IsFirst(set)))
            where (query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => Has(rule, word, words))
            select rule];

    static bool IsFirst(string set) => Rules.Sets.All[0].Name == set;

    static bool Has(RuleView rule, string word, Func<RuleView, string> words) =>
        new[] { rule.Name, rule.Law, words(rule) }.Concat(rule.Requirements).Concat(rule.Codes)
            .Concat(rule.Editions.Select(e => e.Law))
            .Any(text => text.Contains(word, StringComparison.CurrentCultureIgnoreCase));

    static IReadOnlyList<RuleView> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("data/generated/rules.json")
            ?? throw new InvariantBroken("the program was built without data/generated/rules.json");
        var generated = Json.Read<List<Generated>>(new StreamReader(stream).ReadToEnd()).ToDictionary(g => g.Name);
        var judging = OrderRules.All.Select(rule => rule.Method).ToHashSet();
        return
        [.. from method in typeof(RuleAttribute).Assembly.GetTypes().SelectMany(t => t.GetMethods(Static))
            let tag = method.GetCustomAttribute<RuleAttribute>()
            // Functions that only count, such as Allocate, are in docs/rules.md and are no sentence.
            where tag is not null && method.Name.Contains('_')
            group (method, tag) by RuleAttribute.NameOf(method.Name) into rule
            orderby rule.Key
            select View(rule.Key, [.. rule], judging, generated.GetValueOrDefault(rule.Key))];
    }

    const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    static RuleView View(
        string name, IReadOnlyList<(MethodInfo Method, RuleAttribute Tag)> rules, HashSet<MethodInfo> judging,
        Generated? found)
    {
        var judges = rules.Any(r => judging.Contains(r.Method));
        var first = judges ? rules.First(r => judging.Contains(r.Method)) : rules[0];
        var module = first.Method.DeclaringType!.Namespace!.Split('.')[^1].ToLowerInvariant();
        var law = string.Join("; ", rules.SelectMany(r => r.Tag.Law.Split("; ")).Distinct());
        return new RuleView(name, module, law, [.. rules.SelectMany(r => r.Tag.Requirements).Distinct()], judges,
            first.Tag.OfTheMoment, found?.Codes ?? [], found?.Tests ?? [],
            [.. Rules.Sets.All.SelectMany(set => Editions(set, name, law, found?.Numbers ?? []))]);
    }

    // A set that switches the rule has an edition for each stretch of days; one that does not has one.
    static IEnumerable<RuleEdition> Editions(RuleSet set, string name, string law, List<string> numbers)
    {
        var read = numbers.Select(number => Number(set, number)).OfType<NumberView>().ToList();
        var switches = set.Switches.Where(s => s.Rule == name).ToList();
        if (switches.Count == 0)
            yield return new RuleEdition(set.Name, set.Valid, true, law, set.Source, read.Any(n => n.Changed), read);
        foreach (var one in switches)
            yield return new RuleEdition(set.Name, one.Valid, one.On, one.Law ?? law, one.Source, true, read);
    }

    static NumberView? Number(RuleSet set, string number)
    {
        var own = set.Numbers.FirstOrDefault(n => n.Number == number);
        return (own ?? Rules.Sets.Choose(RuleSets.Sources).Value.Book.Find(number)) is { } shown
            ? new NumberView(
                number, shown.Unit, shown.Values, shown.Law, shown.Source, shown.OwnChoice, own is not null)
            : null;
    }
}
