using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.Releases;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Use of the stockpiles: requests, decisions, what is taken out, and how it comes back.</summary>
static class ReleasesApi
{
    const string Pdf = "application/pdf";

    public static void MapReleases(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/preparedness/releases").WithTags("Releases");
        group.MapGet("/", async (Db db, Current who, string? scheme = null, string? state = null, string? kind = null,
                string? query = null, int? year = null, string? sort = null, string? cursor = null, int limit = 50) =>
                Results.Ok(await ReleaseList.List(db, new(scheme, state, kind, query, year, sort), who.Caller, cursor,
                    limit)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-releases")
            .WithSummary("Requests to use a stockpile and what became of them: all, or those a holder takes part in")
            .Produces<Page<ReleaseRow>>();
        group.MapGet("/totals", async (Db db, Current who) => Results.Ok(await ReleaseList.Totals(db, who.Caller)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("sum-releases")
            .WithSummary("What was released, by year, scheme and kind: crisis or shortage buffer")
            .Produces<IReadOnlyList<ReleaseTotal>>();
        group.MapGet("/{id:long}", async (long id, Db db, Clock clock, Current who, Words words) =>
                await ReleaseList.Get(db, id, clock.Today, who.Caller) is { } found ? Results.Ok(found)
                    : Http.Problem(Refusal.Of("release-unknown", "release", $"{id}"), words))
            .RequireAuthorization(Policy.PreparednessRead).WithName("get-release")
            .WithSummary("A release: shares, receivers, what was taken out, the plan to buy it back, all that happened")
            .Produces<ReleaseView>().ProducesProblem(404);
        Deciding(group);
        CarryingOut(group);
        Ranking(group);
    }

    static void Deciding(RouteGroupBuilder group)
    {
        group.MapPost("/", async (ReleaseRequest body, Db db, Clock clock, Current who, Words words) =>
                (await RequestRelease.Run(db, body, clock.Now, who.Caller)).Answer(words, done =>
                    Results.Created($"/api/v1/preparedness/releases/{done.Id}", done)))
            .RequireAuthorization(Policy.ReleaseRequest).WithName("request-release")
            .WithSummary("Asks for the use of a stockpile").Produces<ReleaseRow>(201).ProducesProblem(404)
            .ProducesProblem(422);
        group.MapPost("/{id:long}/decide", async (long id, ReleaseDecisionRequest body, Db db, Clock clock,
                Current who, Words words) =>
                (await DecideRelease.Run(db, id, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.ReleaseDecide).WithName("decide-release")
            .WithSummary("Decides on a request, as crisis or shortage buffer; only those the scheme names may")
            .Produces<ReleaseRow>().ProducesProblem(404).ProducesProblem(422);
        group.MapPost("/{id:long}/refuse", async (long id, RefuseBody body, Db db, Clock clock, Current who,
                Words words) =>
                (await DecideRelease.Refuse(db, id, body.Grounds, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.ReleaseDecide).WithName("refuse-release")
            .WithSummary("Refuses a request, with grounds").Produces<ReleaseRow>().ProducesProblem(404)
            .ProducesProblem(422);
        group.MapPost("/{id:long}/withdraw", async (long id, Db db, Clock clock, Current who, Words words) =>
                (await RequestRelease.Withdraw(db, id, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.ReleaseRequest).WithName("withdraw-release")
            .WithSummary("Takes a request back before it is decided").Produces<ReleaseRow>().ProducesProblem(404)
            .ProducesProblem(422);
    }

    static void CarryingOut(RouteGroupBuilder group)
    {
        group.MapPost("/{id:long}/carry-out", async (long id, CarryOutRequest body, Db db, Clock clock, Current who,
                Words words) =>
                (await CarryOutRelease.Run(db, id, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.ReleaseCarryOut).WithName("carry-out-release")
            .WithSummary("Moves units from the stockpile to the ordinary market, what expires first where no lots " +
                "are named; sent again it is already done")
            .Produces<CarriedOut>().ProducesProblem(404).ProducesProblem(422);
        group.MapPost("/{id:long}/lines/{line:long}/undo", async (long id, long line, UndoBody body, Db db,
                Clock clock, Current who, Words words) =>
                (await CarryOutRelease.Undo(db, id, line, body.Units, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.ReleaseCarryOut).WithName("undo-release-line")
            .WithSummary("Takes what was not sold of a line back into the stockpile").Produces<CarriedOut>()
            .ProducesProblem(404).ProducesProblem(422);
    }

    static void Ranking(RouteGroupBuilder group)
    {
        group.MapGet("/{id:long}/priorities", async (long id, Db db, Clock clock, Current who, Words words,
                DateOnly? on = null) =>
                await PatientPriorities.Of(db, id, on ?? clock.Today, who.Caller) is { } found ? Results.Ok(found)
                    : Http.Problem(Refusal.Of("release-unknown", "release", $"{id}"), words))
            .RequireAuthorization(Policy.PreparednessRead).WithName("get-release-priorities")
            .WithSummary("For which patients units of a release are kept first, and who gets what; names no patient")
            .Produces<PriorityView>().ProducesProblem(404);
        group.MapPost("/{id:long}/priorities", async (long id, PriorityRequest body, Db db, Clock clock, Current who,
                Words words) =>
                (await PatientPriorities.Set(db, id, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.ReleaseDecide).WithName("set-release-priorities")
            .WithSummary("Decides the order in which groups of patients come, from a day").Produces<PriorityView>()
            .ProducesProblem(404).ProducesProblem(422);
        group.MapPost("/{id:long}/claims", async (long id, ClaimRequest body, Db db, Clock clock, Current who,
                Words words) =>
                (await PatientPriorities.Claim(db, id, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.ReleaseRequest).WithName("claim-release")
            .WithSummary("Writes down what a hospital asks for, for a group of patients").Produces<PriorityView>()
            .ProducesProblem(404).ProducesProblem(422);
    }

    /// <summary>The list as a file, and reports to print.</summary>
    public static void MapReleaseFiles(this WebApplication app)
    {
        Map("csv", CsvFile.MediaType, CsvFile.Write);
        Map("xlsx", Workbook.MediaType, (stream, rows) => Workbook.Write(stream, "releases", rows));
        app.MapGet("/preparedness/releases/report.pdf", async (Db db, Clock clock, Current who, Words words,
                int? year = null) => Results.File(ReleaseReport.Make(
                    (await ReleaseList.List(db, new(Year: year), who.Caller, limit: 500)).Items,
                    await ReleaseList.Totals(db, who.Caller), year, words.Language, clock.Now), Pdf,
                    "forsyn-releases.pdf"))
            .RequireAuthorization(Policy.PreparednessRead).RequireRateLimiting(RateLimits.Print)
            .ExcludeFromDescription();
        app.MapGet("/preparedness/releases/{id:long}/report.pdf", async (long id, Db db, Clock clock, Current who,
                Words words) => await ReleaseList.Get(db, id, clock.Today, who.Caller) is { } view
                ? Results.File(ReleaseReport.Make(view, words.Language, clock.Now), Pdf, $"forsyn-release-{id}.pdf")
                : Http.Problem(Refusal.Of("release-unknown", "release", $"{id}"), words))
            .RequireAuthorization(Policy.PreparednessRead).RequireRateLimiting(RateLimits.Print)
            .ExcludeFromDescription();

        void Map(string file, string type, Func<Stream, IAsyncEnumerable<IReadOnlyList<object?>>, Task> write) =>
            app.MapGet($"/preparedness/releases.{file}", (Db db, Current who, string? scheme = null,
                    string? state = null, string? kind = null, string? query = null, int? year = null) =>
                Results.Stream(stream => write(stream, Rows(db, who,
                    new(scheme, state, kind, query, year))), type, $"forsyn-releases.{file}"))
            .RequireAuthorization(Policy.PreparednessRead).ExcludeFromDescription();
    }

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        Db db, Current who, ReleaseFilter filter)
    {
        yield return
        [
            "release", "scheme", "part", "atc", "substance", "articleNumber", "units", "reason", "wantedBy", "state",
            "requestedAt", "requestedFor", "kind", "law", "decidedAt", "decidedFor", "from", "lastDay", "refilledBy",
            "decidedUnits", "movedUnits",
        ];
        string? cursor = null;
        do
        {
            var page = await ReleaseList.List(db, filter, who.Caller, cursor, 500);
            foreach (var row in page.Items)
                yield return
                [
                    row.Id, row.Scheme, row.Part, row.Atc, row.Substance, row.ArticleNumber, row.Units, row.Reason,
                    row.WantedBy, row.State, row.RequestedAt, row.RequestedFor, row.Kind, row.Law, row.DecidedAt,
                    row.DecidedFor, $"{row.ValidFrom:yyyy-MM-dd}", $"{row.ValidTo?.AddDays(-1):yyyy-MM-dd}",
                    $"{row.RefilledBy:yyyy-MM-dd}", row.Decided, row.Moved,
                ];
            cursor = page.Next;
        } while (cursor is not null);
    }
}

public sealed record RefuseBody(string? Grounds);

/// <param name="Units">All of the line where it is left out.</param>
public sealed record UndoBody(long? Units = null);
