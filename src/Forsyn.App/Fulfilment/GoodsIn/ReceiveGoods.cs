using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>What a receipt answers: line by line what came and where it stands, and what did not come.</summary>
/// <param name="Short">Units of the delivery that nothing more comes of.</param>
public sealed record GoodsReceiptAnswer(
    long Receipt, long Delivery, DeliveryState State, IReadOnlyList<GoodsReceiptAnswerLine> Lines, long Short);

/// <param name="DaysLeft">Days from arrival to the lot's last day (SHL-004); null for an unknown product.</param>
/// <param name="Status">Null where the units are of a product nobody knows and are not in the books.</param>
public sealed record GoodsReceiptAnswerLine(
    int Line, string Product, string LotNumber, long? DaysLeft, Quantity Units, Status? Status,
    IReadOnlyList<GoodsDeviation> Deviations);

/// <summary>
/// Books what came of a delivery, all of it in one transaction: from the supplier's account to quarantine, or to the
/// shelf where the product needs no release and nothing deviates. A delivery may come in several parts.
/// </summary>
public static class ReceiveGoods
{
    public static string Source(long receipt) => $"goods/{receipt}";

    /// <summary>
    /// Refuses delivery-unknown, delivery-changed-meanwhile, delivery-not-in-state, holder-without-place,
    /// goods-file-missing and goods-not-received with everything that is wrong; nothing is booked then.
    /// </summary>
    public static Task<Result<GoodsReceiptAnswer>> Run(
        Db db, long delivery, ArrivalRequest request, Moment now, Caller caller, long? version = null) =>
        db.Write<GoodsReceiptAnswer>(async tx =>
        {
            var head = await DeliveryHead.Lock(
                tx, delivery, caller, version, DeliveryState.Expected, DeliveryState.PartlyReceived);
            if (!head.Ok) return head.Refusal!;
            var read = await ReadArrival.Of(tx, delivery, request, now.Day);
            if (!read.Ok) return read.Refusal!;
            if (!await GoodsFiles.Mine(
                tx, request.Attachments ?? [], AttachmentPurpose.GoodsPhoto, caller, unused: true))
                return Refusal.Of("goods-file-missing");
            var numbers = Rules.Book.On(now.Day);
            var places = await HolderPlaces.Load(tx, head.Value.HolderId);
            if (places.For(StorageCondition.Room, false) is null) return Refusal.Of("holder-without-place");
            var lines = new List<BookedLine>();
            foreach (var goods in read.Value.Lines)
                lines.Add(await Place(tx, goods, read.Value.Condition, head.Value, places, numbers, now.Day));

            var (id, batch) = (tx.Ids.Next(), new Batch(tx));
            long? link = null;
            var transfers = lines.Where(line => line.Lot is not null).Select(line => line.Transfer(
                head.Value.HolderId, $"{Source(id)}/{line.Goods.Line.Line}", now.Day)).ToList();
            if (transfers.Count > 0)
            {
                var posted = Post.Append(batch, transfers, now, caller.PersonaId);
                if (!posted.Ok) return posted.Refusal!;
                link = posted.Value[0];
            }
            Save(batch, id, head.Value, request, read.Value.Condition, lines, link, now, caller);
            await batch.Run();
            var (state, left) = await Settle(tx, delivery, request.Last);
            var deviations = left > 0 || lines.Exists(line => line.Deviations.Count > 0);
            DeliveryEvents.Append(batch, delivery, "received", null, request.Text?.Trim() ?? "", now, caller);
            Outbox.Append(batch, new GoodsReceived(id, delivery, head.Value.HolderId,
                [.. lines.Where(line => line.Lot is not null).Select(line => line.Goods.Line.Article).Distinct()],
                now.Day, deviations), now);
            await batch.Run();
            return new GoodsReceiptAnswer(id, delivery, state, [.. lines.Select(line => line.Answer(now.Day))], left);
        }, caller.Once);

    static async Task<BookedLine> Place(
        Tx tx, ArrivedGoods goods, ArrivalCondition condition, DeliveryHead head, HolderPlaces places,
        RuleNumbers numbers, DateOnly today)
    {
        var line = goods.Line;
        var deviations = GoodsInRules.Deviations(line, condition, head.MinimumDays, numbers);
        if (!line.Known) return new(goods, deviations, null, default);
        var status = GoodsInRules.Goes(line.Class, deviations, numbers);
        var place = places.For(line.Storage, status == Status.Quarantine)!.Value;
        var lot = await Lots.Arrived(
            tx, line.Article, line.LotNumber, line.ExpiresOn!.Value, line.ProducedOn, today);
        return new(goods, deviations, lot, new Slot(status, place, goods.Pool));
    }

    static void Save(
        Batch batch, long id, DeliveryHead head, ArrivalRequest request, ArrivalCondition condition,
        IReadOnlyList<BookedLine> lines, long? link, Moment now, Caller caller)
    {
        batch.Add("insert into goods_receipt (id, delivery_id, holder_id, temperature_tenths, packaging, logger, " +
            "is_last, text, link, received_at, received_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id, head.Id, head.HolderId, condition.TemperatureTenths, Kebab.Of(condition.Packaging),
            Kebab.Of(condition.Logger), request.Last, request.Text?.Trim() ?? "", link, now, caller.Name);
        batch.AddRows("insert into goods_receipt_line (receipt_id, line, delivery_line, article_number, lot_number, " +
            "expires_on, produced_on, lot_id, place_id, pool, units, damaged, deviations, text, waiting, " +
            "waiting_damaged) {values}", [.. lines.Select(line => line.Row(id))]);
        foreach (var line in lines)
            if (line.Goods.Line.Expected is { } expected)
                batch.Add("update delivery_line set received = received + ? where delivery_id = ? and line = ?",
                    line.Goods.Line.Units, head.Id, (long)expected.Line);
        foreach (var attachment in request.Attachments ?? [])
            Attachments.Belongs(batch, attachment, Source(id), head.HolderId);
    }

    // Where the delivery stands after a receipt or its undoing, and what came short.
    internal static async Task<(DeliveryState State, long Short)> Settle(Tx tx, long delivery, bool last)
    {
        var sums = await tx.One<Sums>("select cast(sum(received) as bigint) as received, " +
            "cast(sum(case when received < units then units - received else 0 end) as bigint) as still " +
            "from delivery_line where delivery_id = @delivery", new { delivery });
        var state = last || sums!.Still == 0 ? DeliveryState.Received
            : sums.Received > 0 ? DeliveryState.PartlyReceived : DeliveryState.Expected;
        await tx.Do("update delivery set state = @state, version = version + 1 where id = @delivery",
            new { state = Kebab.Of(state), delivery });
        return (state, last ? sums!.Still : 0);
    }

    sealed class Sums
    {
        public long Received { get; init; }
        public long Still { get; init; }
    }

    sealed record BookedLine(ArrivedGoods Goods, IReadOnlyList<GoodsDeviation> Deviations, long? Lot, Slot Slot)
    {
        bool Waits => Lot is not null && Slot.Status == Status.Quarantine;

        public Transfer Transfer(long holder, string source, DateOnly day) => new(
            holder, Lot!.Value, Goods.Line.Units, Slot.Outside(Status.Supplier), Slot, "goods-in", source, day);

        public object?[] Row(long receipt)
        {
            var line = Goods.Line;
            return
            [
                receipt, (long)line.Line, line.Expected is { } expected ? (long)expected.Line : null, line.Article,
                line.LotNumber, line.ExpiresOn, line.ProducedOn, Lot, Lot is null ? null : Slot.Place,
                Lot is null ? null : (short)Slot.Pool, line.Units, line.Damaged,
                string.Join(',', Deviations.Select(Kebab.Of)), line.Text, Waits ? line.Units.Units : 0L,
                Waits ? line.Damaged.Units : 0L,
            ];
        }

        public GoodsReceiptAnswerLine Answer(DateOnly today) => new(Goods.Line.Line, Goods.Line.Product,
            Goods.Line.LotNumber, Goods.Line.ExpiresOn?.DayNumber - today.DayNumber, Goods.Line.Units,
            Lot is null ? null : Slot.Status, Deviations);
    }
}
