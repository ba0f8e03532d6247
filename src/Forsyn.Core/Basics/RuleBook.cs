using System.Collections.Frozen;

namespace Forsyn.Core.Basics;

/// <summary>What a rule number counts: whole øre, days, months, hours, a rate in millionths, a count, or a
/// flag.</summary>
public enum RuleUnit { Ore, Days, Months, Hours, Rate, Count, Flag }

/// <summary>One value of a rule number and the days it holds; a flag is 1 or 0.</summary>
public readonly record struct RuleValue(DateRange Valid, long Value);

/// <summary>A number set by law or policy, with its values in order of date.</summary>
/// <param name="Number">Stable kebab-case name, such as dispatch-fee.</param>
/// <param name="Law">Paragraph of law; empty when it is a term of delivery or our own choice.</param>
/// <param name="Requirements">Requirement ids that state the number.</param>
/// <param name="Source">Where the number was read, or why it was chosen.</param>
/// <param name="OwnChoice">No source gives the number; an operator is expected to set it.</param>
public sealed record RuleNumber(
    string Number, RuleUnit Unit, IReadOnlyList<RuleValue> Values, string Law, IReadOnlyList<string> Requirements,
    string Source, bool OwnChoice)
{
    /// <summary>The value on a day, or null when none is known for it.</summary>
    public long? On(DateOnly day)
    {
        foreach (var row in Values)
            if (row.Valid.Contains(day)) return row.Value;
        return null;
    }
}

/// <summary>A rule that is off, or rests on another law, for some days.</summary>
/// <param name="Rule">Name of the rule: its function's name in kebab-case.</param>
/// <param name="Law">What it rests on then; null where the law of its tag stays.</param>
public sealed record RuleSwitch(string Rule, DateRange Valid, bool On, string? Law, string Source, bool OwnChoice);

/// <summary>Every number set by law or policy, dated, so that a past day is judged by that day's rules.</summary>
public sealed class RuleBook
{
    readonly FrozenDictionary<string, RuleNumber> _numbers;
    readonly FrozenDictionary<string, RuleSwitch[]> _switches;

    internal RuleBook(IEnumerable<RuleNumber> numbers, IEnumerable<RuleSwitch>? switches = null)
    {
        _numbers = numbers.ToFrozenDictionary(n => n.Number);
        _switches = (switches ?? []).GroupBy(s => s.Rule).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>All numbers by name.</summary>
    public IReadOnlyList<RuleNumber> Numbers => [.. _numbers.Values.OrderBy(n => n.Number, StringComparer.Ordinal)];

    public RuleNumber? Find(string number) => _numbers.GetValueOrDefault(number);

    /// <summary>Rules that are switched off or rest on another law than their tag names, with the days of it.</summary>
    public IEnumerable<RuleSwitch> Switches => _switches.Values.SelectMany(s => s);

    /// <summary>How a rule is switched on a day; null where it stands as it is written.</summary>
    public RuleSwitch? Switch(string rule, DateOnly day)
    {
        if (_switches.Count == 0 || !_switches.TryGetValue(rule, out var switches)) return null;
        foreach (var one in switches)
            if (one.Valid.Contains(day)) return one;
        return null;
    }

    /// <summary>The numbers that hold on a day.</summary>
    public RuleNumbers On(DateOnly day) => new(this, day);

    /// <summary>
    /// Reads the files of data/rules (name and JSON text). Every error of every file is a finding of the one refusal,
    /// saying where, what and how to mend; a book is never half read.
    /// </summary>
    public static Result<RuleBook> Parse(params IReadOnlyList<(string Name, string Json)> files) =>
        RuleBookReader.Read(files);
}

/// <summary>The rule numbers of one day. Asking for a number the book does not have on that day, or in another unit
/// than it is written in, throws InvariantBroken naming number and day.</summary>
public readonly record struct RuleNumbers
{
    readonly RuleBook _book;

    internal RuleNumbers(RuleBook book, DateOnly day) => (_book, Day) = (book, day);

    public DateOnly Day { get; }

    public Money Money(string number) => new(Read(number, RuleUnit.Ore));
    public int Days(string number) => (int)Read(number, RuleUnit.Days);
    public int Months(string number) => (int)Read(number, RuleUnit.Months);
    public int Hours(string number) => (int)Read(number, RuleUnit.Hours);
    public Rate Rate(string number) => new(Read(number, RuleUnit.Rate));
    public long Count(string number) => Read(number, RuleUnit.Count);
    public bool Flag(string number) => Read(number, RuleUnit.Flag) != 0;

    /// <summary>How a rule is switched on the day; null where it stands as it is written.</summary>
    public RuleSwitch? Switch(string rule) => _book.Switch(rule, Day);

    long Read(string number, RuleUnit unit)
    {
        var rule = _book.Find(number) ?? throw new InvariantBroken($"no rule number is called {number}");
        if (rule.Unit != unit) throw new InvariantBroken($"rule number {number} is in {rule.Unit}, not in {unit}");
        return rule.On(Day) ?? throw new InvariantBroken($"rule number {number} has no value on {Day:yyyy-MM-dd}");
    }
}
