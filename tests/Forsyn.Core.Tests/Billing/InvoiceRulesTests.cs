using Forsyn.Core.Basics;
using Forsyn.Core.Billing;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Billing;

public class InvoiceRulesTests
{
    static readonly DateOnly Day = new(2026, 5, 15);
    static readonly Money Fee = Money.Kroner(200);

    static SentLine Line(
        long doses = 10, long pack = 1, long price = 30000, Purpose purpose = Purpose.Payable,
        ProductClass @class = ProductClass.Vaccine) =>
        new("100001", "Vaksin", @class, purpose, new Quantity(doses), pack, new Money(price));

    static SentLine Programme(long doses = 10) => Line(doses, price: 0, purpose: Purpose.Childhood);

    static Invoice? Maybe(DateOnly day, Money fee, params SentLine[] lines) =>
        InvoiceRules.Invoice(new DispatchedOrder(day, fee, lines), ShippedRules.Book.On(day));

    static Invoice Of(Money fee, params SentLine[] lines) => Maybe(Day, fee, lines)!;

    [Fact, Requirement("FEE-001")]
    public void The_fee_stands_once_on_the_invoice_whatever_the_number_of_lines()
    {
        var lines = Of(Fee, Line(), Line(), Line()).Lines;
        var fee = Assert.Single(lines, line => line.Kind == InvoiceLineKind.DispatchFee);
        Assert.Equal(4, fee.Number);
        Assert.Equal("200.00 0.00 50.00 250.00", $"{fee.Net} {fee.Levy} {fee.Vat} {fee.Total}");
    }

    [Fact, Requirement("FEE-005")]
    public void A_programme_order_is_invoiced_with_its_free_lines_and_the_fee()
    {
        var invoice = Of(Fee, Programme());
        Assert.Equal(["Product 0.00", "DispatchFee 250.00"], invoice.Lines.Select(l => $"{l.Kind} {l.Total}"));
        Assert.Equal("250.00", invoice.Total.ToString());
    }

    [Fact, Requirement("FEE-003", "FEE-005")]
    public void Nothing_to_pay_is_no_invoice() => Assert.Null(Maybe(Day, Money.Zero, Programme()));

    [Fact, Requirement("FEE-010")]
    public void Only_what_was_sent_is_invoiced()
    {
        var invoice = Of(Fee, Line(doses: 3), Line(doses: 0));
        Assert.Equal(["3 900.00", "0 200.00"], invoice.Lines.Select(line => $"{line.Doses} {line.Net}"));
    }

    [Fact]
    public void An_order_of_which_nothing_was_sent_is_not_invoiced() => Assert.Null(Maybe(Day, Fee, Line(doses: 0)));

    [Fact, Requirement("FEE-011")]
    public void Blue_prescription_never_stands_on_the_customers_invoice()
    {
        var blue = Line(price: 50000, purpose: Purpose.Blue);
        var invoice = Of(Fee, blue, Line(doses: 1), blue);
        Assert.Equal([Purpose.Payable, (Purpose?)null], invoice.Lines.Select(line => line.Purpose));
        Assert.Equal([1, 2], invoice.Lines.Select(line => line.Number));
        Assert.Equal(2, invoice.BlueLines);
        Assert.Null(Maybe(Day, Money.Zero, blue));
    }

    [Fact, Requirement("BUD-007")]
    public void The_levy_is_on_products_and_vat_is_on_products_with_their_levy()
    {
        var line = Of(Money.Zero, Line(doses: 10)).Lines[0];
        Assert.Equal("3000.00 9.00 752.25 3761.25", $"{line.Net} {line.Levy} {line.Vat} {line.Total}");
    }

    [Fact]
    public void A_certificate_is_no_medicine_and_carries_no_levy() =>
        Assert.Equal(Money.Zero, Of(Money.Zero, Line(@class: ProductClass.Certificate)).Levy);

    [Theory, Requirement("FEE-010")]
    [InlineData(3, 10, 10005, 3002)] // 3001.5
    [InlineData(1, 3, 1000, 333)]
    [InlineData(2, 3, 1000, 667)]
    [InlineData(30, 10, 10005, 30015)]
    public void A_broken_pack_costs_its_share_rounded_half_away_from_zero(
        long doses, long pack, long price, long ore) =>
        Assert.Equal(new Money(ore), InvoiceRules.NetOf(Line(doses, pack, price)));

    [Fact]
    public void Packs_are_told_only_where_they_are_whole()
    {
        var lines = Of(Fee, Line(doses: 30, pack: 10), Line(doses: 31, pack: 10)).Lines;
        Assert.Equal([3, null, null], lines.Select(line => line.Packs));
    }

    [Theory]
    [InlineData("2000-12-31", 23), InlineData("2001-01-01", 24)]
    [InlineData("2004-12-31", 24), InlineData("2005-01-01", 25)]
    public void Vat_is_that_of_the_day_of_dispatch(string day, int percent)
    {
        var invoice = Maybe(DateOnly.ParseExact(day, "yyyy-MM-dd"), Fee, Programme())!;
        Assert.Equal(Rate.Percent(percent), Assert.Single(invoice.VatByRate).Rate);
        Assert.Equal(Money.Kroner(2 * percent), invoice.Vat);
    }

    [Fact]
    public void An_invoice_falls_due_thirty_days_after_dispatch() =>
        Assert.Equal(new DateOnly(2026, 6, 14), Of(Fee, Line()).DueOn);

    [Fact]
    public void Totals_and_the_specification_of_vat_are_sums_of_the_lines()
    {
        var random = new Random(1);
        for (var round = 0; round < 1000; round++)
        {
            var lines = Enumerable.Range(0, random.Next(1, 40))
                .Select(_ => Line(random.Next(1, 500), random.Next(1, 20), random.Next(0, 2_000_000))).ToArray();
            var invoice = Of(Fee, lines);
            Assert.Equal(invoice.Total, Money.Sum(invoice.Lines.Select(line => line.Total)));
            var vat = Assert.Single(invoice.VatByRate);
            Assert.Equal((invoice.Net + invoice.Levy, invoice.Vat), (vat.Basis, vat.Vat));
            // A line is at most half an øre off, so the whole never strays further than that for each line.
            Assert.InRange(Math.Abs((vat.Rate.Of(vat.Basis) - vat.Vat).Ore), 0, invoice.Lines.Count / 2 + 1);
        }
    }

    [Theory]
    [InlineData(500000, "0005000005"), InlineData(500001, "0005000013"), InlineData(1, "0000000018")]
    public void Every_kid_has_ten_digits_and_a_check_digit(long number, string kid)
    {
        Assert.Equal(kid, InvoiceRules.KidOf(number).ToString());
        Assert.True(Kid.Check(kid, KidMethod.Mod10));
    }
}
