using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Forsyn.Web.Api;

/// <summary>Monthly sales of the wholesalers, from which targets are worked out.</summary>
static class SalesApi
{
    const string Json = "application/json", Csv = "text/csv",
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapSales(this IEndpointRouteBuilder api)
    {
        var sales = api.MapGroup("/preparedness/sales").WithTags("Preparedness");
        sales.MapGet("/", async (Db db, Current who, string? cursor = null, int limit = 50) =>
                Results.Ok(await SalesFiles.List(db, who.Caller, cursor, limit)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-sales-files")
            .WithSummary("Months of sales that are in, the newest first: all, or the caller's own")
            .Produces<Page<SalesFileRow>>();
        sales.MapPost("/", Send).RequireAuthorization(Policy.SalesSend).WithName("send-sales")
            .WithSummary("Takes in a month of sales by customer and package, as JSON, or as CSV or XLSX with month " +
                "and seller in the query; a later file of the month replaces the earlier one")
            .WithMetadata(new RequestSizeLimitAttribute(SalesFile.LargestBytes))
            .Accepts<SalesBody>(Json, Csv, Xlsx)
            .Produces<SalesAnswer>(201).Produces<SalesAnswer>().ProducesProblem(422);
    }

    static async Task<IResult> Send(
        HttpRequest http, Db db, Clock clock, Current who, Words words, string? month = null, string? seller = null)
    {
        var stop = http.HttpContext.RequestAborted;
        if (!http.HasJsonContentType())
            return await Taken(new(seller, month), SalesFile.Lines(http.Body, stop));
        var body = await http.ReadFromJsonAsync<SalesBody>(stop);
        return await Taken(new(body?.Seller, body?.Month), (body?.Lines ?? []).Select((line, i) => new SaleLine(i + 1,
            line.Customer, line.ArticleNumber, line.Packs?.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .ToAsyncEnumerable());

        async Task<IResult> Taken(SalesRequest request, IAsyncEnumerable<SaleLine> lines) =>
            (await ImportSales.Run(db, request, lines, clock.Now, who.Caller)).Answer(words, answer =>
                answer.AlreadyDone ? Results.Ok(answer) : Results.Created("/api/v1/preparedness/sales", answer));
    }
}

/// <summary>A month of sales as JSON.</summary>
/// <param name="Seller">Key of the wholesaler; the caller's own when left out.</param>
/// <param name="Month">Such as 2026-05.</param>
public sealed record SalesBody(string? Seller, string? Month, IReadOnlyList<SalesBodyLine>? Lines);

/// <param name="Customer">Key, GLN or organisation number of the pharmacy or hospital.</param>
/// <param name="Packs">Less than zero for what came back.</param>
public sealed record SalesBodyLine(string? Customer, string? ArticleNumber, long? Packs);
