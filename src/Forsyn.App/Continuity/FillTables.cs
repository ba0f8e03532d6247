using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Microsoft.Data.Sqlite;

namespace Forsyn.App.Continuity;

/// <summary>The rows of one table on their way to another database, as lines of RowText.</summary>
sealed record TableLines(string Table, IReadOnlyList<string> Columns, IEnumerable<ReadOnlyMemory<byte>> Lines);

/// <summary>
/// Makes an empty database into a copy of another, in one transaction: broken off anywhere it is as empty as it was,
/// and can be begun again. What was written is read again and must add up to what was sent.
/// </summary>
static class FillTables
{
    /// <summary>Refuses a database that has any table, whatever is in it.</summary>
    public static async Task<Refusal?> NotEmpty(Db target)
    {
        await using var connection = await target.Read();
        var tx = new Tx(target, connection, null!);
        var tables = await tx.One<long>(target.Kind == DbKind.Postgres
            ? "select count(*) from information_schema.tables where table_schema = current_schema()"
            : "select count(*) from sqlite_master where name not like 'sqlite_%'");
        return tables == 0 ? null
            : Refusal.Of("copy-target-not-empty", "database", target.Name, "tables", $"{tables}");
    }

    /// <summary>
    /// Makes the tables of these migrations, fills them, and brings them to the newest; the audit must be what it was.
    /// Refuses copy-differs, and then nothing is there.
    /// </summary>
    public static async Task<Result<LedgerState>> Run(
        Db target, IReadOnlyList<string> migrations, IEnumerable<TableLines> tables,
        Func<IReadOnlyList<TableContent>> contents, LedgerState ledger, Action<string, long> progress)
    {
        await using var connection = await target.Read();
        await using var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: false)
            : await connection.BeginTransactionAsync();
        var tx = new Tx(target, connection, transaction);
        // A row may refer to one of its own table that comes after it.
        if (tx.Kind == DbKind.Sqlite) await tx.Do("pragma defer_foreign_keys = on");
        await Migrate.Within(tx, migrations.Contains);
        var shapes = await TableShape.All(tx);
        await Empty(tx, shapes);
        var filled = new List<TableShape>();
        foreach (var table in tables)
        {
            filled.Add(Shape(shapes, table));
            await Load(tx, table, filled[^1], progress);
        }
        if (await Differs(tx, contents(), filled, progress) is { } differs) return differs;
        await TransactionIds.BeginAgain(tx);
        await Migrate.Within(tx, _ => true);
        progress("audit", 0);
        var now = LedgerState.Of(await AuditLedger.Of(tx));
        if (now != ledger) return Refusal.Of("copy-differs", "what", "ledger", "was", $"{ledger}", "is", $"{now}");
        await transaction.CommitAsync();
        if (tx.Kind == DbKind.Postgres) await new Tx(target, connection, null!).Do("analyze (verbose false)");
        return now;
    }

    // What migrations put in stands in the copy too.
    static async Task Empty(Tx tx, IReadOnlyList<TableShape> shapes)
    {
        foreach (var shape in shapes.Reverse())
            if (await tx.One<long>($"select count(*) from {shape.Name}") > 0) await tx.Do($"delete from {shape.Name}");
    }

    static async Task Load(Tx tx, TableLines table, TableShape shape, Action<string, long> progress)
    {
        Kept[] kept = [.. shape.Columns.Select(column => column.Kept)];
        var rows = table.Lines.Select(line => RowText.Read(line.Span, kept));
        var done = await Bulk.Load(tx, shape.Name, [.. shape.Columns.Select(column => column.Name)], rows,
            n => { if (n % 1_000_000 == 0) progress(shape.Name, n); });
        progress(shape.Name, done);
    }

    // The columns in the order of the lines, as this database keeps them.
    static TableShape Shape(IReadOnlyList<TableShape> shapes, TableLines table)
    {
        var shape = shapes.First(s => s.Name == table.Table);
        return shape with { Columns = [.. table.Columns.Select(name => shape.Columns.First(c => c.Name == name))] };
    }

    static async Task<Refusal?> Differs(
        Tx tx, IReadOnlyList<TableContent> contents, IReadOnlyList<TableShape> filled, Action<string, long> progress)
    {
        using var text = new RowText();
        foreach (var (was, shape) in contents.Zip(filled))
        {
            var now = new Content();
            foreach (var row in RowText.Of(tx, shape)) now.Add(text.Write(row));
            if (now.Of(shape.Name) is var found && found != was)
                return Refusal.Of("copy-differs", "what", was.Table, "was", $"{was}", "is", $"{found}");
        }
        progress("check", contents.Sum(content => content.Rows));
        // A table that was not sent would be empty here and unnoticed.
        var missing = (await TableShape.All(tx)).Select(s => s.Name).Except(contents.Select(c => c.Table)).ToList();
        return missing.Count == 0 ? null
            : Refusal.Of("copy-differs", "what", string.Join(", ", missing), "was", "-", "is", "0");
    }
}
