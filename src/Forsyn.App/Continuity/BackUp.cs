using System.Reflection;
using Forsyn.App.Database;
using Forsyn.App.Ledger;

namespace Forsyn.App.Continuity;

/// <summary>What a backup holds, and where it is.</summary>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Key">The key it is hidden with; null when it lies open.</param>
public sealed record BackupDone(
    string File, long Bytes, string? Key, BackupManifest Manifest, IReadOnlyList<TableContent> Contents);

/// <summary>
/// Writes the whole database to one file, as it was at one instant, while others go on writing. The file gets its name
/// when it is whole.
/// </summary>
public static class BackUp
{
    /// <summary>Refuses backup-exists: no backup is written over another.</summary>
    /// <param name="keys">The first of them hides the file; none leaves it open.</param>
    public static async Task<Result<BackupDone>> Run(
        Db db, string path, Keyring keys, Moment now, Action<string, long> progress, CancellationToken stop = default)
    {
        if (File.Exists(path)) return Refusal.Of("backup-exists", "file", Path.GetFileName(path));
        var part = path + ".part";
        var key = keys.Current;
        try
        {
            var (manifest, contents) = await db.Snapshot(async tx =>
            {
                var (of, shapes) = await Describe(tx, now, progress);
                using var file = new FileStream(part, Options());
                var added = BackupFile.Write(file, key, of, Rows(tx, shapes, stop), progress);
                file.Flush(flushToDisk: true);
                return (of, added);
            }, stop);
            File.Move(part, path);
            return new BackupDone(path, new FileInfo(path).Length, key?.Id, manifest, contents);
        }
        finally
        {
            File.Delete(part);
        }
    }

    static Func<BackupTable, IEnumerable<object?[]>> Rows(
        Tx tx, IReadOnlyList<TableShape> shapes, CancellationToken stop) => table =>
    {
        stop.ThrowIfCancellationRequested();
        return RowText.Of(tx, shapes.First(shape => shape.Name == table.Name));
    };

    /// <summary>What this transaction sees, in the words of a manifest.</summary>
    internal static async Task<(BackupManifest Manifest, IReadOnlyList<TableShape> Shapes)> Describe(
        Tx tx, Moment now, Action<string, long> progress)
    {
        var shapes = await TableShape.All(tx);
        var tables = new List<BackupTable>();
        foreach (var shape in shapes)
            tables.Add(new(shape.Name, [.. shape.Columns.Select(column => column.Name)],
                await tx.One<long>($"select count(*) from {shape.Name}")));
        progress("audit", 0);
        var migrations = await tx.List<string>("select name from migration order by name");
        return (new BackupManifest(BackupFile.Format, Version, tx.Kind, now, migrations,
            LedgerState.Of(await AuditLedger.Of(tx)), tables), shapes);
    }

    static string Version => typeof(BackUp).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    internal static FileStreamOptions Options()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 20,
        };
        // It holds everything the database does, so only its owner reads it.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
