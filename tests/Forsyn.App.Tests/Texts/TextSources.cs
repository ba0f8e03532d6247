using System.Text.Json;
using System.Text.RegularExpressions;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;

namespace Forsyn.App.Tests.Texts;

/// <summary>Reads the text files and the sources that name texts, and says what does not fit together.</summary>
static partial class TextSources
{
    /// <summary>What is wrong with one text file: a missing or empty language, or placeholders that differ.</summary>
    public static IEnumerable<string> Offences(string json)
    {
        using var file = JsonDocument.Parse(json);
        foreach (var entry in file.RootElement.EnumerateObject())
        {
            var texts = entry.Value.EnumerateObject().ToDictionary(text => text.Name, text => $"{text.Value}");
            foreach (var language in Languages.All)
                if (!texts.TryGetValue(language.Code(), out var text) || text.Trim().Length == 0)
                    yield return $"{entry.Name} has no {language.Code()}";
            if (texts.Values.Select(text => string.Join(",", Text.Placeholders(text))).Distinct().Count() > 1)
                yield return $"{entry.Name} has other placeholders in another language";
        }
    }

    /// <summary>Keys named by an accessor: T["…"], Text.Get(language, "…"), Flash.To(…, "…"), TextKey="…".</summary>
    public static IEnumerable<string> KeysNamed(string source) =>
        Accessor().Matches(source).Select(match => match.Groups["key"].Value);

    /// <summary>True when a source writes the key whole, or builds it from a beginning: $"persona.{id}".</summary>
    public static bool IsUsed(string key, IEnumerable<string> sources) =>
        sources.Any(source => source.Contains($"\"{key}\"")
            || Beginning().Matches(source).Any(match => key.StartsWith(match.Groups["start"].Value)));

    /// <summary>The keys that T.Of(value) can ask for: a word for each value of each enum of Core.</summary>
    public static HashSet<string> WordsOfEnums() =>
        [.. typeof(Severity).Assembly.GetExportedTypes().Where(type => type.IsEnum)
            .SelectMany(type => Enum.GetNames(type).Select(name => Text.KeyOf(type, Kebab(name))))];

    static string Kebab(string pascal) => Capital().Replace(pascal, "-$0").TrimStart('-').ToLowerInvariant();

    public static IReadOnlyList<string> Files(string folder, params string[] endings) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root(), folder), "*", SearchOption.AllDirectories)
            .Where(path => endings.Any(path.EndsWith))
            .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/") && !path.Contains("/node_modules/"))
            .Select(File.ReadAllText)];

    static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Forsyn.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex("""
        (?:\bT\[\s*|\bText\.(?:Get|Find)\([^,"]+,\s*|\bFlash\.\w+\([^"]*"[^"]*",\s*|\bTextKey=)
        "(?<key>[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Accessor();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();

    [GeneratedRegex("""\$"(?<start>[a-z][a-z0-9-]*\.[a-z0-9.-]*)\{""")]
    private static partial Regex Beginning();
}
