using System.Buffers.Binary;

namespace Forsyn.App.Documents;

/// <summary>Whether bytes are a whole picture of a sensible size; nothing is unpacked, so nothing can swell.</summary>
static class ImageScan
{
    const uint MostPixelsASide = 20_000;
    static ReadOnlySpan<byte> PngHead => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Every chunk from the header to the end, each within the file, and nothing behind the end.</summary>
    public static bool IsPng(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith(PngHead)) return false;
        var (at, first, hasData) = (8, true, false);
        while (content.Length - at >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content[at..]);
            var name = content.Slice(at + 4, 4);
            if (length > content.Length - at - 12) return false;
            if (first != name.SequenceEqual("IHDR"u8)) return false;
            if (first && (length != 13 || !Sensible(BinaryPrimitives.ReadUInt32BigEndian(content[(at + 8)..]),
                    BinaryPrimitives.ReadUInt32BigEndian(content[(at + 12)..])))) return false;
            hasData |= name.SequenceEqual("IDAT"u8);
            at += 12 + (int)length;
            first = false;
            if (name.SequenceEqual("IEND"u8)) return hasData && at == content.Length;
        }
        return false;
    }

    /// <summary>The segments up to the picture's data, of which one names its size; and the mark at the end.</summary>
    public static bool IsJpeg(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return false;
        if (!content.TrimEnd((byte)0).EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9])) return false;
        var (at, sized) = (2, false);
        while (at + 4 <= content.Length && content[at] == 0xFF)
        {
            var mark = content[at + 1];
            if (mark == 0xFF) { at++; continue; } // filling
            if (mark == 0xDA) return sized;
            if (mark is 0x01 or (>= 0xD0 and <= 0xD9)) return false;
            var length = BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
            if (length < 2 || at + 2 + length > content.Length) return false;
            if (mark is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if (length < 8) return false;
                sized = Sensible(BinaryPrimitives.ReadUInt16BigEndian(content[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(content[(at + 5)..]));
                if (!sized) return false;
            }
            at += 2 + length;
        }
        return false;
    }

    static bool Sensible(uint width, uint height) =>
        width is > 0 and <= MostPixelsASide && height is > 0 and <= MostPixelsASide;
}
