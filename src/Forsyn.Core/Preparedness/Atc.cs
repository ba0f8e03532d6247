namespace Forsyn.Core.Preparedness;

/// <summary>Codes of the anatomical, therapeutic and chemical classification.</summary>
public static class Atc
{
    /// <summary>A letter, then two digits, a letter, a letter and two digits: whole levels only, the first at least.
    /// </summary>
    public static bool IsCode(string? code)
    {
        if (code is not { Length: 1 or 3 or 4 or 5 or 7 }) return false;
        for (var i = 0; i < code.Length; i++)
            if (i is 1 or 2 or 5 or 6 ? !char.IsAsciiDigit(code[i]) : !char.IsAsciiLetterUpper(code[i])) return false;
        return true;
    }

    /// <summary>Of the codes given, the longest that the code is or lies under; null where none is.</summary>
    public static string? Narrowest(string code, IReadOnlySet<string> codes)
    {
        for (var length = code.Length; length > 0; length--)
            if (codes.Contains(code[..length])) return code[..length];
        return null;
    }
}
