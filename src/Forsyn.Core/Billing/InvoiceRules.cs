using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;

namespace Forsyn.Core.Billing;

/// <summary>From a dispatched order to what its customer owes.</summary>
public static class InvoiceRules
{
    const string Terms = "FHI, terms of delivery";
    const string VatLaw = "merverdiavgiftsloven §§ 4-1, 5-1";

    /// <summary>
    /// The invoice of an order: every line of which something was sent, free programme lines with their zero, and
    /// the dispatch fee once. Null when nothing is to be paid, as for a pharmacy that received programme vaccine only.
    /// </summary>
    [Rule($"{Terms}; {VatLaw}", "FEE-001", "FEE-005", "FEE-006", "FEE-010")]
    public static Invoice? Invoice(DispatchedOrder order, RuleNumbers numbers)
    {
        var sent = order.Lines.Where(line => line.Doses > Quantity.Zero).ToList();
        if (sent.Count == 0) return null; // nothing left the house, so there is no dispatch to take a fee for
        var lines = sent.Where(ChargedToTheCustomer).Select((line, i) => ProductLine(i + 1, line, numbers)).ToList();
        if (!order.DispatchFee.IsZero) lines.Add(FeeLine(lines.Count + 1, order.DispatchFee, numbers));
        var due = order.Day.AddDays(numbers.Days("invoice-due-days"));
        var invoice = new Invoice(order.Day, due, lines, sent.Count(line => !ChargedToTheCustomer(line)));
        return invoice.Total.IsZero ? null : invoice;
    }

    /// <summary>
    /// The invoice to National Insurance: what was sent on blue prescription, at the price the patient does not pay.
    /// It takes no dispatch fee and names no patient. Null when nothing of the order is on blue prescription.
    /// </summary>
    [Rule("folketrygdloven § 5-14; blåreseptforskriften § 4", "FEE-002", "FEE-011")]
    public static Invoice? InsuranceInvoice(DispatchedOrder order, RuleNumbers numbers)
    {
        var sent = order.Lines.Where(line => line.Doses > Quantity.Zero && !ChargedToTheCustomer(line)).ToList();
        if (sent.Count == 0) return null;
        var due = order.Day.AddDays(numbers.Days("invoice-due-days"));
        var lines = sent.Select((line, i) => ProductLine(i + 1, line, numbers)).ToList();
        var invoice = new Invoice(order.Day, due, lines, BlueLines: 0);
        return invoice.Total.IsZero ? null : invoice;
    }

    /// <summary>Blue prescriptions are paid by National Insurance and never stand on a customer's invoice.</summary>
    [Rule("folketrygdloven § 5-14; blåreseptforskriften § 4", "FEE-011")]
    public static bool ChargedToTheCustomer(SentLine line) => line.Purpose != Purpose.Blue;

    /// <summary>Price of what was sent. A broken pack costs its share, rounded half away from zero.</summary>
    [Rule(Terms, "FEE-009", "FEE-010")]
    public static Money NetOf(SentLine line)
    {
        var (whole, rest) = Int128.DivRem((Int128)line.PricePerPack.Ore * line.Doses.Units, line.DosesPerPack);
        return new Money((long)(whole + (rest * 2 >= line.DosesPerPack ? 1 : 0)));
    }

    /// <summary>The retailer levy on an amount for medicine; a certificate form is none.</summary>
    [Rule($"legemiddelforskriften kap. 15; {Terms}", "BUD-007")]
    public static Money LevyOn(Money net, ProductClass @class, RuleNumbers numbers) =>
        @class == ProductClass.Certificate ? Money.Zero : numbers.Rate("retailer-levy-rate").Of(net);

    /// <summary>
    /// The KID of an invoice: its number with leading zeros to nine digits and a MOD10 digit, so that all have
    /// one length, as the agreement with a bank names lengths.
    /// </summary>
    public static Kid KidOf(long invoiceNumber) => Kid.Make($"{invoiceNumber:000000000}", KidMethod.Mod10).Value;

    static InvoiceLine ProductLine(int number, SentLine line, RuleNumbers numbers)
    {
        var net = NetOf(line);
        var levy = LevyOn(net, line.Class, numbers);
        var vat = numbers.Rate("vat-rate");
        return new InvoiceLine(number, InvoiceLineKind.Product, line.ArticleNumber, line.Name, line.Purpose, line.Doses,
            line.DosesPerPack, line.PricePerPack, net, levy, vat, vat.Of(net + levy));
    }

    static InvoiceLine FeeLine(int number, Money fee, RuleNumbers numbers)
    {
        var vat = numbers.Rate("vat-rate");
        return new InvoiceLine(number, InvoiceLineKind.DispatchFee, null, "", null, Quantity.Zero, 0, fee, fee,
            Money.Zero, vat, vat.Of(fee));
    }
}
