using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.App.Ledger;

namespace Forsyn.App.Continuity;

/// <summary>What a backup says of itself before its rows.</summary>
/// <param name="Program">The version of the program that made it.</param>
/// <param name="Database">sqlite or postgres.</param>
/// <param name="Migrations">The migrations its database had.</param>
public sealed record BackupManifest(
    int Format, string Program, DbKind Database, Moment MadeAt, IReadOnlyList<string> Migrations,
    LedgerState Ledger, IReadOnlyList<BackupTable> Tables)
{
    public long Rows => Tables.Sum(table => table.Rows);
}

public sealed record BackupTable(string Name, IReadOnlyList<string> Columns, long Rows);

/// <summary>The ledger in the words of its audit; two databases with the same are the same ledger.</summary>
public sealed record LedgerState(
    string Head, bool Clean, long Transfers, long Balances, long Lots, long Reservations, long Seals, long Unsealed)
{
    public static LedgerState Of(Audit audit) => new(audit.Head, audit.Clean, audit.Transfers, audit.Balances,
        audit.Lots, audit.Reservations, audit.Seals, audit.Unsealed);
}

/// <summary>The file is no whole backup, or its key is not here.</summary>
sealed class BackupBroken(Refusal refusal) : Exception(refusal.Code)
{
    public Refusal Refusal => refusal;
}

/// <summary>
/// A backup: gzip of lines of JSON. First the manifest, then for each table a line with its name and a line a row,
/// last what each table must add up to. With a key the whole is hidden, and before it stands which key.
/// </summary>
static class BackupFile
{
    internal const int Format = 1;
    const string Magic = "FORSYN-BACKUP 1";

    sealed record TableLine(string Table);
    sealed record LastLine(IReadOnlyList<TableContent> Contents);

    /// <summary>Writes the file; what the tables add up to is asked for when all of them have been read.</summary>
    public static IReadOnlyList<TableContent> Write(
        Stream file, Key? key, BackupManifest manifest, Func<BackupTable, IEnumerable<object?[]>> rows,
        Action<string, long> progress)
    {
        var contents = new List<TableContent>();
        using var hidden = key is null ? null : Hidden(file, key);
        using var packed = new GZipStream(hidden ?? file, CompressionLevel.Fastest, leaveOpen: true);
        using var text = new RowText();
        Line(packed, manifest);
        foreach (var table in manifest.Tables)
        {
            Line(packed, new TableLine(table.Name));
            var content = new Content();
            foreach (var row in rows(table))
            {
                var line = text.Write(row);
                content.Add(line);
                packed.Write(line);
                packed.WriteByte((byte)'\n');
                if (content.Rows % 1_000_000 == 0) progress(table.Name, content.Rows);
            }
            contents.Add(content.Of(table.Name));
            progress(table.Name, content.Rows);
        }
        Line(packed, new LastLine(contents));
        return contents;
    }

    static SealedWriter Hidden(Stream file, Key key)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        file.Write(Encoding.ASCII.GetBytes($"{Magic} {key.Id} {id}\n"));
        return new SealedWriter(file, key, id);
    }

    static void Line<T>(Stream packed, T value) => packed.Write(Encoding.UTF8.GetBytes(Json.Write(value) + "\n"));

    /// <summary>
    /// Reads the file to its end: every piece is as it was written, and every table adds up. Throws BackupBroken.
    /// </summary>
    public static (BackupManifest Manifest, IReadOnlyList<TableContent> Contents) Check(
        string path, Keyring keys, Action<string, long> progress)
    {
        var found = new List<TableContent>();
        BackupManifest? manifest = null;
        LastLine? last = null;
        try
        {
            foreach (var (table, lines) in Tables(path, keys, m => manifest = m, l => last = l))
            {
                var content = new Content();
                foreach (var line in lines)
                {
                    content.Add(line.Span);
                    if (content.Rows % 1_000_000 == 0) progress(table, content.Rows);
                }
                found.Add(content.Of(table));
            }
        }
        catch (Exception e)
            when (e is InvalidDataException or EndOfStreamException or JsonException or InvariantBroken)
        {
            throw Damaged(path);
        }
        if (manifest is null || last is null || !last.Contents.SequenceEqual(found)
            || !manifest.Tables.Select(t => (t.Name, t.Rows)).SequenceEqual(found.Select(c => (c.Table, c.Rows))))
            throw Damaged(path);
        return (manifest, found);
    }

    /// <summary>The tables of a file that has been checked, with their lines, to be read once and in order.</summary>
    public static IEnumerable<(string Table, IEnumerable<ReadOnlyMemory<byte>> Lines)> Tables(
        string path, Keyring keys) => Tables(path, keys, _ => { }, _ => { });

    static IEnumerable<(string, IEnumerable<ReadOnlyMemory<byte>>)> Tables(
        string path, Keyring keys, Action<BackupManifest> first, Action<LastLine> last)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        using var shown = Shown(file, path, keys);
        using var unpacked = new GZipStream(shown, CompressionMode.Decompress);
        using var lines = Lines(unpacked).GetEnumerator();
        if (!lines.MoveNext()) throw new EndOfStreamException();
        first(Read<BackupManifest>(lines.Current));
        var more = lines.MoveNext();
        while (more && !lines.Current.Span.StartsWith("{\"contents\""u8))
        {
            var table = Read<TableLine>(lines.Current).Table;
            yield return (table, Rows());
        }
        if (!more) throw new EndOfStreamException();
        last(Read<LastLine>(lines.Current));
        if (lines.MoveNext()) throw new InvalidDataException();

        IEnumerable<ReadOnlyMemory<byte>> Rows()
        {
            while ((more = lines.MoveNext()) && lines.Current.Span.StartsWith("["u8)) yield return lines.Current;
        }
    }

    static Stream Shown(FileStream file, string path, Keyring keys)
    {
        var head = new byte[200];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var words = Encoding.ASCII.GetString(head, 0, read).Split('\n')[0].Split(' ');
        if (read >= 2 && head[0] == 0x1f && head[1] == 0x8b)
        {
            file.Position = 0;
            return file;
        }
        if (words is not [_, _, var keyId, var fileId] || $"{words[0]} {words[1]}" != Magic)
            throw new BackupBroken(Refusal.Of("backup-unreadable", "file", Path.GetFileName(path)));
        var key = keys.Find(keyId) ?? throw new BackupBroken(
            Refusal.Of("backup-key-missing", "file", Path.GetFileName(path), "key", keyId));
        file.Position = words.Sum(word => word.Length) + words.Length;
        return new SealedReader(file, key, fileId);
    }

    static T Read<T>(ReadOnlyMemory<byte> line) => Json.Read<T>(Encoding.UTF8.GetString(line.Span));

    // A line is good until the next is asked for.
    static IEnumerable<ReadOnlyMemory<byte>> Lines(Stream stream)
    {
        var (buffer, start, end) = (new byte[1 << 20], 0, 0);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                yield return buffer.AsMemory(start, length);
                start += length + 1;
                continue;
            }
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0 && end > 0) throw new EndOfStreamException();
            if (read == 0) yield break;
            end += read;
        }
    }

    static BackupBroken Damaged(string path) => new(Refusal.Of("backup-damaged", "file", Path.GetFileName(path)));
}
