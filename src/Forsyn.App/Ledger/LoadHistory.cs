using Forsyn.App.Database;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Ledger;

/// <summary>
/// Writes a made history of postings into the books of a demonstration, in bulk: the transfers first, in as many
/// transactions as wanted, and the balances they lead to once, at the end. Whether the two agree is for the audit.
/// </summary>
public static class LoadHistory
{
    /// <summary>The tables whose indexes are best made after the load.</summary>
    public static readonly IReadOnlyList<string> Tables = ["transfer", "balance"];

    /// <summary>Returns how many transfers were written; a transfer that no posting may hold throws.</summary>
    public static Task<long> Transfers(Tx tx, IEnumerable<Posting> postings) =>
        Bulk.Load(tx, "transfer", Post.TransferColumns.Split(", "), postings.SelectMany(posting =>
            posting.Transfers.Select((t, i) => LedgerRules.Fault(t) is { } fault
                ? throw new InvariantBroken($"{fault.Code} in a made posting: {t}")
                : Post.Row(t, posting.FirstId + i, posting.FirstId, posting.At, posting.By))));

    /// <summary>Returns how many balances were written.</summary>
    public static Task<long> Balances(Tx tx, IEnumerable<(Change Change, Moment At)> balances) =>
        Bulk.Load(tx, "balance", ["holder_id", "status", "lot_id", "place_id", "pool", "quantity", "changed_at"],
            balances.Select(b => (object?[])[.. Post.Key(b.Change.Account), b.Change.Units, b.At]));
}
