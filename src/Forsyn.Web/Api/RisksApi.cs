using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Shortages.Risks;
using Forsyn.Core.Shortages;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The register of risks to the supply.</summary>
static class RisksApi
{
    public static void MapRisks(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/shortages/risks").WithTags("Risks");
        group.MapGet("/", async ([AsParameters] RiskQuery query, Db db, Clock clock) =>
                Results.Ok(await RiskRegister.List(db, query.Filter, clock.Today)))
            .RequireAuthorization(Policy.RiskRead).WithName("list-risks")
            .WithSummary("Risks to the supply, the gravest first").Produces<Page<RiskRow>>();
        group.MapGet("/matrix", async (Db db) => Results.Ok(await RiskRegister.Matrix(db)))
            .RequireAuthorization(Policy.RiskRead).WithName("risk-matrix")
            .WithSummary("Open risks by likelihood and consequence").Produces<List<RiskCell>>();
        group.MapGet("/suggestions", async (Db db, Clock clock) =>
                Results.Ok(await RiskRegister.Suggestions(db, clock.Today)))
            .RequireAuthorization(Policy.RiskRead).WithName("suggest-risks")
            .WithSummary("Listed substances with few suppliers, open notifications or breaches, and no open risk")
            .Produces<IReadOnlyList<RiskSigns>>();
        group.MapGet("/{id:long}", async (long id, Db db, Words words) =>
                (await RiskRegister.Get(db, id)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.RiskRead).WithName("get-risk")
            .WithSummary("A risk with every assessment and measure").Produces<RiskView>().ProducesProblem(404);
        Writes(group.MapPost("/", async (RiskRequest body, Db db, Clock clock, Current who, Words words) =>
                (await KeepRisk.Open(db, body, clock.Now, who.Caller)).Answer(words, done =>
                    Results.Created($"/api/v1/shortages/risks/{done.Risk.Id}", done))),
            "open-risk", "Puts a risk in the register with its first assessment", 201);
        Writes(group.MapPost("/{id:long}/assess", async (long id, RiskAssessment body, Db db, Clock clock, Current who,
                Words words) => (await KeepRisk.Assess(db, id, body, clock.Now, who.Caller)).Answer(words, Results.Ok)),
            "assess-risk", "Assesses a risk anew; what was assessed before stays");
        Writes(group.MapPost("/{id:long}/close", async (long id, RiskClosing body, Db db, Clock clock, Current who,
                Words words) => (await KeepRisk.Close(db, id, body.Text, clock.Now, who.Caller)).Answer(words,
                    Results.Ok)),
            "close-risk", "Closes a risk with the reason");
        Writes(group.MapPost("/{id:long}/measures", async (long id, MeasureRequest body, Db db, Clock clock,
                Current who, Words words) => (await KeepRisk.Measure(db, id, body, clock.Now, who.Caller)).Answer(words,
                    Results.Ok)),
            "add-risk-measure", "Adds a measure with an owner and a deadline");
        Writes(group.MapPost("/{id:long}/measures/{number:long}/end", async (long id, long number, MeasureEnd body,
                Db db, Clock clock, Current who, Words words) => (await KeepRisk.End(db, id, number, body, clock.Now,
                    who.Caller)).Answer(words, Results.Ok)),
            "end-risk-measure", "Ends a measure, done or dropped");
    }

    static void Writes(RouteHandlerBuilder route, string name, string summary, int status = 200) => route
        .RequireAuthorization(Policy.RiskWrite).WithName(name).WithSummary(summary).Produces<RiskView>(status)
        .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

    /// <summary>The list as a file.</summary>
    internal static void MapRisksFile(this WebApplication app) =>
        app.MapGet("/shortages/risks.csv", ([AsParameters] RiskQuery query, Db db, Clock clock) =>
                Results.Stream(stream => CsvFile.Write(stream, Rows(RiskRegister.All(db, query.Filter, clock.Today))),
                    CsvFile.MediaType, $"forsyn-risks-{clock.Today:yyyy-MM-dd}.csv"))
            .RequireAuthorization(Policy.RiskRead).ExcludeFromDescription();

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(IAsyncEnumerable<RiskRow> rows)
    {
        yield return
        [
            "risk", "subject", "title", "mayHappen", "cause", "atc", "likelihood", "consequence", "score", "class",
            "owner", "reviewOn", "measures", "ended", "nextDue", "openedAt", "closedAt",
        ];
        await foreach (var row in rows)
            yield return
            [
                row.Id, row.Subject, row.Title, row.MayHappen, row.Cause, row.Atc, row.Likelihood, row.Consequence,
                row.Score, row.Class, row.Owner, $"{row.ReviewOn:yyyy-MM-dd}", row.Measures, row.Ended,
                $"{row.NextDue:yyyy-MM-dd}", row.OpenedAt, row.ClosedAt,
            ];
    }

    /// <summary>What is asked for in the address.</summary>
    public sealed class RiskQuery
    {
        public string? Show { get; init; }
        public string? Class { get; init; }
        public string? Query { get; init; }
        public string? Sort { get; init; }
        public int? Likelihood { get; init; }
        public int? Consequence { get; init; }
        public string? Cursor { get; init; }
        public int? Limit { get; init; }

        internal RiskFilter Filter => new(Show, Class, Query, Sort, Likelihood, Consequence, Cursor, Limit ?? 50);
    }
}

/// <param name="Text">Why it is closed.</param>
public sealed record RiskClosing(string? Text);
