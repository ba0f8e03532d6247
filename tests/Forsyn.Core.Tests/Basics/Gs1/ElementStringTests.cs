using Forsyn.Core.Basics;
using Forsyn.Core.Basics.Gs1;

namespace Forsyn.Core.Tests.Basics.Gs1;

public class ElementStringTests
{
    static readonly DateOnly Today = new(2026, 5, 15);

    static string? Code(string text) => ElementString.Read(text).Refusal?.Code;

    [Fact]
    public void A_package_says_its_item_expiry_lot_and_serial()
    {
        var read = ElementString.Read("^0107046260572706172802001012AB^21SN-1").Value;
        Assert.Equal(Gtin.NtinFromArticleNumber("057270"), read.Gtin);
        Assert.Equal(new DateOnly(2028, 2, 29), read.Expiry(Today));
        Assert.Equal(("12AB", "SN-1"), (read.Lot, read.Serial));
        Assert.Null(read["00"]);
    }

    [Fact]
    public void What_is_printed_on_a_package_is_what_is_read_from_it()
    {
        var gtin = Gtin.NtinFromArticleNumber("014884");
        var made = ElementString.OfPackage(gtin, new DateOnly(2027, 3, 31), "LOT(7)", "9").Value;
        Assert.Equal("(01)07046260148840(17)270331(10)LOT\\(7)(21)9", made.ToBracketed());
        Assert.Equal("^01070462601488401727033110LOT(7)^219", made.ToString());
        Assert.Equal("]d201070462601488401727033110LOT(7)\u001d219", ScanData.Write(Symbology.DataMatrix, made));
        foreach (var read in new[]
        {
            ElementString.ReadBracketed(made.ToBracketed()).Value,
            ElementString.Read(made.ToString()).Value,
            ScanData.Read(ScanData.Write(Symbology.DataMatrix, made)).Value.Elements!,
        })
            Assert.Equal(made.Elements, read.Elements);
    }

    [Theory]
    [InlineData("", "gs1-not-an-element-string")]
    [InlineData("^", "gs1-not-an-element-string")]
    [InlineData("0107046260148840", "gs1-not-an-element-string")]
    [InlineData("^0107046260148841", "gs1-incorrect-check-digit")]
    [InlineData("^010704626014884", "gs1-value-too-short")]
    [InlineData("^17271301", "gs1-illegal-month")]
    [InlineData("^17270230", "gs1-illegal-day")]
    [InlineData("^10ABC£", "gs1-invalid-cset82-character")]
    [InlineData("^10ABCDEFGHIJKLMNOPQRSTU", "gs1-value-too-long")]
    [InlineData("^10", "gs1-value-too-short")]
    [InlineData("^9", "gs1-unknown-ai")]
    [InlineData("^0512", "gs1-unknown-ai")]
    [InlineData("^27", "gs1-unknown-ai")]
    [InlineData("^10A^10B", "gs1-repeated-ai")]
    [InlineData("^10A|^10B", "gs1-repeated-ai")]
    [InlineData("^10A|^99B|^98C", "gs1-not-an-element-string")]
    [InlineData("^8007NO9386011117948", "gs1-incorrect-iban-checksum")]
    [InlineData("^80060704626014884003021", "gs1-value-too-long")]
    [InlineData("^8006070462601488400302", "gs1-illegal-piece-of-total")]
    [InlineData("^80131987654Ad4X4bL5ttr2310c2L", "gs1-incorrect-check-pair")]
    [InlineData("^430018%2", "gs1-invalid-percent-sequence")]
    public void What_is_wrong_is_said_by_a_code(string text, string code) => Assert.Equal(code, Code(text));

    [Theory]
    [InlineData("^10A^10A")] // printed twice, the same
    [InlineData("^0107046260148840^10A")] // an FNC1 behind a fixed length is allowed
    [InlineData("^10A^")]
    [InlineData("^8007NO9386011117947")]
    [InlineData("^80131987654Ad4X4bL5ttr2310c2K")]
    [InlineData("^8006070462601488400203")]
    [InlineData("^4300Sk%C3%B8yen")]
    [InlineData("^7040123A")]
    public void What_scanners_send_within_the_rules_is_taken(string text) => Assert.Null(Code(text));

    [Theory]
    [InlineData("^0107046260148840", null)]
    [InlineData("^0107046260148840310000123410LOT", null)]
    [InlineData("^10LOT", "gs1-needs-other-ai")]
    [InlineData("^0107046260148840375", "gs1-excludes-other-ai")]
    [InlineData("^010704626014884031000012343101001234", "gs1-excludes-other-ai")]
    [InlineData("^37512", "gs1-needs-other-ai")]
    public void Some_identifiers_need_others_and_some_exclude_them(string text, string? code)
    {
        Assert.Equal(code, ElementString.Read(text).Value.GoTogether().Refusal?.Code);
    }

    [Fact]
    public void An_identifier_newer_than_the_table_is_let_through_only_when_asked_for()
    {
        Assert.Equal("gs1-unknown-ai", Code("^236ABC^10A"));
        var read = ElementString.Read("^236ABC^4191234567890123^10A", allowUnknown: true).Value;
        Assert.Equal(("ABC", "1234567890123", "A"), (read["236"], read["419"], read["10"]));
        Assert.Equal("^236ABC^419123456789012310A", read.ToString());
    }
}
