using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Shortages;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Restrictions on sale and dispensing: decisions, repeals, and whether a sale is allowed.</summary>
static class RestrictionsApi
{
    public static void MapRestrictions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/restrictions").WithTags("Restrictions");
        group.MapGet("/", async (Db db, Clock clock, string? state = null, string? query = null, string? cursor = null,
                int limit = 50) => Results.Ok(await Restrictions.List(db, clock.Now, state, query, cursor, limit)))
            .RequireAuthorization(Policy.CatalogueRead).WithName("list-restrictions")
            .WithSummary("Restrictions on sale and dispensing, the newest first").Produces<Page<RestrictionRow>>();
        group.MapGet("/{id:long}", async (long id, Db db, Words words) =>
                await Restrictions.Get(db, id) is { } found ? Results.Ok(found) : Unknown(id, words))
            .RequireAuthorization(Policy.CatalogueRead).WithName("get-restriction")
            .WithSummary("A restriction as it was decided, with its repeal").Produces<RestrictionRow>()
            .ProducesProblem(404);
        group.MapPost("/judge", async (SaleQuestion body, Db db, Clock clock, Words words) =>
                (await Restrictions.Judge(db, body, clock.Now)).Answer(words, answer => Results.Ok(new
                {
                    answer.Allowed, answer.MostUnits, answer.FreeOn,
                    Findings = FindingBody.Of(answer.Findings, words), answer.Restrictions,
                })))
            .RequireAuthorization(Policy.CatalogueRead).WithName("judge-sale")
            .WithSummary("Whether a sale or a dispensing is allowed now, how much at a time, and why not; names nobody")
            .Produces<SaleAnswer>().ProducesProblem(422);
        group.MapPost("/", async (RestrictionRequest body, Db db, Clock clock, Current who, Words words) =>
                (await DecideRestriction.Run(db, body, clock.Now, who.Caller)).Answer(words, done =>
                    Results.Created($"/api/v1/restrictions/{done.Id}", done)))
            .RequireAuthorization(Policy.RestrictionDecide).WithName("decide-restriction")
            .WithSummary("Restricts sale and dispensing from an instant until another").Produces<RestrictionRow>(201)
            .ProducesProblem(422);
        group.MapPost("/{id:long}/repeal", async (long id, RepealBody body, Db db, Clock clock, Current who,
                Words words) => (await DecideRestriction.Repeal(db, id, body.Grounds, body.From, clock.Now,
                    who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.RestrictionDecide).WithName("repeal-restriction")
            .WithSummary("Ends a restriction before its time").Produces<RestrictionRow>().ProducesProblem(404)
            .ProducesProblem(409).ProducesProblem(422);
    }

    /// <summary>The list as a file, and a decision to print.</summary>
    public static void MapRestrictionFiles(this WebApplication app)
    {
        Map("csv", CsvFile.MediaType, CsvFile.Write);
        Map("xlsx", Workbook.MediaType, (stream, rows) => Workbook.Write(stream, "restrictions", rows));
        app.MapGet("/restrictions/{id:long}/decision.pdf", async (long id, Db db, Clock clock, Words words) =>
                await Restrictions.Get(db, id) is { } row
                    ? Results.File(RestrictionPdf.Make(row, words.Language, clock.Now), "application/pdf",
                        $"forsyn-restriction-{id}.pdf") : Unknown(id, words))
            .RequireAuthorization(Policy.CatalogueRead).RequireRateLimiting(RateLimits.Print).ExcludeFromDescription();

        void Map(string file, string type, Func<Stream, IAsyncEnumerable<IReadOnlyList<object?>>, Task> write) =>
            app.MapGet($"/restrictions.{file}", (Db db, Clock clock, string? state = null, string? query = null) =>
                Results.Stream(stream => write(stream, Rows(db, clock.Now, state, query)), type,
                    $"forsyn-restrictions.{file}"))
            .RequireAuthorization(Policy.CatalogueRead).ExcludeFromDescription();
    }

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(Db db, Moment now, string? state, string? query)
    {
        yield return
        [
            "restriction", "title", "state", "atc", "articles", "forms", "actors", "mostUnits", "mostPacks", "mostDays",
            "everyDays", "starts", "ends", "exempt", "exemptText", "noExport", "law", "reviewOn", "repealEnds",
        ];
        string? cursor = null;
        do
        {
            var page = await Restrictions.List(db, now, state, query, cursor, 500);
            foreach (var row in page.Items)
                yield return
                [
                    row.Id, row.Title, row.StateAt(now), row.Atc, row.Articles, row.Forms, row.Actors, row.MostUnits,
                    row.MostPacks, row.MostDays, row.EveryDays, row.StartsAt, row.EndsAt, row.Exempt, row.ExemptText,
                    row.NoExport, row.Law, $"{row.ReviewOn:yyyy-MM-dd}", row.RepealEnds,
                ];
            cursor = page.Next;
        } while (cursor is not null);
    }

    static IResult Unknown(long id, Words words) =>
        Http.Problem(Refusal.Of("restriction-unknown", "restriction", $"{id}"), words);
}

/// <param name="From">yyyy-MM-ddTHH:mm in Oslo; now where it is left out.</param>
public sealed record RepealBody(string? Grounds, string? From = null);
