using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Fulfilment.Returns;
using Forsyn.App.Identity;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Goods that come back from customers.</summary>
static class ReturnsApi
{
    public static void MapReturns(this IEndpointRouteBuilder api)
    {
        var returns = api.MapGroup("/returns").WithTags("Returns");
        returns.MapGet("/", List).RequireAuthorization(Policy.OrdersRead).WithName("list-returns")
            .WithSummary("The caller's own returns, or everyone's for those who may read all")
            .Produces<Page<ReturnSummary>>();
        returns.MapGet("/{id:long}", Get).RequireAuthorization(Policy.OrdersRead).WithName("get-return")
            .WithSummary("A return with its lines, checks and what is due").Produces<ReturnView>().ProducesProblem(404);
        returns.MapPost("/", Announce).RequireAuthorization(Policy.ShopUse).WithName("announce-return")
            .WithSummary("Announces what is to be sent back of a shipment, and why")
            .Produces<ReturnAnswer>(201).ProducesProblem(404).ProducesProblem(422);
        Post("decide", Decide, Policy.GoodsRelease, "Accepts a return or refuses it, with the reason");
        Post("withdraw", Withdraw, Policy.ShopUse, "Keeps the goods after all");
        Post("send", Send, Policy.ShopUse, "Says that the goods are on their way back");
        Post("receive", Receive, Policy.WarehouseWork, "Counts what came back; all of it waits in quarantine");
        Post("check", Check, Policy.GoodsRelease, "Decides after a check what may be sold again");
        returns.MapPost("/checks/{id:long}/undo", Undo).RequireAuthorization(Policy.GoodsRelease)
            .WithName("undo-return-check").WithSummary("Takes a check back; the units wait again")
            .Produces<ReturnAnswer>().ProducesProblem(404).ProducesProblem(422);

        void Post(string path, Delegate work, string policy, string about) =>
            returns.MapPost($"/{{id:long}}/{path}", work).RequireAuthorization(policy).WithName($"{path}-return")
                .WithSummary(about).WithMetadata(new Versioned()).Produces<ReturnAnswer>()
                .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    static async Task<IResult> List(Db db, Current who, bool open = false, long? cursor = null, int limit = 50) =>
        Results.Ok(await ListReturns.Run(db, open, who.Caller, cursor, limit));

    static async Task<IResult> Get(long id, Db db, Current who, Words words, HttpResponse response) =>
        (await ListReturns.Get(db, id, who.Caller)).Answer(words, view =>
        {
            response.Tag(view.Return.Version);
            return Results.Ok(view);
        });

    static async Task<IResult> Announce(ReturnRequest body, Db db, Clock clock, Current who, Words words) =>
        (await AnnounceReturn.Run(db, body, clock.Now, who.Caller)).Answer(words, answer =>
            Results.Created($"/api/v1/returns/{answer.Id}", answer));

    static async Task<IResult> Decide(
        long id, ReturnDecisionBody body, Db db, Clock clock, Current who, Words words, HttpRequest http) =>
        (await AnnounceReturn.Decide(db, id, body.Accept, body.Reason, clock.Now, who.Caller, http.IfMatch()))
            .Answer(words, Results.Ok);

    static async Task<IResult> Withdraw(
        long id, ReasonBody body, Db db, Clock clock, Current who, Words words, HttpRequest http) =>
        (await AnnounceReturn.Withdraw(db, id, body.Reason, clock.Now, who.Caller, http.IfMatch()))
            .Answer(words, Results.Ok);

    static async Task<IResult> Send(
        long id, ReasonBody body, Db db, Clock clock, Current who, Words words, HttpRequest http) =>
        (await MoveReturn.Send(db, id, body.Reason, clock.Now, who.Caller, http.IfMatch())).Answer(words, Results.Ok);

    static async Task<IResult> Receive(
        long id, ReturnCountBody body, Db db, Clock clock, Current who, Words words, HttpRequest http) =>
        (await MoveReturn.Receive(db, id, body.Lines, body.Text, clock.Now, who.Caller, http.IfMatch()))
            .Answer(words, Results.Ok);

    static async Task<IResult> Check(
        long id, ReturnCheckRequest body, Db db, Clock clock, Current who, Words words) =>
        (await CheckReturn.Run(db, id, body, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Undo(long id, Db db, Clock clock, Current who, Words words) =>
        (await CheckReturn.Undo(db, id, clock.Now, who.Caller)).Answer(words, Results.Ok);
}

/// <param name="Reason">Needed for a refusal.</param>
public sealed record ReturnDecisionBody(bool Accept, string? Reason);

/// <param name="Lines">What was counted; a line without an entry came whole.</param>
public sealed record ReturnCountBody(IReadOnlyList<ReturnCountEntry>? Lines, string? Text);
