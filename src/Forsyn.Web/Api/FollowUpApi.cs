using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>What is done about breaches of the stockpile duty, and leave to hold less.</summary>
static class FollowUpApi
{
    static readonly string[] Headings =
    [
        "id", "scheme", "basis", "holder", "atc", "packageGroup", "substance", "since", "missing", "measure",
        "lastStep", "dueOn", "late", "closedOn",
    ];

    static readonly string[] PermitHeadings =
    [
        "id", "scheme", "holder", "atc", "packageGroup", "holdsMillionths", "from", "lastDay", "state", "reason",
        "decidedBy", "decidedFor", "endReason",
    ];

    public static void MapFollowUp(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/preparedness/follow-up").WithTags("Follow-up");
        group.MapGet("/", async (Db db, Clock clock, Current who, string? scheme = null, string? holder = null,
                bool open = true, bool late = false, string? cursor = null, int limit = 50) =>
                Results.Ok(await BreachFollowUp.List(db, new(scheme, holder, open, late, cursor, limit), clock.Today,
                    who.Caller)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-follow-up")
            .WithSummary("Breaches and where their follow-up stands: all, or the caller's own")
            .Produces<Page<FollowUpRow>>();
        group.MapGet("/{id:long}", async (long id, Db db, Clock clock, Current who, Words words, HttpContext http) =>
                (await BreachFollowUp.Get(db, id, clock.Today, who.Caller)).Answer(words, view =>
                {
                    http.Response.Tag(view.FollowUp.Version);
                    return Results.Ok(view);
                }))
            .RequireAuthorization(Policy.PreparednessRead).WithName("get-follow-up")
            .WithSummary("A breach, what was done, and which steps may come next").Produces<FollowUpView>()
            .ProducesProblem(404);
        group.MapPost("/", async (BreachRequest body, Db db, Clock clock, Current who, Words words) =>
                (await TakeFollowUp.ByHand(db, body, clock.Now, who.Caller)).Answer(words, done =>
                    Results.Created($"/api/v1/preparedness/follow-up/{done.FollowUp.Id}", done)))
            .RequireAuthorization(Policy.FollowUpLead).WithName("open-follow-up")
            .WithSummary("Opens a follow-up of a breach that was found or told").Produces<FollowUpView>(201)
            .ProducesProblem(404).ProducesProblem(422);
        group.MapPost("/{id:long}", async (long id, FollowUpSaid body, Db db, Clock clock, Current who, Words words,
                HttpContext http) => (await TakeFollowUp.Run(db, id, body, clock.Now, who.Caller,
                    http.Request.IfMatch())).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.PreparednessRead).WithName("take-follow-up-step").WithMetadata(new Versioned())
            .WithSummary("Takes a step, answers, notes or withdraws; who may is said by what the duty rests on")
            .Produces<FollowUpView>().ProducesProblem(404).ProducesProblem(422);
        var permits = api.MapGroup("/preparedness/permits").WithTags("Follow-up");
        permits.MapGet("/", async (Db db, Current who, string? scheme = null, string? cursor = null, int limit = 50) =>
                Results.Ok(await Permits.List(db, who.Caller, scheme, cursor, limit)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-permits")
            .WithSummary("Leave to hold less than a target, the newest first").Produces<Page<PermitRow>>();
        permits.MapPost("/", async (PermitRequest body, Db db, Clock clock, Current who, Words words) =>
                (await GrantPermit.Run(db, body, clock.Now, who.Caller)).Answer(words, done =>
                    Results.Created($"/api/v1/preparedness/permits/{done.Id}", done)))
            .RequireAuthorization(Policy.PermitDecide).WithName("grant-permit")
            .WithSummary("Gives leave to hold less, where the scheme knows such leave").Produces<PermitRow>(201)
            .ProducesProblem(404).ProducesProblem(422);
        permits.MapPost("/{id:long}/withdraw", async (long id, PermitEndBody body, Db db, Clock clock, Current who,
                Words words) => (await GrantPermit.Withdraw(db, id, body.Reason, body.From, clock.Now, who.Caller))
                .Answer(words, Results.Ok))
            .RequireAuthorization(Policy.PermitDecide).WithName("withdraw-permit")
            .WithSummary("Ends a permit before its time; it stays readable").Produces<PermitRow>().ProducesProblem(404)
            .ProducesProblem(422);
    }

    /// <summary>Follow-up and permits as files.</summary>
    public static void MapFollowUpFiles(this WebApplication app)
    {
        app.MapGet("/preparedness/follow-up.csv", (Db db, Clock clock, Current who, string? scheme = null,
                bool? late = null, bool? closed = null) => Results.Stream(stream => CsvFile.Write(stream,
                    Rows(db, new(scheme, null, closed != true, late == true), clock.Today, who.Caller)),
                    CsvFile.MediaType, $"forsyn-follow-up-{clock.Today:yyyy-MM-dd}.csv"))
            .RequireAuthorization(Policy.PreparednessRead).ExcludeFromDescription();
        app.MapGet("/preparedness/permits.csv", (Db db, Clock clock, Current who) => Results.Stream(stream =>
                CsvFile.Write(stream, PermitRows(db, clock.Today, who.Caller)), CsvFile.MediaType,
                $"forsyn-permits-{clock.Today:yyyy-MM-dd}.csv"))
            .RequireAuthorization(Policy.PreparednessRead).ExcludeFromDescription();
    }

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        Db db, FollowUpFilter filter, DateOnly today, Caller caller)
    {
        yield return Headings;
        var asked = filter with { Limit = 500 };
        do
        {
            var page = await BreachFollowUp.List(db, asked, today, caller);
            foreach (var row in page.Items)
                yield return
                [
                    row.Id, row.Scheme, row.Basis, row.Holder, row.Atc, row.PackageGroup, row.Substance,
                    $"{row.Since:yyyy-MM-dd}", row.Missing, row.Measure, row.LastStep, $"{row.DueOn:yyyy-MM-dd}",
                    row.IsLate(today) ? "yes" : "no", $"{row.ClosedOn:yyyy-MM-dd}",
                ];
            asked = asked with { Cursor = page.Next };
        } while (asked.Cursor is not null);
    }

    static async IAsyncEnumerable<IReadOnlyList<object?>> PermitRows(Db db, DateOnly today, Caller caller)
    {
        yield return PermitHeadings;
        string? cursor = null;
        do
        {
            var page = await Permits.List(db, caller, null, cursor, 500);
            foreach (var row in page.Items)
                yield return
                [
                    row.Id, row.Scheme, row.Holder, row.Atc, row.PackageGroup, row.Holds,
                    $"{row.ValidFrom:yyyy-MM-dd}", $"{row.ValidTo.AddDays(-1):yyyy-MM-dd}", Kebab.Of(row.On(today)),
                    row.Reason, row.DecidedBy, row.DecidedFor, row.EndReason,
                ];
            cursor = page.Next;
        } while (cursor is not null);
    }
}

/// <param name="From">The first day it no longer holds, yyyy-MM-dd; today when left out.</param>
public sealed record PermitEndBody(string? Reason, string? From = null);
