using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The register of who may vaccinate against yellow fever.</summary>
static class YellowFeverApi
{
    public static void MapYellowFever(this IEndpointRouteBuilder api)
    {
        var register = api.MapGroup("/yellow-fever").WithTags("Yellow fever");
        register.MapGet("/", List).RequireAuthorization(Policy.CatalogueRead).WithName("list-yellow-fever-offices")
            .WithSummary("Workplaces that may vaccinate against yellow fever, by what they are or by decision")
            .Produces<YellowFeverPage>();
        register.MapGet("/{party}", Get).RequireAuthorization(Policy.CatalogueRead).WithName("get-yellow-fever-office")
            .WithSummary("One workplace and its decisions; with hprNumber also why that physician may vaccinate there")
            .Produces<YellowFeverBody>().ProducesProblem(404);
        register.MapPost("/grants", Grant).RequireAuthorization(Policy.YellowFeverGrant)
            .WithName("grant-yellow-fever").WithSummary("Authorises an institution, or one physician there")
            .Produces<YellowFeverDecision>(201).ProducesProblem(404).ProducesProblem(422);
        register.MapPost("/grants/{id:long}/withdraw", Withdraw).RequireAuthorization(Policy.YellowFeverGrant)
            .WithName("withdraw-yellow-fever").WithSummary("Withdraws a decision from today, with a reason")
            .Produces<YellowFeverDecision>().ProducesProblem(404).ProducesProblem(422);
    }

    static async Task<IResult> List(
        Db db, Clock clock, string? query = null, string? municipality = null, bool decided = false,
        long? cursor = null, int limit = 50)
    {
        var page = await YellowFeverRegister.List(
            db, new(query, municipality, decided, cursor, limit), clock.Today);
        return Results.Ok(new YellowFeverPage(page,
            page.Count == Math.Clamp(limit, 1, YellowFeverRegister.MostAtOnce) ? page[^1].Id : null));
    }

    static async Task<IResult> Get(string party, Db db, Clock clock, Words words, string? hprNumber = null)
    {
        var found = await YellowFeverRegister.One(db, party, clock.Today);
        if (found.Refusal is { } no) return Http.Problem(no, words);
        var ground = await YellowFeverRegister.Vaccinator(db, party, hprNumber ?? "", clock.Today);
        return Results.Ok(new YellowFeverBody(found.Value.Office, ground, found.Value.Decisions));
    }

    static async Task<IResult> Grant(
        YellowFeverGrantRequest request, Db db, Clock clock, Current who, Words words) =>
        (await GrantYellowFever.Run(db, request, clock.Now, who.Caller)).Answer(words, grant =>
            Results.Created($"/api/v1/yellow-fever/{request.Party}", grant));

    static async Task<IResult> Withdraw(
        long id, DecisionBody? body, Db db, Clock clock, Current who, Words words) =>
        (await GrantYellowFever.Withdraw(db, id, body?.Text, clock.Now, who.Caller)).Answer(words, Results.Ok);
}

/// <summary>A page of the register; next is the cursor of what follows, if anything may.</summary>
public sealed record YellowFeverPage(IReadOnlyList<YellowFeverOffice> Items, long? Next);

/// <param name="Ground">Why a physician may vaccinate there today; left out where nothing allows it.</param>
public sealed record YellowFeverBody(
    YellowFeverOffice Office, YellowFeverGround? Ground, IReadOnlyList<YellowFeverDecision> Decisions);
