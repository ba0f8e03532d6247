using Forsyn.App.Database;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Ledger;

/// <summary>
/// Undoes booked transfers by new ones that name them; nothing is edited. A movement between holders is undone on both
/// sides at once, so both its transfers are named.
/// </summary>
public static class Correct
{
    /// <summary>
    /// Refuses transfer-not-found, reserved-units (a reservation is voided, and what was dispatched comes back as a
    /// return), exchange-not-balanced (one side only of a movement between holders), already-corrected and
    /// not-enough-units. The same source again is already done.
    /// </summary>
    public static async Task<Result<Posted>> Run(Db db, CorrectTransfers command, Moment now, string by)
    {
        var corrections = new List<Transfer>();
        foreach (var (holder, id) in command.Transfers)
        {
            var row = await db.One<TransferRow>(
                $"select {Post.TransferColumns} from transfer where holder_id = @holder and id = @id",
                new { holder, id });
            if (row is null) return Refusal.Of("transfer-not-found", "id", $"{id}");
            if (row.FromStatus == Status.Reserved || row.ToStatus == Status.Reserved)
                return Refusal.Of("reserved-units", "id", $"{id}");
            corrections.Add(row.ToTransfer().Correction(id, $"{command.Source}/{id}", command.CountsOn));
        }
        return await Post.Run(db, corrections, now, by);
    }
}

/// <param name="Source">The document that asks for the correction.</param>
/// <param name="CountsOn">The day the correction counts for.</param>
public sealed record CorrectTransfers(IReadOnlyList<TransferKey> Transfers, string Source, DateOnly CountsOn);

public readonly record struct TransferKey(long Holder, long Id);
