using System.Text;
using Forsyn.App.Stock.Reports;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Stock;

namespace Forsyn.App.Tests.Stock;

public class ReportFileTests
{
    static async Task<Result<IReadOnlyList<ReportLine>>> Read(byte[] file) =>
        await ReportFile.Read(new MemoryStream(file), TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("varenummer;parti;utløpsdato;antall\n012345;L1;2028-01-31;7\n")]
    [InlineData("articleNumber,lotNumber,expiresOn,quantity\n012345,L1,2028-01-31,7\n")]
    [InlineData("Antall\tParti\tUtløpsdato\tVarenummer\tNoe annet\n7\tL1\t2028-01-31\t012345\tx\n")]
    public async Task Columns_are_found_by_name_in_any_order_and_with_any_delimiter(string text)
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Latin1])
        {
            var read = await Read([.. encoding.Preamble, .. encoding.GetBytes(text)]);
            Assert.Equal([new ReportLine(2, "012345", "L1", "2028-01-31", "7")], read.Value);
        }
    }

    [Fact]
    public async Task The_template_is_read_back_with_its_leading_zeros()
    {
        var sheet = await ReportTemplate.Xlsx([new() { ArticleNumber = "012345", LotNumber = "L&1",
            ExpiresOn = new(2028, 1, 31), Product = "Vaksine <æ>" }], Language.Nb);
        Assert.Equal([new ReportLine(2, "012345", "L&1", "2028-01-31", "", "", "", "")], (await Read(sheet)).Value);
    }

    [Fact]
    public async Task A_file_that_is_none_is_refused_and_so_is_one_without_its_columns()
    {
        Assert.Equal("report-columns-missing", (await Read("a;b\n1;2\n"u8.ToArray())).Refusal?.Code);
        Assert.Equal("report-file-unreadable", (await Read([(byte)'P', (byte)'K', 3, 4, 5])).Refusal?.Code);
        Assert.Equal("report-file-large", (await Read(new byte[ReportFile.LargestBytes + 1])).Refusal?.Code);
        Assert.Empty((await Read([])).Value);
    }

    [Fact]
    public async Task No_broken_workbook_makes_the_reader_throw()
    {
        var good = await ReportTemplate.Xlsx([new() { ArticleNumber = "012345", LotNumber = "L1" }], Language.Nb);
        var chance = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var bad = good.ToArray();
            for (var n = 0; n < 5; n++) bad[chance.Next(bad.Length)] = (byte)chance.Next(256);
            var read = await Read(bad);
            Assert.True(read.Ok || read.Refusal!.Code.StartsWith("report-"));
        }
    }
}
