using Dapper;
using Forsyn.App.Database;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Ledger;

/// <summary>
/// A stored seal: the rows of transactions from–to, their Merkle root, and the head that takes in the seal before.
/// </summary>
public sealed class Seal
{
    public long Number { get; init; }
    public long FromTx { get; init; }
    public long ToTx { get; init; }
    public long Transfers { get; init; }
    public string Root { get; init; } = "";
    public string Head { get; init; } = "";
    public long SealedAt { get; init; }
}

/// <summary>Seals what has been booked and is final. Runs beside the writers, never in their way.</summary>
public static class SealTransfers
{
    /// <summary>
    /// Seals all that is final, whole transactions at a time, about so many rows a seal. Says how much and the head.
    /// </summary>
    public static async Task<Sealed> Run(Db db, Moment now, int rowsASeal = 10_000)
    {
        var (seals, rows) = (0, 0L);
        // Another sealer may be faster with a number; its seal stands and ours is worked out again from there.
        while (await db.Snapshot(tx => Next(tx, now, rowsASeal)) is { } next)
            if (await Keep(db, next))
                (seals, rows) = (seals + 1, rows + next.Transfers);
        return new Sealed(seals, rows, await db.One<string>("select head from seal order by number desc limit 1")
            ?? Seals.Beginning);
    }

    static async Task<Seal?> Next(Tx tx, Moment now, int atMost)
    {
        var last = await tx.One<Seal>("select * from seal order by number desc limit 1") ?? new Seal();
        var args = new { After = last.ToTx, Horizon = await Horizon.Of(tx), Skip = atMost - 1 };
        const string open = "select tx from transfer where tx > @After and tx < @Horizon order by";
        var to = await tx.One<long?>($"{open} tx, id limit 1 offset @Skip", args)
            ?? await tx.One<long?>($"{open} tx desc limit 1", args);
        if (to is not { } end) return null;
        var tree = new SealTree();
        await foreach (var row in Transfers(tx, last.ToTx, end)) tree.Add(row);
        var (number, from, root) = (last.Number + 1, last.ToTx + 1, tree.Root());
        return new Seal
        {
            Number = number, FromTx = from, ToTx = end, Transfers = tree.Rows, Root = root, SealedAt = now.Microseconds,
            Head = Seals.Head(last.Head, number, from, end, tree.Rows, root, now),
        };
    }

    /// <summary>The rows after one transaction up to another, in the order they are sealed, one at a time.</summary>
    internal static async IAsyncEnumerable<SealedRow> Transfers(Tx tx, long after, long to)
    {
        var rows = tx.Connection.QueryUnbufferedAsync<TransferRow>(
            $"select tx, {Post.TransferColumns} from transfer where tx > @after and tx <= @to order by tx, id",
            new { after, to }, tx.Transaction);
        await foreach (var row in rows)
            yield return new SealedRow(row.Tx, row.Id, row.Link, row.ToTransfer(), new Moment(row.RecordedAt),
                row.RecordedBy);
    }

    static async Task<bool> Keep(Db db, Seal seal) => (await db.Write<bool>(async tx =>
        await tx.Do("""
            insert into seal (number, from_tx, to_tx, transfers, root, head, sealed_at)
            values (@Number, @FromTx, @ToTx, @Transfers, @Root, @Head, @SealedAt) on conflict do nothing
            """, seal) == 1)).Value;
}

/// <summary>How many seals were set now, over how many transfers, and the head of the chain.</summary>
public sealed record Sealed(int Seals, long Transfers, string Head);
