using System.Text;
using Forsyn.App.Documents;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Basics.Gs1;
using PdfSharp.Pdf.IO;

namespace Forsyn.App.Tests.Documents;

public class PdfSheetTests
{
    static readonly PdfColumn[] Columns = [new("Navn", 3), new("Antall", 1, Right: true), new("Kode", 1)];

    static PdfSheet Sheet() => new("Prøve", "Forsyn", Language.Nb, new Moment(1_750_000_000_000_000));

    [Fact]
    public void A_long_table_goes_on_over_the_page()
    {
        var code = DataMatrix.OfText("123456").Value;
        var pdf = Sheet().Heading("Plukkliste").Facts(("Ordre", "100001"), ("Tom", null))
            .Table(Columns,
                Enumerable.Range(1,
                    100).Select(i => (IReadOnlyList<PdfCell>)[$"Blåbærsyltetøy {i}", i, new PdfCode(code)]))
            .Save();
        using var read = PdfReader.Open(new MemoryStream(pdf));
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf, 0, 5));
        Assert.InRange(read.PageCount, 3, 8);
        Assert.Equal("Prøve", read.Info.Title);
    }

    [Fact]
    public async Task Documents_may_be_printed_at_the_same_time()
    {
        var all = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => Sheet().Text($"Nummer {i} æøå").Save())));
        Assert.All(all, pdf => Assert.True(pdf.Length > 1000));
    }
}
