using System.Reflection;

namespace Forsyn.App.Basics;

/// <summary>The rules the program ships in data/rules, read once, and which edition of them is judged by.</summary>
public static class Rules
{
    const string Folder = "data/rules/", SetsFile = Folder + "sets.json";

    /// <summary>Every edition the program ships.</summary>
    public static readonly RuleSets Sets = Load();

    /// <summary>What orders are judged by as they come in; the sources, unless the operator chose otherwise.</summary>
    public static ChosenRules Live { get; private set; } = Sets.Choose(RuleSets.Sources).Value;

    /// <summary>The numbers of the edition in use.</summary>
    public static RuleBook Book => Live.Book;

    /// <summary>Chooses the edition once, when a program starts (setting Forsyn:RuleSet).</summary>
    public static Result<ChosenRules> Use(string? choice)
    {
        var chosen = Sets.Choose(string.IsNullOrWhiteSpace(choice) ? RuleSets.Sources : choice);
        if (chosen.Ok) Live = chosen.Value;
        return chosen;
    }

    static RuleSets Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder) && n != SetsFile)
            .Order(StringComparer.Ordinal).Select(name => (name, Read(name)));
        var book = Readable(RuleBook.Parse([.. files]));
        return Readable(RuleSets.Parse(book, SetsFile, Read(SetsFile)));

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }

    static T Readable<T>(Result<T> read) => read.Match(value => value, refusal => throw new InvariantBroken(
        $"{Folder}: {string.Join("; ", (refusal.Findings ?? []).Select(f => f.Code + " " +
            string.Join(", ", f.Args.Select(a => $"{a.Key}={a.Value}"))))}"));
}
