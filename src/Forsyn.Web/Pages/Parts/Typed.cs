namespace Forsyn.Web.Pages.Parts;

/// <summary>Reads what people type into fields.</summary>
static class Typed
{
    /// <summary>
    /// A whole number, with or without spaces; null for an empty field, and −1, which no rule lets through, for
    /// anything else.
    /// </summary>
    public static long? Number(string? text)
    {
        var digits = string.Concat((text ?? "").Where(letter => !char.IsWhiteSpace(letter)));
        return digits.Length == 0 ? null
            : digits.All(char.IsAsciiDigit) && long.TryParse(digits, out var number) ? number : -1;
    }
}
