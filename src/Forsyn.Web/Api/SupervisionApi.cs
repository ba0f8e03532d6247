using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Preparedness;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Supervision of the stockpile duty: the regulator's cases, which each wholesaler reads of itself.</summary>
static class SupervisionApi
{
    static readonly string[] Headings =
    [
        "case", "year", "scheme", "holder", "announced", "state", "visitOn", "shortDays", "lateReports", "sampleLines",
        "sampleDifferences", "deviation", "grade", "law", "deviationState", "dueOn", "late", "text",
    ];

    public static void MapSupervision(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/preparedness/supervision").WithTags("Supervision");
        group.MapGet("/", async (Db db, Clock clock, Current who, int? year = null, string? holder = null,
                string? state = null, bool late = false, string? cursor = null, int limit = 50) =>
                Results.Ok(await Supervision.List(db, new(year, holder, state, late, cursor, limit), clock.Today,
                    who.Caller)))
            .RequireAuthorization(Policy.SupervisionRead).WithName("list-supervision")
            .WithSummary("Cases of supervision, the newest first: all, or the caller's own")
            .Produces<Page<SupervisionCase>>();
        group.MapGet("/risk", async (Db db, Clock clock) => Results.Ok(await RankHolders.Run(db, clock.Today)))
            .RequireAuthorization(Policy.SupervisionReadAll).WithName("rank-holders-for-supervision")
            .WithSummary("Who should be supervised first, and why").Produces<IReadOnlyList<SupervisionRisk>>();
        group.MapGet("/{id:long}", async (long id, Db db, Current who, Words words, HttpContext http) =>
                (await Supervision.Get(db, id, who.Caller)).Answer(words, view =>
                {
                    http.Response.Tag(view.Case.Version);
                    return Results.Ok(view);
                }))
            .RequireAuthorization(Policy.SupervisionRead).WithName("get-supervision")
            .WithSummary("A case with its steps, its sample and its deviations").Produces<SupervisionView>()
            .ProducesProblem(404);
        group.MapGet("/{id:long}/{letter}.pdf", Letter).RequireAuthorization(Policy.SupervisionRead)
            .WithName("print-supervision-letter").WithSummary("A letter of the case: opening, report or closing")
            .Produces<byte[]>(200, "application/pdf").ProducesProblem(404);
        group.MapPost("/", async (SupervisionPlan body, Db db, Clock clock, Current who, Words words) =>
                (await MoveSupervision.Plan(db, body, clock.Now, who.Caller)).Answer(words, done =>
                    Results.Created($"/api/v1/preparedness/supervision/{done.Id}", done)))
            .RequireAuthorization(Policy.SupervisionManage).WithName("plan-supervision")
            .WithSummary("Plans a case at a holder of a scheme").Produces<SupervisionCase>(201).ProducesProblem(422);
        Steps(group);
    }

    static void Steps(RouteGroupBuilder group)
    {
        group.MapPost("/{id:long}/steps", async (long id, SupervisionMove body, Db db, Clock clock, Current who,
                Words words, HttpContext http) => (await MoveSupervision.Run(db, id, body, clock.Now, who.Caller,
                    http.Request.IfMatch())).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.SupervisionManage).WithName("move-supervision").WithMetadata(new Versioned())
            .WithSummary("Opens, inspects, reports, closes, cancels, reopens, or writes a note")
            .Produces<SupervisionView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        group.MapPost("/{id:long}/sample", async (long id, SampleRequest body, Db db, Clock clock, Current who,
                Words words) => (await CountSample.Choose(db, id, body, clock.Now, who.Caller))
                .Answer(words, Results.Ok))
            .RequireAuthorization(Policy.SupervisionManage).WithName("choose-supervision-sample")
            .WithSummary("Chooses lots to count by value; the same seed chooses the same").Produces<SupervisionView>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        group.MapPost("/{id:long}/counts", async (long id, IReadOnlyList<CountedSample> body, Db db, Clock clock,
                Current who, Words words) =>
                (await CountSample.Run(db, id, body, "api", clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.SupervisionManage).WithName("count-supervision-sample")
            .WithSummary("Takes in what was counted; the newest figure of a line counts").Produces<SupervisionView>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        group.MapPost("/{id:long}/counts/file", async (long id, HttpRequest http, Db db, Clock clock, Current who,
                Words words, bool add = false) =>
            {
                var lines = await ReportFile.Read(http.Body, http.HttpContext.RequestAborted);
                return lines.Ok ? (await CountSample.Lines(db, id, lines.Value, add, "file", clock.Now, who.Caller))
                    .Answer(words, Results.Ok) : Http.Problem(lines.Refusal!, words);
            })
            .RequireAuthorization(Policy.SupervisionManage).WithName("send-supervision-counts")
            .WithSummary("Takes in counts as CSV or XLSX: article number, lot and quantity")
            .Accepts<byte[]>("text/csv").Produces<SupervisionView>().ProducesProblem(404).ProducesProblem(422);
        group.MapPost("/{id:long}/counts/scan", async (long id, CountScanBody body, Db db, Clock clock, Current who,
                Words words) => (await CountSample.Scan(db, id, body.Scan, body.Units, clock.Now, who.Caller))
                .Answer(words, Results.Ok))
            .RequireAuthorization(Policy.SupervisionManage).WithName("scan-supervision-sample")
            .WithSummary("Adds a scanned pack to what was counted").Produces<SupervisionView>().ProducesProblem(404)
            .ProducesProblem(422);
        group.MapPost("/{id:long}/deviations", async (long id, DeviationRequest body, Db db, Clock clock, Current who,
                Words words) => (await Deviations.Add(db, id, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.SupervisionManage).WithName("add-deviation")
            .WithSummary("Writes a deviation down with its grade and deadline").Produces<SupervisionView>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        group.MapPost("/{id:long}/deviations/{number:long}", async (long id, long number, DeviationSaid body, Db db,
                Clock clock, Current who, Words words) =>
                (await Deviations.Say(db, id, number, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.SupervisionRead).WithName("speak-of-deviation")
            .WithSummary("The holder answers its own; the regulator accepts, rejects, extends or withdraws")
            .Produces<SupervisionView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    /// <summary>Cases with their deviations as a file, and letters for a person who follows a link.</summary>
    public static void MapSupervisionFiles(this WebApplication app)
    {
        app.MapFollowUpFiles();
        app.MapCriteriaFile();
        app.MapGet("/preparedness/supervision.csv", (Db db, Clock clock, Current who, int? year = null,
                string? state = null, bool? late = null) =>
                Results.Stream(stream => CsvFile.Write(stream,
                    Rows(db, new(year, null, state, late ?? false), clock.Today, who.Caller)), CsvFile.MediaType,
                    $"forsyn-supervision-{clock.Today:yyyy-MM-dd}.csv"))
            .RequireAuthorization(Policy.SupervisionRead).ExcludeFromDescription();
        app.MapGet("/preparedness/supervision/{id:long}/{letter}.pdf", Letter)
            .RequireAuthorization(Policy.SupervisionRead).ExcludeFromDescription();
    }

    static async Task<IResult> Letter(long id, string letter, Db db, Clock clock, Current who, Words words)
    {
        var view = await Supervision.Get(db, id, who.Caller);
        if (!view.Ok) return Http.Problem(view.Refusal!, words);
        if (!Kebab.TryParse<SupervisionLetter>(letter, out var which))
            return Http.Problem(Refusal.Of("letter-unknown", "letter", letter), words);
        return SupervisionPdf.Make(view.Value, which, words.Language, clock.Now).Answer(words, pdf =>
            Results.File(pdf, "application/pdf", $"forsyn-supervision-{id}-{letter}.pdf"));
    }

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        Db db, SupervisionFilter filter, DateOnly today, Caller caller)
    {
        yield return Headings;
        await foreach (var view in Supervision.All(db, filter, today, caller))
        {
            var about = view.Case;
            object?[] start =
            [
                about.Id, about.Year, about.Scheme, about.Holder, about.Announced ? "yes" : "no", about.State,
                $"{about.VisitOn:yyyy-MM-dd}", about.ShortDays, about.LateReports, view.Sample.Count,
                view.Sample.Count(line => line.Difference is not (null or 0)),
            ];
            if (view.Deviations.Count == 0) yield return [.. start, null, null, null, null, null, null, null];
            foreach (var one in view.Deviations)
                yield return
                [
                    .. start, one.Number, one.Grade, one.Law, Kebab.Of(one.State), $"{one.DueOn:yyyy-MM-dd}",
                    one.IsLate(today) ? "yes" : "no", one.Text,
                ];
        }
    }
}
