using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Forsyn.Core.Ledger;

/// <summary>A transfer as it is stored, with all that a seal protects.</summary>
public sealed record SealedRow(long Tx, long Id, long Link, Transfer Transfer, Moment RecordedAt, string RecordedBy);

/// <summary>
/// How rows are sealed: SHA-256 over each row's text, a Merkle root over a batch of rows in (tx, id) order, and a head
/// that takes in the head before it. Leaves and nodes are hashed with different first bytes, as in RFC 6962, so that no
/// node can be passed off as a row.
/// </summary>
public static class Seals
{
    /// <summary>The head before the first seal.</summary>
    public const string Beginning = "";

    /// <summary>
    /// Every field once, in a fixed order; texts carry their length, so that no two rows read the same.
    /// </summary>
    public static string Text(SealedRow row)
    {
        var (t, text) = (row.Transfer, new StringBuilder(160));
        foreach (var number in (long?[])
            [
                row.Tx, row.Id, row.Link, t.Holder, t.Lot, t.Quantity.Units, (long)t.From.Status, t.From.Place,
                    (long)t.From.Pool,
                (long)t.To.Status, t.To.Place, (long)t.To.Pool, t.CountsOn.DayNumber, row.RecordedAt.Microseconds,
                    t.Settles, t.Corrects,
            ])
            text.Append(number?.ToString(CultureInfo.InvariantCulture) ?? "-").Append(' ');
        foreach (var word in (string[])[t.Reason, t.Source, row.RecordedBy])
            text.Append(CultureInfo.InvariantCulture, $"{word.Length}:{word} ");
        return text.ToString();
    }

    public static byte[] Leaf(SealedRow row) => SHA256.HashData([0, .. Encoding.UTF8.GetBytes(Text(row))]);

    /// <summary>The head after a seal, in lowercase hexadecimal.</summary>
    public static string Head(string before, long number, long fromTx, long toTx, long transfers, string root,
        Moment sealedAt) =>
        Hex(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
                $"{before} {number} {fromTx} {toTx} {transfers} {root} {sealedAt.Microseconds}"))));

    internal static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}

/// <summary>
/// A Merkle root over rows that come one at a time; holds one hash for each level, however many rows there are.
/// </summary>
public sealed class SealTree
{
    readonly Stack<(int Height, byte[] Hash)> _peaks = new();

    public long Rows { get; private set; }

    public void Add(SealedRow row)
    {
        Rows++;
        var peak = (Height: 0, Hash: Seals.Leaf(row));
        while (_peaks.TryPeek(out var left) && left.Height == peak.Height)
            peak = (peak.Height + 1, Node(_peaks.Pop().Hash, peak.Hash));
        _peaks.Push(peak);
    }

    /// <summary>The root in lowercase hexadecimal; of no rows, the hash of nothing.</summary>
    public string Root()
    {
        if (_peaks.Count == 0) return Seals.Hex(SHA256.HashData([]));
        return Seals.Hex(_peaks.Select(p => p.Hash).Aggregate((right, left) => Node(left, right)));
    }

    static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
