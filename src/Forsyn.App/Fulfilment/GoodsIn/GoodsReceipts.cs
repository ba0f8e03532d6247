using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>A receipt of goods from a supplier, with its lines and the files attached to it.</summary>
public sealed class GoodsReceiptView
{
    public long Id { get; init; }
    public long DeliveryId { get; init; }
    public long HolderId { get; init; }
    public long? TemperatureTenths { get; init; }
    public string Packaging { get; init; } = "";
    public string Logger { get; init; } = "";
    public bool IsLast { get; init; }
    public string Text { get; init; } = "";
    public Moment ReceivedAt { get; init; }
    public string ReceivedBy { get; init; } = "";
    public Moment? UndoneAt { get; init; }
    public string? UndoneBy { get; init; }

    public decimal? TemperatureCelsius => TemperatureTenths / 10m;
    public IReadOnlyList<GoodsLineView> Lines { get; internal set; } = [];
    public IReadOnlyList<GoodsFileView> Files { get; internal set; } = [];
}

/// <summary>What came of one lot, with what was decided about it, the newest first.</summary>
public class GoodsLineView
{
    public long ReceiptId { get; init; }
    public long Line { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public string LotNumber { get; init; } = "";
    public DateOnly? ExpiresOn { get; init; }
    public DateOnly? ProducedOn { get; init; }
    public long? LotId { get; init; }
    public long Units { get; init; }
    public long Damaged { get; init; }
    public string Deviations { get; init; } = "";
    public string Text { get; init; } = "";
    public long Waiting { get; init; }
    public long WaitingDamaged { get; init; }
    public DateOnly ReceivedOn => ReceivedAt.Day;
    public Moment ReceivedAt { get; init; }

    public IReadOnlyList<GoodsDeviation> Deviating => WaitingLine.Deviating(Deviations);
    /// <summary>Days from arrival to the last day (SHL-004).</summary>
    public long? DaysLeft => ExpiresOn?.DayNumber - ReceivedOn.DayNumber;
    public IReadOnlyList<GoodsDecisionView> Decisions { get; internal set; } = [];
}

/// <summary>A line that waits for a pharmacist, or for the second look at what a pharmacist decided.</summary>
public sealed class WaitingGoods : GoodsLineView
{
    public long DeliveryId { get; init; }
    public string Supplier { get; init; } = "";
    public long Seconds { get; init; }
}

/// <summary>A decision about units that came.</summary>
public sealed class GoodsDecisionView
{
    public long Id { get; init; }
    public long ReceiptId { get; init; }
    public long Line { get; init; }
    public string Kind { get; init; } = "";
    public long Units { get; init; }
    public string Text { get; init; } = "";
    public long? AttachmentId { get; init; }
    public Moment DecidedAt { get; init; }
    public string DecidedBy { get; init; } = "";
    public string DecidedName { get; init; } = "";
    public bool NeedsSecond { get; init; }
    public Moment? SecondAt { get; init; }
    public string? SecondBy { get; init; }
    public Moment? UndoneAt { get; init; }
    public string? UndoneBy { get; init; }

    public bool WaitsForSecond => NeedsSecond && SecondAt is null && UndoneAt is null;
}

/// <summary>A file attached to a receipt.</summary>
public sealed class GoodsFileView
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string BelongsTo { get; init; } = "";
}

/// <summary>Receipts and what waits after them.</summary>
public static class GoodsReceipts
{
    const string Receipt = "select id, delivery_id, holder_id, temperature_tenths, packaging, logger, is_last, text, " +
        "received_at, received_by, undone_at, undone_by from goods_receipt ";

    const string Line = """
        x.receipt_id, x.line, x.article_number, coalesce(p.name, x.article_number) as product, x.lot_number,
            x.expires_on, x.produced_on, x.lot_id, x.units, x.damaged, x.deviations, x.text, x.waiting,
            x.waiting_damaged, r.received_at
        """;

    /// <summary>What has come of a delivery, the newest first; empty where the caller may not see it.</summary>
    public static async Task<IReadOnlyList<GoodsReceiptView>> Of(Db db, long delivery, Caller caller) =>
        await Whole(db, await db.List<GoodsReceiptView>(Receipt + "where delivery_id = @delivery order by id desc",
            new { delivery }), caller);

    /// <summary>Refuses goods-receipt-unknown, also for another's.</summary>
    public static async Task<Result<GoodsReceiptView>> Get(Db db, long id, Caller caller)
    {
        var found = await Whole(db, await db.List<GoodsReceiptView>(Receipt + "where id = @id", new { id }), caller);
        return found.Count == 1 ? found[0] : Refusal.Of("goods-receipt-unknown", "id", $"{id}");
    }

    static async Task<List<GoodsReceiptView>> Whole(Db db, List<GoodsReceiptView> receipts, Caller caller)
    {
        receipts.RemoveAll(one => !Deliveries.SeesAll(caller) && one.HolderId != caller.Party);
        var ids = InList.Of(receipts.Select(one => one.Id));
        var lines = await db.List<GoodsLineView>($"select {Line} from goods_receipt_line x " +
            "join goods_receipt r on r.id = x.receipt_id left join product p on p.article_number = x.article_number " +
            "where x.receipt_id in @ids order by x.line", new { ids });
        var decisions = await db.List<GoodsDecisionView>(
            "select id, receipt_id, line, kind, units, text, attachment_id, decided_at, decided_by, decided_name, " +
            "needs_second, second_at, second_by, undone_at, undone_by from goods_decision " +
            "where receipt_id in @ids order by id desc", new { ids });
        var files = await db.List<GoodsFileView>("select id, name, belongs_to from attachment where belongs_to in @to",
            new { to = InList.Of(receipts.Select(one => ReceiveGoods.Source(one.Id))) });
        foreach (var line in lines)
            line.Decisions = [.. decisions.Where(one => (one.ReceiptId, one.Line) == (line.ReceiptId, line.Line))];
        foreach (var receipt in receipts)
        {
            receipt.Lines = [.. lines.Where(line => line.ReceiptId == receipt.Id)];
            receipt.Files = [.. files.Where(file => file.BelongsTo == ReceiveGoods.Source(receipt.Id))];
        }
        return receipts;
    }

    /// <summary>Lines at the caller's party that wait for a decision or a second look, the oldest first.</summary>
    /// <param name="after">Receipt and line of the last one on the page before, such as 12-3.</param>
    public static async Task<Page<WaitingGoods>> Waiting(Db db, Caller caller, string? after = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 200);
        var (receipt, line) = (after ?? "").Split('-') is [var r, var l] && long.TryParse(r, out var one)
            && long.TryParse(l, out var two) ? (one, two) : (0L, 0L);
        var rows = await db.List<WaitingGoods>($"""
            select {Line}, r.delivery_id, (select n.name_nb from party_name n where n.party_id = d.supplier_id
                    order by n.valid_from desc limit 1) as supplier,
                (select count(*) from goods_decision c where c.receipt_id = x.receipt_id and c.line = x.line
                    and c.needs_second and c.second_at is null and c.undone_at is null) as seconds
            from goods_receipt_line x join goods_receipt r on r.id = x.receipt_id
            join delivery d on d.id = r.delivery_id
            join product p on p.article_number = x.article_number
            where r.undone_at is null and (x.receipt_id, x.line) > (@receipt, @line)
                and (@all or r.holder_id = @holder)
                and (x.waiting > 0 or exists (select 1 from goods_decision c where c.receipt_id = x.receipt_id
                    and c.line = x.line and c.needs_second and c.second_at is null and c.undone_at is null))
            order by x.receipt_id, x.line limit @most
            """, new
        {
            receipt, line, all = Deliveries.SeesAll(caller), holder = caller.Party ?? 0, most = most + 1,
        });
        return new(rows.Count > most ? rows[..most] : rows,
            rows.Count > most ? $"{rows[most - 1].ReceiptId}-{rows[most - 1].Line}" : null);
    }
}
