using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Forsyn.App.Texts;

/// <summary>
/// Every text people see, in three languages, from the files beside this one. A placeholder is {name}, written by the
/// type of its value; {name:number}, {name:money}, {name:date}, {name:blue} and {name:span} read the machine form a
/// finding carries; {name:dose|doser} chooses a word by count.
/// </summary>
public static partial class Text
{
    static readonly FrozenDictionary<string, string[]> Book = Load();

    public static IEnumerable<string> Keys => Book.Keys;
    /// <summary>Every text by its key, in the order of the languages.</summary>
    public static IReadOnlyDictionary<string, string[]> All => Book;

    /// <summary>The text of a key; throws InvariantBroken when there is none.</summary>
    public static string Get(Language language, string key, params ReadOnlySpan<(string Name, object? Value)> args) =>
        Find(language, key, args) ?? throw new InvariantBroken($"no text has the key {key}");

    /// <summary>The text of a key, or null when there is none.</summary>
    public static string? Find(Language language, string key, params ReadOnlySpan<(string Name, object? Value)> args)
    {
        if (!Book.TryGetValue(key, out var texts)) return null;
        var text = texts[(int)language];
        if (!text.Contains('{')) return text;
        var filled = new StringBuilder();
        foreach (var piece in Pieces.GetOrAdd(text, Cut))
        {
            filled.Append(piece.Before);
            if (piece.Name is not null) filled.Append(Fill(language, key, piece, args));
        }
        return filled.ToString();
    }

    /// <summary>Words as they stand, and the placeholder after them; none after the last.</summary>
    sealed record Piece(string Before, string? Name, string Form);

    // A page fills some hundred texts, most of them the same few: they are cut into pieces once.
    static readonly ConcurrentDictionary<string, Piece[]> Pieces = new();

    static Piece[] Cut(string text)
    {
        var (pieces, at) = (new List<Piece>(), 0);
        foreach (Match match in Placeholder().Matches(text))
        {
            pieces.Add(new(text[at..match.Index], match.Groups["name"].Value, match.Groups["form"].Value));
            at = match.Index + match.Length;
        }
        return [.. pieces, new(text[at..], null, "")];
    }

    /// <summary>The text of a key, or null, filled with the machine-form arguments of a finding or a refusal.</summary>
    public static string? Find(Language language, string key, IReadOnlyDictionary<string, string> args) =>
        Find(language, key, [.. args.Select(arg => (arg.Key, (object?)arg.Value))]);

    /// <summary>The key of an enum value's word: OrderState.Held is order-state.held.</summary>
    public static string KeyOf<T>(T value) where T : struct, Enum => KeyOf(typeof(T), Kebab.Of(value));

    /// <summary>As above, from the written form of the value.</summary>
    public static string KeyOf(Type type, string value) =>
        CapitalInside().Replace(type.Name, "-$0").ToLowerInvariant() + "." + value;

    /// <summary>The placeholders of a text, sorted; a choice without its words, which differ by language.</summary>
    public static IReadOnlyList<string> Placeholders(string text) =>
        [.. Placeholder().Matches(text)
            .Select(match => match.Value.Contains('|') ? match.Groups["name"].Value : match.Value.Trim('{', '}'))
            .Distinct().Order(StringComparer.Ordinal)];

    static string Fill(
        Language language, string key, Piece piece, ReadOnlySpan<(string Name, object? Value)> args)
    {
        foreach (var (name, value) in args)
            if (name == piece.Name)
            {
                if (!piece.Form.Contains('|')) return Formats.Write(language, value, piece.Form);
                var words = piece.Form.Split('|');
                return Formats.Write(Language.En, value) == "1" ? words[0] : words[1];
            }
        throw new InvariantBroken($"the text {key} lacks the argument {piece.Name}");
    }

    static FrozenDictionary<string, string[]> Load()
    {
        var book = new Dictionary<string, string[]>();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Forsyn.App.Texts.")))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var file = JsonDocument.Parse(stream);
            foreach (var entry in file.RootElement.EnumerateObject())
            {
                var texts = Languages.All.Select(language => entry.Value.GetProperty(language.Code()).GetString()!);
                if (!book.TryAdd(entry.Name, [.. texts]))
                    throw new InvariantBroken($"the text {entry.Name} of {name} is there twice");
            }
        }
        return book.ToFrozenDictionary();
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex CapitalInside();

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)(:(?<form>[^{}]*))?\}")]
    private static partial Regex Placeholder();
}
