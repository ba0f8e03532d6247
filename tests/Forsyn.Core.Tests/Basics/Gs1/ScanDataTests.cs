using Forsyn.Core.Basics;
using Forsyn.Core.Basics.Gs1;

namespace Forsyn.Core.Tests.Basics.Gs1;

public class ScanDataTests
{
    [Theory]
    [InlineData("]d2", Symbology.DataMatrix)]
    [InlineData("]Q3", Symbology.Qr)]
    [InlineData("]C1", Symbology.Gs1128)]
    [InlineData("]e0", Symbology.DataBar)]
    [InlineData("]J1", Symbology.DotCode)]
    public void GS1_data_of_any_barcode_becomes_the_same_elements(string identifier, Symbology symbology)
    {
        var sent = identifier + "010704626014884010LOT\u001d21SN";
        var scan = ScanData.Read(sent).Value;
        Assert.Equal((symbology, "^010704626014884010LOT^21SN"), (scan.Symbology, scan.Message));
        Assert.Equal("014884", scan.Gtin?.ArticleNumber);
        Assert.Equal(sent, ScanData.Write(symbology, scan.Message).Value);
    }

    [Fact]
    public void An_EAN_barcode_is_a_GTIN_and_gets_a_missing_check_digit_when_written()
    {
        Assert.Equal("014884", ScanData.Read("]E07046260148840").Value.Gtin?.ArticleNumber);
        Assert.Equal("]E07046260148840", ScanData.Write(Symbology.Ean13, "704626014884").Value);
        Assert.Equal("gtin-check-digit", ScanData.Read("]E07046260148841").Refusal?.Code);
        Assert.Equal("gtin-length", ScanData.Read("]E4704626014884").Refusal?.Code);
    }

    [Theory]
    [InlineData("]d1plain", "plain")]
    [InlineData("]d1^plain", "\\^plain")]
    [InlineData("]d1\\^plain", "\\\\^plain")]
    public void Plain_text_is_never_taken_for_GS1_data(string sent, string message)
    {
        var scan = ScanData.Read(sent).Value;
        Assert.Equal(message, scan.Message);
        Assert.Null(scan.Elements);
        Assert.Equal(sent, ScanData.Write(Symbology.DataMatrix, message).Value);
    }

    [Theory]
    [InlineData("7046260148840", "gs1-no-symbology-identifier")]
    [InlineData("]d", "gs1-no-symbology-identifier")]
    [InlineData("]X0123", "gs1-unknown-symbology")]
    [InlineData("]d2", "gs1-not-an-element-string")]
    [InlineData("]d210A^B", "gs1-not-an-element-string")]
    [InlineData("]d20107046260148841", "gs1-incorrect-check-digit")]
    public void What_is_wrong_is_said_by_a_code(string sent, string code) =>
        Assert.Equal(code, ScanData.Read(sent).Refusal?.Code);

    [Fact]
    public void A_composite_component_is_read_and_not_written()
    {
        Assert.Equal("^010704626014884010LOT|^99X", $"{ElementString.Read("^010704626014884010LOT|^99X").Value}");
        Assert.Equal("gs1-composite", ScanData.Write(Symbology.DataBar, "^010704626014884010LOT|^99X").Refusal?.Code);
    }
}
