using Forsyn.App.Database;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Ledger;

/// <summary>
/// Books the opening of an empty ledger in bulk; what may be booked is decided by the same rules as ever.
/// </summary>
public static class OpenBooks
{
    /// <summary>
    /// Returns how many transfers were booked; refuses ledger-not-empty, and what the rules of the ledger refuse.
    /// </summary>
    public static async Task<Result<long>> Run(
        Tx tx, IReadOnlyList<Transfer> transfers, Moment now, string by, Action<long>? progress = null)
    {
        if (await tx.One<long>("select count(*) from transfer") > 0) return Refusal.Of("ledger-not-empty");
        var changes = LedgerRules.Changes(transfers);
        if (!changes.Ok) return changes.Refusal!;
        await Bulk.Load(tx, "balance", ["holder_id", "status", "lot_id", "place_id", "pool", "quantity", "changed_at"],
            changes.Value.Select(c => (object?[])
            [
                c.Account.Holder, (short)c.Account.Slot.Status, c.Account.Lot, c.Account.Slot.Place,
                (short)c.Account.Slot.Pool, c.Units, now,
            ]));
        var first = tx.Ids.Next(transfers.Count);
        return await Bulk.Load(tx, "transfer", Post.TransferColumns.Split(", "),
            transfers.Select((t, i) => Post.Row(t, first + i, first + i, now, by)), progress);
    }
}
