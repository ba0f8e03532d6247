using Forsyn.App.Database;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Ledger;

/// <summary>Works out every seal again from the rows, in one pass over them.</summary>
static class AuditSeals
{
    public sealed record Outcome(IReadOnlyList<Difference> Differences, long Found, string Head, long Unsealed);

    public static async Task<Outcome> Run(Tx tx)
    {
        var differences = new List<Difference>();
        var before = new Seal();
        var found = 0L;
        await using var rows = SealTransfers.Transfers(tx, long.MinValue, long.MaxValue).GetAsyncEnumerator();
        // Read before the rows are opened: PostgreSQL answers one query at a time on a connection.
        var seals = await tx.List<Seal>("select * from seal order by number");
        var more = await rows.MoveNextAsync();
        foreach (var seal in seals)
        {
            if (seal.Number != before.Number + 1 || seal.FromTx != before.ToTx + 1)
                Add("seal-missing", seal, $"seal {before.Number + 1} from transaction {before.ToTx + 1}",
                    $"seal {seal.Number} from transaction {seal.FromTx}");
            var tree = new SealTree();
            for (; more && rows.Current.Tx <= seal.ToTx; more = await rows.MoveNextAsync()) tree.Add(rows.Current);
            if (tree.Rows != seal.Transfers || tree.Root() != seal.Root)
                Add("sealed-rows-differ", seal, $"{seal.Transfers} transfers, root {seal.Root}",
                    $"{tree.Rows} transfers, root {tree.Root()}");
            var head = Seals.Head(before.Head, seal.Number, seal.FromTx, seal.ToTx, seal.Transfers, seal.Root,
                new Moment(seal.SealedAt));
            if (head != seal.Head) Add("seal-chain-broken", seal, head, seal.Head);
            before = seal;
        }
        var unsealed = 0L;
        for (; more; more = await rows.MoveNextAsync()) unsealed++;
        return new Outcome(differences, found, before.Head, unsealed);

        void Add(string kind, Seal seal, string expected, string actual)
        {
            if (++found <= AuditLedger.ListedAtMost)
                differences.Add(new(kind, $"seal {seal.Number}", expected, actual,
                    $"seal row {seal.Number}, transfer rows with tx {seal.FromTx} to {seal.ToTx}"));
        }
    }
}
