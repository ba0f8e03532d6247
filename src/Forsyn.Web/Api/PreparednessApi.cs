using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The stockpile duty: schemes, lists and how they change, and what must be held.</summary>
static class PreparednessApi
{
    public static void MapPreparedness(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/preparedness").WithTags("Preparedness");
        group.MapGet("/schemes", async (Db db, Clock clock, DateOnly? on = null) =>
                Results.Ok(await SchemeViews.On(db, on ?? clock.Today)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-stockpile-schemes")
            .WithSummary("Schemes of the stockpile duty on a day: owner, payer, holders, and how much is asked for")
            .Produces<IReadOnlyList<SchemeView>>();
        Lists(group);
        Proposing(group);
        TargetRoutes(group);
        group.MapGet("/deregistrations", async (Db db, Clock clock, DateOnly? from = null, DateOnly? to = null) =>
                Results.Ok(await UnionList.Left(db, from ?? new(clock.Today.Year, 1, 1), to ?? clock.Today)))
            .RequireAuthorization(Policy.PreparednessReadAll).WithName("count-deregistrations")
            .WithSummary("Packages that left the market in a period, counted against the duty's list and the " +
                "European list of critical medicines")
            .Produces<Deregistrations>();
    }

    static void Lists(RouteGroupBuilder group)
    {
        group.MapGet("/lists/{scheme}", List).RequireAuthorization(Policy.PreparednessRead)
            .WithName("get-substance-list")
            .WithSummary("Which substances a scheme covers on a day, with counts").Produces<ListView>()
            .ProducesProblem(404);
        group.MapGet("/lists/{scheme}/history", async (string scheme, Db db) =>
                Results.Ok(await SubstanceList.History(db, scheme)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("get-substance-list-history")
            .WithSummary("Every addition and removal, the newest first").Produces<IReadOnlyList<ListRow>>();
    }

    static void Proposing(RouteGroupBuilder group)
    {
        group.MapGet("/proposals", async (Db db, string? scheme = null, string? cursor = null, int limit = 50) =>
                Results.Ok(await Proposals.List(db, scheme, cursor, limit)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-list-proposals")
            .WithSummary("Proposals to change a list, the newest first").Produces<Page<ProposalRow>>();
        group.MapPost("/proposals", async (ProposalRequest body, Db db, Clock clock, Current who, Words words) =>
                (await ProposeChanges.Run(db, body, clock.Now, who.Caller)).Answer(words, done =>
                    Results.Created($"/api/v1/preparedness/proposals/{done.Proposal.Id}", done)))
            .RequireAuthorization(Policy.PreparednessPropose).WithName("propose-list-changes")
            .WithSummary("Writes down what the specialist group recommends, with who commissioned it and why")
            .Produces<ProposalView>(201).ProducesProblem(422);
        group.MapGet("/proposals/{id:long}", async (long id, Db db, Clock clock, Words words) =>
                await Proposals.Get(db, id, clock.Today) is { } found ? Results.Ok(found)
                    : Http.Problem(Refusal.Of("proposal-unknown", "proposal", $"{id}"), words))
            .RequireAuthorization(Policy.PreparednessRead).WithName("get-list-proposal")
            .WithSummary("A proposal with each recommendation").Produces<ProposalView>().ProducesProblem(404);
        group.MapPost("/proposals/{id:long}/decide", async (long id, DecisionRequest body, Db db, Clock clock,
                Current who, Words words) =>
                (await DecideProposal.Run(db, id, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.PreparednessDecide).WithName("decide-list-proposal")
            .WithSummary("Changes the list from a day, or refuses to; only the role the scheme names may")
            .Produces<ProposalRow>().ProducesProblem(404).ProducesProblem(422);
        group.MapPost("/proposals/{id:long}/withdraw", async (long id, Db db, Clock clock, Current who, Words words) =>
                (await DecideProposal.Withdraw(db, id, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.PreparednessPropose).WithName("withdraw-list-proposal")
            .WithSummary("Takes a proposal back before it is decided").Produces<ProposalRow>().ProducesProblem(404)
            .ProducesProblem(422);
    }

    static void TargetRoutes(RouteGroupBuilder group)
    {
        group.MapGet("/targets", async (Db db, Clock clock, Current who, string scheme = "primary",
                DateOnly? on = null, string? holder = null, string? query = null, long? run = null, string? sort = null,
                string? cursor = null, int limit = 60) => Results.Ok(await Targets.List(db, scheme, on ?? clock.Today,
                    who.Caller, holder, query, run, sort, cursor, limit)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-stockpile-targets")
            .WithSummary("What each holder must hold of each substance as of a day: all, or the caller's own")
            .Produces<TargetsView>();
        group.MapGet("/targets/runs", async (Db db, string scheme = "primary") =>
                Results.Ok(await Targets.Runs(db, scheme)))
            .RequireAuthorization(Policy.PreparednessRead).WithName("list-target-runs")
            .WithSummary("When targets were worked out, why, and from which period; none is ever changed")
            .Produces<IReadOnlyList<TargetRun>>();
        group.MapGet("/targets/{run:long}/{holder}/{atc}", async (long run, string holder, string atc, Db db,
                Current who, Words words, string group = "") =>
                await Targets.Get(db, run, holder, atc, group, who.Caller) is { } found ? Results.Ok(found)
                    : Http.Problem(Refusal.Of("target-unknown", "holder", holder, "atc", atc), words))
            .RequireAuthorization(Policy.PreparednessRead).WithName("get-stockpile-target")
            .WithSummary("A target with the sales it rests on").Produces<TargetView>().ProducesProblem(404);
        group.MapPost("/targets", async (ComputeBody body, Db db, Clock clock, Current who, Words words) =>
                (await ComputeTargets.Run(db, body.Scheme, clock.Now, who.Caller)).Answer(words, done =>
                    Results.Created($"/api/v1/preparedness/targets?run={done.Run}", done)))
            .RequireAuthorization(Policy.PreparednessManage).WithName("compute-stockpile-targets")
            .WithSummary("Works targets out anew for the newest day the scheme wants them on")
            .Produces<TargetsDone>(201).ProducesProblem(404).ProducesProblem(422);
    }

    static async Task<IResult> List(
        string scheme, Db db, Clock clock, Words words, DateOnly? on = null, string? query = null)
    {
        var day = on ?? clock.Today;
        if (Schemes.On(scheme, day).Refusal is { } unknown) return Http.Problem(unknown, words);
        var list = await SubstanceList.On(db, scheme, day, query);
        return Results.Ok(new ListView(scheme, day, SubstanceList.Count(list), list));
    }
}

/// <summary>A scheme's list on a day.</summary>
public sealed record ListView(string Scheme, DateOnly Day, ListCounts Counts, IReadOnlyList<ListRow> Items);

public sealed record ComputeBody(string? Scheme);
