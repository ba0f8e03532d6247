using System.Reflection;

namespace Forsyn.App.Ordering;

/// <summary>The rule book the program ships in data/rules, read once.</summary>
public static class Rules
{
    public static readonly RuleBook Book = Load();

    static RuleBook Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = assembly.GetManifestResourceNames().Where(n => n.StartsWith("data/rules/"))
            .Order(StringComparer.Ordinal)
            .Select(name => (name, new StreamReader(assembly.GetManifestResourceStream(name)!).ReadToEnd()));
        return RuleBook.Parse([.. files]).Match(book => book,
            refusal => throw new InvariantBroken(
                $"data/rules: {string.Join("; ", (refusal.Findings ?? []).Select(f => f.Code + " " +
                string.Join(", ", f.Args.Select(a => $"{a.Key}={a.Value}"))))}"));
    }
}
