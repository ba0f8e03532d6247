using System.Text;
using System.Text.Json;
using Forsyn.App.Billing;
using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class BillingCommandsTests
{
    static async Task<(int Exit, string Answer, string Errors)> Run(TestDatabase db, params string[] args)
    {
        var (answer, errors) = (new StringWriter(), new StringWriter());
        var exit = await Forsyn.Cli.Program.Run([.. args, "--db", db.Connection, "--language", "nb"], answer, errors);
        return (exit, answer.ToString(), errors.ToString());
    }

    static async Task<TestDatabase> WithInvoice()
    {
        var db = await Databases.Seeded(DbKind.Sqlite);
        await Sent.Order(db, 101, "lege", Sent.Programme());
        var done = await db.Db.Write<bool>(async tx =>
            await IssueInvoice.Run(tx, 101, Sent.Day, Databases.SeededAt) > 0);
        Assert.True(done.Ok);
        return db;
    }

    [Fact]
    public async Task Invoices_are_listed_shown_and_written_as_a_document()
    {
        await using var db = await WithInvoice();
        var list = await Run(db, "invoices", "list", "--query", "101", "--json");
        Assert.Equal((0, ""), (list.Exit, list.Errors));
        Assert.Equal(500000, JsonDocument.Parse(list.Answer).RootElement[0].GetProperty("number").GetInt64());

        var shown = await Run(db, "invoices", "show", "500000");
        Assert.Contains("Ekspedisjonsgebyr", shown.Answer);
        Assert.Contains("KID 0005000005", shown.Answer);

        var file = Path.Combine(Path.GetDirectoryName(db.Connection)!, "invoice.pdf");
        Assert.Equal(0, (await Run(db, "invoices", "pdf", "500000", "--out", file)).Exit);
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString(await File.ReadAllBytesAsync(file, Stop), 0, 5));
    }

    [Fact]
    public async Task An_invoice_that_is_not_there_or_is_anothers_is_refused()
    {
        await using var db = await WithInvoice();
        var unknown = await Run(db, "invoices", "show", "7");
        Assert.Equal(2, unknown.Exit);
        Assert.Contains("invoice-unknown", unknown.Errors);
        Assert.Equal(2, (await Run(db, "invoices", "pdf", "500000", "--as", "apotek")).Exit);
        Assert.Equal(0, (await Run(db, "invoices", "show", "500000", "--as", "lege")).Exit);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
