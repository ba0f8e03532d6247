using System.Globalization;
using System.Text;

namespace Forsyn.Tests;

/// <summary>Makes a FEST file of any length by writing the entries of a small one again and again with other
/// ids.</summary>
public static class RepeatedFest
{
    /// <summary>The made file that lies beside this code.</summary>
    public static string Made()
    {
        using var stream = typeof(RepeatedFest).Assembly.GetManifestResourceStream("made-fest.xml")
            ?? throw new InvalidOperationException("made-fest.xml is not part of the assembly");
        return new StreamReader(stream).ReadToEnd();
    }

    /// <summary>Writes at least as many bytes and returns how often each entry was written; ids stay tied to each
    /// other.</summary>
    public static int Write(string xml, Stream output, long bytes)
    {
        var repeats = (int)Math.Max(1, bytes / Encoding.UTF8.GetByteCount(xml) + 1);
        var at = 0;
        for (var open = xml.IndexOf("Kat", StringComparison.Ordinal); open >= 0; open = xml.IndexOf("Kat", at,
            StringComparison.Ordinal))
        {
            var first = xml.IndexOf('>', open) + 1;
            var name = xml[open..(first - 1)].Split(' ')[0];
            var last = xml.IndexOf(name + ">", first, StringComparison.Ordinal);
            last = xml.LastIndexOf('<', last);
            Text(output, xml[at..first]);
            Repeat(output, xml[first..last], repeats);
            at = xml.IndexOf('>', last) + 1;
            Text(output, xml[last..at]);
        }
        Text(output, xml[at..]);
        return repeats;
    }

    static void Text(Stream output, string text) => output.Write(Encoding.UTF8.GetBytes(text));

    static void Repeat(Stream output, string entries, int times)
    {
        var bytes = Encoding.UTF8.GetBytes(entries);
        var places = new List<(int Place, uint Value)>();
        for (var i = bytes.AsSpan().IndexOf("ID_"u8); i >= 0;)
        {
            places.Add((i + 3, uint.Parse(Encoding.ASCII.GetString(bytes, i + 3, 8), NumberStyles.HexNumber,
                CultureInfo.InvariantCulture)));
            var next = bytes.AsSpan(i + 3).IndexOf("ID_"u8);
            i = next < 0 ? -1 : next + i + 3;
        }
        for (var time = 0; time < times; time++)
        {
            foreach (var (place, value) in places)
                unchecked(value + ((uint)time * 2654435761u))
                    .TryFormat(bytes.AsSpan(place, 8), out _, "X8", CultureInfo.InvariantCulture);
            output.Write(bytes);
        }
    }
}
