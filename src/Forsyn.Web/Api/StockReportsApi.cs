using System.Text;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Forsyn.Web.Api;

/// <summary>Reports of stock from those who hold it: taken in whole, and read by those who may.</summary>
static class StockReportsApi
{
    const string Json = "application/json", Csv = "text/csv",
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapStockReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/stock/reports").WithTags("Stock reports");
        reports.MapPost("/", Send).RequireAuthorization(Policy.StockOwn).WithName("send-stock-report")
            .WithSummary("Takes in a report of the caller's own stock, as JSON, or as CSV or XLSX with kind, day and " +
                "difference in the query; nothing is booked unless all of it can be")
            .WithMetadata(new RequestSizeLimitAttribute(ReportFile.LargestBytes + 1))
            .Accepts<StockReportBody>(Json, Csv, Xlsx)
            .Produces<StockReportAnswer>(201).Produces<StockReportAnswer>().ProducesProblem(422);
        reports.MapGet("/", List).RequireAuthorization(Policy.StockRead).WithName("list-stock-reports")
            .WithSummary("Reports, the newest first: all, or the caller's own").Produces<Page<StockReport>>();
        reports.MapGet("/{id:long}", Get).RequireAuthorization(Policy.StockRead).WithName("get-stock-report")
            .WithSummary("A report with the lines that changed something or are held for a look")
            .Produces<StockReportView>().ProducesProblem(404);
        reports.MapGet("/odd", Odd).RequireAuthorization(Policy.StockNational).WithName("list-odd-stock-figures")
            .WithSummary("Figures held for a look, the oldest first").Produces<Page<OddLine>>();
        reports.MapPost("/{id:long}/decide", Decide).RequireAuthorization(Policy.StockReview)
            .WithName("decide-odd-stock-figures").WithSummary("Accepts or refuses held lines, all where none is named")
            .Produces<OddDecision>().ProducesProblem(404).ProducesProblem(422);
        reports.MapGet("/due", Due).RequireAuthorization(Policy.StockNational).WithName("get-stock-reports-due")
            .WithSummary("Who has reported in a period of a kind and who has not: the newest due, or so many back")
            .Produces<PeriodOfReports>().ProducesProblem(422);
        reports.MapPost("/remind", Remind).RequireAuthorization(Policy.StockReview)
            .WithName("remind-late-stock-reports").WithSummary("Reminds those whose report has not come, once a period")
            .Produces<IReadOnlyList<Reminded>>();
        api.MapGet("/stock/register", Register).RequireAuthorization(Policy.StockNational).WithTags("Stock reports")
            .WithName("get-register-of-stocks").WithSummary("Each stock with owner, place, scheme and content")
            .Produces<RegisterView>();
        reports.MapGet("/marked", Marked).RequireAuthorization(Policy.StockOwn).WithName("get-marked-stock-report")
            .WithSummary("The caller's last report that was refused, as CSV with its errors beside each line")
            .Produces<byte[]>(200, Csv);
    }

    /// <summary>The same files for a person who follows a link.</summary>
    public static void MapStockReportFiles(this WebApplication app)
    {
        app.MapGet("/stock/reports/marked.csv", Marked).RequireAuthorization(Policy.StockOwn)
            .ExcludeFromDescription();
        app.MapGet("/stock/reports/template.xlsx", Template).RequireAuthorization(Policy.StockOwn)
            .ExcludeFromDescription();
    }

    static async Task<IResult> Send(
        HttpRequest http, Db db, Clock clock, Current who, Words words, string? kind = null, string? day = null,
        bool difference = false)
    {
        if (!MediaTypeHeaderValue.TryParse(http.ContentType, out var type) || type.MediaType != Json)
        {
            var lines = await ReportFile.Read(http.Body, http.HttpContext.RequestAborted);
            if (!lines.Ok) return Http.Problem(lines.Refusal!, words);
            return await Booked(new(kind, day, lines.Value, difference, "api"));
        }
        var body = await http.ReadFromJsonAsync<StockReportBody>(http.HttpContext.RequestAborted);
        return await Booked(new(body?.Kind, body?.Day, [.. (body?.Lines ?? []).Select((line, i) => line.Read(i + 1))],
            body?.Difference ?? false));

        async Task<IResult> Booked(StockReportRequest request) =>
            (await ImportStockReport.Run(db, request, clock.Now, who.Caller)).Answer(words, answer =>
                answer.AlreadyDone ? Results.Ok(answer)
                    : Results.Created($"/api/v1/stock/reports/{answer.Id}", answer));
    }

    static async Task<IResult> List(
        Db db, Current who, string? kind = null, long? holder = null, long? cursor = null, int limit = 50) =>
        Results.Ok(await StockReports.List(db, who.Caller, kind, holder, cursor, limit));

    static async Task<IResult> Get(long id, Db db, Current who, Words words, long cursor = 0, int limit = 200) =>
        (await StockReports.Get(db, id, who.Caller, cursor, limit)).Answer(words, Results.Ok);

    static async Task<IResult> Odd(Db db, string? cursor = null, int limit = 50) =>
        Results.Ok(await OddReports.List(db, cursor, limit));

    static async Task<IResult> Decide(
        long id, OddDecisionBody body, Db db, Clock clock, Current who, Words words) =>
        (await OddReports.Decide(db, id, body.Lines ?? [], body.Accept, body.Reason, clock.Now, who.Caller))
            .Answer(words, Results.Ok);

    static async Task<IResult> Due(Db db, Clock clock, Words words, string? kind = null, int? back = null)
    {
        var rules = ReportKinds.On(clock.Today).ToList();
        var rule = rules.FirstOrDefault(one => kind is null || Kebab.Of(one.Kind) == kind);
        return rule is null
            ? Http.Problem(Refusal.Of("report-kind-unclear", "possible",
                string.Join(", ", rules.Select(one => Kebab.Of(one.Kind)))), words)
            : Results.Ok(await ReportsDue.Run(db, rule, clock.Today, back is { } n ? Math.Clamp(n, 0, 520) : null));
    }

    static async Task<IResult> Remind(Db db, Clock clock) => Results.Ok(await RemindLate.Run(db, clock.Now));

    static async Task<IResult> Register(
        Db db, Clock clock, DateOnly? asOf = null, string? pool = null, string? cursor = null, int limit = 50) =>
        Results.Ok(await StockRegister.Run(db, clock.Now, asOf,
            Kebab.TryParse<Pool>(pool ?? "", out var known) ? known : null, cursor, limit));

    static async Task<IResult> Marked(Db db, Current who, Words words)
    {
        var text = await MarkedReport.Write(db, who.Caller, words.Language);
        return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], $"{Csv}; charset=utf-8",
            "forsyn-report-errors.csv");
    }

    static async Task<IResult> Template(Db db, Clock clock, Current who, Words words)
    {
        var kinds = await ReportHead.Kinds(db, who.Caller.Party, clock.Today);
        var lines = kinds.Count == 0 ? []
            : await ReportTemplate.Lines(db, who.Caller, kinds[0], ImportStockReport.MostLines);
        return Results.File(await ReportTemplate.Xlsx(lines, words.Language), Xlsx, "forsyn-report.xlsx");
    }
}

/// <summary>A report as JSON.</summary>
/// <param name="Kind">Left out where the holder sends only one.</param>
/// <param name="Day">The day it was counted at the end of.</param>
/// <param name="Difference">The quantities are what was added and taken.</param>
public sealed record StockReportBody(
    string? Kind, string? Day, bool Difference, IReadOnlyList<StockReportBodyLine>? Lines);

/// <summary>A line of a report; quantity counts units, or packs where unit says so.</summary>
public sealed record StockReportBodyLine(
    string? ArticleNumber, string? LotNumber, string? ExpiresOn, long? Quantity, string? Unit = null,
    string? Place = null, string? Pool = null)
{
    /// <param name="row">From 1.</param>
    public ReportLine Read(int row) => new(row, ArticleNumber, LotNumber, ExpiresOn,
        Quantity?.ToString(System.Globalization.CultureInfo.InvariantCulture), Unit, Place, Pool);
}

/// <param name="Lines">Numbers of lines; all that wait where left out.</param>
public sealed record OddDecisionBody(bool Accept, string? Reason, IReadOnlyList<long>? Lines = null);
