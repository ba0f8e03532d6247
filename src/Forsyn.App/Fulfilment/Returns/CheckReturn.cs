using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Fulfilment.GoodsIn;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Fulfilment.Returns;

/// <summary>What a pharmacist saw of a line that came back, and decided; units that are neither wait on.</summary>
/// <param name="ColdChain">It is documented that they were kept right all the way.</param>
/// <param name="Unopened">Whole and unopened.</param>
/// <param name="Identified">Number and lot are those that were sent.</param>
public sealed record ReturnCheckRequest(
    int Line, long? Available, long? Destroyed, bool ColdChain, bool Unopened, bool Identified, string? Text = null);

/// <summary>Decides what becomes of goods that came back, after a check of how they were kept.</summary>
public static class CheckReturn
{
    static string Source(long check) => $"return-check/{check}";

    /// <summary>
    /// Refuses return-unknown, return-not-in-state, return-line-unknown, return-not-checked with every condition
    /// that is not met, and goods-units-gone.
    /// </summary>
    public static Task<Result<ReturnAnswer>> Run(
        Db db, long id, ReturnCheckRequest request, Moment now, Caller caller) => db.Write<ReturnAnswer>(async tx =>
    {
        var locked = await ReturnHead.Lock(tx, id, asCustomer: false, caller, null);
        if (!locked.Ok) return locked.Refusal!;
        var (head, batch) = (locked.Value, new Batch(tx));
        if (head.StateValue != ReturnState.Received)
            return Refusal.Of("return-not-in-state", "state", head.State, "action", "check");
        var lines = await head.Lines(tx);
        if (lines.Find(one => one.Line == request.Line) is not { } line)
            return Refusal.Of("return-line-unknown", "line", $"{request.Line}");
        var recalled = head.ReasonValue == ReturnReason.Recall
            || (await RecallTasks.Open(tx, [line.LotId])).ContainsKey(line.LotId);
        var (available, destroyed) = (request.Available ?? 0, request.Destroyed ?? 0);
        var findings = new List<Finding>();
        ReturnRules.CheckDecided(new(head.ReasonValue, new(available), new(destroyed), new(line.Waiting),
            request.ColdChain, request.Unopened, request.Identified, recalled, line.ExpiresOn,
            await Day(tx, "select dispatched_at from shipment where id = @ShipmentId", head), now.Day,
            request.Text?.Trim() ?? ""), Rules.Book.On(now.Day), findings);
        if (findings.Count > 0)
            return new Refusal("return-not-checked", new Dictionary<string, string>(), findings);

        var check = tx.Ids.Next();
        var from = line.At(recalled ? Status.Recalled : Status.Quarantine);
        var posted = Post.Append(batch,
            await Transfers(tx, head, line, from, check, available, destroyed, now.Day), now, caller.PersonaId);
        if (!posted.Ok) return posted.Refusal!;
        batch.Add("insert into goods_return_check (id, return_id, line, available, destroyed, cold_chain, unopened, " +
            "identified, text, checked_at, checked_by, link) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            check, id, line.Line, available, destroyed, request.ColdChain, request.Unopened, request.Identified,
            request.Text?.Trim() ?? "", now, caller.Name, posted.Value[0]);
        batch.Add("update goods_return_line set waiting = waiting - ? where return_id = ? and line = ?",
            available + destroyed, id, line.Line);
        var state = head.StateValue;
        if (lines.Sum(one => one.Waiting) == available + destroyed)
            state = head.Move(batch, ReturnAction.Close, "", now, caller).Value;
        if (available > 0)
            Outbox.Append(batch, new BatchReleased(line.LotId, head.SupplierId,
                (await tx.One<string>("select article_number from lot where id = @LotId", line))!, available), now);
        await batch.Run();
        return new ReturnAnswer(id, state, new(available + destroyed));
    }, caller.Once, whenShort: Refusal.Of("goods-units-gone"));

    static async Task<List<Transfer>> Transfers(
        Tx tx, ReturnHead head, ReturnRow line, Slot from, long check, long available, long destroyed, DateOnly day)
    {
        var transfers = new List<Transfer>();
        if (available > 0)
        {
            var shelf = (await HolderPlaces.Load(tx, head.SupplierId))
                .For(Kebab.Read<StorageCondition>(line.Storage), quarantine: false)!.Value;
            transfers.Add(new(head.SupplierId, line.LotId, new(available), from,
                new Slot(Status.Available, shelf, line.Pool), "return-available", $"{Source(check)}/available", day));
        }
        if (destroyed > 0)
            transfers.Add(new(head.SupplierId, line.LotId, new(destroyed), from, Slot.Outside(Status.Destroyed),
                "return-destroyed", $"{Source(check)}/destroyed", day));
        return transfers;
    }

    static async Task<DateOnly> Day(Tx tx, string sql, ReturnHead head) =>
        new Moment(await tx.One<long>(sql, head)).Day;

    /// <summary>
    /// Takes a check back by transfers that name those they undo; the units wait again. Refuses return-check-unknown,
    /// return-check-undone-before and goods-moved-on.
    /// </summary>
    public static Task<Result<ReturnAnswer>> Undo(Db db, long check, Moment now, Caller caller) =>
        db.Write<ReturnAnswer>(async tx =>
        {
            var row = await tx.One<CheckRow>("select return_id, line, available, destroyed, link " +
                "from goods_return_check where id = @check", new { check });
            if (row is null) return Refusal.Of("return-check-unknown", "id", $"{check}");
            var locked = await ReturnHead.Lock(tx, row.ReturnId, asCustomer: false, caller, null);
            if (!locked.Ok) return Refusal.Of("return-check-unknown", "id", $"{check}");
            var (head, batch) = (locked.Value, new Batch(tx));
            batch.Add("update goods_return_check set undone_at = ?, undone_by = ? where id = ? and undone_at is null",
                now, caller.Name, check);
            if (await batch.Run() == 0) return Refusal.Of("return-check-undone-before", "id", $"{check}");
            var posted = await Corrections.Append(batch, head.SupplierId, row.Link, Source(check), now, caller);
            if (!posted.Ok) return posted.Refusal!;
            batch.Add("update goods_return_line set waiting = waiting + ? where return_id = ? and line = ?",
                row.Available + row.Destroyed, row.ReturnId, row.Line);
            var state = head.StateValue == ReturnState.Closed
                ? head.Move(batch, ReturnAction.Reopen, "", now, caller).Value : head.StateValue;
            await batch.Run();
            return new ReturnAnswer(row.ReturnId, state, new(row.Available + row.Destroyed));
        }, caller.Once, whenShort: Refusal.Of("goods-moved-on"));

    sealed class CheckRow
    {
        public long ReturnId { get; init; }
        public long Line { get; init; }
        public long Available { get; init; }
        public long Destroyed { get; init; }
        public long Link { get; init; }
    }
}
