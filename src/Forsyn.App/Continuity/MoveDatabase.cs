using Forsyn.App.Database;
using Microsoft.Data.Sqlite;

namespace Forsyn.App.Continuity;

/// <summary>
/// Makes an empty database into the same as another, usually PostgreSQL from SQLite when a site has outgrown its file.
/// A SQLite source is locked meanwhile, so that nothing is written to it that does not come along.
/// </summary>
public static class MoveDatabase
{
    /// <summary>Refuses copy-to-sqlite, copy-target-not-empty and copy-differs; the source is never changed.</summary>
    public static async Task<Result<CopyDone>> Run(Db source, Db target, Moment now, Action<string, long> progress)
    {
        if (CannotGo(source.Kind, target.Kind) is { } no) return no;
        if (await FillTables.NotEmpty(target) is { } full) return full;
        await using var connection = await source.Read();
        await using var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: false)
            : await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        var tx = new Tx(source, connection, transaction);
        var (manifest, shapes) = await BackUp.Describe(tx, now, progress);
        var contents = new List<TableContent>();
        var tables = manifest.Tables.Zip(shapes).Select(table => new TableLines(
            table.First.Name, table.First.Columns, Lines(tx, table.Second, contents)));
        var done = await FillTables.Run(target, manifest.Migrations, tables, () => contents, manifest.Ledger, progress);
        return done.Ok ? new CopyDone(target.Name, manifest.Ledger, done.Value, contents) : done.Refusal!;
    }

    // What the source adds up to is reckoned from the very lines that are sent.
    static IEnumerable<ReadOnlyMemory<byte>> Lines(Tx tx, TableShape table, List<TableContent> contents)
    {
        using var text = new RowText();
        var content = new Content();
        foreach (var row in RowText.Of(tx, table))
        {
            content.Add(text.Write(row));
            yield return text.Written;
        }
        contents.Add(content.Of(table.Name));
    }

    /// <summary>
    /// The seals take in the number of the transaction that wrote a row. On PostgreSQL many rows have the same, on
    /// SQLite each its own; so a ledger sealed on PostgreSQL stays on PostgreSQL.
    /// </summary>
    internal static Refusal? CannotGo(DbKind from, DbKind to) =>
        from == DbKind.Postgres && to == DbKind.Sqlite ? Refusal.Of("copy-to-sqlite") : null;
}
