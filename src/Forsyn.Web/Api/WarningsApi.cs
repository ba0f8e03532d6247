using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Warnings;
using Forsyn.Core.Stock;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Early warnings: what a person asked to be told, and what holds now.</summary>
static class WarningsApi
{
    public static void MapWarnings(this IEndpointRouteBuilder api)
    {
        var warnings = api.MapGroup("/warnings").WithTags("Warnings").RequireAuthorization(Policy.StockRead);
        warnings.MapGet("/", List).WithName("list-warnings")
            .WithSummary("Warnings, the newest first: the caller's, the workplace's, or for those who may everybody's")
            .Produces<Page<WarningBody>>();
        warnings.MapGet("/{id:long}", Get).WithName("get-warning").WithSummary("A warning")
            .Produces<WarningBody>().ProducesProblem(404);
        warnings.MapPost("/{id:long}/acknowledge", Acknowledge).WithName("acknowledge-warning")
            .WithSummary("Says that a warning is seen, and what is done about it").Produces<WarningBody>()
            .ProducesProblem(404).ProducesProblem(422);
        warnings.MapPost("/run", Run).RequireAuthorization(Policy.StockReview).WithName("judge-warnings")
            .WithSummary("Judges every subscription now").Produces<WarningsJudged>();
        var mine = warnings.MapGroup("/subscriptions");
        mine.MapGet("/", Mine).WithName("list-warning-subscriptions")
            .WithSummary("What the caller has asked to be warned of").Produces<IReadOnlyList<Subscription>>();
        mine.MapPost("/", Subscribe).WithName("subscribe-to-warning").WithSummary("Asks to be warned")
            .Produces<Subscription>(201).ProducesProblem(422);
        mine.MapPut("/{id:long}", Change).WithName("change-warning-subscription")
            .WithSummary("Changes what was asked").Produces<Subscription>().ProducesProblem(404).ProducesProblem(422);
        mine.MapDelete("/{id:long}", End).WithName("end-warning-subscription")
            .WithSummary("Ends a subscription and closes its warnings").Produces(204).ProducesProblem(404);
    }

    static async Task<IResult> List(
        Db db, Current who, Words words, bool closed = false, WarningKind? kind = null,
        WarningsOf whose = WarningsOf.Mine, bool unnoted = false, string? cursor = null, int limit = 50)
    {
        var page = await Warnings.List(db, new(closed, kind, whose, unnoted, cursor, limit), who.Caller);
        return Results.Ok(new Page<WarningBody>(
            [.. page.Items.Select(one => new WarningBody(one, one.Says(words.Language)))], page.Next));
    }

    static async Task<IResult> Get(long id, Db db, Current who, Words words) =>
        (await Warnings.Get(db, id, who.Caller)).Answer(words, one =>
            Results.Ok(new WarningBody(one, one.Says(words.Language))));

    static async Task<IResult> Acknowledge(
        long id, WarningNoteBody body, Db db, Clock clock, Current who, Words words) =>
        (await Warnings.Acknowledge(db, id, body.Note, clock.Now, who.Caller)).Answer(words, one =>
            Results.Ok(new WarningBody(one, one.Says(words.Language))));

    static async Task<IResult> Run(Db db, Clock clock) => Results.Ok(await JudgeWarnings.Run(db, clock.Now));

    static async Task<IResult> Mine(Db db, Current who) => Results.Ok(await Subscriptions.List(db, who.Caller));

    static async Task<IResult> Subscribe(
        SubscriptionRequest request, Db db, Clock clock, Current who, Words words) =>
        (await Subscriptions.Save(db, null, request, clock.Now, who.Caller)).Answer(words, made =>
            Results.Created($"/api/v1/warnings/subscriptions/{made.Id}", made));

    static async Task<IResult> Change(
        long id, SubscriptionRequest request, Db db, Clock clock, Current who, Words words) =>
        (await Subscriptions.Save(db, id, request, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> End(long id, Db db, Clock clock, Current who, Words words) =>
        (await Subscriptions.End(db, id, clock.Now, who.Caller)).Answer(words, _ => Results.NoContent());
}

/// <summary>A warning, and what it says in the language of the request.</summary>
public sealed record WarningBody(Warning Warning, string Text);

public sealed record WarningNoteBody(string? Note);
