using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Releases;

/// <summary>Units of a lot at a place.</summary>
public sealed record WrittenLot(long Lot, long Place, long? Units);

/// <param name="Holder">Key; the caller's own party where it is left out.</param>
/// <param name="First">Number the first line would get, as it was when the request was written; the same request again
/// is then known as done. Left out, the next is taken.</param>
/// <param name="Lots">What expires first of all that is left, where they are left out.</param>
public sealed record CarryOutRequest(string? Holder, long? First = null, IReadOnlyList<WrittenLot>? Lots = null);

/// <param name="Units">What was taken out, or back, this time.</param>
/// <param name="Left">What the holder may still take out.</param>
public sealed record CarriedOut(long Release, string Holder, long Units, long Left, bool AlreadyDone);

/// <summary>
/// Books what was decided: units leave the stockpile's pool for the ordinary market, at the same holder and place, and
/// orders are held against the lower floor at once. The holder does it, or the administrator of the scheme on its
/// behalf (ACT-017).
/// </summary>
public static class CarryOutRelease
{
    const string Reason = "stockpile-release";

    /// <summary>
    /// Refuses release-unknown, release-not-decided, release-holder-not-in, release-holder-not-yours,
    /// release-moved-meanwhile where other units were booked since the request was written, and release-faulty with all
    /// that is wrong at once.
    /// </summary>
    public static async Task<Result<CarriedOut>> Run(
        Db db, long id, CarryOutRequest request, Moment now, Caller caller)
    {
        var own = await DecideRelease.PartyOf(db, caller);
        var key = string.IsNullOrWhiteSpace(request.Holder) ? own : new PartyKey(request.Holder.Trim());
        return await db.Write<CarriedOut>(async tx =>
        {
            var ready = await Ready(tx, id, key, own, now);
            if (!ready.Ok) return ready.Refusal!;
            var (release, scheme, share) = ready.Value;
            var moves = await ReleaseList.Moves(tx, id);
            var next = moves.Count == 0 ? 1 : moves.Max(move => move.Line) + 1;
            var taken = request.Lots?.Where(lot => lot.Units is not (null or 0))
                .Select(lot => new LotUnits(lot.Lot, lot.Place, lot.Units ?? 0)).ToList();
            if (request.First is { } first && first < next)
                return Same(moves, first, key, taken) ? new CarriedOut(id, key.Value, 0, share.Left, AlreadyDone: true)
                    : Refusal.Of("release-moved-meanwhile", "release", $"{id}");
            if (taken is null && share.Left == 0) return new CarriedOut(id, key.Value, 0, 0, AlreadyDone: true);
            var rows = await PoolStock.Of(tx, scheme, release, key.Value);
            var held = rows.Select(row => row.ToLot()).ToList();
            taken ??= [.. ReleaseRules.FirstToExpire(held, share.Left, now.Day)];
            var faults = ReleaseRules.UnitsOfRelease(release.Period, share.Left, held, taken, now.Day).ToList();
            if (faults.Count > 0) return RequestRelease.Faulty(faults);
            var batch = new Batch(tx);
            var posted = Post.Append(batch, [.. taken.Select((lot, i) => new Transfer(
                rows.First(row => row.LotId == lot.Lot).HolderId, lot.Lot, new Quantity(lot.Units),
                new Slot(Status.Available, lot.Place, scheme.Pool), new Slot(Status.Available, lot.Place, Pool.Sale),
                Reason, $"release/{id}/{next + i}", now.Day))], now, caller.PersonaId);
            if (!posted.Ok) return posted.Refusal!;
            AddMoves(batch, id, key, now, caller, [.. taken.Select((lot, i) =>
                (next + i, lot.Lot, lot.Place, lot.Units, (long?)null, posted.Value[i]))]);
            await batch.Run();
            await SaveDutyFloors.Of(tx, scheme, key, now);
            var units = taken.Sum(lot => lot.Units);
            return new CarriedOut(id, key.Value, units, share.Left - units, AlreadyDone: false);
        }, caller.Once);
    }

    /// <summary>
    /// Takes back what was not sold of a line: the whole movement is corrected, and what stays out is booked anew.
    /// Refuses what <see cref="Run"/> refuses of release and holder, then release-line-unknown, release-faulty and
    /// release-sold, which says how much still stands for sale. A line taken back before is already done.
    /// </summary>
    /// <param name="units">All of the line where it is left out.</param>
    public static async Task<Result<CarriedOut>> Undo(
        Db db, long id, long line, long? units, Moment now, Caller caller)
    {
        var own = await DecideRelease.PartyOf(db, caller);
        return await db.Write<CarriedOut>(async tx =>
        {
            if (await ReleaseList.Locked(tx, id) is null) return Refusal.Of("release-unknown", "release", $"{id}");
            var moves = await ReleaseList.Moves(tx, id);
            var move = moves.FirstOrDefault(one => one.Line == line && one.Units > 0);
            if (move is null) return Refusal.Of("release-line-unknown", "release", $"{id}", "line", $"{line}");
            var key = new PartyKey(move.Holder);
            var ready = await Ready(tx, id, key, own, now);
            if (!ready.Ok) return ready.Refusal!;
            var (_, scheme, share) = ready.Value;
            if (move.Undone) return new CarriedOut(id, key.Value, 0, share.Left, AlreadyDone: true);
            var back = units ?? move.Units;
            if (back < 1 || back > move.Units)
                return RequestRelease.Faulty([RequestRelease.Fault("release-back", null, "units", $"{move.Units}")]);
            var old = (await tx.One<TransferRow>($"select {Post.TransferColumns} from transfer " +
                "where id = @TransferId and lot_id = @LotId", new { move.TransferId, move.LotId }))!;
            var there = await tx.One<long?>("select quantity from balance where holder_id = @HolderId " +
                "and status = 0 and lot_id = @LotId and place_id = @PlaceId and pool = 1",
                new { old.HolderId, old.LotId, move.PlaceId });
            if (there is null || there < back)
                return Refusal.Of("release-sold", "units", $"{back}", "there", $"{there ?? 0}");
            var next = moves.Max(one => one.Line) + 1;
            var (batch, stays) = (new Batch(tx), move.Units - back);
            var transfers = new List<Transfer>
                { old.ToTransfer().Correction(old.Id, $"release/{id}/{next}", now.Day) };
            if (stays > 0)
                transfers.Add(old.ToTransfer() with
                    { Quantity = new(stays), Source = $"release/{id}/{next + 1}", CountsOn = now.Day });
            var posted = Post.Append(batch, transfers, now, caller.PersonaId);
            if (!posted.Ok) return posted.Refusal!;
            var lines = new List<(long, long, long, long, long?, long)>
                { (next, move.LotId, move.PlaceId, -move.Units, line, posted.Value[0]) };
            if (stays > 0) lines.Add((next + 1, move.LotId, move.PlaceId, stays, null, posted.Value[1]));
            AddMoves(batch, id, key, now, caller, lines);
            await batch.Run();
            await SaveDutyFloors.Of(tx, scheme, key, now);
            return new CarriedOut(id, key.Value, -back, share.Left + back, AlreadyDone: false);
        }, caller.Once);
    }

    /// <summary>Whether the caller may book what was decided at a holder.</summary>
    public static async Task<bool> May(Db db, ReleaseRow release, string holder, DateOnly day, Caller caller) =>
        caller.May(Policy.ReleaseCarryOut) && Schemes.All.On(release.Scheme, day) is { } scheme
        && ReleaseRules.CarriesOutRelease(scheme, new(holder), await DecideRelease.PartyOf(db, caller));

    static async Task<Result<(ReleaseRow, DutyScheme, ReleaseShare)>> Ready(
        Tx tx, long id, PartyKey holder, PartyKey own, Moment now)
    {
        if (await ReleaseList.Locked(tx, id) is not { } row) return Refusal.Of("release-unknown", "release", $"{id}");
        if (row.State != Kebab.Of(ReleaseState.Decided))
            return Refusal.Of("release-not-decided", "release", $"{id}", "state", row.State);
        var scheme = Schemes.On(row.Scheme, now.Day);
        if (!scheme.Ok) return scheme.Refusal!;
        if ((await ReleaseList.Shares(tx, id)).FirstOrDefault(one => one.Holder == holder.Value) is not { } share)
            return Refusal.Of("release-holder-not-in", "release", $"{id}", "holder", holder.Value);
        return ReleaseRules.CarriesOutRelease(scheme.Value, holder, own) ? (row, scheme.Value, share)
            : Refusal.Of("release-holder-not-yours", "holder", holder.Value);
    }

    // The same lots and units from the same line on: the request was sent twice.
    static bool Same(
        IReadOnlyList<ReleaseMove> moves, long first, PartyKey holder, IReadOnlyList<LotUnits>? taken)
    {
        var booked = moves.Where(move => move.Line >= first && move.Holder == holder.Value)
            .Take(taken?.Count ?? int.MaxValue).ToList();
        return booked.Count > 0 && (taken is null || booked.Select(move =>
            new LotUnits(move.LotId, move.PlaceId, move.Units)).SequenceEqual(taken));
    }

    static void AddMoves(Batch batch, long id, PartyKey holder, Moment now, Caller caller,
        IReadOnlyList<(long Line, long Lot, long Place, long Units, long? Undoes, long Transfer)> lines) =>
        batch.AddRows("insert into release_move (release_id, line, holder, lot_id, place_id, units, undoes, " +
            "transfer_id, counts_on, booked_at, booked_by, booked_for) {values}", [.. lines.Select(one => (object?[])
            [
                id, one.Line, holder.Value, one.Lot, one.Place, one.Units, one.Undoes, one.Transfer, now.Day, now,
                caller.Name, caller.PartyName,
            ])]);
}
