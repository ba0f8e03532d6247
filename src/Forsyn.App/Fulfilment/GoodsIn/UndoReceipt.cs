using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>
/// Takes a receipt back by transfers that name those they undo, while none of what came has moved on.
/// </summary>
public static class UndoReceipt
{
    /// <summary>
    /// Refuses goods-receipt-unknown, goods-receipt-undone-before and goods-moved-on (something of it was released,
    /// sent back, destroyed, taken or recalled).
    /// </summary>
    public static Task<Result<DeliveryState>> Run(Db db, long id, Moment now, Caller caller) =>
        db.Write<DeliveryState>(async tx =>
        {
            var receipt = await tx.One<Row>("select r.delivery_id, r.holder_id, r.link " +
                "from goods_receipt r where r.id = @id", new { id });
            if (receipt is null || receipt.HolderId != caller.Party)
                return Refusal.Of("goods-receipt-unknown", "id", $"{id}");
            // The delivery's row is what receipts and their undoing wait for; what was read before is read again.
            await tx.Do("update delivery set version = version + 1 where id = @DeliveryId", receipt);
            await tx.Do("update goods_receipt_line set waiting = waiting where receipt_id = @id", new { id });
            if (await tx.One<long>("select count(*) from goods_receipt where id = @id and undone_at is not null",
                new { id }) > 0) return Refusal.Of("goods-receipt-undone-before", "id", $"{id}");
            if (await tx.One<long>("select count(*) from goods_decision where receipt_id = @id and undone_at is null",
                new { id }) > 0) return Refusal.Of("goods-moved-on");
            var batch = new Batch(tx);
            if (receipt.Link is { } link)
            {
                var posted = await Corrections.Append(
                    batch, receipt.HolderId, link, ReceiveGoods.Source(id), now, caller);
                if (!posted.Ok) return posted.Refusal!;
            }
            batch.Add("update delivery_line set received = received - (select coalesce(sum(x.units), 0) " +
                "from goods_receipt_line x where x.receipt_id = ? and x.delivery_line = delivery_line.line) " +
                "where delivery_id = ?", id, receipt.DeliveryId);
            batch.Add("update goods_receipt set undone_at = ?, undone_by = ? where id = ?", now, caller.Name, id);
            batch.Add("update goods_receipt_line set waiting = 0, waiting_damaged = 0 where receipt_id = ?", id);
            DeliveryEvents.Append(batch, receipt.DeliveryId, "undone", null, "", now, caller);
            await batch.Run();
            return (await ReceiveGoods.Settle(tx, receipt.DeliveryId, last: false)).State;
        }, caller.Once, whenShort: Refusal.Of("goods-moved-on"));

    sealed class Row
    {
        public long DeliveryId { get; init; }
        public long HolderId { get; init; }
        public long? Link { get; init; }
    }
}

/// <summary>Transfers that undo what was booked together.</summary>
static class Corrections
{
    /// <summary>Adds the opposite of every transfer of a link at a holder; refuses what Post.Append refuses.</summary>
    public static async Task<Result<IReadOnlyList<long>>> Append(
        Batch batch, long holder, long link, string source, Moment now, Caller caller)
    {
        var booked = await batch.Tx.List<TransferRow>($"select {Post.TransferColumns} from transfer " +
            "where holder_id = @holder and link = @link order by id", new { holder, link });
        return Post.Append(batch, [.. booked.Select(t =>
            t.ToTransfer().Correction(t.Id, $"{source}/undo/{t.Id}", now.Day))], now, caller.PersonaId);
    }
}
