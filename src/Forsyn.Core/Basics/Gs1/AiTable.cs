using System.Collections.Frozen;
using System.Globalization;

namespace Forsyn.Core.Basics.Gs1;

/// <summary>Finds application identifiers in running data: the first two digits tell how long the identifier
/// is.</summary>
static class AiTable
{
    static readonly FrozenDictionary<string, ApplicationIdentifier> ByAi =
        Lines().SelectMany(Entries).ToFrozenDictionary(entry => entry.Ai);

    static readonly FrozenDictionary<string, ApplicationIdentifier> ByPrefix =
        ByAi.Values.GroupBy(entry => entry.Ai[..2]).ToFrozenDictionary(group => group.Key, group => group.First());

    internal static IEnumerable<ApplicationIdentifier> All => ByAi.Values;

    internal static ApplicationIdentifier? Find(string ai, bool allowUnknown) =>
        ByAi.GetValueOrDefault(ai) ?? (allowUnknown ? Unknown(ai) : null);

    /// <summary>The identifier the text begins with; null when there is none.</summary>
    internal static ApplicationIdentifier? At(ReadOnlySpan<char> text, bool allowUnknown)
    {
        if (text.Length < 2 || !ByPrefix.TryGetValue(text[..2].ToString(), out var sibling)) return null;
        return text.Length < sibling.Ai.Length ? null : Find(text[..sibling.Ai.Length].ToString(), allowUnknown);
    }

    // One newer than the table is as long as its siblings, and of fixed length where they are: GS1 keeps to both.
    static ApplicationIdentifier? Unknown(string ai)
    {
        if (ai.Length < 2 || !Digits.All(ai) || !ByPrefix.TryGetValue(ai[..2], out var sibling)
            || ai.Length != sibling.Ai.Length)
            return null;
        var part = sibling.NeedsFnc1
            ? new AiPart('X', 1, 90, false, [])
            : new AiPart('X', sibling.LongestValue, sibling.LongestValue, false, []);
        return new ApplicationIdentifier(ai, sibling.NeedsFnc1, [part], [], []);
    }

    static IEnumerable<string> Lines()
    {
        var joined = AiFacts.Text.Replace("\n    ", " ");
        return joined.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    static IEnumerable<ApplicationIdentifier> Entries(string line)
    {
        var sides = line.Split(" = ");
        var clauses = sides[1].Split(" ;", StringSplitOptions.TrimEntries);
        var form = Words(clauses[0]);
        var isFixed = form[0] == "fixed";
        var parts = form.Skip(isFixed ? 1 : 0).Select(Part).ToArray();
        var needs = Clause(clauses, "needs ").Select(group => group.Split('+')).ToArray();
        var excludes = Clause(clauses, "not ");
        foreach (var ai in Words(sides[0]).SelectMany(Range))
        {
            var own = excludes.Select(pattern => pattern == "self" ? $"{ai[..3]}n" : pattern).ToArray();
            yield return new ApplicationIdentifier(ai, !isFixed, parts, needs, own);
        }
    }

    static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static string[] Clause(string[] clauses, string name) =>
        clauses.FirstOrDefault(clause => clause.StartsWith(name, StringComparison.Ordinal)) is { } clause
            ? Words(clause[name.Length..])
            : [];

    static IEnumerable<string> Range(string range)
    {
        var ends = range.Split('-');
        for (var i = Number(ends[0]); i <= Number(ends[^1]); i++)
            yield return i.ToString(CultureInfo.InvariantCulture).PadLeft(ends[0].Length, '0');
    }

    static AiPart Part(string text)
    {
        var pieces = text.Split(':');
        var optional = pieces[0].EndsWith('?');
        var lengths = pieces[0].TrimEnd('?')[1..].Split('-');
        return new AiPart(text[0], Number(lengths[0]), Number(lengths[^1]), optional, pieces[1..]);
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
