using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The target whose units change places.</summary>
public sealed record RotateBody(string? Scheme, string? Atc, string? Group);

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
        group.MapGet("/suppliers", async (Db db, Current who) =>
                Results.Ok(await SupplierTerms.List(db, who.Caller)))
            .RequireAuthorization(Policy.PreparednessRotate).WithName("list-supplier-terms")
            .WithSummary("Suppliers that bring packages to the caller's party, with the lead time it says of each")
            .Produces<IReadOnlyList<SupplierTerm>>();
        group.MapPut("/suppliers/{supplier}", async (string supplier, SupplierTermRequest body, Db db, Clock clock,
                Current who, Words words) =>
                (await SupplierTerms.Set(db, supplier, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.PreparednessRotate).WithName("set-supplier-terms")
            .WithSummary("How long a supplier takes with every package that has no lead time of its own")
            .Produces<SupplierTerm>().ProducesProblem(404).ProducesProblem(422);
        group.MapGet("/expired", async (Db db, Clock clock, Current who, Words words, string? from = null,
                string? to = null, string? scheme = null, string? holder = null, string? cause = null) =>
                (await ExpiredDespite.Run(db, new(from, to, scheme, holder, cause), clock.Today, who.Caller))
                    .Answer(words, Results.Ok))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-expired-stockpile")
            .WithSummary("Units of stockpiles that expired despite rotation, by holder, substance and cause: all, or " +
                "the caller's own").Produces<ExpiredView>().ProducesProblem(422);
        Swaps(group);
        WhatIfRoutes(group);
    }

    static void Swaps(RouteGroupBuilder group)
    {
        group.MapPost("/swaps", async (RotateBody body, Db db, Clock clock, Current who, Words words) =>
                (await RotateStock.Run(db, body.Scheme ?? "", body.Atc ?? "", body.Group ?? "", clock.Now,
                    who.Caller)).Answer(words, done => Results.Created("/api/v1/preparedness/rotation/swaps", done)))
            .RequireAuthorization(Policy.PreparednessRotate).WithName("rotate-stockpile")
            .WithSummary("Books what the plan proposes: short-dated units of the caller's stockpile change places " +
                "with as many for sale that keep longer")
            .Produces<RotationBooking>(201).ProducesProblem(404).ProducesProblem(422);
        group.MapPost("/swaps/{id:long}/undo", async (long id, Db db, Clock clock, Current who, Words words) =>
                (await RotateStock.Undo(db, id, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.PreparednessRotate).WithName("undo-stockpile-rotation")
            .WithSummary("Moves the units back by correcting entries").Produces<RotationBooking>()
            .ProducesProblem(404).ProducesProblem(422);
    }

    static void WhatIfRoutes(RouteGroupBuilder group)
    {
        group.MapGet("/what-if", async (Db db, Clock clock, Current who, Words words, string scheme = "primary",
                string? holder = null, string? atc = null, string? group = null, int? months = null,
                int? demand = null, string? outFrom = null, int? outWeeks = null, string? outArticle = null,
                string? rule = null) =>
                (await AskWhatIf.Run(db, new(scheme, holder, atc, group, months, demand, outFrom, outWeeks, outArticle,
                    rule), clock.Today, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.PreparednessRead).WithName("ask-rotation-what-if")
            .WithSummary("What rotation would be with more months, another demand, a supplier out or another " +
                "scheme's rule, beside what it is; nothing is written")
            .Produces<WhatIfAnswer>().ProducesProblem(404).ProducesProblem(422);
        var kept = group.MapGroup("/what-ifs");
        kept.MapGet("/", async (Db db, Current who) => Results.Ok(await WhatIfs.List(db, who.Caller)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-rotation-what-ifs")
            .WithSummary("The caller's own suppositions").Produces<IReadOnlyList<KeptWhatIf>>();
        kept.MapPost("/", async (KeepRequest body, Db db, Clock clock, Current who, Words words) =>
                (await WhatIfs.Keep(db, body, clock.Now, who.Caller)).Answer(words, done =>
                    Results.Created("/api/v1/preparedness/rotation/what-ifs", done)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("keep-rotation-what-if")
            .WithSummary("Keeps a supposition by name; the same name again replaces it").Produces<KeptWhatIf>(201)
            .ProducesProblem(422);
        kept.MapDelete("/{id:long}", async (long id, Db db, Clock clock, Current who, Words words) =>
                (await WhatIfs.Withdraw(db, id, clock.Now, who.Caller)).Answer(words, _ => Results.NoContent()))
            .RequireAuthorization(Policy.PreparednessRead).WithName("withdraw-rotation-what-if")
            .WithSummary("Takes one of the caller's own away").Produces(204).ProducesProblem(404);
    }
}
