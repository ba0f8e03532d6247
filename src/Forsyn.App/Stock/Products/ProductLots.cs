using Forsyn.App.Database;

namespace Forsyn.App.Stock.Products;

/// <summary>A lot of a product in the whole country: when it expires, what may be done with it, who has it.</summary>
public sealed class ProductLot
{
    public long Id { get; init; }
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public long Available { get; init; }
    public long InTransit { get; init; }
    public long Reserved { get; init; }
    public long Quarantine { get; init; }
    public long Recalled { get; init; }
    public long Holders { get; init; }
    /// <summary>The open recall the lot is under, if any.</summary>
    public long? Recall { get; init; }
    public long Units => Available + InTransit + Reserved + Quarantine + Recalled;
}

/// <summary>Units that wait in quarantine at a holder, and why.</summary>
public sealed class QuarantinedUnits
{
    public long HolderId { get; init; }
    public string Holder { get; init; } = "";
    public long LotId { get; init; }
    public string LotNumber { get; init; } = "";
    public long Units { get; init; }
    public Moment Since { get; init; }
    /// <summary>What was said when it was set aside; null where nothing was.</summary>
    public string? Reason { get; init; }
}

/// <summary>A product lot by lot, those that expire first before the others.</summary>
public static class ProductLots
{
    public const int Most = 100;

    public static Task<List<ProductLot>> Run(Db db, string article) => db.List<ProductLot>($"""
        select l.id, l.lot_number, l.expires_on, s.available, s.in_transit, s.reserved, s.quarantine, s.recalled,
            s.holders, (select r.recall_id from recall_lot r where r.lot_id = l.id and r.is_open) as recall
        from (select b.lot_id, {Of(0, "available")}, {Of(1, "in_transit")}, {Of(2, "reserved")},
                {Of(3, "quarantine")}, {Of(4, "recalled")}, count(distinct b.holder_id) as holders
            from lot x join balance b on b.lot_id = x.id
            where x.article_number = @article and b.status < 10 and b.quantity > 0 group by b.lot_id) s
        join lot l on l.id = s.lot_id order by l.expires_on, l.id limit {Most}
        """, new { article });

    /// <summary>What waits in quarantine, the most units first.</summary>
    public static Task<List<QuarantinedUnits>> Quarantined(Db db, string article) => db.List<QuarantinedUnits>($"""
        select q.holder_id, {StockFilter.HolderName} as holder, q.lot_id, q.lot_number, q.units, q.since,
            (select e.reason from lot_event e where e.lot_id = q.lot_id and e.holder_id = q.holder_id
                and e.kind = 'quarantine' order by e.id desc limit 1) as reason
        from (select b.holder_id, b.lot_id, l.lot_number, cast(sum(b.quantity) as bigint) as units,
                max(b.changed_at) as since
            from lot l join balance b on b.lot_id = l.id
            where l.article_number = @article and b.status = 3 and b.quantity > 0
            group by b.holder_id, b.lot_id, l.lot_number) q
        join party y on y.id = q.holder_id order by q.units desc, q.holder_id, q.lot_id limit {Most}
        """, new { article });

    static string Of(int status, string name) =>
        $"cast(sum(case when b.status = {status} then b.quantity else 0 end) as bigint) as {name}";
}
