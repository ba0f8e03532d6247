using Forsyn.Core.Basics.Gs1;

namespace Forsyn.App.Catalogue;

/// <summary>Finds the GTIN in what a person typed or a scanner sent.</summary>
static class ScannedGtin
{
    const char GroupSeparator = '\u001d';

    /// <summary>
    /// Fourteen digits, or null where the text holds no right GTIN: typed digits, scanner data with its symbology
    /// identifier, an element string with brackets, or the bare content of a GS1 code as scanners without identifiers
    /// send it.
    /// </summary>
    public static string? Read(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith(']')) return ScanData.Read(trimmed).Match(scan => scan.Gtin?.As14, string? (_) => null);
        if (trimmed.StartsWith('(')) return Of(ElementString.ReadBracketed(trimmed));
        if (trimmed.Length > 16 && trimmed.StartsWith("01", StringComparison.Ordinal)
            && trimmed[2..16].All(char.IsAsciiDigit))
            return Of(ElementString.Read("^" + trimmed.Replace(GroupSeparator, '^')));
        // Six digits are an article number, and a shorter row of digits the beginning of one.
        return trimmed.Length >= 8 ? Gtin.Parse(trimmed).Match(gtin => gtin.As14, string? (_) => null) : null;
    }

    static string? Of(Result<ElementString> elements) => elements.Match(read => read.Gtin?.As14, string? (_) => null);
}
