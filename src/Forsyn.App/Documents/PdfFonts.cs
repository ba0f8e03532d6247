using System.Reflection;
using PdfSharp;
using PdfSharp.Fonts;

namespace Forsyn.App.Documents;

/// <summary>
/// The typeface of every document, regular and bold, carried in the program so that any machine prints alike.
/// </summary>
sealed class PdfFonts : IFontResolver
{
    public const string Family = "DejaVu Sans Condensed";
    const string Regular = "DejaVuSansCondensed", Bold = "DejaVuSansCondensed-Bold";

    static readonly Lazy<bool> Installed = new(() =>
    {
        // PDFsharp wants to be told which of its two licences is meant: docs/decisions/0010.
        PdfSharpLicense.SetAgplLicense();
        GlobalFontSettings.FontResolver = new PdfFonts();
        return true;
    });

    /// <summary>Must have been called before the first font is made.</summary>
    public static void Use() => _ = Installed.Value;

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
        new(isBold ? Bold : Regular);

    public byte[]? GetFont(string faceName)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"fonts/{faceName}")
            ?? throw new InvariantBroken($"the font {faceName} is not in the program");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
