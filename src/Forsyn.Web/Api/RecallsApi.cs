using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Lots that may not be used: quarantine, release, and recall to the last unit.</summary>
static class RecallsApi
{
    public static void MapRecalls(this IEndpointRouteBuilder api)
    {
        var lots = api.MapGroup("/lots/{id:long}").WithTags("Lots").RequireAuthorization(Policy.LotControl);
        Decide("quarantine", true, "Sets the caller's units of a lot aside, reserved ones too");
        Decide("release", false, "Gives a lot in quarantine back to use");
        lots.MapPost("/recall", RecallLot).WithName("recall-lot").Produces<RecallScope>(201)
            .ProducesProblem(404).ProducesProblem(422).WithSummary("Withdraws one lot from everyone who has it");

        var recalls = api.MapGroup("/recalls").WithTags("Lots");
        recalls.MapPost("/preview", Preview).RequireAuthorization(Policy.LotControl).WithName("preview-recall")
            .WithSummary("What a recall would take, holder by holder; changes nothing")
            .Produces<RecallScope>().ProducesProblem(422);
        recalls.MapPost("/", Open).RequireAuthorization(Policy.LotControl).WithName("open-recall")
            .WithSummary("Withdraws lots from everyone who has them").Produces<RecallScope>(201).ProducesProblem(422);
        recalls.MapGet("/", List).RequireAuthorization(Policy.StockRead).WithName("list-recalls")
            .WithSummary("Recalls, the newest first: all, or those that concern the caller's stock")
            .Produces<Page<RecallSummary>>();
        recalls.MapGet("/{id:long}", Get).RequireAuthorization(Policy.StockRead).WithName("get-recall")
            .WithSummary("A recall with its tasks and answers").Produces<RecallView>().ProducesProblem(404);
        recalls.MapPost("/{id:long}/answers", Answer).RequireAuthorization(Policy.StockOwn).WithName("answer-recall")
            .WithSummary("Says what became of the caller's units").Produces<RecallTask>()
            .ProducesProblem(404).ProducesProblem(422);
        recalls.MapPost("/answers/{id:long}/undo", Undo).RequireAuthorization(Policy.StockOwn)
            .WithName("undo-recall-answer").WithSummary("Takes an answer back while the recall is open")
            .Produces<RecallTask>().ProducesProblem(404).ProducesProblem(422);
        recalls.MapPost("/{id:long}/close", Close).RequireAuthorization(Policy.LotControl).WithName("close-recall")
            .WithSummary("Ends a recall of which nothing is unknown").WithMetadata(new Versioned())
            .Produces<RecallSummary>().ProducesProblem(404).ProducesProblem(422);

        void Decide(string path, bool quarantine, string about) =>
            lots.MapPost($"/{path}", async (long id, ReasonBody body, Db db, Clock clock, Current who, Words words) =>
                (await SetAside.Run(db, id, quarantine, body.Reason, clock.Now, who.Caller)).Answer(words, Results.Ok))
                .WithName($"{path}-lot").WithSummary(about).Produces<LotDecision>()
                .ProducesProblem(404).ProducesProblem(422);
    }

    static async Task<IResult> Preview(RecallRequest request, Db db, Words words) =>
        (await OpenRecall.Preview(db, request)).Answer(words, Results.Ok);

    static async Task<IResult> Open(RecallRequest request, Db db, Clock clock, Current who, Words words) =>
        (await OpenRecall.Run(db, request, clock.Now, who.Caller)).Answer(words, scope =>
            Results.Created($"/api/v1/recalls/{scope.Recall}", scope));

    static Task<IResult> RecallLot(
        long id, LotRecallBody body, Db db, Clock clock, Current who, Words words) =>
        Open(new RecallRequest(body.Class, body.Reason, null, Lot: id), db, clock, who, words);

    static async Task<IResult> List(Db db, Current who, bool open = false, long? cursor = null, int limit = 50) =>
        Results.Ok(await Recalls.List(db, open, who.Caller, cursor, limit));

    static async Task<IResult> Get(long id, Db db, Current who, Words words, HttpContext http) =>
        (await Recalls.Get(db, id, who.Caller)).Answer(words, recall =>
        {
            http.Response.Tag(recall.Recall.Version);
            return Results.Ok(recall);
        });

    static async Task<IResult> Answer(
        long id, RecallAnswerRequest request, Db db, Clock clock, Current who, Words words) =>
        (await AnswerRecall.Run(db, id, request, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Undo(long id, Db db, Clock clock, Current who, Words words) =>
        (await AnswerRecall.Undo(db, id, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Close(
        long id, ConclusionBody body, Db db, Clock clock, Current who, Words words, HttpContext http) =>
        (await Recalls.Close(db, id, body.Conclusion, clock.Now, who.Caller, http.Request.IfMatch()))
            .Answer(words, Results.Ok);
}

public sealed record ReasonBody(string? Reason);

public sealed record LotRecallBody(string? Class, string? Reason);

public sealed record ConclusionBody(string? Conclusion);
