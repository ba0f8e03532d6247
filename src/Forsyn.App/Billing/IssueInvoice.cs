using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Fulfilment;
using Forsyn.App.Ordering;
using Forsyn.Core.Billing;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Billing;

/// <summary>
/// Writes the invoice of an order that was dispatched, and beside it that of National Insurance where something was on
/// blue prescription. Doing it again changes nothing. The number is taken under a lock
/// that is held until the transaction ends, so that the series has no gap even where an attempt fails
/// (bokføringsforskriften § 5-1-1).
/// </summary>
public static class IssueInvoice
{
    /// <summary>Made, with a right check digit; every invoice says that it is.</summary>
    public const string DemoAccount = "12345678903";

    /// <summary>Key of the party that pays for blue prescriptions: Helfo, for National Insurance.</summary>
    public const string Insurer = "helfo";

    /// <summary>An order that was dispatched is invoiced.</summary>
    public static readonly Subscriber OnDispatch = new("billing", new HashSet<string> { nameof(OrderDispatched) },
        (tx, fact, now) =>
        {
            var dispatched = fact.As<OrderDispatched>();
            return Run(tx, dispatched.Number, dispatched.Day, now);
        });

    /// <summary>The number of the customer's invoice, or null when the customer has nothing to pay.</summary>
    /// <param name="day">The day of dispatch.</param>
    public static async Task<long?> Run(Tx tx, long order, DateOnly day, Moment now)
    {
        const string select = "select supplier_id, customer_id, fee_ore from orders where number = @order";
        var head = await tx.One<HeadRow>(select, new { order })
            ?? throw new InvariantBroken($"order {order} was dispatched and is not there");
        var lines = await tx.List<SentRow>(Sent, new { order });
        var dispatched = new DispatchedOrder(day, new Money(head.FeeOre), [.. lines.Select(line => line.ToLine())]);
        var numbers = Rules.Book.On(day);
        long? number = InvoiceRules.Invoice(dispatched, numbers) is { } invoice
            ? await Issue(tx, order, head.SupplierId, head.CustomerId, invoice, now) : null;
        if (InvoiceRules.InsuranceInvoice(dispatched, numbers) is { } insured)
            await Issue(tx, order, head.SupplierId, await InsurerId(tx), insured, now);
        return number;
    }

    static async Task<long> Issue(Tx tx, long order, long seller, long receiver, Invoice invoice, Moment now)
    {
        var number = await Series.Hold(tx, "invoice");
        var known = await tx.One<long?>(
            "select number from invoice where order_number = @order and receiver_id = @receiver",
            new { order, receiver });
        if (known is { } before) return before;
        var batch = Series.Use(new Batch(tx), "invoice");
        Save(batch, number, order, seller, receiver, invoice, now);
        await batch.Run();
        return number;
    }

    static async Task<long> InsurerId(Tx tx) =>
        await tx.One<long?>("select id from party where key = @Insurer", new { Insurer })
            ?? throw new InvariantBroken($"there is no party {Insurer} to pay for blue prescriptions");

    const string Sent = """
        select l.article_number, p.name, p.class, l.purpose, l.doses as ordered, l.packs,
            coalesce(b.price_per_pack_ore, l.unit_price_ore) as unit_price_ore,
            (select coalesce(cast(sum(sl.quantity) as bigint), 0)
             from shipment s join shipment_line sl on sl.shipment_id = s.id
             where s.order_number = l.order_number and sl.order_line = l.line) as sent
        from order_line l join product p on p.article_number = l.article_number
        left join blue_line b on b.order_number = l.order_number and b.line = l.line
        where l.order_number = @order order by l.line
        """;

    static void Save(
        Batch batch, long number, long order, long seller, long receiver, Invoice invoice, Moment now)
    {
        batch.Add(
            "insert into invoice (number, order_number, seller_id, receiver_id, issued_on, due_on, kid, account, " +
            "blue_lines, net_ore, levy_ore, vat_ore, total_ore, recorded_at) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            number, order, seller, receiver, invoice.Day, invoice.DueOn,
            InvoiceRules.KidOf(number).ToString(), DemoAccount, invoice.BlueLines, invoice.Net, invoice.Levy,
            invoice.Vat, invoice.Total, now);
        batch.AddRows(
            "insert into invoice_line (invoice_number, line, kind, article_number, name, purpose, doses, " +
            "doses_per_pack, price_per_pack_ore, net_ore, levy_ore, vat_rate, vat_ore) {values}",
            [.. invoice.Lines.Select(line => (object?[])[number, line.Number, Kebab.Of(line.Kind), line.ArticleNumber,
                line.Name, line.Purpose is { } purpose ? Kebab.Of(purpose) : null, line.Doses, line.DosesPerPack,
                line.PricePerPack, line.Net, line.Levy, line.VatRate.Millionths, line.Vat])]);
    }

    sealed class HeadRow
    {
        public long SupplierId { get; init; }
        public long CustomerId { get; init; }
        public long FeeOre { get; init; }
    }

    sealed class SentRow
    {
        public string ArticleNumber { get; init; } = "";
        public string Name { get; init; } = "";
        public string Class { get; init; } = "";
        public string Purpose { get; init; } = "";
        public long Ordered { get; init; }
        public long Packs { get; init; }
        public long UnitPriceOre { get; init; }
        public long Sent { get; init; }

        // The size of a pack is the one the order was placed with, whatever the catalogue says since.
        public SentLine ToLine() => new(ArticleNumber, Name,
            Kebab.Read<ProductClass>(Class), Kebab.Read<Purpose>(Purpose), new Quantity(Sent),
            Ordered / Packs, new Money(UnitPriceOre));
    }
}
