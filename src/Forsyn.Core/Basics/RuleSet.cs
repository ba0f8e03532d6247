namespace Forsyn.Core.Basics;

/// <summary>
/// What one edition of the rules says otherwise than the sources: numbers with values of their own, and rules that are
/// off or rest on another law. On days outside its entries the sources hold (INC-009).
/// </summary>
/// <param name="Name">Stable kebab-case name, such as sources or today.</param>
/// <param name="Valid">The days the set as a whole speaks of; an entry may hold for fewer.</param>
public sealed record RuleSet(
    string Name, DateRange Valid, string Source, IReadOnlyList<RuleNumber> Numbers, IReadOnlyList<RuleSwitch> Switches)
{
    /// <summary>What may be taken from the set one by one: names of numbers and of rules.</summary>
    public IEnumerable<string> Entries => Numbers.Select(n => n.Number).Concat(Switches.Select(s => s.Rule)).Distinct();
}

/// <summary>A book to judge by and what it was put together from.</summary>
/// <param name="Name">As it was asked for, such as sources, today or sources+today:dispatch-fee.</param>
public sealed record ChosenRules(string Name, RuleBook Book, DateRange Valid);

/// <summary>The editions of the rules the program ships, over one book of the sources' numbers.</summary>
public sealed class RuleSets
{
    /// <summary>The edition that changes nothing: the rules as the sources give them.</summary>
    public const string Sources = "sources";

    readonly RuleBook _book;

    internal RuleSets(RuleBook book, IReadOnlyList<RuleSet> sets) => (_book, All) = (book, sets);

    public IReadOnlyList<RuleSet> All { get; }

    /// <summary>Reads data/rules/sets.json over the book of the sources; every error at once.</summary>
    public static Result<RuleSets> Parse(RuleBook book, string file, string json) =>
        RuleBookReader.ReadSets(book, file, json);

    /// <summary>
    /// The rules by name. A set by its name; single entries of others follow after a plus: sources+today:dispatch-fee
    /// is the sources with only that of today, today+sources:dispatch-fee is today without its own. Refused as
    /// rule-set-unknown or rule-set-entry-unknown.
    /// </summary>
    public Result<ChosenRules> Choose(string choice)
    {
        var parts = choice.Split('+', StringSplitOptions.TrimEntries);
        if (Find(parts[0]) is not { } first) return Unknown(parts[0]);
        var (numbers, switches) = (first.Numbers.ToList(), first.Switches.ToList());
        foreach (var part in parts.Skip(1))
        {
            var names = part.Split(':', 2);
            if (Find(names[0]) is not { } set) return Unknown(names[0]);
            var entry = names.Length == 2 ? names[1] : "";
            var possible = set.Name == Sources ? first.Entries : set.Entries;
            if (!possible.Contains(entry))
                return Refusal.Of("rule-set-entry-unknown", "set", set.Name, "entry", entry,
                    "possible", string.Join(", ", possible));
            numbers.RemoveAll(n => n.Number == entry);
            switches.RemoveAll(s => s.Rule == entry);
            numbers.AddRange(set.Numbers.Where(n => n.Number == entry));
            switches.AddRange(set.Switches.Where(s => s.Rule == entry));
        }
        return new ChosenRules(choice, numbers.Count + switches.Count == 0 ? _book : Over(numbers, switches),
            first.Valid);
    }

    public RuleSet? Find(string name) => All.FirstOrDefault(set => set.Name == name);

    Refusal Unknown(string name) =>
        Refusal.Of("rule-set-unknown", "set", name, "possible", string.Join(", ", All.Select(set => set.Name)));

    RuleBook Over(IReadOnlyList<RuleNumber> numbers, IReadOnlyList<RuleSwitch> switches)
    {
        var otherwise = numbers.ToDictionary(n => n.Number);
        return new RuleBook(
            _book.Numbers.Select(n => otherwise.TryGetValue(n.Number, out var other) ? Over(n, other) : n), switches);
    }

    // The set's values on its days, the sources' on all others.
    static RuleNumber Over(RuleNumber under, RuleNumber over) => over with
    {
        Values = [.. over.Values.Concat(over.Values.Aggregate(under.Values.AsEnumerable(),
            (left, row) => left.SelectMany(value => Without(value, row.Valid)))).OrderBy(v => v.Valid.From)],
        Requirements = [.. under.Requirements.Union(over.Requirements)],
    };

    static IEnumerable<RuleValue> Without(RuleValue value, DateRange days)
    {
        if (!value.Valid.Overlaps(days))
        {
            yield return value;
            yield break;
        }
        if (value.Valid.From < days.From) yield return value with { Valid = new(value.Valid.From, days.From) };
        if (days.To is { } end && (value.Valid.To is null || end < value.Valid.To))
            yield return value with { Valid = new(end, value.Valid.To) };
    }
}
