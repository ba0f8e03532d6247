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
        if (db.Kind != DbKind.Postgres || await db.One<long>(Lack) <= 0) return;
        await using var connection = await db.Read();
        await using var transaction = await connection.BeginTransactionAsync();
        await CarryOn(new Tx(db, connection, transaction));
        await transaction.CommitAsync();
    }

    /// <summary>
    /// The same for rows that came from another database in this transaction: what was added to ids there is void.
    /// </summary>
    internal static async Task BeginAgain(Tx tx)
    {
        await tx.Do("update counter set next = 0 where name = 'tx-offset'");
        if (tx.Kind == DbKind.Postgres) await CarryOn(tx);
    }

    static async Task CarryOn(Tx tx)
    {
        await tx.Do("lock table transfer, fact in access exclusive mode");
        var more = await tx.One<long>(Lack);
        if (more <= 0) return;
        var offset = await tx.One<long>(
            "update counter set next = next + @more where name = 'tx-offset' returning next", new { more });
        // Part of the default and not looked up, so that it costs nothing where rows are written.
        foreach (var table in (string[])["transfer", "fact"])
            await tx.Do($"alter table {table} alter column tx set default " +
                $"(pg_current_xact_id()::text::bigint + {offset})");
    }

    const string Lack = $"""
        select ({Newest}) + 1 - cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint) - next
        from counter where name = 'tx-offset'
        """;
}
