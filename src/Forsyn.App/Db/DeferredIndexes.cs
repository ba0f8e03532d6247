using Dapper;

namespace Forsyn.App.Database;

/// <summary>
/// Takes the indexes of a table away while very many rows are loaded, and makes them again. Which ones there were is
/// kept in the database, in the transaction that takes them away, so that a killed load can be carried on. SQLite
/// keeps its indexes: it loads what fits in one process, and its unique ones cannot be taken away.
/// </summary>
public static class DeferredIndexes
{
    // Sorting in memory: what an index of fifty million rows takes fits into a few passes.
    const string SortMemory = "1GB";

    const string Made = """
        select conname as name, @table as table_name,
            'alter table ' || @table || ' add constraint ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid)
            as definition
        from pg_constraint where conrelid = cast(@table as regclass) and contype in ('p', 'u')
        union all
        select indexname, @table, indexdef from pg_indexes
        where schemaname = current_schema() and tablename = @table
            and indexname not in (select conname from pg_constraint where conrelid = cast(@table as regclass))
        """;

    /// <summary>Takes the indexes and unique constraints of a table away, within the transaction.</summary>
    public static async Task Defer(Tx tx, string table)
    {
        if (tx.Kind == DbKind.Sqlite) return;
        foreach (var index in await tx.List<Deferred>(Made, new { table }))
        {
            await tx.Do("insert into deferred_index (name, table_name, definition) " +
                "values (@Name, @TableName, @Definition)", index);
            await tx.Do(index.Definition.StartsWith("alter", StringComparison.Ordinal)
                ? $"alter table {table} drop constraint {index.Name}" : $"drop index {index.Name}");
        }
    }

    /// <summary>
    /// Makes what was deferred, two at a time; a table is first vacuumed, so that what is read of the index alone is.
    /// </summary>
    public static async Task Restore(Db db, string table, Action<string>? progress = null)
    {
        if (db.Kind == DbKind.Postgres) await Vacuum(db, table);
        var left = new Queue<Deferred>(await db.List<Deferred>(
            "select * from deferred_index where table_name = @table order by name", new { table }));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            while (true)
            {
                Deferred? next;
                lock (left)
                    if (!left.TryDequeue(out next)) return;
                await Make(db, next);
                progress?.Invoke($"{next.Name} made");
            }
        }));
    }

    /// <summary>What is still missing.</summary>
    public static Task<List<string>> Missing(Db db) => db.List<string>("select name from deferred_index order by name");

    static async Task Make(Db db, Deferred index)
    {
        await using var connection = await db.Read();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var sql in (string[])[$"set local maintenance_work_mem = '{SortMemory}'",
            "set local max_parallel_maintenance_workers = 0", index.Definition])
            await connection.ExecuteAsync(sql, transaction: transaction, commandTimeout: 0);
        await connection.ExecuteAsync("delete from deferred_index where name = @Name", index, transaction);
        await transaction.CommitAsync();
    }

    static async Task Vacuum(Db db, string table)
    {
        await using var connection = await db.Read();
        await connection.ExecuteAsync($"vacuum (analyze) {table}", commandTimeout: 0);
    }

    sealed class Deferred
    {
        public string Name { get; init; } = "";
        public string TableName { get; init; } = "";
        public string Definition { get; init; } = "";
    }
}
