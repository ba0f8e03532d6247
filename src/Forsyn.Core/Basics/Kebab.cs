using System.Text;

namespace Forsyn.Core.Basics;

/// <summary>The written form of an enum value in files, tables and the API: HealthStation is health-station.</summary>
public static class Kebab
{
    public static string Of<T>(T value) where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>False for a text that is no exact kebab name of T; numbers and other spellings are refused.</summary>
    public static bool TryParse<T>(string text, out T value) where T : struct, Enum =>
        Names<T>.ByName.TryGetValue(text, out value);

    /// <summary>Reads a word the program wrote itself; throws InvariantBroken on any other.</summary>
    public static T Read<T>(string text) where T : struct, Enum => TryParse<T>(text, out var value)
        ? value : throw new InvariantBroken($"'{text}' is no {typeof(T).Name}");

    /// <summary>All written forms of T in order of declaration, for messages that say how to mend a bad
    /// value.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Names<T>.InOrder;

    static string Write(string pascal)
    {
        var text = new StringBuilder();
        foreach (var letter in pascal)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }

    static class Names<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue =
            Enum.GetValues<T>().ToDictionary(value => value, value => Write(value.ToString()));
        public static readonly Dictionary<string, T> ByName =
            ByValue.ToDictionary(pair => pair.Value, pair => pair.Key);
        public static readonly string[] InOrder = [.. Enum.GetValues<T>().Select(value => ByValue[value])];
    }
}
