using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Fulfilment;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Billing;

/// <summary>
/// Books what the state pays for programme vaccine to the programme's chapter of the budget (PRG-002): the price of
/// what was sent, less what the customer is charged. Doing it again changes nothing.
/// </summary>
public static class BookProgrammeCost
{
    /// <summary>An order that was dispatched has its programme lines booked.</summary>
    public static readonly Subscriber OnDispatch = new("programme-cost",
        new HashSet<string> { nameof(OrderDispatched) },
        (tx, fact, now) =>
        {
            var dispatched = fact.As<OrderDispatched>();
            return Run(tx, dispatched.Number, dispatched.Day, now);
        });

    const string Sent = """
        select l.line, l.article_number, l.purpose, l.unit_price_ore, p.price_ore, p.doses_per_pack,
            (select coalesce(cast(sum(sl.quantity) as bigint), 0)
             from shipment s join shipment_line sl on sl.shipment_id = s.id
             where s.order_number = l.order_number and sl.order_line = l.line) as sent
        from order_line l join product p on p.article_number = l.article_number
        where l.order_number = @order and l.purpose not in ('payable', 'blue') order by l.line
        """;

    /// <summary>The number of lines booked.</summary>
    /// <param name="day">The day of dispatch.</param>
    public static async Task<int> Run(Tx tx, long order, DateOnly day, Moment now)
    {
        if (await tx.One<long>("select count(*) from programme_cost where order_number = @order", new { order }) > 0)
            return 0;
        var rows = (await tx.List<SentRow>(Sent, new { order })).Select(line => line.Booked(order, day, now))
            .OfType<object?[]>().ToList();
        await new Batch(tx).AddRows(
            "insert into programme_cost (order_number, line, programme, chapter, article_number, doses, value_ore, " +
            "charged_ore, cost_ore, booked_on, recorded_at) {values}", rows).Run();
        return rows.Count;
    }

    sealed class SentRow
    {
        public long Line { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string Purpose { get; init; } = "";
        public long UnitPriceOre { get; init; }
        public long PriceOre { get; init; }
        public long DosesPerPack { get; init; }
        public long Sent { get; init; }

        // A vaccine of the season that somebody pays in full is a sale and no part of the programme.
        public object?[]? Booked(long order, DateOnly day, Moment now)
        {
            var purpose = Kebab.Read<Purpose>(Purpose);
            var programme = Programmes.All.FirstOrDefault(one => one.Purpose == purpose);
            var (value, charged) = (PriceOre * Sent / DosesPerPack, UnitPriceOre * Sent / DosesPerPack);
            if (programme is null || Sent == 0 || (programme.Price == ProgrammePrice.Reduced && charged >= value))
                return null;
            return [order, Line, programme.Code, programme.Budget.Chapter, ArticleNumber, Sent, value, charged,
                Math.Max(0, value - charged), day, now];
        }
    }
}
