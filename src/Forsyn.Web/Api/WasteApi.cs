using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Reports;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Forsyn.Web.Api;

/// <summary>What was lost and why, and many entries at once.</summary>
static class WasteApi
{
    const string Csv = "text/csv", Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapWaste(this IEndpointRouteBuilder api)
    {
        api.MapGet("/stock/waste", Report).RequireAuthorization(Policy.StockRead).WithTags("Stock")
            .WithName("get-wastage").WithSummary("What was lost, by cause, product, holder or month")
            .Produces<WasteView>().ProducesProblem(422);
        api.MapPost("/stock/entries/file", Book).RequireAuthorization(Policy.StockOwn).WithTags("Stock")
            .WithName("import-stock-entries")
            .WithSummary("Books many entries from CSV or XLSX sent as the body: all or none")
            .WithMetadata(new RequestSizeLimitAttribute(ReportFile.LargestBytes + 1)).Accepts<byte[]>(Csv, Xlsx)
            .Produces<StockEntriesAnswer>().ProducesProblem(422);
    }

    /// <summary>The report as a file for a person who follows a link.</summary>
    public static void MapWasteFile(this WebApplication app) =>
        app.MapGet("/stock/waste.csv", File).RequireAuthorization(Policy.StockRead).ExcludeFromDescription();

    static async Task<IResult> Report(
        Db db, Clock clock, Current who, Words words, string? groupBy = null, string? from = null, string? to = null,
        string? cause = null, string? query = null, long? holder = null) =>
        (await Wastage.Run(db, new(groupBy, from, to, cause, query, holder), clock.Today, who.Caller))
            .Answer(words, Results.Ok);

    static async Task<IResult> File(
        Db db, Clock clock, Current who, Words words, string? groupBy = null, string? from = null, string? to = null,
        string? query = null) =>
        (await Wastage.Run(db, new(groupBy, from, to, null, query), clock.Today, who.Caller)).Answer(words, view =>
        {
            var text = new StringBuilder("key;name;units;kroner;entries\r\n");
            foreach (var row in view.Rows)
                text.Append($"{row.Key};\"{row.Name.Replace("\"", "\"\"")}\";")
                    .Append($"{row.Units};{row.Value};{row.Entries}\r\n");
            return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($"{text}")],
                $"{Csv}; charset=utf-8", $"forsyn-waste-{view.From:yyyy-MM-dd}-{view.To:yyyy-MM-dd}.csv");
        });

    static async Task<IResult> Book(HttpRequest http, Db db, Clock clock, Current who, Words words) =>
        (await EntryFile.Book(db, http.Body, clock.Now, who.Caller)).Answer(words, Results.Ok);
}
