using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering.Influenza;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The influenza season as municipalities and hospitals meet it. A season is written 2026-27.</summary>
static class InfluenzaApi
{
    public static void MapInfluenza(this IEndpointRouteBuilder api)
    {
        var flu = api.MapGroup("/influenza").WithTags("Influenza");
        flu.MapGet("/seasons", List).RequireAuthorization(Policy.CatalogueRead).WithName("list-seasons")
            .WithSummary("Seasons with window, days of dispatch and both prices, the newest first")
            .Produces<IReadOnlyList<SeasonBody>>();
        flu.MapGet("/coverage", Covered).RequireAuthorization(Policy.CatalogueRead).WithName("get-influenza-coverage")
            .WithSummary("Doses ordered, delivered and used against the target groups, by municipality")
            .Produces<IReadOnlyList<CoverageBody>>().ProducesProblem(404);
        flu.MapGet("/pre-orders", PreOrdered).RequireAuthorization(Policy.OrdersRead).WithName("list-pre-orders")
            .WithSummary("The caller's own pre-order, or all of a season for those who may read all orders")
            .Produces<PreOrderPage>().ProducesProblem(404);
        flu.MapGet("/pre-orders/{unit}", Get).RequireAuthorization(Policy.OrdersRead).WithName("get-pre-order")
            .WithSummary("One pre-order with every version it has had; unit is a municipality number or hospital key")
            .Produces<PreOrderView>().ProducesProblem(404);
        flu.MapPost("/pre-orders", Save).RequireAuthorization(Policy.OrderPlace).WithName("save-pre-order")
            .WithSummary("Places the unit's one pre-order of the season, or changes it while the window is open")
            .WithMetadata(new Versioned()).Produces<PreOrderBody>().ProducesProblem(404).ProducesProblem(422);
        flu.MapPost("/re-orders", Reorder).RequireAuthorization(Policy.InfluenzaOrder).WithName("re-order-influenza")
            .WithSummary("Orders more after dispatch, as far as stock allows, and says why it is no more")
            .Produces<ReorderBody>(201).ProducesProblem(404).ProducesProblem(422);
        flu.MapGet("/cooperation", Cooperators).RequireAuthorization(Policy.InfluenzaOrder)
            .WithName("list-influenza-cooperation").WithSummary("Whom the municipality works with, and doses passed on")
            .Produces<IReadOnlyList<CooperationRow>>().ProducesProblem(404);
        flu.MapPost("/cooperation", Cooperate).RequireAuthorization(Policy.InfluenzaOrder)
            .WithName("add-influenza-cooperation").WithSummary("Registers an actor the municipality has agreed with")
            .Produces<CooperationRow>(201).ProducesProblem(404).ProducesProblem(422);
        flu.MapPost("/cooperation/{id:long}/end", EndCooperation).RequireAuthorization(Policy.InfluenzaOrder)
            .WithName("end-influenza-cooperation").WithSummary("Ends an agreement; it is kept")
            .Produces(204).ProducesProblem(404);
    }

    static async Task<IResult> List(Db db, Clock clock) =>
        Results.Ok((await Seasons.All(db)).Select(one => SeasonBody.Of(one, clock.Today)));

    static async Task<IResult> Covered(
        Db db, Clock clock, Words words, string? season = null, string? county = null) =>
        (await Coverage.Run(db, season, clock.Now, county))
            .Answer(words, rows => Results.Ok(rows.Select(CoverageBody.Of)));

    static async Task<IResult> PreOrdered(Db db, Clock clock, Current who, Words words, string? season = null,
        string? query = null, string? kind = null, long? wave = null, long cursor = 0, int limit = 50)
    {
        var found = await Seasons.Get(db, season, clock.Today);
        if (!found.Ok) return Http.Problem(found.Refusal!, words);
        var code = found.Value.Season.Code;
        if (!who.May(Policy.OrdersReadAll))
        {
            var unit = await PreOrders.OwnUnit(db, who.Caller);
            var own = unit is null ? null : await PreOrders.Find(db, code, unit.Key);
            return Results.Ok(new PreOrderPage(own is null ? [] : [own.Head], null));
        }
        var size = Math.Clamp(limit, 1, 200);
        var page = await PreOrders.List(db, code, new(query, kind, wave, After: cursor, Limit: size));
        return Results.Ok(new PreOrderPage(page, page.Count == size ? page[^1].Id : null));
    }

    static async Task<IResult> Get(string unit, Db db, Clock clock, Current who, Words words, HttpContext http,
        string? season = null)
    {
        var found = await Seasons.Get(db, season, clock.Today);
        if (!found.Ok) return Http.Problem(found.Refusal!, words);
        var mine = who.May(Policy.OrdersReadAll) || (await PreOrders.OwnUnit(db, who.Caller))?.Key == unit;
        var order = mine ? await PreOrders.Find(db, found.Value.Season.Code, unit) : null;
        if (order is null) return Http.Problem(Refusal.Of("pre-order-unknown", "id", unit), words);
        http.Response.Tag(order.Head.Version);
        return Results.Ok(order);
    }

    static async Task<IResult> Save(
        PreOrderRequest request, Db db, Clock clock, Current who, Words words, HttpContext http) =>
        (await SavePreOrder.Run(db, request, clock.Now, who.Caller, http.Request.IfMatch())).Answer(words, saved =>
        {
            http.Response.Tag(saved.Version);
            return Results.Ok(new PreOrderBody(
                saved.Id, saved.Season, saved.Unit, saved.Version, FindingBody.Of(saved.Findings, words)));
        });

    static async Task<IResult> Reorder(ReorderRequest request, Db db, Clock clock, Current who, Words words) =>
        (await ReorderInfluenza.Run(db, request, clock.Now, who.Caller)).Answer(words, done => Results.Created(
            $"/api/v1/orders/{done.Number}", new ReorderBody(done.Number, done.ArticleNumber, done.Asked, done.Given,
                done.InStock, FindingBody.Of(done.Findings, words))));

    static async Task<IResult> Cooperators(Db db, Clock clock, Current who, Words words, string? season = null)
    {
        var found = await Seasons.Get(db, season, clock.Today);
        if (!found.Ok) return Http.Problem(found.Refusal!, words);
        var unit = await PreOrders.OwnUnit(db, who.Caller);
        return Results.Ok(await Cooperation.List(db, found.Value.Season.Code, unit?.Key ?? ""));
    }

    static async Task<IResult> Cooperate(CooperationRequest request, Db db, Clock clock, Current who, Words words) =>
        (await Cooperation.Add(db, request, clock.Now, who.Caller))
            .Answer(words, row => Results.Created("/api/v1/influenza/cooperation", row));

    static async Task<IResult> EndCooperation(long id, Db db, Clock clock, Current who, Words words) =>
        (await Cooperation.End(db, id, clock.Now, who.Caller)).Answer(words, _ => Results.NoContent());
}

/// <summary>A season; closesOn and dispatchTo are the last days.</summary>
public sealed record SeasonBody(
    string Code, DateOnly OpensOn, DateOnly ClosesOn, DateOnly DispatchFrom, DateOnly DispatchTo, bool TakesPreOrders,
    bool Decided, IReadOnlyList<SeasonProductBody> Products)
{
    public static SeasonBody Of(SeasonView view, DateOnly day) => new(
        view.Season.Code, view.Season.Window.From, view.Season.Window.LastDay!.Value, view.Season.Dispatch.From,
        view.Season.Dispatch.LastDay!.Value, view.Season.TakesPreOrders(day) && !view.Decided, view.Decided,
        [.. view.Vaccines.Select(one => new SeasonProductBody(one.Article, one.Product.Name, one.Product.DosesPerPack,
            one.Product.InactivatedInfluenza, one.Price.Reduced, one.Price.Full))]);
}

/// <summary>Prices are kroner a pack, without levy and VAT; the reduced one is for the target groups.</summary>
public sealed record SeasonProductBody(
    string ArticleNumber, string Name, int DosesPerPack, bool Inactivated, Money Reduced, Money Full);

/// <summary>Per mille of the target groups: doses by people, both are beside it.</summary>
public sealed record CoverageBody(
    string MunicipalityNumber, string Name, string County, long TargetGroup, long Old, long AdultsAtRisk,
    long ChildrenAtRisk, bool HasOffer, long? PreOrdered, long? Allotted, long Delivered, long Used, long PassedOn,
    long OrderedPerMille, long DeliveredPerMille, long UsedPerMille)
{
    public static CoverageBody Of(CoverageRow row) => new(
        row.Number, row.Name, row.County, row.Target.People, row.Target.Old, row.Target.AdultsAtRisk,
        row.Target.ChildrenAtRisk, row.HasOffer, row.PreOrdered, row.Allotted, row.Delivered, row.Used, row.PassedOn,
        row.OrderedPerMille, row.DeliveredPerMille, row.UsedPerMille);
}

public sealed record PreOrderPage(IReadOnlyList<PreOrderHead> Items, long? Next);

public sealed record PreOrderBody(
    long Id, string Season, string Unit, long Version, IReadOnlyList<FindingBody> Findings);

public sealed record ReorderBody(
    long Number, string ArticleNumber, long Asked, long Given, long InStock, IReadOnlyList<FindingBody> Findings);
