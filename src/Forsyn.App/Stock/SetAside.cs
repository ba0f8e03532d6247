using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock.ColdChain;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Stock;

/// <summary>Fact: a holder's units of a lot wait in quarantine; the documents lost what was reserved of them.</summary>
public sealed record LotQuarantined(long Lot, long Holder, IReadOnlyList<string> Documents);

/// <summary>What was decided about a lot, and how many units it moved.</summary>
public sealed record LotDecision(long Lot, string Kind, long Units);

/// <summary>Moves of whole lots out of what may be used, and back.</summary>
public static class SetAside
{
    /// <summary>
    /// Quarantine takes what the caller's party has of the lot, reserved units too; release gives it back to use. Both
    /// need a reason. Refuses lot-unknown, reason-missing, lot-recalled, lot-in-excursion, lot-waits-for-batch-release
    /// and lot-nothing-to-move.
    /// </summary>
    public static Task<Result<LotDecision>> Run(
        Db db, long lot, bool quarantine, string? reason, Moment now,
        Caller caller) => db.Write<LotDecision>(async tx =>
    {
        if (caller.Party is not { } holder) return Refusal.Of("holder-missing");
        if (await tx.One<long>("select count(*) from lot where id = @lot", new { lot }) == 0)
            return Refusal.Of("lot-unknown", "lot", $"{lot}");
        var kind = quarantine ? "quarantine" : "release";
        if (string.IsNullOrWhiteSpace(reason)) return Refusal.Of("reason-missing", "action", kind);
        if ((await RecallTasks.Open(tx, [lot])).TryGetValue(lot, out var recall))
            return Refusal.Of("lot-recalled", "recall", $"{recall}");
        if (!quarantine && await ColdHold.Of(tx, holder, [lot]) is [var held, ..])
            return Refusal.Of("lot-in-excursion", "excursion", $"{held.ExcursionId}");
        if (!quarantine && await Lots.Waiting(tx, holder, lot) > 0)
            return Refusal.Of("lot-waits-for-batch-release", "lot", $"{lot}");
        var batch = new Batch(tx);
        var pending = quarantine
            ? (await Reservations.PendingOfLots(tx, [lot])).Where(r => r.HolderId == holder).ToList() : [];
        var freed = await Free(batch, pending, now, caller);
        if (!freed.Ok) return freed.Refusal!;
        var id = tx.Ids.Next();
        var moved = await Move(batch, [lot], holder, quarantine ? Status.Quarantine : Status.Available, kind,
            $"lot-event/{id}", now, caller);
        if (!moved.Ok) return moved.Refusal!;
        if (moved.Value == 0) return Refusal.Of("lot-nothing-to-move", "lot", $"{lot}", "action", kind);
        batch.Add("insert into lot_event (id, lot_id, holder_id, kind, reason, units, at, by_person) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?)", id, lot, holder, kind, reason.Trim(), moved.Value, now, caller.Name);
        if (quarantine)
            Outbox.Append(batch,
                new LotQuarantined(lot, holder, [.. pending.Select(r => r.Document).Distinct()]), now);
        await batch.Run();
        return new LotDecision(lot, kind, moved.Value);
    }, caller.Once);

    /// <summary>Ends reservations, at once, so that the freed units can be moved.</summary>
    internal static async Task<Result<int>> Free(
        Batch batch, IReadOnlyList<Reservation> pending, Moment now, Caller caller)
    {
        if (pending.Count == 0) return 0;
        var freed = Reservations.Settle(batch, [.. pending.Select(r => new Settlement(r, 0))],
            ReservationState.Voided, null, now.Day, now, caller.PersonaId);
        if (!freed.Ok) return freed.Refusal!;
        await batch.Run();
        return pending.Count;
    }

    /// <summary>
    /// Adds to the batch that what stands available or in quarantine goes to another status where it stands, at one
    /// holder or at all; answers the units.
    /// </summary>
    internal static async Task<Result<long>> Move(
        Batch batch, IReadOnlyList<long> lots, long? holder, Status to, string reason, string source, Moment now,
        Caller caller)
    {
        var rows = await batch.Tx.List<StockRow>(
            "select holder_id, status, lot_id, place_id, pool, quantity from balance where lot_id in @lots " +
            "and status in (0, 3) and status <> @to and quantity > 0" +
            (holder is null ? "" : " and holder_id = @holder") +
            " order by status, holder_id, lot_id, place_id, pool",
            new { lots = InList.Of(lots), holder, to = (short)to });
        return Move(batch, rows, to, reason, source, now, caller);
    }

    /// <summary>Adds to the batch that given rows go to another status, inside where they stand, or outside.</summary>
    internal static Result<long> Move(
        Batch batch, IReadOnlyList<StockRow> rows, Status to, string reason, string source, Moment now, Caller caller)
    {
        if (rows.Count == 0) return 0L;
        var posted = Post.Append(batch, [.. rows.Select((row, i) =>
        {
            var slot = new Slot(row.Status, row.PlaceId, row.Pool);
            return new Transfer(row.HolderId, row.LotId, new Quantity(row.Quantity), slot,
                to < Status.Supplier ? slot with { Status = to } : Slot.Outside(to), reason, $"{source}/{i + 1}",
                now.Day);
        })], now, caller.PersonaId);
        return posted.Ok ? rows.Sum(row => row.Quantity) : posted.Refusal!;
    }
}
