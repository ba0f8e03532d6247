using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>Fact: somebody proposed what to do with lots of an excursion, or it was signed and done.</summary>
public sealed record ExcursionDecided(
    long Excursion, IReadOnlyList<long> Holders, ColdAction Action, int Lots, bool Signed);

/// <summary>A lot of an excursion, at a holder; the caller's own where the holder is left out.</summary>
public sealed record ExcursionLotKey(long Lot, long? Holder = null);

/// <summary>What a pharmacist decides of lots; all that wait, where none is named.</summary>
/// <param name="Action">release or destroy.</param>
public sealed record ExcursionDecisionRequest(
    string? Action, string? Reason, IReadOnlyList<ExcursionLotKey>? Lots = null);

/// <summary>How many lots were decided and how many units moved.</summary>
public sealed record ExcursionDecisionAnswer(long Excursion, int Lots, long Units);

/// <summary>
/// Decides lot by lot about an excursion: a pharmacist proposes against the product's budget, and a second person
/// signs; only then do the units move.
/// </summary>
public static class DecideExcursion
{
    /// <summary>
    /// Refuses excursion-unknown, excursion-lots-missing, and excursion-not-decided with every finding on every lot.
    /// </summary>
    public static Task<Result<ExcursionDecisionAnswer>> Propose(
        Db db, long id, ExcursionDecisionRequest request, Moment now, Caller caller) =>
        db.Write<ExcursionDecisionAnswer>(async tx =>
        {
            var locked = await Lock(tx, id, request.Lots, ExcursionLotState.Waiting, now, caller);
            if (!locked.Ok) return locked.Refusal!;
            var (ongoing, lots) = locked.Value;
            if (!Kebab.TryParse<ColdAction>(request.Action ?? "", out var action))
                return Refusal.Of("excursion-action-wrong", "possible", string.Join(", ", Kebab.All<ColdAction>()));
            var reason = request.Reason?.Trim() ?? "";
            if (Faults(lots, action, reason, ongoing) is { Count: > 0 } findings)
                return new Refusal("excursion-not-decided", new Dictionary<string, string>(), findings);
            var batch = new Batch(tx);
            foreach (var lot in lots)
                batch.Add("update cold_excursion_lot set state = 'proposed', action = ?, reason = ?, verdict = ?, " +
                    "used_permille = ?, proposed_at = ?, proposed_by = ?, proposed_persona = ? " +
                    "where excursion_id = ? and lot_id = ? and holder_id = ?", Kebab.Of(action), reason, lot.Verdict,
                    lot.UsedPermille, now, caller.Name, caller.PersonaId, id, lot.LotId, lot.HolderId);
            return await Done(batch, id, lots, action, signed: false, 0, now);
        }, caller.Once);

    /// <summary>
    /// Signs what was proposed, and releases or destroys the units. Refuses excursion-unknown, excursion-lots-missing,
    /// excursion-signed-by-the-same, lot-recalled for a release, and excursion-not-decided where the lot has been
    /// through more since.
    /// </summary>
    public static Task<Result<ExcursionDecisionAnswer>> Sign(
        Db db, long id, IReadOnlyList<ExcursionLotKey>? which, Moment now, Caller caller) =>
        db.Write<ExcursionDecisionAnswer>(async tx =>
        {
            var locked = await Lock(tx, id, which, ExcursionLotState.Proposed, now, caller);
            if (!locked.Ok) return locked.Refusal!;
            var (ongoing, lots) = locked.Value;
            if (lots.FirstOrDefault(lot => lot.ProposedPersona == caller.PersonaId) is { } mine)
                return Refusal.Of("excursion-signed-by-the-same", "name", caller.Name, "lot", mine.LotNumber);
            var findings = lots.GroupBy(lot => (lot.Action, lot.Reason)).SelectMany(group =>
                Faults([.. group], Kebab.Read<ColdAction>(group.Key.Action), group.Key.Reason, ongoing)).ToList();
            if (findings.Count > 0)
                return new Refusal("excursion-not-decided", new Dictionary<string, string>(), findings);
            var batch = new Batch(tx);
            var units = 0L;
            foreach (var lot in lots)
            {
                var moved = await Settle(batch, id, lot, now, caller);
                if (!moved.Ok) return moved.Refusal!;
                units += moved.Value;
            }
            return await Done(batch, id, lots, Kebab.Read<ColdAction>(lots[0].Action), signed: true, units, now);
        }, caller.Once);

    /// <summary>Takes a proposal back: whoever made it changes his mind, or the second person does not sign.</summary>
    public static Task<Result<ExcursionDecisionAnswer>> Return(
        Db db, long id, IReadOnlyList<ExcursionLotKey>? which, Moment now, Caller caller) =>
        db.Write<ExcursionDecisionAnswer>(async tx =>
        {
            var locked = await Lock(tx, id, which, ExcursionLotState.Proposed, now, caller);
            if (!locked.Ok) return locked.Refusal!;
            var batch = new Batch(tx);
            foreach (var lot in locked.Value.Lots)
                batch.Add("update cold_excursion_lot set state = 'waiting', action = '', reason = '' " +
                    "where excursion_id = ? and lot_id = ? and holder_id = ?", id, lot.LotId, lot.HolderId);
            await batch.Run();
            return new ExcursionDecisionAnswer(id, locked.Value.Lots.Count, 0);
        }, caller.Once);

    static List<Finding> Faults(
        IReadOnlyList<ExcursionLotView> lots, ColdAction action, string reason, bool ongoing)
    {
        var findings = new List<Finding>();
        foreach (var lot in lots)
        {
            var said = new List<Finding>();
            ColdDecisionRules.Check(new(action, lot.VerdictValue!.Value, reason, ongoing), said);
            if (lot.OnRoad > 0) said.Add(ReadEntry.Problem("cold-still-on-road"));
            findings.AddRange(said.Select(finding => finding with
            {
                Args = new Dictionary<string, string>(finding.Args)
                {
                    ["lot"] = lot.LotNumber, ["product"] = lot.Product, ["holder"] = lot.Holder,
                },
            }));
        }
        return findings;
    }

    // One decision at a time for an excursion: its row is the lock.
    static async Task<Result<(bool Ongoing, IReadOnlyList<ExcursionLotView> Lots)>> Lock(
        Tx tx, long id, IReadOnlyList<ExcursionLotKey>? which, ExcursionLotState state, Moment now, Caller caller)
    {
        await tx.Do("update cold_excursion set found_at = found_at where id = @id", new { id });
        var all = caller.May(Policy.LotControl);
        var ongoing = await tx.One<bool?>("select ongoing from cold_excursion x where id = @id and (@all or " +
            "holder_id = @holder or exists (select 1 from cold_excursion_lot o where o.excursion_id = x.id " +
            "and o.holder_id = @holder))", new { id, all, holder = caller.Party ?? 0 });
        if (ongoing is null) return Refusal.Of("excursion-unknown", "id", $"{id}");
        var rows = await Excursions.Lots(tx, "where o.excursion_id = @id and o.state = @state " +
            (all ? "" : "and o.holder_id = @holder"),
            new { id, state = Kebab.Of(state), holder = caller.Party ?? 0 }, now.Day);
        var wanted = which is not { Count: > 0 } ? rows : [.. rows.Where(row => which.Any(one =>
            one.Lot == row.LotId && (one.Holder is null ? row.HolderId == caller.Party || which.Count(o =>
                o.Lot == row.LotId) == 1 && rows.Count(r => r.LotId == row.LotId) == 1
                : one.Holder == row.HolderId)))];
        return wanted.Count == 0 || wanted.Count < (which?.Count ?? 0)
            ? Refusal.Of("excursion-lots-missing", "state", Kebab.Of(state)) : (ongoing.Value, wanted);
    }

    static async Task<Result<long>> Settle(
        Batch batch, long id, ExcursionLotView lot, Moment now, Caller caller)
    {
        var tx = batch.Tx;
        var release = lot.Action == Kebab.Of(ColdAction.Release);
        if (release && (await RecallTasks.Open(tx, [lot.LotId])).TryGetValue(lot.LotId, out var recall))
            return Refusal.Of("lot-recalled", "recall", $"{recall}");
        var other = release ? (await ColdHold.Of(tx, lot.HolderId, [lot.LotId]))
            .FirstOrDefault(held => held.ExcursionId != id) : null;
        var units = 0L;
        // What another excursion holds as well stays in quarantine until that is decided.
        if (other is not null)
            batch.Add("update cold_excursion_lot set held = held + ? where excursion_id = ? and lot_id = ? " +
                "and holder_id = ?", lot.Held, other.ExcursionId, lot.LotId, lot.HolderId);
        else
        {
            var moved = await Move(batch, id, lot, release, now, caller);
            if (!moved.Ok) return moved.Refusal!;
            units = moved.Value;
        }
        batch.Add("update cold_excursion_lot set state = ?, held = 0, decided_units = ?, verdict = ?, " +
            "used_permille = ?, signed_at = ?, signed_by = ? where excursion_id = ? and lot_id = ? and holder_id = ?",
            Kebab.Of(release ? ExcursionLotState.Released : ExcursionLotState.Destroyed), units, lot.Verdict,
            lot.UsedPermille, now, caller.Name, id, lot.LotId, lot.HolderId);
        // Written now, so that the next lot of the same round sees it.
        await batch.Run();
        return units;
    }

    static async Task<Result<long>> Move(
        Batch batch, long id, ExcursionLotView lot, bool release, Moment now, Caller caller)
    {
        var tx = batch.Tx;
        var left = lot.Held;
        var rows = new List<StockRow>();
        foreach (var row in await tx.List<StockRow>("select holder_id, status, lot_id, place_id, pool, quantity " +
            "from balance where holder_id = @HolderId and status = 3 and lot_id = @LotId and quantity > 0 " +
            "order by place_id, pool", lot))
        {
            if (left == 0) break;
            var taken = Math.Min(left, row.Quantity);
            rows.Add(new() { HolderId = row.HolderId, Status = row.Status, LotId = row.LotId, PlaceId = row.PlaceId,
                Pool = row.Pool, Quantity = taken });
            left -= taken;
        }
        var entry = tx.Ids.Next();
        var cause = await tx.One<long>("select count(*) from cold_excursion where id = @id and place_id is null",
            new { id }) > 0 ? WasteCause.Temperature : WasteCause.RefrigeratorFailure;
        var moved = SetAside.Move(batch, rows, release ? Status.Available : Status.Destroyed,
            release ? "release" : $"waste-{Kebab.Of(cause)}", $"excursion/{id}/{entry}", now, caller);
        if (!moved.Ok || moved.Value == 0) return moved;
        if (release)
            batch.Add("insert into lot_event (id, lot_id, holder_id, kind, reason, units, at, by_person) " +
                "values (?, ?, ?, ?, ?, ?, ?, ?)", entry, lot.LotId, lot.HolderId, "release", lot.Reason,
                moved.Value, now, caller.Name);
        else
            batch.Add("insert into stock_entry (id, holder_id, kind, lot_id, quantity, cause, text, counts_on, " +
                "recorded_at, recorded_by, link) select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, min(link) from transfer " +
                "where holder_id = ? and source = ?", entry, lot.HolderId, Kebab.Of(StockEntryKind.Waste), lot.LotId,
                moved.Value, Kebab.Of(cause), lot.Reason, now.Day, now, caller.PersonaId, lot.HolderId,
                $"excursion/{id}/{entry}/1");
        return moved;
    }

    static async Task<Result<ExcursionDecisionAnswer>> Done(
        Batch batch, long id, IReadOnlyList<ExcursionLotView> lots, ColdAction action, bool signed, long units,
        Moment now)
    {
        Outbox.Append(batch, new ExcursionDecided(id, [.. lots.Select(lot => lot.HolderId).Distinct()], action,
            lots.Count, signed), now);
        await batch.Run();
        return new ExcursionDecisionAnswer(id, lots.Count, units);
    }
}
