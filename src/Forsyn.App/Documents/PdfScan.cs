using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Forsyn.App.Documents;

/// <summary>
/// Whether bytes are a PDF that only shows something: whole, not locked, and without what runs, opens, sends or carries
/// other files. Names are read with their escapes undone (/J#61vaScript), also in packed objects.
/// </summary>
static partial class PdfScan
{
    static readonly string[] Active =
    [
        "JavaScript", "JS", "OpenAction", "AA", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA",
        "SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition", "Movie", "Sound",
    ];
    const int MostUnpacked = 32 * 1024 * 1024;
    const int HeadAndTail = 1024;
    const int LongestGap = 64;

    public static IReadOnlyList<string> Faults(ReadOnlySpan<byte> content)
    {
        // One byte, one letter: places in the text are places in the file.
        var text = Encoding.Latin1.GetString(content);
        if (!Head().IsMatch(text) || text.LastIndexOf("%%EOF", StringComparison.Ordinal) is var end
            && (end < 0 || end < text.Length - HeadAndTail)) return ["attachment-not-what-it-says"];
        var (readable, whole) = Readable(text);
        var names = Names(readable);
        if (names.Contains("Encrypt")) return ["attachment-locked"];
        if (!whole) return ["attachment-not-what-it-says"];
        return names.Overlaps(Active) ? ["attachment-active"] : [];
    }

    /// <summary>The objects of the file as text: pictures and fonts left out, packed objects unpacked.</summary>
    static (string Text, bool Whole) Readable(string text)
    {
        var readable = new StringBuilder();
        var (at, whole, left) = (0, true, MostUnpacked);
        while (NextStream(text, at) is { } begin)
        {
            readable.Append(text, at, begin - at).Append('\n');
            var end = text.IndexOf("endstream", begin, StringComparison.Ordinal);
            if (end < 0) return (readable.ToString(), false);
            if (OwnDictionary(text[at..begin]) is var own && Names(own).Contains("ObjStm"))
            {
                var unpacked = Names(own).Contains("Filter") ? Unpack(text[begin..end], left) : text[begin..end];
                whole &= unpacked is not null;
                left -= unpacked?.Length ?? 0;
                readable.Append(unpacked).Append('\n');
            }
            at = end + "endstream".Length;
        }
        return (readable.Append(text, at, text.Length - at).ToString(), whole);
    }

    // A stream follows the end of its dictionary. What only looks like one is read as text, and so is hidden nowhere.
    static int? NextStream(string text, int from)
    {
        for (var at = from; (at = text.IndexOf("stream", at, StringComparison.Ordinal)) >= 0; at += "stream".Length)
        {
            var begin = at + "stream".Length;
            if (begin < text.Length && text[begin] == '\r') begin++;
            if (begin >= text.Length || text[begin] != '\n') continue;
            var before = text[Math.Max(from, at - LongestGap)..at].TrimEnd(' ', '\t', '\r', '\n', '\f', '\0');
            if (before.EndsWith(">>", StringComparison.Ordinal)) return begin + 1;
        }
        return null;
    }

    static string OwnDictionary(string objects) =>
        objects[Math.Max(0, objects.LastIndexOf(" obj", StringComparison.Ordinal))..];

    static HashSet<string> Names(string text) =>
        [.. Name().Matches(text).Select(name => Unescaped(name.Groups[1].Value))];

    static string? Unpack(string packed, int most)
    {
        try
        {
            using var source = new MemoryStream(Encoding.Latin1.GetBytes(packed));
            using var unpacking = new ZLibStream(source, CompressionMode.Decompress);
            var buffer = new byte[Math.Max(most, 0) + 1];
            var read = unpacking.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return read == 0 || read > most ? null : Encoding.Latin1.GetString(buffer, 0, read);
        }
        catch (InvalidDataException)
        {
            return null; // packed in a way we cannot look into
        }
    }

    static string Unescaped(string name) => Escape().Replace(name, match =>
        ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    [GeneratedRegex(@"\A%PDF-[12]\.\d")]
    private static partial Regex Head();

    [GeneratedRegex(@"/([^\x00\s()<>\[\]{}/%]+)")]
    private static partial Regex Name();

    [GeneratedRegex("#([0-9A-Fa-f]{2})")]
    private static partial Regex Escape();
}
