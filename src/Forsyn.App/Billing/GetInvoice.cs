using Dapper;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Texts;
using Forsyn.Core.Billing;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Billing;

/// <summary>An invoice with everything that is shown of it.</summary>
/// <param name="BlueLines">Lines of the order on blue prescription, which are not charged here.</param>
public sealed record InvoiceView(
    long Number, long Order, DateOnly IssuedOn, DateOnly DueOn, InvoiceParty Seller, InvoiceParty Receiver,
    string Requisitioner, string Kid, string Account, bool DemoAccount, IReadOnlyList<InvoiceLineView> Lines,
    long BlueLines, IReadOnlyList<VatView> VatByRate, Money Net, Money Levy, Money Vat, Money Total);

/// <param name="Name">What the party was called on the invoice's day (ACT-006), in the reader's language.</param>
public sealed record InvoiceParty(string Name, string? OrganisationNumber, string Address);

public sealed record InvoiceLineView(
    int Line, InvoiceLineKind Kind, string? ArticleNumber, string Name, Purpose? Purpose, Quantity Doses, long? Packs,
    Money PricePerPack, Money Net, Money Levy, decimal VatPercent, Money Vat, Money Total);

public sealed record VatView(decimal Percent, Money Basis, Money Vat);

/// <summary>Reads one invoice; a customer sees its own only, and one of another is as unknown as none at all.</summary>
public static class GetInvoice
{
    public static async Task<Result<InvoiceView>> Run(Db db, long number, Language language, Caller caller)
    {
        await using var connection = await db.Read();
        await using var reader = await connection.QueryMultipleAsync(
            $"""
            select i.*, o.requisitioner_name,
                case when i.receiver_id = o.customer_id then o.delivery_address else '' end as delivery_address,
                s.organisation_number as seller_organisation,
                r.organisation_number as receiver_organisation, s.address as seller_address,
                r.address as receiver_address,
                {NameOf("i.seller_id", "i.issued_on", language)} as seller,
                {NameOf("i.receiver_id", "i.issued_on", language)} as receiver
            from invoice i join orders o on o.number = i.order_number
            join party s on s.id = i.seller_id join party r on r.id = i.receiver_id
            where i.number = @number;
            select * from invoice_line where invoice_number = @number order by line
            """, new { number });
        var head = await reader.ReadFirstOrDefaultAsync<HeadRow>();
        if (head is null || !MaySee(caller, head.ReceiverId))
            return Refusal.Of("invoice-unknown", "number", $"{number}");
        var invoice = new Invoice(head.IssuedOn, head.DueOn,
            [.. (await reader.ReadAsync<LineRow>()).Select(line => line.ToLine())], (int)head.BlueLines);
        return View(head, invoice);
    }

    public static bool MaySee(Caller caller, long receiver) =>
        caller.May(Policy.InvoiceReadAll) || caller.May(Policy.InvoiceReadOwn) && caller.Party == receiver;

    /// <summary>SQL for what a party was called on a day.</summary>
    internal static string NameOf(string party, string day, Language language) =>
        $"(select n.name_{language.Code()} from party_name n where n.party_id = {party} and n.valid_from <= {day} " +
        $"and (n.valid_to is null or n.valid_to >= {day}) order by n.valid_from desc limit 1)";

    static InvoiceView View(HeadRow head, Invoice invoice) => new(
        head.Number, head.OrderNumber, head.IssuedOn, head.DueOn,
        new InvoiceParty(head.Seller ?? "", head.SellerOrganisation, head.SellerAddress),
        new InvoiceParty(head.Receiver ?? "", head.ReceiverOrganisation,
            head.ReceiverAddress.Length > 0 ? head.ReceiverAddress : head.DeliveryAddress),
        head.RequisitionerName, head.Kid, head.Account, head.Account == IssueInvoice.DemoAccount,
        [.. invoice.Lines.Select(line => new InvoiceLineView(line.Number, line.Kind, line.ArticleNumber, line.Name,
            line.Purpose, line.Doses, line.Packs, line.PricePerPack, line.Net, line.Levy,
            Percent(line.VatRate), line.Vat, line.Total))],
        head.BlueLines, [.. invoice.VatByRate.Select(vat => new VatView(Percent(vat.Rate), vat.Basis, vat.Vat))],
        invoice.Net, invoice.Levy, invoice.Vat, invoice.Total);

    static decimal Percent(Rate rate) => rate.Millionths / 10_000m;

    sealed class HeadRow
    {
        public long Number { get; init; }
        public long OrderNumber { get; init; }
        public long ReceiverId { get; init; }
        public DateOnly IssuedOn { get; init; }
        public DateOnly DueOn { get; init; }
        public string Kid { get; init; } = "";
        public string Account { get; init; } = "";
        public long BlueLines { get; init; }
        public string RequisitionerName { get; init; } = "";
        public string DeliveryAddress { get; init; } = "";
        public string? Seller { get; init; }
        public string? SellerOrganisation { get; init; }
        public string SellerAddress { get; init; } = "";
        public string? Receiver { get; init; }
        public string? ReceiverOrganisation { get; init; }
        public string ReceiverAddress { get; init; } = "";
    }

    sealed class LineRow
    {
        public long Line { get; init; }
        public string Kind { get; init; } = "";
        public string? ArticleNumber { get; init; }
        public string Name { get; init; } = "";
        public string? Purpose { get; init; }
        public long Doses { get; init; }
        public long DosesPerPack { get; init; }
        public long PricePerPackOre { get; init; }
        public long NetOre { get; init; }
        public long LevyOre { get; init; }
        public long VatRate { get; init; }
        public long VatOre { get; init; }

        public InvoiceLine ToLine() => new((int)Line,
            Kebab.Read<InvoiceLineKind>(Kind), ArticleNumber, Name,
            Purpose is null ? null : Kebab.Read<Purpose>(Purpose),
            new Quantity(Doses), DosesPerPack, new Money(PricePerPackOre), new Money(NetOre), new Money(LevyOre),
            new Rate(VatRate), new Money(VatOre));
    }
}
