using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The physicians' roster: who is on duty, and the times with nobody.</summary>
static class RosterApi
{
    public static void MapRoster(this IEndpointRouteBuilder api)
    {
        var roster = api.MapGroup("/roster").WithTags("Emergencies");
        roster.MapGet("/", List).RequireAuthorization(Policy.UrgentRead).WithName("list-shifts")
            .WithSummary("Shifts between two moments; from now to the horizon when nothing is said")
            .Produces<ShiftPage>();
        roster.MapGet("/gaps", Gaps).RequireAuthorization(Policy.UrgentRead).WithName("list-roster-gaps")
            .WithSummary("Times up to the horizon with no physician on duty").Produces<GapPage>();
        roster.MapPost("/", Add).RequireAuthorization(Policy.DutyPlan).WithName("add-shift")
            .WithSummary("Adds a shift").Produces<RosterAnswer>(201).ProducesProblem(422);
        roster.MapPost("/{id:long}/replace", Replace).RequireAuthorization(Policy.DutyPlan).WithName("replace-shift")
            .WithSummary("Another shift in the place of one, with a reason").Produces<RosterAnswer>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        roster.MapPost("/{id:long}/swap", Swap).RequireAuthorization(Policy.DutyPlan).WithName("swap-shifts")
            .WithSummary("Two physicians take each other's shift").Produces<RosterAnswer>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        roster.MapPost("/{id:long}/remove", Remove).RequireAuthorization(Policy.DutyPlan).WithName("remove-shift")
            .WithSummary("Takes a shift out of the roster, with a reason").Produces<RosterAnswer>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    static async Task<IResult> List(
        Db db, Clock clock, DateTimeOffset? from = null, DateTimeOffset? to = null, bool closed = false) =>
        Results.Ok(new ShiftPage(await Roster.List(db, from is { } a ? Moment.Of(a) : clock.Now,
            to is { } b ? Moment.Of(b) : Roster.Horizon(clock.Now), closed)));

    static async Task<IResult> Gaps(Db db, Clock clock) =>
        Results.Ok(new GapPage(Roster.Horizon(clock.Now), await Roster.Gaps(db, clock.Now)));

    static async Task<IResult> Add(ShiftRequest request, Db db, Clock clock, Current who, Words words) =>
        (await Roster.Add(db, request, clock.Now, who.Caller)).Answer(words, answer =>
            Results.Created("/api/v1/roster", answer));

    static async Task<IResult> Replace(
        long id, ReplaceBody body, Db db, Clock clock, Current who, Words words) =>
        (await Roster.Replace(db, id, new(body.Physician, body.Phone, body.Starts, body.Ends), body.Reason, clock.Now,
            who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Swap(long id, SwapBody body, Db db, Clock clock, Current who, Words words) =>
        (await Roster.Swap(db, id, body.With ?? 0, body.Reason, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Remove(long id, RemoveBody body, Db db, Clock clock, Current who, Words words) =>
        (await Roster.Remove(db, id, body.Reason, clock.Now, who.Caller)).Answer(words, Results.Ok);
}

/// <summary>Shifts, the earliest first.</summary>
public sealed record ShiftPage(IReadOnlyList<DutyShift> Items);

/// <param name="Horizon">The roster is to be whole up to this moment.</param>
public sealed record GapPage(Moment Horizon, IReadOnlyList<RosterGap> Items);

public sealed record ReplaceBody(
    string? Physician, string? Phone, DateTimeOffset? Starts, DateTimeOffset? Ends, string? Reason);

/// <param name="With">Id of the other shift.</param>
public sealed record SwapBody(long? With, string? Reason);

public sealed record RemoveBody(string? Reason);
