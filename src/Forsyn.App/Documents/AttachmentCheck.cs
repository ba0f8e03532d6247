using System.Text;

namespace Forsyn.App.Documents;

/// <summary>
/// Whether a file may be kept: name, declared type and content must say the same, and the content must be whole and
/// lie still. It finds no viruses; see docs/operating/attachments.md.
/// </summary>
public static class AttachmentCheck
{
    public const int LargestBytes = 10 * 1024 * 1024;
    const int LongestName = 100;

    /// <summary>The kind of the file, or everything that is wrong with it at once, as attachment-wrong.</summary>
    public static Result<AttachmentKind> Run(string name, string? type, ReadOnlySpan<byte> content)
    {
        var wrong = new List<string>();
        var byName = AttachmentKinds.ByName(name);
        if (byName is null) wrong.Add("attachment-name-ending");
        if (AttachmentKinds.ByType(type) is not { } declared) wrong.Add("attachment-type");
        else if (byName is { } kind && declared != kind) wrong.Add("attachment-type-not-name");
        if (content.IsEmpty) wrong.Add("attachment-empty");
        else if (content.Length > LargestBytes) wrong.Add("attachment-too-large");
        else if (byName is { } kind) wrong.AddRange(Content(kind, content));
        return wrong.Count == 0 ? byName!.Value : Refused(name, wrong);
    }

    static Refusal Refused(string name, IEnumerable<string> codes) => new(
        "attachment-wrong", new Dictionary<string, string> { ["name"] = Clean(name) },
        [.. codes.Select(code => new Finding(code, Severity.Block, null, [], "", new Dictionary<string, string>
            { ["name"] = Clean(name), ["most"] = $"{LargestBytes / 1024 / 1024}" }))]);

    static IEnumerable<string> Content(AttachmentKind kind, ReadOnlySpan<byte> content) => kind switch
    {
        AttachmentKind.Pdf => PdfScan.Faults(content),
        AttachmentKind.Png => ImageScan.IsPng(content) ? [] : ["attachment-not-what-it-says"],
        _ => ImageScan.IsJpeg(content) ? [] : ["attachment-not-what-it-says"],
    };

    /// <summary>
    /// A name that is safe to show and to write to a disk: no path, no characters that steer a screen or a file system,
    /// and never empty.
    /// </summary>
    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = new StringBuilder();
        foreach (var letter in last.Normalize(NormalizationForm.FormC))
            if (!char.IsControl(letter) && !Steers(letter) && !"<>:\"|?*;%".Contains(letter)) kept.Append(letter);
        var text = string.Join(' ', kept.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim('.', ' ');
        if (text.Length > LongestName)
        {
            var ending = Path.GetExtension(text);
            text = ending.Length is > 0 and <= 5
                ? text[..(LongestName - ending.Length)] + ending : text[..LongestName];
        }
        return text.Length == 0 ? "document" : text;
    }

    // Marks that turn the direction of writing can make "fdp.exe" read "exe.pdf"; surrogates halved are no letters.
    static bool Steers(char letter) => char.IsSurrogate(letter) || char.GetUnicodeCategory(letter) is
        System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator
        or System.Globalization.UnicodeCategory.ParagraphSeparator;
}
