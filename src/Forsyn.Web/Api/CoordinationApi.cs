using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Coordination;
using Forsyn.Core.Stock;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Forsyn.Web.Api;

/// <summary>The log of DMP's coordination tasks: written by DMP, read by those who oversee it.</summary>
static class CoordinationApi
{
    static readonly string[] Headings =
    [
        "task", "title", "arena", "partner", "state", "assignedTo", "dueOn", "articleNumber", "lot", "recall",
        "warning", "openedAt", "entry", "kind", "at", "by", "text", "corrects",
    ];

    public static void MapCoordination(this IEndpointRouteBuilder api)
    {
        var log = api.MapGroup("/coordination").WithTags("Coordination");
        log.MapGet("/", List).RequireAuthorization(Policy.CoordinationRead).WithName("list-coordination-tasks")
            .WithSummary("Coordination tasks, the newest first").Produces<Page<CoordinationTask>>();
        log.MapGet("/{id:long}", Get).RequireAuthorization(Policy.CoordinationRead).WithName("get-coordination-task")
            .WithSummary("A task with all that was written of it").Produces<CoordinationView>().ProducesProblem(404);
        log.MapPost("/", Open).RequireAuthorization(Policy.CoordinationWrite).WithName("open-coordination-task")
            .WithSummary("Opens a task, about a product, a lot, a recall or a warning")
            .Produces<CoordinationTask>(201).ProducesProblem(422);
        log.MapPost("/{id:long}/entries", Add).RequireAuthorization(Policy.CoordinationWrite)
            .WithName("write-coordination-entry").WithMetadata(new Versioned())
            .WithSummary("Writes a note, and changes state, person or day").Produces<CoordinationTask>()
            .ProducesProblem(404).ProducesProblem(422);
        log.MapPost("/entries/{id:long}/correct", Correct).RequireAuthorization(Policy.CoordinationWrite)
            .WithName("correct-coordination-entry").WithSummary("Corrects an entry by a new one; the old one stays")
            .Produces<CoordinationTask>().ProducesProblem(404).ProducesProblem(422);
    }

    /// <summary>The log as a file, an entry a row.</summary>
    public static void MapCoordinationFile(this WebApplication app) =>
        app.MapGet("/coordination.csv", ([AsParameters] CoordinationQuery asked, Db db, Clock clock) =>
            Results.Stream(stream => CsvFile.Write(stream, Rows(db, asked.Filter, clock.Today)), CsvFile.MediaType,
                $"forsyn-coordination-{clock.Today:yyyy-MM-dd}.csv"))
            .RequireAuthorization(Policy.CoordinationRead).ExcludeFromDescription();

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(Db db, CoordinationFilter filter, DateOnly today)
    {
        yield return Headings;
        await foreach (var (task, entries) in CoordinationLog.All(db, filter, today))
            foreach (var entry in entries)
                yield return
                [
                    task.Id, task.Title, task.Arena, task.Partner, task.State, task.AssignedName,
                    $"{task.DueOn:yyyy-MM-dd}", task.ArticleNumber, task.LotNumber, task.RecallId, task.WarningId,
                    task.OpenedAt, entry.Id, entry.Kind, entry.At, entry.ByPerson, entry.Text, entry.Corrects,
                ];
    }

    static async Task<IResult> List([AsParameters] CoordinationQuery asked, Db db, Clock clock) =>
        Results.Ok(await CoordinationLog.List(db, asked.Filter, clock.Today));

    static async Task<IResult> Get(long id, Db db, Words words, HttpContext http) =>
        (await CoordinationLog.Get(db, id)).Answer(words, view =>
        {
            http.Response.Tag(view.Task.Version);
            return Results.Ok(view);
        });

    static async Task<IResult> Open(CoordinationRequest request, Db db, Clock clock, Current who, Words words) =>
        (await WriteCoordination.Open(db, request, clock.Now, who.Caller)).Answer(words, task =>
            Results.Created($"/api/v1/coordination/{task.Id}", task));

    static async Task<IResult> Add(
        long id, CoordinationEntryRequest request, Db db, Clock clock, Current who, Words words, HttpContext http) =>
        (await WriteCoordination.Add(db, id, request, clock.Now, who.Caller, http.Request.IfMatch()))
            .Answer(words, Results.Ok);

    static async Task<IResult> Correct(
        long id, CorrectionBody body, Db db, Clock clock, Current who, Words words) =>
        (await WriteCoordination.Correct(db, id, body.Text, clock.Now, who.Caller)).Answer(words, Results.Ok);
}

/// <summary>The parameters of a question about coordination tasks.</summary>
sealed record CoordinationQuery(
    [property: FromQuery(Name = "closed")] bool? Closed, [property: FromQuery(Name = "arena")] string? Arena,
    [property: FromQuery(Name = "late")] bool? Late, [property: FromQuery(Name = "query")] string? Query,
    [property: FromQuery(Name = "articleNumber")] string? ArticleNumber,
    [property: FromQuery(Name = "recall")] long? Recall, [property: FromQuery(Name = "cursor")] string? Cursor,
    [property: FromQuery(Name = "limit")] int? Limit)
{
    public CoordinationFilter Filter => new(Closed ?? false,
        Kebab.TryParse<CoordinationArena>(Arena ?? "", out var arena) ? arena : null, Late ?? false, Query,
        ArticleNumber, Recall, Cursor, Limit ?? 50);
}

public sealed record CorrectionBody(string? Text);
