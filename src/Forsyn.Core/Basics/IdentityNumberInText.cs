namespace Forsyn.Core.Basics;

/// <summary>
/// Finds people's identity numbers in free text, so that such a text can be refused before it is kept anywhere.
/// </summary>
public static class IdentityNumberInText
{
    const int Shorter = 11, Longest = 12;

    /// <summary>
    /// Whether a text holds a valid identity number of any kind, real or made, also in groups as in 010190 12345 or
    /// 01.01.90-12345. Digits inside a longer number, such as a GTIN, are not taken for one.
    /// </summary>
    public static bool IsIn(string? text)
    {
        var groups = Groups(text ?? "");
        for (var first = 0; first < groups.Count; first++)
        {
            var digits = "";
            for (var last = first; last < groups.Count; last++)
            {
                if (last > first && !groups[last].Joined) break;
                digits += groups[last].Digits;
                if (digits.Length >= Shorter) break;
            }
            // DUF has no check digits we know, so only twelve digits in one group are taken for it: a date and a time
            // written in groups would be one otherwise.
            if ((digits.Length == Shorter || (digits.Length == Longest && groups[first].Digits.Length == Longest))
                && IdentityNumber.Parse(digits, allowTest: true).Ok)
                return true;
        }
        return false;
    }

    // Each group of digits, and whether one sign that people write between groups joins it to the group before.
    static List<(string Digits, bool Joined)> Groups(string text)
    {
        var groups = new List<(string, bool)>();
        var end = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            var start = i;
            while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
            var joined = end >= 0 && start == end + 1 && text[end] is ' ' or '\u00a0' or '.' or '-' or '/';
            groups.Add((text[start..i], joined));
            end = i;
        }
        return groups;
    }
}
