using Dapper;

namespace Forsyn.App.Database;

/// <summary>
/// Brings a database to the newest schema: every numbered file of Db/Migrations once, in order, each in a transaction.
/// </summary>
public static class Migrate
{
    /// <summary>Returns the names of the files that were run now.</summary>
    public static async Task<IReadOnlyList<string>> Run(Db db)
    {
        await using var connection = await db.Read();
        await MakeTable(new Tx(db, connection, null!));
        var done = (await connection.QueryAsync<string>("select name from migration")).ToHashSet();
        var now = new List<string>();
        foreach (var file in Files().Where(f => !done.Contains(f.Name)))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await One(new Tx(db, connection, transaction), file);
            await transaction.CommitAsync();
            now.Add(file.Name);
        }
        await TransactionIds.CarryOn(db);
        return now;
    }

    /// <summary>
    /// Runs the files that are wanted and were not run, in a transaction of the caller's, so that a database that is
    /// filled from another is made whole or not at all.
    /// </summary>
    internal static async Task Within(Tx tx, Func<string, bool> wanted)
    {
        await MakeTable(tx);
        var done = (await tx.List<string>("select name from migration")).ToHashSet();
        foreach (var file in Files().Where(f => !done.Contains(f.Name) && wanted(f.Name))) await One(tx, file);
    }

    static Task MakeTable(Tx tx) => tx.Do(
        "create table if not exists migration (name text primary key, done_at text not null default " +
        "current_timestamp)");

    static async Task One(Tx tx, (string Name, string Sql) file)
    {
        await tx.Do(InDialect(file.Sql, tx.Kind));
        await tx.Do("insert into migration (name) values (@Name)", new { file.Name });
    }

    /// <summary>The files that have not been run on the database.</summary>
    public static async Task<IReadOnlyList<string>> Missing(Db db)
    {
        await using var connection = await db.Read();
        var there = db.Kind == DbKind.Postgres
            ? "select count(*) from information_schema.tables where table_schema = current_schema() and table_name " +
                "= 'migration'"
            : "select count(*) from sqlite_master where type = 'table' and name = 'migration'";
        var files = Files().Select(f => f.Name).ToList();
        if (await connection.ExecuteScalarAsync<long>(there) == 0) return files;
        return [.. files.Except(await connection.QueryAsync<string>("select name from migration"))];
    }

    public static IEnumerable<(string Name, string Sql)> Files()
    {
        var assembly = typeof(Migrate).Assembly;
        foreach (var resource in
            assembly.GetManifestResourceNames().Where(n => n.Contains(".Migrations.")).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource[(resource.IndexOf(".Migrations.", StringComparison.Ordinal) + 12)..],
                reader.ReadToEnd());
        }
    }

    /// <summary>The four tokens in which the dialects differ: {date}, {bool}, {tx} and {immutable table}.</summary>
    public static string InDialect(string sql, DbKind kind)
    {
        var text = kind == DbKind.Postgres
            ? sql.Replace("{date}", "date").Replace("{bool}", "boolean")
                .Replace("{tx}", "bigint not null default (pg_current_xact_id()::text::bigint)")
            : sql.Replace("{date}", "text").Replace("{bool}", "integer").Replace("{tx}", "integer primary key");
        return System.Text.RegularExpressions.Regex.Replace(text, @"\{immutable (\w+)\}",
            m => kind == DbKind.Postgres ? ImmutablePostgres(m.Groups[1].Value) : ImmutableSqlite(m.Groups[1].Value));
    }

    static string ImmutableSqlite(string table) => $"""
        create trigger {table}_no_update before update on {table}
        begin select raise(abort, '{table} rows are never changed'); end;
        create trigger {table}_no_delete before delete on {table}
        begin select raise(abort, '{table} rows are never deleted'); end;
        """;

    static string ImmutablePostgres(string table) => $"""
        create or replace function {table}_immutable() returns trigger language plpgsql as
        $$ begin raise exception '{table} rows are never changed or deleted'; end $$;
        create trigger {table}_immutable before update or delete or truncate on {table}
        for each statement execute function {table}_immutable();
        """;
}
