using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering.Content;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>What programmes are recommended to offer, and how supply and procurement answered.</summary>
static class ProgrammeChangesApi
{
    public static void MapProgrammeChanges(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/changes").WithTags("Programmes");
        group.MapGet("/", async (Db db, Clock clock, string? programme = null, string? state = null,
                DateOnly? on = null, string? cursor = null, int limit = 50) =>
                Results.Ok(await ContentChanges.List(db, new(programme, state, on), clock.Today, cursor, limit)))
            .RequireAuthorization(Policy.MandateRead).WithName("list-programme-changes")
            .WithSummary("What was recommended that programmes offer, and how it was answered, as of a day")
            .Produces<Page<ContentChange>>();
        group.MapGet("/{id:long}", async (long id, Db db, Clock clock, Words words) =>
                await ContentChanges.Get(db, id, clock.Today) is { } found ? Results.Ok(found)
                    : Http.Problem(Refusal.Of("programme-change-unknown", "change", $"{id}"), words))
            .RequireAuthorization(Policy.MandateRead).WithName("get-programme-change")
            .WithSummary("One recommendation and its answer").Produces<ContentChange>().ProducesProblem(404);
        group.MapPost("/", async (RecommendationRequest body, Db db, Clock clock, Current who, Words words) =>
                (await RecommendChange.Run(db, body, clock.Now, who.Caller)).Answer(words, done =>
                    Results.Created($"/api/v1/programmes/changes/{done.Id}", done)))
            .RequireAuthorization(Policy.ProgrammeRecommend).WithName("recommend-programme-change")
            .WithSummary("Recommends that a programme offers a vaccination or product from a day, or no longer")
            .Produces<ContentChange>(201).ProducesProblem(422);
        group.MapPost("/{id:long}/withdraw", async (long id, Db db, Clock clock, Current who, Words words) =>
                (await RecommendChange.Withdraw(db, id, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.ProgrammeRecommend).WithName("withdraw-programme-change")
            .WithSummary("Takes a recommendation back before it is answered").Produces<ContentChange>()
            .ProducesProblem(404).ProducesProblem(422);
        group.MapPost("/{id:long}/answer", async (long id, AnswerRequest body, Db db, Clock clock, Current who,
                Words words) =>
                (await AnswerRecommendation.Run(db, id, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.ProgrammeSupply).WithName("answer-programme-change")
            .WithSummary("Answers for supply and procurement from a day, or sends the recommendation back")
            .Produces<ContentChange>().ProducesProblem(404).ProducesProblem(422);
    }

    public static void MapProgrammeChangeFile(this WebApplication app) =>
        app.MapGet("/programmes/changes.csv", (Db db, Clock clock, string? programme = null, string? state = null,
                string? on = null) => Results.Stream(stream => CsvFile.Write(stream, Rows(db, new(programme, state,
                    DateOnly.TryParse(on, out var day) ? day : null), clock.Today)), CsvFile.MediaType,
                    "forsyn-programme-changes.csv"))
            .RequireAuthorization(Policy.MandateRead).ExcludeFromDescription();

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(Db db, ChangeFilter filter, DateOnly today)
    {
        yield return
        [
            "change", "programme", "kind", "subjectKind", "subject", "name", "state", "wantedFrom", "grounds",
            "recommendedAt", "recommendedFor", "answeredAt", "answeredFor", "inForceOn", "note",
        ];
        string? cursor = null;
        do
        {
            var page = await ContentChanges.List(db, filter, today, cursor, 500);
            foreach (var row in page.Items)
                yield return
                [
                    row.Id, row.Programme, row.Kind, row.SubjectKind, row.Subject, row.NameNb, row.State,
                    $"{row.WantedFrom:yyyy-MM-dd}", row.Grounds, row.RecommendedAt, row.RecommendedFor, row.AnsweredAt,
                    row.AnsweredFor, $"{row.InForceOn:yyyy-MM-dd}", row.Note,
                ];
            cursor = page.Next;
        } while (cursor is not null);
    }
}
