using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Shortages;
using Forsyn.Core.Shortages;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Shortage notifications: sent, changed, assessed, closed and deleted.</summary>
static class NoticesApi
{
    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/shortages/notices").WithTags("Shortage notifications");
        group.MapGet("/", async ([AsParameters] NoticeQuery query, Db db, Clock clock, Current who) =>
                Results.Ok(await Notices.List(db, query.Filter, clock.Today, who.Caller)))
            .RequireAuthorization(Policy.NoticeRead).WithName("list-shortage-notices")
            .WithSummary("Shortage notifications: all, or the own party's").Produces<Page<NoticeRow>>();
        group.MapGet("/{id:long}", async (long id, Db db, Clock clock, Current who, Words words) =>
                (await Notices.Get(db, id, clock.Today, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.NoticeRead).WithName("get-shortage-notice")
            .WithSummary("A notification with all it has said, and what was done with it").Produces<NoticeView>()
            .ProducesProblem(404);
        group.MapPost("/", async (NoticeRequest body, Db db, Clock clock, Current who, Words words) =>
                (await ReportNotice.Run(db, body, clock.Now, who.Caller)).Answer(words, done =>
                    Results.Created($"/api/v1/shortages/notices/{done.Notice.Id}", done)))
            .RequireAuthorization(Policy.NoticeReport).WithName("report-shortage")
            .WithSummary("Takes a new notification in").Produces<NoticeView>(201).ProducesProblem(422);
        group.MapPost("/{id:long}/change", async (long id, NoticeRequest body, Db db, Clock clock, Current who,
                Words words) => (await ReportNotice.Change(db, id, body, clock.Now, who.Caller)).Answer(words,
                    Results.Ok))
            .RequireAuthorization(Policy.NoticeReport).WithName("change-shortage-notice")
            .WithSummary("Changes a notification while the period it gave has not passed").Produces<NoticeView>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        foreach (var (step, policy, summary) in Steps)
            group.MapPost($"/{{id:long}}/{Kebab.Of(step)}", async (long id, NoticeMove body, Db db, Clock clock,
                    Current who, Words words) => (await MoveNotice.Run(db, id, step, body, clock.Now, who.Caller))
                    .Answer(words, Results.Ok))
                .RequireAuthorization(policy).WithName($"{Kebab.Of(step)}-shortage-notice").WithSummary(summary)
                .Produces<NoticeView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    static readonly (NoticeStep Step, string Policy, string Summary)[] Steps =
    [
        (NoticeStep.Assess, Policy.NoticeAssess, "Says what a shortage does to patients, and what helps meanwhile"),
        (NoticeStep.Close, Policy.NoticeReport, "Closes a notification when the supply is back"),
        (NoticeStep.Delete, Policy.NoticeReport, "Deletes a notification with the reason; it stays readable"),
    ];

    /// <summary>The lists of notifications and of risks as files.</summary>
    public static void MapShortageFiles(this WebApplication app)
    {
        app.MapRisksFile();
        app.MapGet("/shortages/notices.csv", ([AsParameters] NoticeQuery query, Db db, Clock clock, Current who) =>
                Results.Stream(stream => CsvFile.Write(stream, Rows(Notices.All(db, query.Filter, clock.Today,
                    who.Caller))), CsvFile.MediaType, $"forsyn-shortage-notices-{clock.Today:yyyy-MM-dd}.csv"))
            .RequireAuthorization(Policy.NoticeRead).ExcludeFromDescription();
    }

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(IAsyncEnumerable<NoticeRow> rows)
    {
        yield return
        [
            "notice", "state", "occasion", "reporter", "atc", "substance", "articles", "permanent", "startsOn",
            "endsOn", "reason", "text", "notifiedAt", "inTime", "assessedAt", "hoursToAssess", "consequence",
            "solution", "reviewOn", "versions", "endedAt",
        ];
        await foreach (var row in rows)
            yield return
            [
                row.Id, row.State, row.Occasion, row.Reporter, row.Atc, row.Substance, row.Articles, row.Permanent,
                $"{row.StartsOn:yyyy-MM-dd}", $"{row.EndsOn:yyyy-MM-dd}", row.Reason, row.Text, row.NotifiedAt,
                row.InTime, row.AssessedAt, row.HoursToAssess, row.Consequence, row.Solution,
                $"{row.ReviewOn:yyyy-MM-dd}", row.Versions, row.EndedAt,
            ];
    }

    /// <summary>What is asked for in the address.</summary>
    public sealed class NoticeQuery
    {
        public string? Show { get; init; }
        public string? Query { get; init; }
        public string? Sort { get; init; }
        public string? Cursor { get; init; }
        public int? Limit { get; init; }

        internal NoticeFilter Filter => new(Show, Query, Sort, Cursor, Limit ?? 50);
    }
}
