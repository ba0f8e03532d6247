using Dapper;

namespace Forsyn.App.Database;

/// <summary>
/// Keeps the tx of new rows above that of all old ones. A dump restored to another PostgreSQL server meets transaction
/// ids that begin again from a low number; an offset added to them carries on where the dump ended.
/// </summary>
static class TransactionIds
{
    const string Newest = """
        select greatest(
            (select coalesce(max(tx), 0) from transfer), (select coalesce(max(tx), 0) from fact),
            (select coalesce(max(to_tx), 0) from seal), (select coalesce(max(read_tx), 0) from subscription))
        """;

    /// <summary>
    /// Raises the offset where the database came from a server that had counted further; else does nothing.
    /// </summary>
    public static async Task CarryOn(Db db)
    {
        if (db.Kind != DbKind.Postgres || await Missing(db) <= 0) return;
        await using var connection = await db.Read();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("lock table transfer, fact in access exclusive mode", transaction: transaction);
        var more = await connection.ExecuteScalarAsync<long>(Lack, transaction: transaction);
        if (more > 0)
        {
            var offset = await connection.ExecuteScalarAsync<long>(
                "update counter set next = next + @more where name = 'tx-offset' returning next", new { more },
                    transaction);
            // Part of the default and not looked up, so that it costs nothing where rows are written.
            foreach (var table in (string[])["transfer", "fact"])
                await connection.ExecuteAsync($"alter table {table} alter column tx set default " +
                    $"(pg_current_xact_id()::text::bigint + {offset})", transaction: transaction);
        }
        await transaction.CommitAsync();
    }

    const string Lack = $"""
        select ({Newest}) + 1 - cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint) - next
        from counter where name = 'tx-offset'
        """;

    static async Task<long> Missing(Db db) => await db.One<long>(Lack);
}
