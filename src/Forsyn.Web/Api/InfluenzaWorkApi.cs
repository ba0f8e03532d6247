using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering.Influenza;
using Forsyn.Core.Stock;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>What the supply desk does with a season: opens it, shares doses, makes orders, plans waves.</summary>
static class InfluenzaWorkApi
{
    const int AtOnce = 100;

    public static void MapInfluenzaWork(this IEndpointRouteBuilder api)
    {
        var flu = api.MapGroup("/influenza/seasons").WithTags("Influenza")
            .RequireAuthorization(Policy.InfluenzaManage);
        flu.MapPost("/", Open).WithName("open-season").WithSummary("Opens a season, or changes its days and prices")
            .Produces<SeasonOpened>(201).ProducesProblem(422);
        flu.MapPost("/{season}/allotment/preview", Preview).WithName("preview-allotment")
            .WithSummary("What each pre-order would get, and the sum behind it; saves nothing")
            .Produces<IReadOnlyList<SharingBody>>().ProducesProblem(404).ProducesProblem(422);
        flu.MapPost("/{season}/allotment", Decide).WithName("decide-allotment")
            .WithSummary("Shares the season's doses among all pre-orders, once")
            .Produces<AllotmentAnswer>().ProducesProblem(404).ProducesProblem(422);
        flu.MapPost("/{season}/orders", Orders).WithName("make-season-orders")
            .WithSummary("Makes orders of allotted pre-orders, some at a time; again until none is left")
            .Produces<MadeOrders>().ProducesProblem(404).ProducesProblem(422);
        flu.MapGet("/{season}/waves", ListWaves).WithName("list-waves").WithSummary("Waves with day and progress")
            .Produces<IReadOnlyList<WaveView>>().ProducesProblem(404);
        flu.MapPost("/{season}/waves", SetWave).WithName("set-wave")
            .WithSummary("Sets the day of a wave; a day outside the season's is told")
            .Produces<WaveBody>().ProducesProblem(404).ProducesProblem(422);
        flu.MapPost("/{season}/waves/assign", Assign).WithName("assign-waves")
            .WithSummary("Puts every pre-order without an order in a wave, about as many doses in each")
            .Produces<AssignedBody>().ProducesProblem(404).ProducesProblem(422);
        flu.MapPost("/{season}/waves/{number:long}/allocate", Allocate).WithName("allocate-wave")
            .WithSummary("Chooses the lots of a wave's orders, some at a time").Produces<WaveAllocated>()
            .ProducesProblem(404);
    }

    static async Task<IResult> Open(SeasonRequest request, Db db, Clock clock, Current who, Words words) =>
        (await OpenSeason.Run(db, request, clock.Now, who.Caller)).Answer(words, opened => Results.Created(
            "/api/v1/influenza/seasons", new SeasonOpened(opened.Code, FindingBody.Of(opened.Deviations, words))));

    static async Task<IResult> Preview(string season, AllotmentTerms? terms, Db db, Clock clock, Words words) =>
        (await AllotDoses.Preview(db, season, terms ?? new(), clock.Now))
            .Answer(words, shared => Results.Ok(shared.Select(SharingBody.Of)));

    static async Task<IResult> Decide(
        string season, AllotmentTerms? terms, Db db, Clock clock, Current who, Words words) =>
        (await AllotDoses.Decide(db, season, terms ?? new(), clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Orders(string season, Db db, Clock clock, Current who, Words words,
        CancellationToken stop, long? wave = null, int limit = AtOnce) =>
        (await MakeOrders.Run(db, season, wave, limit, clock.Now, who.Caller, stop: stop)).Answer(words, Results.Ok);

    static async Task<IResult> ListWaves(string season, Db db, Clock clock, Words words)
    {
        var found = await Seasons.Get(db, season, clock.Today);
        return found.Ok ? Results.Ok(await Waves.List(db, found.Value.Season.Code))
            : Http.Problem(found.Refusal!, words);
    }

    static async Task<IResult> SetWave(
        string season, WaveRequest request, Db db, Clock clock, Current who, Words words) =>
        (await Waves.Set(db, season, request.Number, request.Day, clock.Now, who.Caller)).Answer(words, wave =>
            Results.Ok(new WaveBody(wave.Number, wave.Day, FindingBody.Of(wave.Deviations, words))));

    static async Task<IResult> Assign(string season, Db db, Clock clock, Current who, Words words) =>
        (await Waves.Assign(db, season, clock.Now, who.Caller))
            .Answer(words, count => Results.Ok(new AssignedBody(count)));

    static async Task<IResult> Allocate(
        string season, long number, Db db, Clock clock, Current who, Words words, int limit = AtOnce)
    {
        var found = await Seasons.Get(db, season, clock.Today);
        return found.Ok ? Results.Ok(await DispatchWave.Allocate(
                db, found.Value.Season.Code, number, limit, clock.Now, who.Caller))
            : Http.Problem(found.Refusal!, words);
    }
}

public sealed record SeasonOpened(string Code, IReadOnlyList<FindingBody> Deviations);

public sealed record WaveRequest(long Number, DateOnly Day);

public sealed record WaveBody(long Number, DateOnly Day, IReadOnlyList<FindingBody> Deviations);

public sealed record AssignedBody(int PreOrders);

/// <summary>The sharing of one vaccine; packs are whole, and what is given sums to the supply.</summary>
public sealed record SharingBody(
    string ArticleNumber, string Name, long UnitsPerPack, long SupplyPacks, long WantedPacks, long RestPacks,
    long GivenPacks, IReadOnlyList<SharedBody> PreOrders)
{
    public static SharingBody Of(VaccineSharing one) => new(one.ArticleNumber, one.Name, one.Sharing.UnitsPerPack,
        one.Sharing.SupplyPacks, one.Sharing.WantedPacks, one.Sharing.RestPacks, one.Sharing.GivenPacks,
        [.. one.PreOrders.Select(SharedBody.Of)]);
}

public sealed record SharedBody(
    string Unit, string Name, string Kind, long WantedPacks, long FloorPacks, long SharedPacks, bool RoundedUp,
    long Packs, Quantity Doses, AllotmentReason Reason)
{
    public static SharedBody Of(SharedPreOrder one) => new(one.Unit, one.UnitName, one.Kind, one.Allotment.WantedPacks,
        one.Allotment.FloorPacks, one.Allotment.SharedPacks, one.Allotment.RoundedUp, one.Allotment.Packs,
        one.Allotment.Units, one.Allotment.Reason);
}
