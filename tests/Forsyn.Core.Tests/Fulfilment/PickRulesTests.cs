using Forsyn.Core.Basics;
using Forsyn.Core.Basics.Gs1;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;

namespace Forsyn.Core.Tests.Fulfilment;

public class PickRulesTests
{
    static readonly DateOnly Today = new(2026, 5, 15), Expiry = new(2027, 3, 31);
    static readonly Gtin Product = Gtin.NtinFromArticleNumber("569568");

    static PickTask Task(long id = 1, int line = 1, string lot = "A1", long units = 20, bool confirmed = false) =>
        new(id, line, "Rabipur", Product, lot, Expiry, new Quantity(units), 10, confirmed);

    static PickEntry Scan(string lot, DateOnly? expiry = null) => new(null, null,
        ScanData.Write(Symbology.DataMatrix, ElementString.OfPackage(Product, expiry ?? Expiry, lot, "S1").Value),
        null, null);

    static PickEntry Typed(long id, long? units = null, string? reason = null) => new(id, null, null, units, reason);

    static IEnumerable<string> Wrong(PickEntry entry, params PickTask[] tasks) =>
        PickRules.Confirm(tasks, [entry], Today).Refusal!.Findings!.Select(f => f.Code);

    [Fact]
    public void A_scan_confirms_the_whole_of_what_is_reserved()
    {
        var picked = PickRules.Confirm([Task(), Task(2, lot: "B2")], [Scan("B2")], Today).Value.Single();
        Assert.Equal((2, 20, true), (picked.Task.Reservation, picked.Picked.Units, picked.Scanned));
    }

    [Fact]
    public void A_scan_that_fits_two_lines_confirms_the_one_that_is_left() =>
        Assert.Equal(2, PickRules.Confirm([Task(1, confirmed: true), Task(2, line: 2)], [Scan("A1")], Today)
            .Value.Single().Task.Reservation);

    [Fact]
    public void Two_scans_of_one_lot_confirm_its_two_lines() =>
        Assert.Equal([1, 2], PickRules.Confirm([Task(1), Task(2, line: 2)], [Scan("A1"), Scan("A1")], Today)
            .Value.Select(p => p.Task.Reservation));

    [Fact]
    public void Another_lot_another_day_and_another_product_are_refused_by_name()
    {
        Assert.Equal(["scan-wrong-lot"], Wrong(Scan("ZZ"), Task()));
        Assert.Equal(["scan-wrong-expiry"], Wrong(Scan("A1", Expiry.AddDays(1)), Task()));
        Assert.Equal(["scan-without-lot"], Wrong(new PickEntry(null, null, Product.Digits, null, null), Task()));
        Assert.Equal(["scan-wrong-product"], Wrong(new PickEntry(null, null, "05701234567899", null, null), Task()));
        Assert.Equal(["scan-unreadable"], Wrong(new PickEntry(null, null, "hello", null, null), Task()));
    }

    [Theory]
    [InlineData(30, null, "pick-more-than-reserved")]
    [InlineData(-1, null, "pick-more-than-reserved")]
    [InlineData(15, "broken", "pick-not-whole-packs")]
    [InlineData(10, null, "short-reason-missing")]
    [InlineData(10, "stolen", "short-reason-unknown")]
    public void A_quantity_that_cannot_be_is_refused(long units, string? reason, string code) =>
        Assert.Equal([code], Wrong(Typed(1, units, reason), Task()));

    [Fact]
    public void A_line_with_several_lots_must_say_which() =>
        Assert.Equal(["pick-lot-missing"], Wrong(new PickEntry(null, 1, null, null, null), Task(), Task(2, lot: "B2")));

    [Fact]
    public void The_same_line_twice_is_refused() =>
        Assert.Equal("picked-twice",
            PickRules.Confirm([Task()], [Typed(1), Typed(1)], Today).Refusal!.Findings!.Single().Code);

    [Theory]
    [InlineData(ShortReason.Broken, Status.Destroyed), InlineData(ShortReason.Damaged, Status.Destroyed)]
    [InlineData(ShortReason.NotFound, Status.Quarantine), InlineData(ShortReason.Temperature, Status.Quarantine)]
    [InlineData(ShortReason.Other, Status.Available)]
    public void What_was_not_picked_goes_where_its_reason_sends_it(ShortReason reason, Status goes) =>
        Assert.Equal(goes, PickRules.Rest(reason));

    [Theory]
    [InlineData("(01)07046265695684(17)270331(10)A1")]
    [InlineData("]d2010704626569568417270331" + "10A1")]
    [InlineData("\u001d0107046265695684" + "17270331" + "10A1\u001d21S1")]
    [InlineData("0107046265695684" + "17270331" + "10A1")]
    public void A_package_is_read_in_every_form_a_scanner_or_a_person_gives(string text)
    {
        var scan = PackageScan.Read(text, Today).Value;
        Assert.Equal((Product, "A1", Expiry), (scan.Gtin, scan.Lot, scan.ExpiresOn));
    }

    [Fact]
    public void A_parcel_number_has_the_prefix_kept_for_examples_and_a_right_check_digit()
    {
        var number = $"{ParcelNumber.Of(1_049_598)}";
        Assert.StartsWith("09521", number);
        Assert.True(Sscc.Parse(number).Ok);
    }
}
