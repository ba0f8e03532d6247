using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Fulfilment.GoodsIn;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Forsyn.Web.Api;

/// <summary>Goods from suppliers: what is expected, what came, and the release of each batch.</summary>
static class GoodsApi
{
    const string Pdf = "application/pdf", Csv = "text/csv",
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapGoods(this IEndpointRouteBuilder api)
    {
        var goods = api.MapGroup("/goods").WithTags("Goods in");
        MapExpected(goods);
        goods.MapPost("/{id:long}/receive", Receive).RequireAuthorization(Policy.WarehouseWork)
            .WithName("receive-goods").WithMetadata(new Versioned())
            .WithSummary("Books what came of a delivery; nothing is booked unless all of it can be")
            .Produces<GoodsReceiptAnswer>(201).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        goods.MapPost("/{id:long}/receive/file", ReceiveFile).RequireAuthorization(Policy.WarehouseWork)
            .WithName("receive-goods-file").WithMetadata(new Versioned())
            .WithSummary("Books what came of a delivery from a file, CSV or XLSX sent as the body")
            .WithMetadata(new RequestSizeLimitAttribute(ReportFile.LargestBytes + 1)).Accepts<byte[]>(Csv, Xlsx)
            .Produces<GoodsReceiptAnswer>(201).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        goods.MapGet("/waiting", Waiting).RequireAuthorization(Policy.GoodsRead).WithName("list-waiting-goods")
            .WithSummary("Batches that wait for a decision or a second look").Produces<Page<WaitingGoods>>();
        var receipts = goods.MapGroup("/receipts/{id:long}");
        receipts.MapGet("/", Receipt).RequireAuthorization(Policy.GoodsRead).WithName("get-goods-receipt")
            .WithSummary("What came, how, and what was decided").Produces<GoodsReceiptView>().ProducesProblem(404);
        receipts.MapGet("/protocol", Protocol).RequireAuthorization(Policy.GoodsRead)
            .WithName("get-goods-receipt-protocol").WithSummary("The protocol of a receipt, as PDF")
            .Produces<byte[]>(200, Pdf).ProducesProblem(404);
        receipts.MapPost("/undo", Undo).RequireAuthorization(Policy.WarehouseWork).WithName("undo-goods-receipt")
            .WithSummary("Takes a receipt back while nothing of it has moved on")
            .Produces<DeliveryState>().ProducesProblem(404).ProducesProblem(422);
        receipts.MapPost("/lines/{line:int}/decide", Decide).RequireAuthorization(Policy.GoodsRelease)
            .WithName("decide-goods").WithSummary("Releases a batch, sends it back or has it destroyed")
            .Produces<GoodsDecisionAnswer>().ProducesProblem(404).ProducesProblem(422);
        var decisions = goods.MapGroup("/decisions/{id:long}");
        decisions.MapPost("/second-look", Second).RequireAuthorization(Policy.GoodsPlan)
            .WithName("look-at-goods-decision")
            .WithSummary("Another person agrees with a release, or does not")
            .Produces<GoodsDecisionAnswer>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        decisions.MapPost("/undo", UndoDecision).RequireAuthorization(Policy.GoodsRelease)
            .WithName("undo-goods-decision").WithSummary("Takes a decision back while the units are where it put them")
            .Produces<GoodsDecisionAnswer>().ProducesProblem(404).ProducesProblem(422);
    }

    static void MapExpected(IEndpointRouteBuilder goods)
    {
        goods.MapGet("/", List).RequireAuthorization(Policy.GoodsRead).WithName("list-deliveries")
            .WithSummary("Deliveries from suppliers: open, late or all").Produces<Page<DeliverySummary>>();
        goods.MapGet("/{id:long}", Get).RequireAuthorization(Policy.GoodsRead).WithName("get-delivery")
            .WithSummary("A delivery with its lines and history").Produces<DeliveryView>().ProducesProblem(404);
        goods.MapGet("/expected", Expected).RequireAuthorization(Policy.GoodsRead).WithName("get-expected-units")
            .WithSummary("Units to come by product and day: of all products, or of those named with commas between")
            .Produces<IReadOnlyList<ExpectedUnits>>();
        goods.MapPost("/", Register).RequireAuthorization(Policy.GoodsPlan).WithName("register-delivery")
            .WithSummary("Writes down what a supplier is to bring").Produces<DeliveryAnswer>(201).ProducesProblem(422);
        goods.MapPost("/file", FromFile).RequireAuthorization(Policy.GoodsPlan).WithName("import-delivery-note")
            .WithSummary("Writes a delivery down from its note, CSV or XLSX sent as the body")
            .WithMetadata(new RequestSizeLimitAttribute(ReportFile.LargestBytes + 1)).Accepts<byte[]>(Csv, Xlsx)
            .Produces<DeliveryAnswer>(201).ProducesProblem(422);
        Post("change", Change, "Replaces what was written of a delivery of which nothing has come");
        Post("delay", Delay, "Moves a delivery to another day, with the reason");
        Post("cancel", Cancel, "Says that nothing more comes of a delivery, with the reason");

        void Post(string path, Delegate work, string about) => goods.MapPost($"/{{id:long}}/{path}", work)
            .RequireAuthorization(Policy.GoodsPlan).WithName($"{path}-delivery").WithSummary(about)
            .WithMetadata(new Versioned()).Produces<DeliveryAnswer>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    static async Task<IResult> List(
        Db db, Clock clock, Current who, string? show = null, string? query = null, string? cursor = null,
        int limit = 50) =>
        Results.Ok(await Deliveries.List(db, new(show, query, cursor, limit), clock.Today, who.Caller));

    static async Task<IResult> Get(long id, Db db, Current who, Words words, HttpResponse response) =>
        (await Deliveries.Get(db, id, who.Caller)).Answer(words, view =>
        {
            response.Tag(view.Delivery.Version);
            return Results.Ok(view);
        });

    static async Task<IResult> Expected(Db db, Current who, string? articleNumber = null) => Results.Ok(
        await ExpectedDeliveries.Of(db, articleNumber?.Split(',', StringSplitOptions.TrimEntries),
            Deliveries.SeesAll(who.Caller) ? null : who.Caller.Party ?? 0));

    static async Task<IResult> Register(DeliveryRequest body, Db db, Clock clock, Current who, Words words) =>
        (await SaveDelivery.Register(db, body, clock.Now, who.Caller)).Answer(words, Made);

    static async Task<IResult> FromFile(
        HttpRequest http, Db db, Clock clock, Current who, Words words, string? supplier = null,
        string? plannedOn = null, string? reference = null, long? agreement = null, long? minimumDays = null) =>
        (await DeliveryFile.Register(db, http.Body,
            new(supplier, plannedOn, null, reference, agreement, minimumDays), clock.Now, who.Caller))
            .Answer(words, Made);

    static IResult Made(DeliveryAnswer answer) => Results.Created($"/api/v1/goods/{answer.Id}", answer);

    static async Task<IResult> Change(
        long id, DeliveryRequest body, Db db, Clock clock, Current who, Words words, HttpRequest http,
        string? text = null) =>
        (await SaveDelivery.Change(db, id, body, text, clock.Now, who.Caller, http.IfMatch()))
            .Answer(words, Results.Ok);

    static async Task<IResult> Delay(
        long id, DelayBody body, Db db, Clock clock, Current who, Words words, HttpRequest http) =>
        (await SaveDelivery.Delay(db, id, body.PlannedOn, body.Text, clock.Now, who.Caller, http.IfMatch()))
            .Answer(words, Results.Ok);

    static async Task<IResult> Cancel(
        long id, ReasonBody body, Db db, Clock clock, Current who, Words words, HttpRequest http) =>
        (await SaveDelivery.Cancel(db, id, body.Reason, clock.Now, who.Caller, http.IfMatch()))
            .Answer(words, Results.Ok);

    static async Task<IResult> Receive(
        long id, ArrivalRequest body, Db db, Clock clock, Current who, Words words, HttpRequest http) =>
        (await ReceiveGoods.Run(db, id, body, clock.Now, who.Caller, http.IfMatch())).Answer(words, Came);

    static async Task<IResult> ReceiveFile(
        long id, HttpRequest http, Db db, Clock clock, Current who, Words words, string? temperature = null,
        string? packaging = null, string? logger = null, bool last = false, string? text = null) =>
        (await ArrivalFile.Receive(db, id, http.Body, new(null, temperature, packaging, logger, last, text), clock.Now,
            who.Caller, http.IfMatch())).Answer(words, Came);

    static IResult Came(GoodsReceiptAnswer answer) =>
        Results.Created($"/api/v1/goods/receipts/{answer.Receipt}", answer);

    static async Task<IResult> Waiting(Db db, Current who, string? cursor = null, int limit = 50) =>
        Results.Ok(await GoodsReceipts.Waiting(db, who.Caller, cursor, limit));

    static async Task<IResult> Receipt(long id, Db db, Current who, Words words) =>
        (await GoodsReceipts.Get(db, id, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Protocol(long id, Db db, Clock clock, Current who, Words words)
    {
        var receipt = await GoodsReceipts.Get(db, id, who.Caller);
        if (!receipt.Ok) return Http.Problem(receipt.Refusal!, words);
        return (await Deliveries.Get(db, receipt.Value.DeliveryId, who.Caller)).Answer(words, delivery =>
            Results.File(ReceiptProtocolPdf.Make(delivery, receipt.Value, words.Language, clock.Now), Pdf,
                ReceiptProtocolPdf.FileName(receipt.Value, words.Language)));
    }

    static async Task<IResult> Undo(long id, Db db, Clock clock, Current who, Words words) =>
        (await UndoReceipt.Run(db, id, clock.Now, who.Caller)).Answer(words, state => Results.Ok(state));

    static async Task<IResult> Decide(
        long id, int line, GoodsDecisionRequest body, Db db, Clock clock, Current who, Words words) =>
        (await DecideGoods.Run(db, id, line, body, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Second(long id, SecondLookBody body, Db db, Clock clock, Current who, Words words) =>
        (await DecideGoods.SecondLook(db, id, body.Agrees, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> UndoDecision(long id, Db db, Clock clock, Current who, Words words) =>
        (await DecideGoods.Undo(db, id, clock.Now, who.Caller)).Answer(words, Results.Ok);
}

/// <param name="PlannedOn">yyyy-MM-dd.</param>
public sealed record DelayBody(string? PlannedOn, string? Text);

/// <param name="Agrees">False gives the units back to those that wait.</param>
public sealed record SecondLookBody(bool Agrees);
