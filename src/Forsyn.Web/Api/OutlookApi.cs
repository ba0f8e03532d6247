using System.Text;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Outlook;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>What will be lost to expiry, and the transfers between holders that avoid it.</summary>
static class OutlookApi
{
    const string Csv = "text/csv";
    const int MostRows = 50_000;

    public static void MapOutlook(this IEndpointRouteBuilder api)
    {
        var stock = api.MapGroup("/stock").WithTags("Outlook");
        stock.MapGet("/losses", Losing).RequireAuthorization(Policy.StockRead).WithName("list-losses")
            .WithSummary("What each holder will lose of each product, without and with the transfers proposed: all, " +
                "or the caller's own").Produces<LossReport>();
        var moves = stock.MapGroup("/proposals");
        moves.MapGet("/", List).RequireAuthorization(Policy.StockRead).WithName("list-stock-moves")
            .WithSummary("Transfers between holders, what saves most first: all, or the caller's own")
            .Produces<Page<StockMove>>();
        moves.MapPost("/compute", async (Db db, Clock clock) => Results.Ok(await ComputeOutlook.Run(db, clock.Now)))
            .RequireAuthorization(Policy.StockReview).WithName("compute-stock-moves")
            .WithSummary("Works losses and transfers out anew for the country").Produces<OutlookRun>();
        Step("accept", (long id, Db db, Clock clock, Current who) =>
            CarryOutMove.Accept(db, id, clock.Now, who.Caller), "Says yes for the giver or the receiver");
        Step("send", (long id, Db db, Clock clock, Current who) =>
            CarryOutMove.Send(db, id, clock.Now, who.Caller), "The units leave the giver");
        moves.MapPost("/{id:long}/decline", async (
                long id, ReasonBody body, Db db, Clock clock, Current who, Words words) =>
                (await CarryOutMove.Decline(db, id, body.Reason, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.StockOwn).WithName("decline-stock-move")
            .WithSummary("Says no; the same is left alone for a time").Produces<StockMove>()
            .ProducesProblem(404).ProducesProblem(422);
        moves.MapPost("/{id:long}/receive", async (
                long id, MoveReceiptBody body, Db db, Clock clock, Current who, Words words) =>
                (await CarryOutMove.Receive(db, id, body.Good, body.Damaged, clock.Now, who.Caller))
                    .Answer(words, Results.Ok))
            .RequireAuthorization(Policy.StockOwn).WithName("receive-stock-move")
            .WithSummary("The receiver counts what came").Produces<StockMove>()
            .ProducesProblem(404).ProducesProblem(422);

        void Step(string name, Func<long, Db, Clock, Current, Task<Result<StockMove>>> work, string about) =>
            moves.MapPost($"/{{id:long}}/{name}", async (long id, Db db, Clock clock, Current who, Words words) =>
                (await work(id, db, clock, who)).Answer(words, Results.Ok)).RequireAuthorization(Policy.StockOwn)
                .WithName($"{name}-stock-move").WithSummary(about).Produces<StockMove>()
                .ProducesProblem(404).ProducesProblem(422);
    }

    /// <summary>The loss report as a file for a person who follows a link.</summary>
    public static void MapOutlookFiles(this WebApplication app) =>
        app.MapGet("/stock/losses.csv", async (Db db, Current who, string? county = null, bool @short = false) =>
        {
            var text = Losses.Csv(await Losses.Run(db, who.Caller,
                new(string.IsNullOrEmpty(county) ? null : county, Losing: !@short, Limit: MostRows)));
            return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], $"{Csv}; charset=utf-8",
                "forsyn-losses.csv");
        })
            .RequireAuthorization(Policy.StockRead).ExcludeFromDescription();

    static async Task<IResult> Losing(
        Db db, Current who, string? county = null, string? articleNumber = null, long? holder = null,
        bool losing = true, string? cursor = null, int limit = 50) =>
        Results.Ok(await Losses.Run(db, who.Caller,
            new(county, articleNumber, holder, losing, cursor, Math.Clamp(limit, 1, 500))));

    static async Task<IResult> List(
        Db db, Current who, bool open = true, string? county = null, string? articleNumber = null,
        string? cursor = null, int limit = 50) =>
        Results.Ok(await StockMoves.List(db, who.Caller, new(open, county, articleNumber, cursor, limit)));
}

/// <param name="Good">Units that came whole; all that were sent when left out.</param>
public sealed record MoveReceiptBody(long? Good = null, long? Damaged = null);
