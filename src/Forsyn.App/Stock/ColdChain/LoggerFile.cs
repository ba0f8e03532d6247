using System.Security.Cryptography;
using System.Text;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>A logger's file as it came, and its lines.</summary>
public sealed record LoggerFile(string Name, byte[] Content, IReadOnlyList<string> Lines)
{
    /// <summary>A year of five-minute readings is about 5 MB in the widest layout.</summary>
    public const int LargestBytes = 16 * 1024 * 1024;
    public const int MostLines = 300_000;

    /// <summary>Refuses cold-file-large, cold-file-empty, cold-file-no-text and cold-file-long.</summary>
    public static async Task<Result<LoggerFile>> Read(Stream content, string name, CancellationToken stop = default)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[81_920];
        for (int n; (n = await content.ReadAsync(buffer, stop)) > 0;)
        {
            kept.Write(buffer, 0, n);
            if (kept.Length > LargestBytes)
                return Refusal.Of("cold-file-large", "most", $"{LargestBytes / 1024 / 1024}");
        }
        if (kept.Length == 0) return Refusal.Of("cold-file-empty");
        var bytes = kept.ToArray();
        if (Decode(bytes) is not { } text) return Refusal.Of("cold-file-no-text");
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        if (lines.Length > MostLines)
            return Refusal.Of("cold-file-long", "lines", $"{lines.Length}", "most", $"{MostLines}");
        var last = Path.GetFileName(name.Replace('\\', '/'));
        return new LoggerFile(last.Length is 0 or > 120 ? "logger.csv" : last, bytes, lines);
    }

    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Content));

    /// <summary>The rows after what the layout skips.</summary>
    public IReadOnlyList<LoggerRow> Rows(LoggerLayout layout) =>
        [.. Lines.Skip(layout.SkipLines).Select((line, i) =>
            new LoggerRow(layout.SkipLines + i + 1, GuessLayout.Split(line, layout.Delimiter)))];

    // Programs from before UTF-8 write UTF-16, or the code page of Western Europe. A zero byte is in no text.
    static string? Decode(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..]) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.AsSpan(0, Math.Min(bytes.Length, 8192)).Contains((byte)0)) return null;
        var span = bytes.AsSpan();
        if (span.StartsWith(Encoding.UTF8.Preamble)) span = span[Encoding.UTF8.Preamble.Length..];
        try { return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(span); }
        catch (DecoderFallbackException) { return Encoding.Latin1.GetString(span); }
    }
}
