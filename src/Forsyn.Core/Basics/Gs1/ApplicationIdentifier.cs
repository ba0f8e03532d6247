namespace Forsyn.Core.Basics.Gs1;

/// <summary>One part of a value: its character set (N, X, Y or Z), its length, and the checks it must pass.</summary>
sealed record AiPart(char Set, int Least, int Most, bool Optional, IReadOnlyList<string> Checks);

/// <summary>What a GS1 application identifier demands of its value and of the identifiers beside it.</summary>
/// <param name="NeedsFnc1">An FNC1 must end the value unless it is the last.</param>
/// <param name="Needs">Groups of patterns; unless empty, every pattern of one group must be there.</param>
/// <param name="Excludes">Patterns none of which may be there.</param>
sealed record ApplicationIdentifier(
    string Ai, bool NeedsFnc1, IReadOnlyList<AiPart> Parts, IReadOnlyList<string[]> Needs,
    IReadOnlyList<string> Excludes)
{
    internal int LongestValue => Parts.Sum(part => part.Most);

    /// <summary>The first thing wrong with a value, as a code without the gs1- in front; null when nothing
    /// is.</summary>
    internal string? Problem(string value)
    {
        if (value.Length < Parts.Where(part => !part.Optional).Sum(part => part.Least)) return "value-too-short";
        if (value.Length > LongestValue) return "value-too-long";
        var rest = value;
        foreach (var part in Parts)
        {
            var length = Math.Min(part.Most, rest.Length);
            if (length == 0 && part.Optional) continue;
            if (length < part.Least) return "value-too-short";
            var piece = rest[..length];
            if (CharacterSets.Problem(part.Set, piece) is { } character) return character;
            foreach (var check in part.Checks)
                if (Gs1Checks.Problem(check, piece) is { } problem) return problem;
            rest = rest[length..];
        }
        return null;
    }

    /// <summary>Whether an identifier fits a pattern such as 01 or 31nn.</summary>
    internal static bool Fits(string ai, string pattern) => ai.Length == pattern.Length
        && ai.Zip(pattern).All(pair => pair.Second == 'n' || pair.First == pair.Second);
}
