using Forsyn.App.Database;

namespace Forsyn.App.Stock.Products;

/// <summary>Lines of open orders for a product, by the state of the order.</summary>
public sealed class WaitingLines
{
    /// <summary>placed, held or released.</summary>
    public string State { get; init; } = "";
    public long Orders { get; init; }
    public long Units { get; init; }
    /// <summary>Of the units, those set aside for the orders.</summary>
    public long Reserved { get; init; }
    public Moment Oldest { get; init; }
    public long Lacking => Units - Reserved;
}

/// <summary>Orders that have not got the product yet, and what is set aside for them.</summary>
public static class OrdersWaiting
{
    public static Task<List<WaitingLines>> Run(Db db, string article) => db.List<WaitingLines>("""
        select w.state, count(distinct w.number) as orders, cast(sum(w.units) as bigint) as units,
            cast(sum(w.reserved) as bigint) as reserved, min(w.placed_at) as oldest
        from (select o.number, o.state, o.placed_at, l.doses as units,
                coalesce((select sum(r.quantity) from reservation r where r.holder_id = o.supplier_id
                    and r.document = 'order/' || o.number and r.line = l.line and r.state = 0), 0) as reserved
            from order_line l join orders o on o.number = l.order_number
            where l.article_number = @article and o.state in ('placed', 'held', 'released')) w
        group by w.state order by min(w.placed_at)
        """, new { article });
}
