using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.App.Stock.ColdChain;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>What a pharmacist decides about units that wait after they came.</summary>
/// <param name="Kind">release, return or destroy.</param>
/// <param name="Units">All that wait when left out; for release all that are not damaged.</param>
/// <param name="Certificate">Id of the attached batch certificate.</param>
public sealed record GoodsDecisionRequest(
    string? Kind, long? Units = null, string? Text = null, long? Certificate = null);

/// <param name="Booked">False while another person's look is waited for.</param>
/// <param name="Waiting">Units of the line that still wait.</param>
public sealed record GoodsDecisionAnswer(
    long Id, GoodsDecisionKind Kind, Quantity Units, bool Booked, Quantity Waiting);

/// <summary>
/// Releases a batch, sends it back to the supplier or has it destroyed, wholly or in part; what deviated is released
/// only after a second person has looked.
/// </summary>
public static class DecideGoods
{
    static string Source(long decision) => $"goods-decision/{decision}";

    /// <summary>
    /// Refuses goods-line-unknown, goods-decision-kind-unknown, goods-file-missing, lot-in-excursion, and
    /// goods-not-decided with everything that speaks against it; goods-units-gone where fewer stand in quarantine than
    /// wait.
    /// </summary>
    public static Task<Result<GoodsDecisionAnswer>> Run(
        Db db, long receipt, int line, GoodsDecisionRequest request, Moment now, Caller caller) =>
        db.Write<GoodsDecisionAnswer>(async tx =>
        {
            var locked = await WaitingLine.Lock(tx, receipt, line, caller);
            if (!locked.Ok) return locked.Refusal!;
            var row = locked.Value;
            if (!Kebab.TryParse<GoodsDecisionKind>(request.Kind ?? "", out var kind))
                return Refusal.Of("goods-decision-kind-unknown", "possible",
                    string.Join(", ", Kebab.All<GoodsDecisionKind>()));
            var units = request.Units
                ?? (kind == GoodsDecisionKind.Release ? row.Waiting - row.WaitingDamaged : row.Waiting);
            if (!await GoodsFiles.Mine(tx, request.Certificate is { } named ? [named] : [],
                AttachmentPurpose.BatchCertificate, caller, unused: false)) return Refusal.Of("goods-file-missing");
            var (numbers, text) = (Rules.Book.On(now.Day), request.Text?.Trim() ?? "");
            var recalled = (await RecallTasks.Open(tx, [row.LotId])).ContainsKey(row.LotId);
            if (kind == GoodsDecisionKind.Release && await InExcursion(tx, row) is { } warm) return warm;
            var findings = new List<Finding>();
            GoodsReleaseRules.Check(new(kind, new(units), new(row.Waiting), new(row.WaitingDamaged), row.ClassValue,
                row.DeviationsValue, row.ExpiresOn, recalled, request.Certificate is not null, text, now.Day),
                numbers, findings);
            if (findings.Count > 0)
                return new Refusal("goods-not-decided", new Dictionary<string, string>(), findings);

            var (id, batch) = (tx.Ids.Next(), new Batch(tx));
            var damaged = kind == GoodsDecisionKind.Release ? 0 : Math.Min(units, row.WaitingDamaged);
            var second = GoodsReleaseRules.Second_look_where_goods_deviated(kind, row.DeviationsValue, numbers);
            batch.Add("insert into goods_decision (id, receipt_id, line, kind, units, damaged, text, attachment_id, " +
                "decided_at, decided_by, decided_name, needs_second) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id, receipt, (long)line, Kebab.Of(kind), units, damaged, text, request.Certificate, now,
                caller.PersonaId, caller.Name, second);
            row.Wait(batch, -units, -damaged);
            if (request.Certificate is { } file) Attachments.Belongs(batch, file, Source(id), row.HolderId);
            await batch.Run();
            if (!second && await Book(tx, id, kind, units, row, now, caller) is { } no) return no;
            return new GoodsDecisionAnswer(id, kind, new(units), !second, new(row.Waiting - units));
        }, caller.Once, whenShort: Refusal.Of("goods-units-gone"));

    /// <summary>
    /// Another person at the holder agrees, and the decision takes effect, or does not, and the units wait again.
    /// Refuses goods-decision-unknown, goods-decision-not-in-state, second-look-by-the-same, and what Run refuses.
    /// </summary>
    public static Task<Result<GoodsDecisionAnswer>> SecondLook(
        Db db, long id, bool agrees, Moment now, Caller caller) => db.Write<GoodsDecisionAnswer>(async tx =>
    {
        var found = await DecisionRow.Lock(tx, id, caller);
        if (!found.Ok) return found.Refusal!;
        var (decision, row) = found.Value;
        if (!decision.NeedsSecond || decision.SecondAt is not null || decision.UndoneAt is not null)
            return Refusal.Of("goods-decision-not-in-state", "id", $"{id}");
        if (decision.DecidedBy == caller.PersonaId) return Refusal.Of("second-look-by-the-same");
        var batch = new Batch(tx);
        if (!agrees) row.Wait(batch, decision.Units, decision.Damaged);
        batch.Add("update goods_decision set second_at = ?, second_by = ?, undone_at = ?, undone_by = ? where id = ?",
            now, caller.Name, agrees ? null : now, agrees ? null : caller.Name, id);
        await batch.Run();
        if (agrees)
        {
            var recalled = await RecallTasks.Open(tx, [row.LotId]);
            if (recalled.ContainsKey(row.LotId))
                return Refusal.Of("lot-recalled", "recall", $"{recalled[row.LotId]}");
            if (await InExcursion(tx, row) is { } warm) return warm;
            if (await Book(tx, id, decision.KindValue, decision.Units, row, now, caller) is { } no) return no;
        }
        return new GoodsDecisionAnswer(id, decision.KindValue, new(decision.Units), agrees,
            new(row.Waiting + (agrees ? 0 : decision.Units)));
    }, caller.Once, whenShort: Refusal.Of("goods-units-gone"));

    /// <summary>
    /// Takes a decision back: the units wait again, by transfers that name those they undo. Refuses
    /// goods-decision-unknown, goods-decision-undone-before and goods-moved-on.
    /// </summary>
    public static Task<Result<GoodsDecisionAnswer>> Undo(Db db, long id, Moment now, Caller caller) =>
        db.Write<GoodsDecisionAnswer>(async tx =>
        {
            var found = await DecisionRow.Lock(tx, id, caller);
            if (!found.Ok) return found.Refusal!;
            var (decision, row) = found.Value;
            if (decision.UndoneAt is not null) return Refusal.Of("goods-decision-undone-before", "id", $"{id}");
            var batch = new Batch(tx);
            if (decision.Link is { } link)
            {
                var posted = await Corrections.Append(batch, row.HolderId, link, Source(id), now, caller);
                if (!posted.Ok) return posted.Refusal!;
            }
            row.Wait(batch, decision.Units, decision.Damaged);
            batch.Add("update goods_decision set undone_at = ?, undone_by = ? where id = ?", now, caller.Name, id);
            await batch.Run();
            return new GoodsDecisionAnswer(id, decision.KindValue, new(decision.Units), false,
                new(row.Waiting + decision.Units));
        }, caller.Once, whenShort: Refusal.Of("goods-moved-on"));

    // A warm fridge is decided on first: it may have spoilt what waits for its certificate.
    static async Task<Refusal?> InExcursion(Tx tx, WaitingLine row) =>
        await ColdHold.Of(tx, row.HolderId, [row.LotId]) is [var held, ..]
            ? Refusal.Of("lot-in-excursion", "excursion", $"{held.ExcursionId}") : null;

    static async Task<Refusal?> Book(
        Tx tx, long id, GoodsDecisionKind kind, long units, WaitingLine row, Moment now, Caller caller)
    {
        var places = await HolderPlaces.Load(tx, row.HolderId);
        var from = new Slot(Status.Quarantine, row.PlaceId, row.Pool);
        var to = kind switch
        {
            GoodsDecisionKind.Release => new Slot(Status.Available,
                places.For(Kebab.Read<StorageCondition>(row.Storage), quarantine: false)!.Value, row.Pool),
            GoodsDecisionKind.Return => Slot.Outside(Status.Supplier),
            _ => Slot.Outside(Status.Destroyed),
        };
        var batch = new Batch(tx);
        var posted = Post.Append(batch, [new Transfer(row.HolderId, row.LotId, new(units), from, to,
            $"goods-{Kebab.Of(kind)}", Source(id), now.Day)], now, caller.PersonaId);
        if (!posted.Ok) return posted.Refusal;
        batch.Add("update goods_decision set link = ? where id = ?", posted.Value[0], id);
        if (kind == GoodsDecisionKind.Release)
            Outbox.Append(batch, new BatchReleased(row.LotId, row.HolderId, row.ArticleNumber, units), now);
        await batch.Run();
        return null;
    }
}
