using Forsyn.App.Billing;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Invoices: list them, and read one as JSON or as a document.</summary>
static class InvoicesApi
{
    const string Pdf = "application/pdf";

    public static void MapInvoices(this IEndpointRouteBuilder api)
    {
        var invoices = api.MapGroup("/invoices").WithTags("Invoices").RequireAuthorization(Policy.InvoiceRead);
        invoices.MapGet("/", List).Produces<InvoicePage>()
            .WithName("list-invoices")
            .WithSummary("The caller's own invoices, or everyone's for those who may read all");
        invoices.MapGet("/{number:long}", Get)
            .WithName("get-invoice").WithSummary("One invoice; JSON or PDF")
            .Produces<InvoiceView>(200, "application/json", Pdf).ProducesProblem(404);
        invoices.MapGet("/{number:long}/pdf", Document).Produces<byte[]>(200, Pdf).ProducesProblem(404)
            .WithName("get-invoice-pdf").WithSummary("One invoice as PDF");
    }

    static async Task<IResult> List(
        Db db, Current who, Words words, string? query = null, long? cursor = null, int limit = 50)
    {
        var page = await ListInvoices.Run(db, new InvoiceFilter(query, cursor, limit), words.Language, who.Caller);
        return Results.Ok(new InvoicePage(page, ListInvoices.Next(page, limit)));
    }

    /// <summary>JSON, or the document for those who ask for it with Accept: application/pdf.</summary>
    static async Task<IResult> Get(
        long number, Db db, Current who, Words words, Clock clock, HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals(Pdf, StringComparison.OrdinalIgnoreCase))
            ? await Document(number, db, who, words, clock)
            : (await GetInvoice.Run(db, number, words.Language, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Document(long number, Db db, Current who, Words words, Clock clock) =>
        (await GetInvoice.Run(db, number, words.Language, who.Caller)).Answer(words, invoice => Results.File(
            InvoicePdf.Make(invoice, words.Language, clock.Now), Pdf, InvoicePdf.FileName(invoice, words.Language)));
}

/// <summary>A page of invoices; next is the cursor of what follows, if anything does.</summary>
public sealed record InvoicePage(IReadOnlyList<InvoiceSummary> Items, long? Next);
