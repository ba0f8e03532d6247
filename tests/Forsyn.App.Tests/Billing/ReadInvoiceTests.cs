using Forsyn.App.Billing;
using Forsyn.App.Database;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Billing;

public class ReadInvoiceTests
{
    // 500000 is the customer's for the first order, 500001 that of National Insurance for its blue line.
    static async Task<TestDatabase> WithInvoices(DbKind kind)
    {
        var db = await Databases.Seeded(kind);
        await Sent.Order(db, 101, "lege", Sent.Programme(), Sent.Payable(doses: 3), Sent.Payable(purpose: "blue"));
        await Sent.Order(db, 102, "helsesykepleier", Sent.Programme());
        await Sent.Order(db, 103, "lege", Sent.Payable());
        foreach (var order in (long[])[101, 102, 103])
            await db.Db.Write<bool>(async tx => await IssueInvoice.Run(tx, order, Sent.Day, Databases.SeededAt) > 0);
        return db;
    }

    static async Task<IReadOnlyList<long>> List(Db db, string persona, InvoiceFilter? filter = null) =>
        [.. (await ListInvoices.Run(db, filter ?? new(), Language.Nb, await Sent.Caller(db, persona)))
            .Select(i => i.Number)];

    static async Task<Result<InvoiceView>> Get(Db db, long number, string persona, Language language = Language.Nb) =>
        await GetInvoice.Run(db, number, language, await Sent.Caller(db, persona));

    [Theory, EveryDatabase]
    public async Task An_invoice_reads_as_the_golden_text(DbKind kind)
    {
        await using var db = await WithInvoices(kind);
        var invoice = await Get(db, 500000, "lege", Language.En);
        var options = new System.Text.Json.JsonSerializerOptions(Json.Options)
        {
            WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        Generated.AssertCurrent("tests/Forsyn.App.Tests/Golden/invoice.json",
            System.Text.Json.JsonSerializer.Serialize(invoice.Value, options) + "\n");
    }

    [Theory, EveryDatabase]
    public async Task A_customer_sees_its_own_and_an_invoice_of_another_is_as_unknown_as_none(DbKind kind)
    {
        await using var db = await WithInvoices(kind);
        Assert.Equal([500003, 500000], await List(db, "lege"));
        Assert.Equal([500002], await List(db, "helsesykepleier"));
        Assert.Empty(await List(db, "apotek"));
        Assert.Equal([500003, 500002, 500001, 500000], await List(db, "revisor"));
        (long, string)[] strangers = [(500002, "lege"), (500001, "lege"), (500000, "helsesykepleier"), (7, "revisor"),
            (500000, "lager")];
        foreach (var (number, persona) in strangers)
            Assert.Equal("invoice-unknown", (await Get(db, number, persona)).Refusal?.Code);
        Assert.True((await Get(db, 500002, "forsyning")).Ok);
    }

    [Theory, EveryDatabase]
    public async Task Invoices_are_found_by_number_kid_order_and_receiver_and_paged(DbKind kind)
    {
        await using var db = await WithInvoices(kind);
        var kid = (await Get(db, 500002, "revisor")).Value.Kid;
        var receiver = (await Sent.Caller(db, "helsesykepleier")).PartyName;
        Assert.Equal([500002], await List(db, "revisor", new("500002")));
        Assert.Equal([500002], await List(db, "revisor", new($" {kid[..4]} {kid[4..]} ")));
        Assert.Equal([500002], await List(db, "revisor", new("102")));
        Assert.Equal([500002], await List(db, "revisor", new(receiver[..12].ToUpperInvariant())));
        Assert.Empty(await List(db, "lege", new("102")));
        Assert.Equal([500003, 500002], await List(db, "revisor", new(Limit: 2)));
        Assert.Equal([500001, 500000], await List(db, "revisor", new(After: 500002, Limit: 2)));
        Assert.Equal([500001], await List(db, "revisor", new("helfo")));
    }

    [Theory, EveryDatabase, Requirement("ACT-006")]
    public async Task An_old_invoice_shows_the_names_of_its_day(DbKind kind)
    {
        await using var db = await WithInvoices(kind);
        await Sent.Order(db, 104, "lege", Sent.Payable());
        await db.Db.Write<bool>(async tx =>
        {
            await tx.Do(
                "update party_name set valid_to = @Day where party_id = (select id from party where key = 'fhi')",
                new { Sent.Day });
            await tx.Do(
                """
                insert into party_name (party_id, valid_from, name_nb, name_nn, name_en, search)
                select id, @Next, 'Nytt namn', 'Nytt namn', 'New name', '' from party where key = 'fhi'
                """, new { Next = Sent.Day.AddDays(1) });
            return await IssueInvoice.Run(tx, 104, Sent.Day.AddDays(1), Databases.SeededAt) > 0;
        }, stop: TestContext.Current.CancellationToken);
        Assert.Equal("Folkehelseinstituttet", (await Get(db, 500000, "lege", Language.Nn)).Value.Seller.Name);
        Assert.Equal("Norwegian Institute of Public Health",
            (await Get(db, 500000, "lege", Language.En)).Value.Seller.Name);
        Assert.Equal("New name", (await Get(db, 500004, "lege", Language.En)).Value.Seller.Name);
    }
}
