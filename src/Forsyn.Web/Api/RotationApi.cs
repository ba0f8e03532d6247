using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>How the lots of stockpiles leave before they expire, and what must be bought so that the floor holds.
/// </summary>
static class RotationApi
{
    public static void MapRotation(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/preparedness/rotation").WithTags("Preparedness");
        group.MapGet("/", async (Db db, Current who, string? scheme = null, string? holder = null,
                string? query = null, bool alarms = false, string? sort = null, string? cursor = null,
                int limit = 60) => Results.Ok(await RotationList.Run(db,
                    new(scheme, holder, query, alarms, sort, cursor, limit), who.Caller)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-rotation")
            .WithSummary("How the rotation of each holder's targets goes as last planned, alarms first: all, or the " +
                "caller's own").Produces<RotationListed>();
        group.MapGet("/{scheme}/{holder}/{atc}", async (string scheme, string holder, string atc, Db db, Clock clock,
                Current who, Words words, string group = "") =>
                await GetRotation.Run(db, scheme, holder, atc, group, clock.Today, who.Caller) is { } found
                    ? Results.Ok(found.View)
                    : Http.Problem(Refusal.Of("target-unknown", "holder", holder, "atc", atc), words))
            .RequireAuthorization(Policy.PreparednessRead).WithName("get-rotation-plan")
            .WithSummary("A holder's plan for a target, worked out now: which lots leave when, what to buy when, " +
                "losses with and without, and days on which the floor cannot hold")
            .Produces<RotationView>().ProducesProblem(404);
        group.MapPost("/compute", async (Db db, Clock clock) => Results.Ok(await ComputeRotation.Run(db, clock.Now)))
            .RequireAuthorization(Policy.PreparednessManage).WithName("compute-rotation")
            .WithSummary("Plans the rotation of all targets anew").Produces<RotationDone>();
        group.MapPut("/terms/{article}", async (string article, TermRequest body, Db db, Clock clock, Current who,
                Words words) =>
                (await RotationTerms.Set(db, article, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.PreparednessRotate).WithName("set-rotation-terms")
            .WithSummary("How the caller's party buys a package: lead time, shelf life, how often, packs together")
            .Produces<RotationTerm>().ProducesProblem(422);
    }
}
