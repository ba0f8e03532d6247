using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.Compensation;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Statements of what a holder is compensated for in a year of stockpile duty.</summary>
static class CompensationApi
{
    static readonly string[] Headings =
    [
        "statement", "scheme", "holder", "year", "version", "firstDay", "lastDay", "state", "amountOre",
        "beforeVersion", "differenceOre", "madeAt", "madeBy",
    ];

    public static void MapCompensation(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/preparedness/statements").WithTags("Compensation");
        group.MapGet("/", async (Db db, Current who, string? scheme = null, string? holder = null, int? year = null,
                string? state = null, string? cursor = null, int limit = 50) => Results.Ok(await Statements.List(db,
                    new(scheme, holder, year, state), who.Caller, cursor, limit)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-statements")
            .WithSummary("Statements of compensation, the newest version of each year: all, or the caller's own")
            .Produces<Page<StatementRow>>();
        group.MapGet("/{id:long}", async (long id, Db db, Clock clock, Current who, Words words) =>
                (await Statements.Get(db, id, clock.Today, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.PreparednessRead).WithName("get-statement")
            .WithSummary("A statement with its lines, payers, steps and the versions of its year")
            .Produces<StatementView>().ProducesProblem(404);
        group.MapPost("/", async (StatementRequest body, Db db, Clock clock, Current who, Words words) =>
                (await MakeStatement.Run(db, body, clock.Now, who.Caller)).Answer(words, done =>
                    Results.Created($"/api/v1/preparedness/statements/{done.Statement.Id}", done)))
            .RequireAuthorization(Policy.CompensationSend).WithName("make-statement")
            .WithSummary("Makes the caller's statement of a year, or the next version where figures have changed")
            .Produces<StatementView>(201).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        group.MapPost("/{id:long}/steps", async (long id, StatementMove body, Db db, Clock clock, Current who,
                Words words) => (await MoveStatement.Run(db, id, body, clock.Now, who.Caller))
                .Answer(words, Results.Ok))
            .RequireAuthorization(Policy.PreparednessRead).WithName("move-statement")
            .WithSummary("The holder sends its own; whoever oversees the scheme approves or returns it")
            .Produces<StatementView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    /// <summary>Statements as files, and one on paper.</summary>
    public static void MapCompensationFiles(this WebApplication app)
    {
        Map("csv", CsvFile.MediaType, CsvFile.Write);
        Map("xlsx", Workbook.MediaType, (stream, rows) => Workbook.Write(stream, "statements", rows));
        app.MapGet("/preparedness/statements/{id:long}/statement.pdf", async (long id, Db db, Clock clock, Current who,
                Words words) => (await Statements.Get(db, id, clock.Today, who.Caller)).Answer(words, view =>
                    Results.File(StatementPdf.Make(view, words.Language, clock.Now), "application/pdf",
                        $"forsyn-statement-{id}.pdf")))
            .RequireAuthorization(Policy.PreparednessRead).RequireRateLimiting(RateLimits.Print)
            .ExcludeFromDescription();

        void Map(string file, string type, Func<Stream, IAsyncEnumerable<IReadOnlyList<object?>>, Task> write)
        {
            app.MapGet($"/preparedness/statements.{file}", (Db db, Current who, string? scheme = null,
                    int? year = null, string? state = null) => Results.Stream(stream => write(stream,
                    Rows(db, new(scheme, null, year, state), who.Caller)), type, $"forsyn-statements.{file}"))
                .RequireAuthorization(Policy.PreparednessRead).ExcludeFromDescription();
            app.MapGet($"/preparedness/statements/{{id:long}}/lines.{file}", async (long id, Db db, Clock clock,
                    Current who, Words words) => (await Statements.Get(db, id, clock.Today, who.Caller)).Answer(words,
                    view => Results.Stream(stream => write(stream, Statements.Rows(view).ToAsyncEnumerable()), type,
                        $"forsyn-statement-{id}.{file}")))
                .RequireAuthorization(Policy.PreparednessRead).ExcludeFromDescription();
        }
    }

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(Db db, StatementFilter filter, Caller caller)
    {
        yield return Headings;
        string? cursor = null;
        do
        {
            var page = await Statements.List(db, filter, caller, cursor, 500);
            foreach (var row in page.Items)
                yield return
                [
                    row.Id, row.Scheme, row.Holder, row.Year, row.Version, $"{row.FirstDay:yyyy-MM-dd}",
                    $"{row.LastDay:yyyy-MM-dd}", row.State, row.AmountOre, row.BeforeVersion, row.DifferenceOre,
                    row.MadeAt, row.MadeBy,
                ];
            cursor = page.Next;
        } while (cursor is not null);
    }
}
