using Forsyn.App.Continuity;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Continuity;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The continuity plans with their tests, and the packs a site works by when it has nothing else.</summary>
static class ContinuityApi
{
    const string Zip = "application/zip";

    public static void MapContinuity(this IEndpointRouteBuilder api)
    {
        var continuity = api.MapGroup("/continuity").WithTags("Continuity");
        continuity.MapGet("/", async (Db db, Clock clock) => Results.Ok(await Plans.Run(db, clock.Today)))
            .RequireAuthorization(Policy.ContinuityPlans).WithName("get-continuity")
            .WithSummary("The four plans with what warns of them, and how long the system runs on its own")
            .Produces<ContinuityOverview>();
        continuity.MapGet("/{kind}/tests", async (string kind, Db db, Words words) =>
                Kind(kind) is { Ok: true } known ? Results.Ok(await Plans.Tests(db, known.Value))
                    : Http.Problem(Kind(kind).Refusal!, words))
            .RequireAuthorization(Policy.ContinuityPlans).WithName("list-continuity-tests")
            .WithSummary("The tests of a plan, the newest first").Produces<IReadOnlyList<PlanTest>>()
            .ProducesProblem(404);
        continuity.MapPost("/{kind}", async (string kind, PlanRequest body, Db db, Clock clock, Current who,
                Words words) => Kind(kind) is { Ok: true } known
                    ? (await Plans.Save(db, known.Value, body, clock.Now, who.Caller)).Answer(words, Results.Ok)
                    : Http.Problem(Kind(kind).Refusal!, words))
            .RequireAuthorization(Policy.ContinuityManage).WithName("save-continuity-plan")
            .WithSummary("Says who answers for a plan and when it is tested next").Produces<ContinuityPlan>()
            .ProducesProblem(404).ProducesProblem(422);
        continuity.MapPost("/{kind}/tests", async (string kind, PlanTestRequest body, Db db, Clock clock, Current who,
                Words words) => Kind(kind) is { Ok: true } known
                    ? (await Plans.Tested(db, known.Value, body, clock.Now, who.Caller)).Answer(words, Results.Ok)
                    : Http.Problem(Kind(kind).Refusal!, words))
            .RequireAuthorization(Policy.ContinuityManage).WithName("record-continuity-test")
            .WithSummary("Writes down a test of a plan; it is never changed").Produces<ContinuityPlan>()
            .ProducesProblem(404).ProducesProblem(422);
        continuity.MapGet("/packs", async (Db db, Packs packs, Current who) =>
                Results.Ok(await KeptPacks.List(db, packs.Settings, who.Caller)))
            .RequireAuthorization(Policy.ContinuityRead).WithName("list-outage-packs")
            .WithSummary("The packs the caller may fetch, the newest first").Produces<IReadOnlyList<KeptPack>>();
        continuity.MapGet("/packs/{name}", Fetch).RequireAuthorization(Policy.ContinuityRead)
            .WithName("get-outage-pack").WithSummary("A pack: a ZIP under a password that is not kept with it")
            .Produces<byte[]>(200, Zip).ProducesProblem(404);
    }

    /// <summary>The same packs for a person who follows a link.</summary>
    public static void MapPackFiles(this WebApplication app) => app.MapGet("/continuity/packs/{name}", Fetch)
        .RequireAuthorization(Policy.ContinuityRead).ExcludeFromDescription();

    static Result<PlanKind> Kind(string kind) => Kebab.TryParse<PlanKind>(kind, out var known) ? known
        : Refusal.Of("plan-unknown", "kind", kind, "possible", string.Join(", ", Kebab.All<PlanKind>()));

    static async Task<IResult> Fetch(string name, Db db, Packs packs, Current who, Words words) =>
        (await KeptPacks.Find(db, packs.Settings, name, who.Caller)).Answer(words,
            path => Results.File(path, Zip, name));
}
