namespace Forsyn.Core.Basics.Gs1;

/// <summary>
/// Draws a GS1 DataMatrix (ISO/IEC 16022, ECC 200) as dark and light modules: square symbols of 10 to 44 modules, ASCII
/// encodation, which is what the short element strings of medicine packages need.
/// </summary>
public static class DataMatrix
{
    const byte Fnc1 = 232, Pad = 129;
    const char GroupSeparator = '\u001d';

    // Modules a side, data and error correction codewords, data regions a side (ISO/IEC 16022, table 7).
    static readonly (int Side, int Data, int Check, int Regions)[] Sizes =
    [
        (10, 3, 5, 1), (12, 5, 7, 1), (14, 8, 10, 1), (16, 12, 12, 1), (18, 18, 14, 1), (20, 22, 18, 1),
        (22, 30, 20, 1),
        (24, 36, 24, 1), (26, 44, 28, 1), (32, 62, 36, 2), (36, 86, 42, 2), (40, 114, 48, 2), (44, 144, 56, 2),
    ];

    /// <summary>
    /// The modules, true where dark, row by row from the top, without the quiet zone of at least one module.
    /// Refusals: data-matrix-character for anything but printable ASCII and the group separator; data-matrix-too-long.
    /// </summary>
    /// <param name="carrier">The element string as a barcode holds it: no leading FNC1, a group separator for each
    /// later one.</param>
    public static Result<bool[,]> OfElements(string carrier) =>
        Codewords(carrier) is { Ok: true } words ? Draw([Fnc1, .. words.Value]) : Codewords(carrier).Refusal!;

    /// <summary>The modules of plain text that is no GS1 element string; refuses as for elements.</summary>
    public static Result<bool[,]> OfText(string text) =>
        Codewords(text) is { Ok: true } words ? Draw(words.Value) : Codewords(text).Refusal!;

    static Result<bool[,]> Draw(IReadOnlyList<byte> data)
    {
        foreach (var size in Sizes)
            if (data.Count <= size.Data)
            {
                var filled = Filled(data, size.Data);
                byte[] all = [.. filled, .. ReedSolomon.Check(filled, size.Check)];
                return Framed(DataMatrixPlacement.Place(all, size.Side - 2 * size.Regions), size.Side, size.Regions);
            }
        return Refusal.Of("data-matrix-too-long", "codewords", $"{data.Count}", "most", $"{Sizes[^1].Data}");
    }

    static Result<List<byte>> Codewords(string text)
    {
        var words = new List<byte>();
        for (var i = 0; i < text.Length; i++)
            if (text[i] == GroupSeparator) words.Add(Fnc1);
            else if (text[i] is < ' ' or > '~') return Refusal.Of("data-matrix-character", "at", $"{i + 1}");
            else if (i + 1 < text.Length && char.IsAsciiDigit(text[i]) && char.IsAsciiDigit(text[i + 1]))
                words.Add((byte)(130 + (text[i] - '0') * 10 + (text[++i] - '0')));
            else words.Add((byte)(text[i] + 1));
        return words;
    }

    // The first pad is plain; the rest are stirred so that they form no pattern (253-state algorithm).
    static byte[] Filled(IReadOnlyList<byte> data, int capacity)
    {
        var filled = new byte[capacity];
        for (var i = 0; i < capacity; i++)
        {
            if (i < data.Count) filled[i] = data[i];
            else if (i == data.Count) filled[i] = Pad;
            else
            {
                var stirred = Pad + 149 * (i + 1) % 253 + 1;
                filled[i] = (byte)(stirred <= 254 ? stirred : stirred - 254);
            }
        }
        return filled;
    }

    // Each region has a solid line left and below, and a dotted one above and right.
    static bool[,] Framed(bool[,] content, int side, int regions)
    {
        var symbol = new bool[side, side];
        var region = side / regions;
        for (var row = 0; row < side; row++)
            for (var column = 0; column < side; column++)
            {
                var (r, c) = (row % region, column % region);
                symbol[row, column] =
                    c == 0 || r == region - 1 ? true
                    : r == 0 ? c % 2 == 0
                    : c == region - 1 ? r % 2 == 1
                    : content[row - 1 - 2 * (row / region), column - 1 - 2 * (column / region)];
            }
        return symbol;
    }
}
