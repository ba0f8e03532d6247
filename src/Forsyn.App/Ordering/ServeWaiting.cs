using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Stock;

namespace Forsyn.App.Ordering;

/// <summary>
/// When a batch is released, orders that lack the product get lots of it: those the desk has released, emergencies
/// first, then the oldest. An order somebody has begun to pick is left as it is.
/// </summary>
public static class ServeWaiting
{
    public static readonly Subscriber OnRelease = new("waiting-orders",
        new HashSet<string> { nameof(BatchReleased) }, async (tx, fact, now) =>
        {
            var released = fact.As<BatchReleased>();
            foreach (var number in await Lacking(tx, released))
            {
                var locked = await MoveOrder.Lock(tx, number);
                if (!locked.Ok || locked.Value.Route == "pharmacy") continue;
                await tx.Transaction.SaveAsync("waiting");
                var chosen = await AllocateOrder.Choose(tx, locked.Value, now, ReallocateLost.Program);
                if (!chosen.Ok) await tx.Transaction.RollbackAsync("waiting");
            }
        });

    // What an order has of the product is what is reserved for it; the rest is lacking.
    static Task<List<long>> Lacking(Tx tx, BatchReleased released) => tx.List<long>("""
        select o.number from orders o join order_line l on l.order_number = o.number
        where o.supplier_id = @Holder and o.state in ('released', 'allocated') and l.article_number = @ArticleNumber
            and not exists (select 1 from pick p where p.order_number = o.number)
        group by o.number, o.urgent, o.placed_at
        having sum(l.doses) > (select coalesce(sum(r.quantity), 0) from reservation r
            join lot t on t.id = r.lot_id where r.holder_id = @Holder and r.state = 0
                and r.document = @document || o.number and t.article_number = @ArticleNumber)
        order by o.urgent desc, o.placed_at, o.number
        """, new { released.Holder, released.ArticleNumber, document = PlaceOrder.Document(0)[..^1] });
}
