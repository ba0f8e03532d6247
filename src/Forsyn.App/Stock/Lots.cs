using Forsyn.App.Database;

namespace Forsyn.App.Stock;

/// <summary>Fact: goods came from a supplier; what they are stands in the receipt.</summary>
public sealed record GoodsReceived(
    long Receipt, long Delivery, long Holder, IReadOnlyList<string> Articles, DateOnly Day, bool WithDeviations);

/// <summary>Fact: units that waited in quarantine at a holder may be used.</summary>
public sealed record BatchReleased(long Lot, long Holder, string ArticleNumber, long Units);

/// <summary>The country's lots.</summary>
static class Lots
{
    /// <summary>
    /// The lot's id, made when the country has not had it; the days it was made and came are kept from the first who
    /// says them (SHL-004).
    /// </summary>
    public static async Task<long> Arrived(
        Tx tx, string article, string number, DateOnly expires, DateOnly? produced, DateOnly received)
    {
        var lot = new { id = tx.Ids.Next(), article, number, expires, produced, received };
        await tx.Do("insert into lot (id, article_number, lot_number, expires_on, produced_on, received_on) " +
            "values (@id, @article, @number, @expires, @produced, @received) " +
            "on conflict (article_number, lot_number) do update set " +
            "produced_on = coalesce(lot.produced_on, excluded.produced_on), " +
            "received_on = coalesce(lot.received_on, excluded.received_on)", lot);
        return await tx.One<long>("select id from lot where article_number = @article and lot_number = @number", lot);
    }

    /// <summary>Units of a lot at a holder that came from a supplier or back from a customer and wait for a
    /// pharmacist.</summary>
    public static Task<long> Waiting(Tx tx, long holder, long lot) => tx.One<long>(
        "select cast(coalesce((select sum(x.waiting + coalesce((select sum(d.units) from goods_decision d " +
        "where d.receipt_id = x.receipt_id and d.line = x.line and d.needs_second and d.second_at is null " +
        "and d.undone_at is null), 0)) from goods_receipt_line x " +
        "join goods_receipt r on r.id = x.receipt_id where x.lot_id = @lot and r.holder_id = @holder " +
        "and r.undone_at is null), 0) + coalesce((select sum(b.waiting) from goods_return_line b " +
        "join goods_return g on g.id = b.return_id where b.lot_id = @lot and g.supplier_id = @holder), 0) as bigint)",
        new { holder, lot })!;
}
