using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>A line of a receipt as a decision about it reads it.</summary>
sealed class WaitingLine
{
    public long ReceiptId { get; init; }
    public long Line { get; init; }
    public long HolderId { get; init; }
    public long LotId { get; init; }
    public string LotNumber { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public long PlaceId { get; init; }
    public Pool Pool { get; init; }
    public string Class { get; init; } = "";
    public string Storage { get; init; } = "";
    public string Deviations { get; init; } = "";
    public long Waiting { get; init; }
    public long WaitingDamaged { get; init; }

    public ProductClass ClassValue => Kebab.Read<ProductClass>(Class);
    public IReadOnlyList<GoodsDeviation> DeviationsValue => Deviating(Deviations);

    public static IReadOnlyList<GoodsDeviation> Deviating(string words) =>
        [.. words.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Kebab.Read<GoodsDeviation>)];

    /// <summary>Locked until the transaction ends; refuses goods-line-unknown, also for another's.</summary>
    public static async Task<Result<WaitingLine>> Lock(Tx tx, long receipt, long line, Caller caller)
    {
        await tx.Do("update goods_receipt_line set waiting = waiting where receipt_id = @receipt and line = @line",
            new { receipt, line });
        var row = await tx.One<WaitingLine>("""
            select x.receipt_id, x.line, r.holder_id, x.lot_id, x.lot_number, x.article_number, x.expires_on,
                x.place_id, x.pool, p.class, p.storage, x.deviations, x.waiting, x.waiting_damaged
            from goods_receipt_line x join goods_receipt r on r.id = x.receipt_id
            join product p on p.article_number = x.article_number
            where x.receipt_id = @receipt and x.line = @line and x.lot_id is not null and r.undone_at is null
            """, new { receipt, line });
        return row is null || row.HolderId != caller.Party
            ? Refusal.Of("goods-line-unknown", "receipt", $"{receipt}", "line", $"{line}") : row;
    }

    /// <summary>Adds to the batch that more or fewer units wait.</summary>
    public void Wait(Batch batch, long units, long damaged) =>
        batch.Add("update goods_receipt_line set waiting = waiting + ?, waiting_damaged = waiting_damaged + ? " +
            "where receipt_id = ? and line = ?", units, damaged, ReceiptId, Line);
}

/// <summary>A decision as it was made.</summary>
sealed class DecisionRow
{
    public long ReceiptId { get; init; }
    public long Line { get; init; }
    public string Kind { get; init; } = "";
    public long Units { get; init; }
    public long Damaged { get; init; }
    public string DecidedBy { get; init; } = "";
    public bool NeedsSecond { get; init; }
    public long? SecondAt { get; init; }
    public long? UndoneAt { get; init; }
    public long? Link { get; init; }

    public GoodsDecisionKind KindValue => Kebab.Read<GoodsDecisionKind>(Kind);

    /// <summary>With its line, both locked; refuses goods-decision-unknown, also for another's.</summary>
    public static async Task<Result<(DecisionRow Decision, WaitingLine Line)>> Lock(Tx tx, long id, Caller caller)
    {
        await tx.Do("update goods_decision set units = units where id = @id", new { id });
        var row = await tx.One<DecisionRow>("select receipt_id, line, kind, units, damaged, decided_by, " +
            "needs_second, second_at, undone_at, link from goods_decision where id = @id", new { id });
        if (row is null) return Refusal.Of("goods-decision-unknown", "id", $"{id}");
        var line = await WaitingLine.Lock(tx, row.ReceiptId, row.Line, caller);
        return line.Ok ? (row, line.Value) : Refusal.Of("goods-decision-unknown", "id", $"{id}");
    }
}
