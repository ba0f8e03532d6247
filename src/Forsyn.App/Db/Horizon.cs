namespace Forsyn.App.Database;

/// <summary>
/// Up to where the past is settled. Rows carry the transaction that wrote them; those of transactions below the oldest
/// that still runs are all there, so whoever reads in that order and stops here never skips one that commits late.
/// </summary>
public static class Horizon
{
    /// <summary>Rows with a tx below this are final, as seen by this transaction's snapshot.</summary>
    public static async Task<long> Of(Tx tx) => tx.Kind == DbKind.Postgres
        ? await tx.One<long>(
            "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) + next " +
            "from counter where name = 'tx-offset'")
        // SQLite has one writer and tx is the row's own number: what can be read is committed, in order.
        : long.MaxValue;
}
