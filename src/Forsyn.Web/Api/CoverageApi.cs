using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.DailyCoverage;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>What is held against what must be, of every stockpile target on any day.</summary>
static class CoverageApi
{
    public static void MapStockpileCoverage(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/preparedness/coverage").WithTags("Preparedness");
        group.MapGet("", async (Db db, Clock clock, Current who, string scheme = "primary", DateOnly? on = null,
                string? holder = null, string? part = null, string? kind = null, string? state = null,
                string? query = null, string? sort = null, string? cursor = null, int limit = 60) =>
                Results.Ok(await CoverageViews.List(db, new(scheme, on, holder, part, kind,
                    CoverageQuestion.StateOf(state), query, sort), clock.Today, who.Caller, cursor, limit)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-stockpile-coverage")
            .WithSummary("Held against must by holder and substance on a day, green, amber or red, with totals: all, " +
                "or the caller's own")
            .Produces<CoverageView>();
        group.MapGet("/{scheme}/{holder}/{atc}", async (string scheme, string holder, string atc, Db db, Clock clock,
                Current who, Words words, string group = "", DateOnly? on = null) =>
                await CoverageViews.Get(db, new(scheme, holder, atc, group), on, clock.Today, who.Caller) is { } found
                    ? Results.Ok(found)
                    : Http.Problem(Refusal.Of("target-unknown", "holder", holder, "atc", atc), words))
            .RequireAuthorization(Policy.PreparednessRead).WithName("get-stockpile-coverage")
            .WithSummary("A target through the year up to a day, its shortfalls, and the lots that count now")
            .Produces<CoverageDetail>().ProducesProblem(404);
    }
}
