using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Stock.Outlook;

/// <summary>
/// What giver and receiver do with a transfer between them: both say yes, the giver sends, the receiver counts what
/// came. Either may say no until it is sent.
/// </summary>
public static class CarryOutMove
{
    /// <summary>Says yes for the caller's side; agreed when both have. Refuses what StockMove.Lock refuses.</summary>
    public static Task<Result<StockMove>> Accept(Db db, long id, Moment now, Caller caller) =>
        Change(db, id, caller, [MoveState.Proposed], move =>
        {
            var gives = move.FromHolder == caller.Party;
            var other = gives ? move.TakenBy : move.GivenBy;
            return ($"{(gives ? "given_by" : "taken_by")} = @Name, state = @state",
                new { id, caller.Name, state = other is null ? "proposed" : "agreed" });
        });

    /// <summary>
    /// Says no, with a reason; the same transfer is left alone for a time. Refuses reason-missing beside what
    /// StockMove.Lock refuses.
    /// </summary>
    public static async Task<Result<StockMove>> Decline(Db db, long id, string? reason, Moment now, Caller caller) =>
        string.IsNullOrWhiteSpace(reason) ? Refusal.Of("reason-missing", "action", "refuse")
        : await Change(db, id, caller, [MoveState.Proposed, MoveState.Agreed], _ =>
            ("state = 'declined', declined_by = @Name, reason = @reason, declined_until = @until", new
            {
                id, caller.Name, reason = reason.Trim(),
                until = now.Day.AddDays(Rules.Book.On(now.Day).Days("proposal-pause-days")),
            }));

    static Task<Result<StockMove>> Change(
        Db db, long id, Caller caller, MoveState[] states, Func<StockMove, (string Set, object Args)> change) =>
        db.Write<StockMove>(async tx =>
        {
            var move = await StockMove.Lock(tx, id, caller, states);
            if (!move.Ok) return move.Refusal!;
            var (set, args) = change(move.Value);
            await tx.Do($"update stock_move set {set}, version = version + 1 where id = @id", args);
            return (await tx.One<StockMove>($"{StockMove.Sql} where v.id = @id", new { id }))!;
        }, caller.Once);

    /// <summary>
    /// The units leave the giver and stand in transit at the receiver. Refuses stock-move-not-the-giver,
    /// stock-move-too-few (what is available of the lot, outside stockpiles, no longer covers it) and
    /// customer-without-place.
    /// </summary>
    public static Task<Result<StockMove>> Send(Db db, long id, Moment now, Caller caller) =>
        db.Write<StockMove>(async tx =>
        {
            var locked = await StockMove.Lock(tx, id, caller, MoveState.Agreed);
            if (!locked.Ok) return locked.Refusal!;
            var move = locked.Value;
            if (move.FromHolder != caller.Party) return Refusal.Of("stock-move-not-the-giver", "giver", move.Giver);
            var slots = await tx.List<StockRow>("select status, place_id, pool, quantity from balance where " +
                "holder_id = @FromHolder and lot_id = @LotId and status = 0 and pool in (1, 2) and quantity > 0 " +
                "order by place_id, pool" + (tx.Kind == DbKind.Postgres ? " for update" : ""),
                new { move.FromHolder, move.LotId });
            if (slots.Sum(slot => slot.Quantity) is var there && there < move.Units)
                return Refusal.Of("stock-move-too-few", "units", $"{move.Units}", "there", $"{there}");
            var place = await tx.One<long?>("select id from place where party_id = @ToHolder " +
                "order by is_default desc, id limit 1", new { move.ToHolder });
            if (place is null) return Refusal.Of("customer-without-place", "number", $"{id}");
            var (transfers, left) = (new List<Transfer>(), move.Units);
            foreach (var slot in slots)
            {
                if (left == 0) break;
                var taken = Math.Min(left, slot.Quantity);
                left -= taken;
                transfers.AddRange(Transfer.Between(new Transfer(move.FromHolder, move.LotId, new Quantity(taken),
                    new Slot(slot.Status, slot.PlaceId, slot.Pool), Slot.Exchange, "move",
                    $"{move.Source}/{slot.PlaceId}.{(short)slot.Pool}", now.Day), move.ToHolder, place.Value,
                    slot.Pool));
            }
            var batch = new Batch(tx);
            var posted = Post.Append(batch, transfers, now, caller.PersonaId);
            if (!posted.Ok) return posted.Refusal!;
            batch.Add("update stock_move set state = 'sent', sent_at = ?, sent_by = ?, link = ?, " +
                "version = version + 1 where id = ?", now, caller.Name, posted.Value[0], id);
            await batch.Run();
            return (await tx.One<StockMove>($"{StockMove.Sql} where v.id = @id", new { id }))!;
        }, caller.Once);

    /// <summary>
    /// The receiver counts what came: good units become available (recalled where the lot is recalled meanwhile),
    /// damaged ones are written off, and what is missing is counted out. Refuses stock-move-not-the-receiver and
    /// stock-move-count-wrong.
    /// </summary>
    public static Task<Result<StockMove>> Receive(
        Db db, long id, long? good, long? damaged, Moment now, Caller caller) => db.Write<StockMove>(async tx =>
    {
        var locked = await StockMove.Lock(tx, id, caller, MoveState.Sent);
        if (!locked.Ok) return locked.Refusal!;
        var move = locked.Value;
        if (move.ToHolder != caller.Party) return Refusal.Of("stock-move-not-the-receiver", "receiver", move.Taker);
        var (whole, broken) = (good ?? move.Units - (damaged ?? 0), damaged ?? 0);
        if (whole < 0 || broken < 0 || whole + broken > move.Units)
            return Refusal.Of("stock-move-count-wrong", "units", $"{move.Units}");
        var recalls = await RecallTasks.Open(tx, [move.LotId]);
        var shelf = recalls.ContainsKey(move.LotId) ? Status.Recalled : Status.Available;
        var roads = await tx.List<TransferRow>($"select {Post.TransferColumns} from transfer where holder_id = " +
            "@ToHolder and link = @Link order by id", new { move.ToHolder, move.Link });
        var transfers = new List<Transfer>();
        var parts = (Span<(long Units, Status To, string Reason)>)
        [
            (whole, shelf, "receive"), (broken, Status.Destroyed, "deviation-damaged"),
            (move.Units - whole - broken, Status.Counted, "deviation-missing"),
        ];
        foreach (var row in roads)
        {
            var (left, road) = (row.Quantity, row.ToTransfer().To);
            foreach (ref var part in parts)
            {
                var taken = Math.Min(left, part.Units);
                if (taken == 0) continue;
                left -= taken;
                part.Units -= taken;
                transfers.Add(new Transfer(move.ToHolder, move.LotId, new Quantity(taken), road,
                    part.To < Status.Supplier ? road with { Status = part.To } : Slot.Outside(part.To), part.Reason,
                    $"{move.Source}/{row.Id}/{part.Reason}", now.Day));
            }
        }
        var batch = new Batch(tx);
        var posted = Post.Append(batch, transfers, now, caller.PersonaId);
        if (!posted.Ok) return posted.Refusal!;
        if (recalls.TryGetValue(move.LotId, out var recall))
            RecallTasks.Received(batch, recall, move.ToHolder, move.LotId, new(whole), new(move.Units - whole));
        batch.Add("update stock_move set state = 'received', received_at = ?, received_by = ?, received = ?, " +
            "damaged = ?, version = version + 1 where id = ?", now, caller.Name, whole, broken, id);
        await batch.Run();
        return (await tx.One<StockMove>($"{StockMove.Sql} where v.id = @id", new { id }))!;
    }, caller.Once);
}
