using Forsyn.App.Database;

namespace Forsyn.App.Continuity;

/// <summary>A database that has been made from another, with what both add up to.</summary>
/// <param name="Was">The ledger in the backup or the source.</param>
/// <param name="Is">The ledger in the new database, audited there.</param>
public sealed record CopyDone(
    string Database, LedgerState Was, LedgerState Is, IReadOnlyList<TableContent> Contents)
{
    public long Rows => Contents.Sum(content => content.Rows);
}

/// <summary>
/// Makes an empty database from a backup, of either kind. The file is read to its end and every piece of it checked
/// before anything is written.
/// </summary>
public static class Restore
{
    /// <summary>
    /// Refuses backup-missing, backup-unreadable, backup-key-missing, backup-damaged, backup-newer,
    /// copy-target-not-empty, copy-to-sqlite and copy-differs; then the database is as empty as it was.
    /// </summary>
    public static async Task<Result<CopyDone>> Run(Db target, string path, Keyring keys, Action<string, long> progress)
    {
        var checkedFile = Check(path, keys, progress);
        if (!checkedFile.Ok) return checkedFile.Refusal!;
        var (manifest, contents) = checkedFile.Value;
        if (manifest.Migrations.Except(Migrate.Files().Select(file => file.Name)).FirstOrDefault() is { } unknown)
            return Refusal.Of("backup-newer", "migration", unknown, "program", manifest.Program);
        if (MoveDatabase.CannotGo(manifest.Database, target.Kind) is { } no) return no;
        if (await FillTables.NotEmpty(target) is { } full) return full;
        var columns = manifest.Tables.ToDictionary(table => table.Name, table => table.Columns);
        var tables = BackupFile.Tables(path, keys)
            .Select(table => new TableLines(table.Table, columns[table.Table], table.Lines));
        var done = await FillTables.Run(target, manifest.Migrations, tables, () => contents, manifest.Ledger, progress);
        return done.Ok ? new CopyDone(target.Name, manifest.Ledger, done.Value, contents) : done.Refusal!;
    }

    /// <summary>Reads the whole file and says what it holds; writes nothing.</summary>
    public static Result<CheckedBackup> Check(string path, Keyring keys, Action<string, long> progress)
    {
        if (!File.Exists(path)) return Refusal.Of("backup-missing", "file", path);
        try
        {
            var (manifest, contents) = BackupFile.Check(path, keys, progress);
            return new CheckedBackup(manifest, contents);
        }
        catch (BackupBroken e)
        {
            return e.Refusal;
        }
    }
}

/// <summary>A backup that is whole: every table adds up to what was written.</summary>
public sealed record CheckedBackup(BackupManifest Manifest, IReadOnlyList<TableContent> Contents);
