using Forsyn.App.Billing;
using Forsyn.App.Database;
using Forsyn.App.Texts;
using Forsyn.Tests;
using PdfSharp.Pdf.IO;

namespace Forsyn.App.Tests.Billing;

public class InvoicePdfTests
{
    [Fact]
    public async Task A_long_invoice_is_printed_in_every_language_over_as_many_pages_as_it_needs()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        Sent.Line[] lines = [Sent.Programme(), Sent.Payable(purpose: "blue"),
            .. Enumerable.Range(1, 60).Select(n => Sent.Payable(doses: n))];
        await Sent.Order(db, 1, "lege", lines);
        await db.Db.Write<bool>(async tx => await IssueInvoice.Run(tx, 1, Sent.Day, Databases.SeededAt) > 0,
            stop: TestContext.Current.CancellationToken);
        foreach (var language in Languages.All)
        {
            var invoice = (await GetInvoice.Run(db, 500000, language, await Sent.Caller(db, "lege"))).Value;
            var pdf = InvoicePdf.Make(invoice, language, Databases.SeededAt);
            Keep($"invoice-{language.Code()}.pdf", pdf);
            using var read = PdfReader.Open(new MemoryStream(pdf));
            Assert.InRange(read.PageCount, 2, 5);
            Assert.Equal(Text.Get(language, "invoice.title", ("number", "500000")), read.Info.Title);
        }
    }

    // A person looks at what is printed: FORSYN_PICTURES names the folder to put it in.
    static void Keep(string name, byte[] pdf)
    {
        if (Environment.GetEnvironmentVariable("FORSYN_PICTURES") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name), pdf);
    }
}
