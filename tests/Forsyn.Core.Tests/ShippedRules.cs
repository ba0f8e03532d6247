using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests;

/// <summary>The rules of data/rules as they ship, for tests of rules that read numbers.</summary>
static class ShippedRules
{
    const string SetsFile = "rules/sets.json";

    public static RuleSets Sets { get; } = Load();
    public static RuleBook Book { get; } = Sets.Choose(RuleSets.Sources).Value.Book;

    public static RuleNumbers On(int year, int month, int day) => Book.On(new DateOnly(year, month, day));

    static RuleSets Load()
    {
        var names = typeof(ShippedRules).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith("rules/", StringComparison.Ordinal) && n != SetsFile);
        var book = Readable(RuleBook.Parse([.. names.Select(name => (name, Read(name)))]));
        return Readable(RuleSets.Parse(book, SetsFile, Read(SetsFile)));
    }

    static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ShippedRules).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    static T Readable<T>(Result<T> read) => read.Match(value => value, refusal => throw new InvariantBroken(
        string.Join("; ", refusal.Findings!.Select(f => $"{f.Args["where"]}: {f.Args["what"]}"))));
}
