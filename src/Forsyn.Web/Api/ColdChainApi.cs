using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.ColdChain;
using Forsyn.Core.Stock.ColdChain;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Forsyn.Web.Api;

/// <summary>The cold chain: equipment, logger files, excursions and the decisions about their lots.</summary>
static class ColdChainApi
{
    const string Csv = "text/csv";

    public static void MapColdChain(this IEndpointRouteBuilder api)
    {
        var cold = api.MapGroup("/cold-chain").WithTags("Cold chain");
        Equipments(cold.MapGroup("/equipment"));
        Decisions(cold.MapGroup("/excursions"));
        cold.MapGet("/layouts", ListLayouts).RequireAuthorization(Policy.ColdRead).WithName("list-logger-layouts")
            .WithSummary("How loggers write their files: the caller's own layouts, then the known families")
            .Produces<IReadOnlyList<LoggerLayout>>();
        cold.MapGet("/lots/{id:long}", Lot).RequireAuthorization(Policy.ColdRead).WithName("get-lot-exposure")
            .WithSummary("What a lot's units have been through, and what is left of their budget")
            .Produces<LotHistoryView>().ProducesProblem(404);
        cold.MapGet("/stability/{article}", GetStability).RequireAuthorization(Policy.ColdRead)
            .WithName("get-stability").WithSummary("What a product bears outside its range")
            .Produces<ProductStability>().ProducesProblem(404);
        cold.MapPost("/stability", SetStability).RequireAuthorization(Policy.LotControl).WithName("set-stability")
            .WithSummary("Writes down what a product bears, with its source, from a day on")
            .Produces<ProductStability>().ProducesProblem(422);
    }

    static void Equipments(IEndpointRouteBuilder equipment)
    {
        equipment.MapGet("/", List).RequireAuthorization(Policy.ColdRead).WithName("list-cold-equipment")
            .WithSummary("Equipment with its newest reading, those with something open first")
            .Produces<Page<EquipmentView>>();
        equipment.MapPost("/", Register).RequireAuthorization(Policy.ColdImport).WithName("register-cold-equipment")
            .WithSummary("Registers a fridge, room, freezer or box of the caller's with its logger")
            .Produces<EquipmentDetails>(201).ProducesProblem(422);
        equipment.MapGet("/{id:long}", Get).RequireAuthorization(Policy.ColdRead).WithName("get-cold-equipment")
            .WithSummary("Equipment with its loggers and newest files").Produces<EquipmentDetails>()
            .ProducesProblem(404);
        equipment.MapPost("/{id:long}/loggers", AddLogger).RequireAuthorization(Policy.ColdImport)
            .WithName("add-logger").WithSummary("Puts a logger in, or writes down that it was calibrated")
            .Produces<EquipmentDetails>().ProducesProblem(404).ProducesProblem(422);
        equipment.MapPost("/{id:long}/retire", Retire).RequireAuthorization(Policy.ColdImport)
            .WithName("retire-cold-equipment").WithSummary("Takes equipment out of use after a day")
            .WithMetadata(new Versioned())
            .Produces<EquipmentDetails>().ProducesProblem(404).ProducesProblem(422);
        equipment.MapPost("/{id:long}/trips", Carry).RequireAuthorization(Policy.ColdImport).WithName("carry-shipment")
            .WithSummary("Says which shipment a box carries").Produces<IReadOnlyList<TripView>>()
            .ProducesProblem(404).ProducesProblem(422);
        equipment.MapGet("/{id:long}/trips", ListTrips).RequireAuthorization(Policy.ColdRead).WithName("list-trips")
            .WithSummary("The shipments a box has carried").Produces<IReadOnlyList<TripView>>().ProducesProblem(404);
        equipment.MapPost("/{id:long}/readings", Import).RequireAuthorization(Policy.ColdImport)
            .WithName("import-readings").WithSummary("Reads a logger's CSV file, by a layout by name or as it looks")
            .WithMetadata(new RequestSizeLimitAttribute(LoggerFile.LargestBytes + 1)).Accepts<string>(Csv)
            .Produces<ReadingsAnswer>(201).Produces<ReadingsAnswer>().ProducesProblem(404).ProducesProblem(422);
        equipment.MapGet("/{id:long}/curve", Curve).RequireAuthorization(Policy.ColdRead).WithName("get-curve")
            .WithSummary("Temperatures over a time, thinned to lowest and highest of each part")
            .Produces<TemperatureCurve>().ProducesProblem(404);
    }

    static void Decisions(IEndpointRouteBuilder excursions)
    {
        excursions.MapGet("/", ListExcursions).RequireAuthorization(Policy.ColdRead).WithName("list-excursions")
            .WithSummary("Excursions, the newest first: all, or those that concern the caller")
            .Produces<Page<ExcursionView>>();
        excursions.MapGet("/{id:long}", GetExcursion).RequireAuthorization(Policy.ColdRead).WithName("get-excursion")
            .WithSummary("An excursion with its lots and what their budgets say").Produces<ExcursionDetails>()
            .ProducesProblem(404);
        excursions.MapPost("/{id:long}/propose", Propose).RequireAuthorization(Policy.ColdDecide)
            .WithName("propose-excursion-decision").WithSummary("Decides about lots as a pharmacist; another signs")
            .Produces<ExcursionDecisionAnswer>().ProducesProblem(404).ProducesProblem(422);
        excursions.MapPost("/{id:long}/sign", Sign).RequireAuthorization(Policy.ColdSign)
            .WithName("sign-excursion-decision").WithSummary("Signs as the second person; the units move")
            .Produces<ExcursionDecisionAnswer>().ProducesProblem(404).ProducesProblem(422);
        excursions.MapPost("/{id:long}/return", Return).RequireAuthorization(Policy.ColdSign)
            .WithName("return-excursion-decision").WithSummary("Takes back what was proposed and not signed")
            .Produces<ExcursionDecisionAnswer>().ProducesProblem(404).ProducesProblem(422);
    }

    /// <summary>A logger's file as it came, for a person who follows a link.</summary>
    public static void MapColdChainFiles(this WebApplication app) =>
        app.MapGet("/cold-chain/files/{id:long}", async (long id, Db db, Current who, Words words) =>
            (await Equipment.File(db, id, who.Caller)).Answer(words, file =>
                // Never shown by the browser: what a stranger wrote is saved, not run.
                Results.File(file.Content, "application/octet-stream", file.Name)))
            .RequireAuthorization(Policy.ColdRead).ExcludeFromDescription();

    static async Task<IResult> List(
        Db db, Current who, string? query = null, bool own = false, int cursor = 0, int limit = 50) =>
        Results.Ok(await Equipment.List(db, query, who.Caller, own, cursor, limit));

    static async Task<IResult> Register(EquipmentRequest request, Db db, Clock clock, Current who, Words words)
    {
        var done = await RegisterEquipment.Run(db, request, clock.Now, who.Caller);
        return done.Ok ? Results.Created($"/api/v1/cold-chain/equipment/{done.Value}",
            (await Equipment.Get(db, done.Value, clock.Today, who.Caller)).Value) : Http.Problem(done.Refusal!, words);
    }

    static async Task<IResult> Get(long id, Db db, Clock clock, Current who, Words words, HttpContext http) =>
        (await Equipment.Get(db, id, clock.Today, who.Caller)).Answer(words, found =>
        {
            http.Response.Tag(found.Equipment.Version);
            return Results.Ok(found);
        });

    static async Task<IResult> AddLogger(
        long id, LoggerRequest request, Db db, Clock clock, Current who, Words words) => await Changed(
        await RegisterEquipment.AddLogger(db, id, request, clock.Now, who.Caller), db, clock, who, words);

    static async Task<IResult> Retire(
        long id, RetireBody body, Db db, Clock clock, Current who, Words words, HttpContext http) => await Changed(
        await RegisterEquipment.Retire(db, id, body.LastDay, clock.Now, who.Caller, http.Request.IfMatch()), db, clock,
        who, words);

    static async Task<IResult> Changed(Result<long> done, Db db, Clock clock, Current who, Words words) =>
        done.Ok ? (await Equipment.Get(db, done.Value, clock.Today, who.Caller)).Answer(words, Results.Ok)
            : Http.Problem(done.Refusal!, words);

    static async Task<IResult> Carry(long id, TripRequest request, Db db, Clock clock, Current who, Words words)
    {
        var done = await Trips.Carry(db, id, request, clock.Now, who.Caller);
        return done.Ok ? Results.Ok(await Trips.List(db, id)) : Http.Problem(done.Refusal!, words);
    }

    static async Task<IResult> ListTrips(long id, Db db, Clock clock, Current who, Words words)
    {
        var seen = await Equipment.Get(db, id, clock.Today, who.Caller);
        return seen.Ok ? Results.Ok(await Trips.List(db, id)) : Http.Problem(seen.Refusal!, words);
    }

    static async Task<IResult> Import(
        long id, HttpRequest http, Db db, Clock clock, Current who, Words words, string? name = null,
        string? layout = null, string? serial = null)
    {
        var file = await LoggerFile.Read(http.Body, name ?? "logger.csv", http.HttpContext.RequestAborted);
        if (!file.Ok) return Http.Problem(file.Refusal!, words);
        var layouts = await Layouts.List(db, who.Caller);
        if (layout is not null && layouts.All(one => one.Name != layout))
            return Http.Problem(Refusal.Of("cold-layout-not-known", "name", layout,
                "possible", string.Join(", ", layouts.Select(one => one.Name))), words);
        var done = await ImportReadings.Run(db, id, file.Value,
            layouts.FirstOrDefault(one => one.Name == layout), serial, clock.Now, who.Caller);
        return done.Answer(words, answer => answer.AlreadyDone ? Results.Ok(answer)
            : Results.Created($"/api/v1/cold-chain/equipment/{id}", answer));
    }

    static async Task<IResult> Curve(
        long id, Db db, Clock clock, Current who, Words words, DateOnly? from = null, DateOnly? to = null)
    {
        var seen = await Equipment.Get(db, id, clock.Today, who.Caller);
        return seen.Ok ? Results.Ok(await Curves.Of(db, seen.Value.Equipment, from, to))
            : Http.Problem(seen.Refusal!, words);
    }

    static async Task<IResult> ListExcursions(
        Db db, Current who, bool open = false, long? equipment = null, long? cursor = null, int limit = 50) =>
        Results.Ok(await Excursions.List(db, open, who.Caller, equipment, cursor, limit));

    static async Task<IResult> GetExcursion(long id, Db db, Clock clock, Current who, Words words) =>
        (await Excursions.Get(db, id, clock.Today, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Propose(
        long id, ExcursionDecisionRequest request, Db db, Clock clock, Current who, Words words) =>
        (await DecideExcursion.Propose(db, id, request, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Sign(
        long id, ExcursionLotsBody body, Db db, Clock clock, Current who, Words words) =>
        (await DecideExcursion.Sign(db, id, body.Lots, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Return(
        long id, ExcursionLotsBody body, Db db, Clock clock, Current who, Words words) =>
        (await DecideExcursion.Return(db, id, body.Lots, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> ListLayouts(Db db, Current who) => Results.Ok(await Layouts.List(db, who.Caller));

    static async Task<IResult> Lot(long id, Db db, Clock clock, Current who, Words words) =>
        (await LotHistory.Get(db, id, clock.Today, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> GetStability(string article, Db db, Clock clock, Words words) =>
        (await Stability.Get(db, article, clock.Today)).Answer(words, Results.Ok);

    static async Task<IResult> SetStability(
        StabilityRequest request, Db db, Clock clock, Current who, Words words) =>
        (await Stability.Set(db, request, clock.Now, who.Caller)).Answer(words, Results.Ok);
}

/// <param name="LastDay">yyyy-MM-dd; left out, the equipment is in use again.</param>
public sealed record RetireBody(string? LastDay);

/// <param name="Lots">All that were proposed, where left out.</param>
public sealed record ExcursionLotsBody(IReadOnlyList<ExcursionLotKey>? Lots = null);
