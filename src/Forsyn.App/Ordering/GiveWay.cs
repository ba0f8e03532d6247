using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>
/// Emergencies come before every other order (CHN-009): where free stock does not cover one, orders that can wait give
/// back what was promised them, the youngest first, and are allocated anew when there is more.
/// </summary>
static class GiveWay
{
    // An order that somebody has begun to pick is let be: what is in the box is as good as sent.
    const string Waiting = """
        select r.holder_id, r.id, r.document, r.line, r.lot_id, r.place_id, r.pool, r.quantity, r.state,
            o.number as order_number, l.article_number
        from reservation r join lot l on l.id = r.lot_id
        join orders o
            on o.number = case when r.document like 'order/%' then cast(substr(r.document, 7) as bigint) end
        left join urgent_order u on u.order_number = o.number
        where r.holder_id = @supplier and r.state = 0 and l.article_number in @articles
            and l.expires_on >= @earliest and o.state in ('placed', 'held', 'released', 'allocated')
            and coalesce(u.class, 9) > @Class and coalesce(u.route, 'desk') = 'desk'
            and not exists (select 1 from pick k where k.order_number = o.number)
        order by coalesce(u.class, 9) desc, o.number desc, r.id
        """;

    /// <summary>
    /// Whether any stock was freed for the lines that lack it; the lots are then to be looked at again.
    /// </summary>
    public static async Task<bool> To(
        Tx tx, OrderHead urgent, IReadOnlyList<SuppliedLine> supply, Moment now, Caller caller)
    {
        var missing = supply.Where(line => !line.Allocation.Missing.IsZero).ToList();
        if (!urgent.Urgent || urgent.AtThePharmacy || missing.Count == 0) return false;
        var shelfLife = urgent.AcceptsShorter ? 1 : Rules.Book.On(now.Day).Days("guaranteed-shelf-life-days");
        var rows = await tx.List<Row>(Waiting, new
        {
            supplier = urgent.SupplierId, earliest = now.Day.AddDays(shelfLife), urgent.Class,
            articles = InList.Of(missing.Select(line => $"{line.Line.Product.ArticleNumber}").Distinct()),
        });
        var taken = new List<Row>();
        foreach (var line in missing)
        {
            var left = line.Allocation.Missing.Units;
            foreach (var row in rows.Except(taken).Where(row =>
                row.ArticleNumber == $"{line.Line.Product.ArticleNumber}" && row.Pool == line.Pool).ToList())
            {
                if (left <= 0) break;
                taken.Add(row);
                left -= row.Quantity;
            }
        }
        foreach (var order in taken.GroupBy(row => row.OrderNumber).OrderBy(order => order.Key))
            await One(tx, order.Key, [.. order], urgent, now, caller);
        return taken.Count > 0;
    }

    static async Task One(
        Tx tx, long number, IReadOnlyList<Row> rows, OrderHead urgent, Moment now, Caller caller)
    {
        var head = (await MoveOrder.Lock(tx, number)).Value;
        var pending = (await Reservations.Pending(tx, head.SupplierId, PlaceOrder.Document(number)))
            .Where(one => rows.Any(row => row.Id == one.Id)).ToList();
        if (pending.Count == 0) return;
        var batch = new Batch(tx);
        var freed = Reservations.Settle(batch, [.. pending.Select(one => new Settlement(one, 0))],
            ReservationState.Voided, null, now.Day, now, caller.PersonaId);
        if (!freed.Ok) throw new InvariantBroken($"order {number} cannot give way: {freed.Refusal!.Code}");
        var moved = MoveOrder.Append(batch, head, OrderAction.GiveWay, $"{urgent.Number}", now, caller);
        if (!moved.Ok) throw new InvariantBroken($"order {number} cannot give way: {moved.Refusal!.Code}");
        await batch.Run();
    }

    sealed class Row
    {
        public long Id { get; init; }
        public Pool Pool { get; init; }
        public long Quantity { get; init; }
        public long OrderNumber { get; init; }
        public string ArticleNumber { get; init; } = "";
    }
}
