using System.Text;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Counts;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Stock;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Forsyn.Web.Api;

/// <summary>Counts of what a holder has: opened, counted by many, booked once.</summary>
static class CountsApi
{
    const string Json = "application/json", Csv = "text/csv", Pdf = "application/pdf",
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapCounts(this IEndpointRouteBuilder api)
    {
        var counts = api.MapGroup("/stock/counts").WithTags("Counts");
        counts.MapGet("/", List).RequireAuthorization(Policy.StockRead).WithName("list-counts")
            .WithSummary("Counts, the newest first: all, or the caller's own").Produces<Page<StockCount>>();
        counts.MapPost("/", Open).RequireAuthorization(Policy.StockOwn).WithName("open-count")
            .WithSummary("Opens a count of a place of the caller's, or of all of them")
            .Produces<StockCount>(201).ProducesProblem(422);
        counts.MapGet("/{id:long}", Get).RequireAuthorization(Policy.StockRead).WithName("get-count")
            .WithSummary("A count with its lines: all, uncounted or differences")
            .Produces<StockCountView>().ProducesProblem(404);
        counts.MapPost("/{id:long}/lines", Enter).RequireAuthorization(Policy.StockOwn).WithName("enter-count-lines")
            .WithSummary("Takes in what was counted, as JSON, or as CSV or XLSX; nothing is entered unless all of it " +
                "can be").WithMetadata(new RequestSizeLimitAttribute(ReportFile.LargestBytes + 1))
            .Accepts<CountLinesBody>(Json, Csv, Xlsx).Produces<CountEntryAnswer>()
            .ProducesProblem(404).ProducesProblem(422);
        Step("scan", (CountScanBody body, Db db, Clock clock, Current who, Words words, long id) =>
            Scan(body, db, clock, who, words, id), "Adds a scanned pack")
            .Produces<CountEntryAnswer>();
        Step("zero", async (CountLineNumbers body, Db db, Clock clock, Current who, Words words, long id) =>
            (await CountWork.Zero(db, id, body.Lines ?? [], clock.Now, who.Caller)).Answer(words, Results.Ok),
            "Says that there is nothing of uncounted lines: those named, or all").Produces<CountEntryAnswer>();
        Step("reasons", async (CountReasonBody body, Db db, Clock clock, Current who, Words words, long id) =>
            (await CountWork.Reason(db, id, body.Lines ?? [], body.Reason, body.Text, who.Caller))
                .Answer(words, lines => Results.Ok(new { lines })), "Says why lines differ").Produces<object>();
        Step("post", async (Db db, Clock clock, Current who, Words words, HttpContext http, long id) =>
            (await PostCount.Run(db, id, clock.Now, who.Caller, http.Request.IfMatch())).Answer(words, Results.Ok),
            "Books the differences, or asks a second person to").WithMetadata(new Versioned()).Produces<CountAnswer>();
        Step("approve", async (Db db, Clock clock, Current who, Words words, HttpContext http, long id) =>
            (await PostCount.Approve(db, id, clock.Now, who.Caller, http.Request.IfMatch())).Answer(words, Results.Ok),
            "Books what another has asked to book").WithMetadata(new Versioned()).Produces<CountAnswer>();
        Step("send-back", async (ReasonBody body, Db db, Clock clock, Current who, Words words, long id) =>
            (await CountWork.SendBack(db, id, body.Reason, clock.Now, who.Caller)).Answer(words, _ =>
                Results.NoContent()), "Opens a count again that waits for a second person").Produces(204);
        Step("cancel", async (ReasonBody body, Db db, Clock clock, Current who, Words words, long id) =>
            (await CountWork.Cancel(db, id, body.Reason, clock.Now, who.Caller)).Answer(words, _ =>
                Results.NoContent()), "Gives a count up").Produces(204);
        Step("undo", async (ReasonBody body, Db db, Clock clock, Current who, Words words, long id) =>
            (await CountWork.Reverse(db, id, body.Reason, clock.Now, who.Caller)).Answer(words, count =>
                Results.Created($"/api/v1/stock/counts/{count.Id}", count)), "Undoes a booked count by another")
            .Produces<StockCount>(201);

        RouteHandlerBuilder Step(string path, Delegate work, string about) =>
            counts.MapPost($"/{{id:long}}/{path}", work).RequireAuthorization(Policy.StockOwn)
                .WithName($"{path}-count").WithSummary(about).ProducesProblem(404).ProducesProblem(422);
    }

    /// <summary>Sheets and reports for a person who follows a link.</summary>
    public static void MapCountFiles(this WebApplication app)
    {
        var count = app.MapGroup("/stock/counts/{id:long}").RequireAuthorization(Policy.StockRead)
            .ExcludeFromDescription();
        count.MapGet("/sheet.pdf", (long id, Db db, Clock clock, Current who, Words words) =>
            File(id, db, clock, who, words, view =>
                Results.File(CountSheetPdf.Make(view, words.Language, clock.Now), Pdf, $"forsyn-count-{id}.pdf")));
        count.MapGet("/sheet.csv", (long id, Db db, Clock clock, Current who, Words words) =>
            File(id, db, clock, who, words, view => Text(StockCounts.SheetCsv(view), $"forsyn-count-{id}.csv")));
        count.MapGet("/report.csv", (long id, Db db, Clock clock, Current who, Words words) =>
            File(id, db, clock, who, words, view => Text(StockCounts.ReportCsv(view, words.Language),
                $"forsyn-count-{id}-report.csv")));
    }

    static async Task<IResult> File(
        long id, Db db, Clock clock, Current who, Words words, Func<StockCountView, IResult> file) =>
        (await StockCounts.Get(db, id, clock.Today, who.Caller, limit: EnterCount.MostLines)).Answer(words, file);

    static IResult Text(string csv, string name) =>
        Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv)], $"{Csv}; charset=utf-8", name);

    static async Task<IResult> List(
        Db db, Current who, bool open = false, long? holder = null, long? cursor = null, int limit = 50) =>
        Results.Ok(await StockCounts.List(db, who.Caller, open, holder, cursor, limit));

    static async Task<IResult> Open(OpenCountRequest request, Db db, Clock clock, Current who, Words words) =>
        (await OpenCount.Run(db, request, clock.Now, who.Caller)).Answer(words, count =>
            Results.Created($"/api/v1/stock/counts/{count.Id}", count));

    static async Task<IResult> Get(
        long id, Db db, Clock clock, Current who, Words words, HttpContext http, string? show = null, long cursor = 0,
        int limit = 100) =>
        (await StockCounts.Get(db, id, clock.Today, who.Caller,
            Kebab.TryParse<CountShow>(show ?? "", out var shown) ? shown : CountShow.All, cursor,
            Math.Clamp(limit, 1, 1000))).Answer(words, view =>
            {
                http.Response.Tag(view.Count.Version);
                return Results.Ok(view);
            });

    static async Task<IResult> Enter(
        long id, HttpRequest http, Db db, Clock clock, Current who, Words words, bool add = false,
        string? countedAt = null)
    {
        if (!MediaTypeHeaderValue.TryParse(http.ContentType, out var type) || type.MediaType != Json)
        {
            var lines = await ReportFile.Read(http.Body, http.HttpContext.RequestAborted);
            return lines.Ok ? await Entered(new(lines.Value, add, countedAt)) : Http.Problem(lines.Refusal!, words);
        }
        var body = await http.ReadFromJsonAsync<CountLinesBody>(http.HttpContext.RequestAborted);
        return await Entered(new([.. (body?.Lines ?? []).Select((line, i) => line.Read(i + 1))], body?.Add ?? false,
            body?.CountedAt));

        async Task<IResult> Entered(CountEntryRequest request) =>
            (await EnterCount.Run(db, id, request, clock.Now, who.Caller)).Answer(words, Results.Ok);
    }

    static async Task<IResult> Scan(
        CountScanBody body, Db db, Clock clock, Current who, Words words, long id)
    {
        var read = await EnterCount.Scanned(db, body.Scan, body.Units, body.Place, clock.Today);
        return read.Ok
            ? (await EnterCount.Run(db, id, new([read.Value], Add: true, How: "scan"), clock.Now, who.Caller))
                .Answer(words, Results.Ok)
            : Http.Problem(read.Refusal!, words);
    }
}

/// <summary>What was counted; quantity counts units, or packs where unit says so.</summary>
/// <param name="Add">A part, added to what was counted of the lines before.</param>
/// <param name="CountedAt">When, as 2026-05-31T14:30 in Oslo time; now when left out.</param>
public sealed record CountLinesBody(
    IReadOnlyList<StockReportBodyLine>? Lines, bool Add = false, string? CountedAt = null);

/// <param name="Units">One pack when left out.</param>
public sealed record CountScanBody(string? Scan, long? Units = null, string? Place = null);

public sealed record CountLineNumbers(IReadOnlyList<long>? Lines = null);

public sealed record CountReasonBody(IReadOnlyList<long>? Lines, string? Reason, string? Text = null);
