using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests;

/// <summary>The rule book of data/rules as it ships, for tests of rules that read numbers.</summary>
static class ShippedRules
{
    public static RuleBook Book { get; } = Read();

    public static RuleNumbers On(int year, int month, int day) => Book.On(new DateOnly(year, month, day));

    static RuleBook Read()
    {
        var assembly = typeof(ShippedRules).Assembly;
        var names = assembly.GetManifestResourceNames().Where(n => n.StartsWith("rules/", StringComparison.Ordinal));
        return RuleBook.Parse([.. names.Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return (name, reader.ReadToEnd());
        })]).Match(book => book, refusal => throw new InvariantBroken(string.Join("; ",
            refusal.Findings!.Select(f => $"{f.Args["where"]}: {f.Args["what"]}"))));
    }
}
