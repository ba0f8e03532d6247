using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Forsyn.Tests;

/// <summary>Small files of the kinds that may be attached, and the same with something wrong.</summary>
static class MadeFiles
{
    /// <summary>A PDF of one empty page.</summary>
    /// <param name="more">Put into the catalogue, such as /OpenAction.</param>
    /// <param name="objects">Put between the objects.</param>
    public static byte[] Pdf(string more = "", string objects = "") => Encoding.Latin1.GetBytes($"""
        %PDF-1.7
        1 0 obj << /Type /Catalog /Pages 2 0 R {more} >> endobj
        2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
        3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj
        {objects}
        trailer << /Root 1 0 R >>
        startxref
        0
        %%EOF
        """);

    /// <summary>An object of a PDF that packs others.</summary>
    public static string Packed(string inner)
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            packing.Write(Encoding.Latin1.GetBytes(inner));
        var bytes = Encoding.Latin1.GetString(packed.ToArray());
        return $"4 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {bytes.Length} >>\nstream\n" +
            $"{bytes}\nendstream endobj";
    }

    /// <summary>A grey picture.</summary>
    public static byte[] Png(uint width = 1, uint height = 1)
    {
        var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(head, width);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), height);
        head[8] = 8;
        Chunk(file, "IHDR", head);
        Chunk(file, "IDAT", [0x78, 0x9C, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01]);
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    public static byte[] Jpeg(byte width = 1) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, // a segment of an application
        0xFF, 0xC0, 0, 11, 8, 0, 1, 0, width, 1, 1, 0x11, 0, // the frame: one by width
        0xFF, 0xDA, 0, 2, 0x55, 0xFF, 0xD9,
    ];

    static void Chunk(MemoryStream file, string name, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)data.Length);
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
        file.Write(length);
        file.Write(named);
        file.Write(new byte[4]); // the sum is the decoder's to check
    }
}
