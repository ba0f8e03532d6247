using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.Core.Fulfilment;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>An order's way from the shelf to the customer: pick list, pick, dispatch, parcels, receipt.</summary>
static class FulfilmentApi
{
    const string Pdf = "application/pdf";

    public static void MapFulfilment(this IEndpointRouteBuilder api)
    {
        var order = api.MapGroup("/orders/{number:long}").WithTags("Fulfilment");
        order.MapGet("/pick-list", List).RequireAuthorization(Policy.WarehouseWork)
            .WithName("get-pick-list").WithSummary("What to pick, lot by lot and place by place; JSON or PDF")
            .Produces<PickList>(200, "application/json", Pdf).ProducesProblem(404);
        order.MapGet("/pick-list/pdf", Document).RequireAuthorization(Policy.WarehouseWork)
            .WithName("get-pick-list-pdf").WithSummary("What to pick, as PDF")
            .Produces<byte[]>(200, Pdf).ProducesProblem(404);
        order.MapPost("/pick", Pick).RequireAuthorization(Policy.WarehouseWork)
            .WithName("pick-order").WithSummary("Notes what was picked, with a reason where less was found")
            .WithMetadata(new Versioned())
            .Produces<PickAnswer>().ProducesProblem(409).ProducesProblem(422);
        order.MapPost("/dispatch", Dispatch).RequireAuthorization(Policy.WarehouseWork)
            .WithName("dispatch-order").WithSummary("Sends what was picked").WithMetadata(new Versioned())
            .Produces<DispatchAnswer>().ProducesProblem(409).ProducesProblem(422);
        order.MapPost("/receive", Receive).RequireAuthorization(Policy.StockOwn)
            .WithName("receive-order").WithSummary("Receives a parcel, with what was counted")
            .WithMetadata(new Versioned())
            .Produces<ReceiptAnswer>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        var shipments = api.MapGroup("/shipments").WithTags("Fulfilment").RequireAuthorization(Policy.OrdersRead);
        shipments.MapGet("/", Shipments).Produces<ShipmentPage>()
            .WithName("list-shipments")
            .WithSummary("The caller's own parcels, or everyone's for those who may read all");
        shipments.MapGet("/{id:long}", Shipment).Produces<ShipmentView>().ProducesProblem(404)
            .WithName("get-shipment").WithSummary("One parcel");
        shipments.MapGet("/{id:long}/packing-slip", Slip).Produces<byte[]>(200, Pdf).ProducesProblem(404)
            .WithName("get-packing-slip").WithSummary("The packing slip of a parcel, as PDF");
    }

    /// <summary>JSON, or the document for those who ask for it with Accept: application/pdf.</summary>
    static async Task<IResult> List(long number, Db db, Clock clock, Current who, Words words, HttpContext http)
    {
        if (http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == Pdf))
            return await Document(number, db, clock, who, words);
        return (await GetPickList.Run(db, number, who.Caller)).Answer(words, list =>
        {
            http.Response.Tag(list.Version);
            return Results.Ok(list);
        });
    }

    static async Task<IResult> Document(long number, Db db, Clock clock, Current who, Words words) =>
        (await GetPickList.Run(db, number, who.Caller)).Answer(words, list => Results.File(
            PickListPdf.Make(list, words.Language, clock.Now), Pdf, PickListPdf.FileName(list, words.Language)));

    static async Task<IResult> Pick(
        long number, PickBody? body, Db db, Clock clock, Current who, Words words, HttpRequest request) =>
        (await PickOrder.Run(db, number, body?.Entries, clock.Now, who.Caller, request.IfMatch()))
            .Answer(words, Results.Ok);

    // The invoice is there when the answer is, for whoever looks for it next.
    static async Task<IResult> Dispatch(
        long number, Db db, Clock clock, Current who, Words words, HttpRequest request, FactDelivery facts)
    {
        var sent = await DispatchOrder.Run(db, number, clock.Now, who.Caller, request.IfMatch());
        if (sent.Ok) await facts.CatchUp();
        return sent.Answer(words, Results.Ok);
    }

    static async Task<IResult> Receive(
        long number, ReceiptBody? body, Db db, Clock clock, Current who, Words words, HttpRequest request) =>
        (await ReceiveShipment.Run(db, number, body?.Lines, clock.Now, who.Caller, request.IfMatch(),
                body?.ReceivedAt is { } at ? Moment.Of(at) : null))
            .Answer(words, Results.Ok);

    static async Task<IResult> Shipments(
        Db db, Current who, bool onTheWay = false, long? cursor = null, int limit = 50)
    {
        var page = await ListShipments.Run(db, who.Caller, onTheWay, cursor, limit);
        return Results.Ok(new ShipmentPage(page, page.Count == Math.Clamp(limit, 1, 200) ? page[^1].Id : null));
    }

    static async Task<IResult> Shipment(long id, Db db, Clock clock, Current who, Words words) =>
        (await GetShipment.Run(db, id, clock.Today, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Slip(long id, Db db, Clock clock, Current who, Words words) =>
        (await GetShipment.Run(db, id, clock.Today, who.Caller)).Answer(words, shipment => Results.File(
            PackingSlipPdf.Make(shipment, words.Language, clock.Now), Pdf,
            PackingSlipPdf.FileName(shipment, words.Language)));
}

/// <summary>What was picked; no lines means everything that is left, as reserved.</summary>
public sealed record PickBody(IReadOnlyList<PickBodyLine>? Lines)
{
    public IReadOnlyList<PickEntry>? Entries =>
        Lines?.Select(l => new PickEntry(l.Reservation, l.Line, l.Scan, l.Doses, l.ShortReason)).ToList();
}

/// <param name="Scan">The scanned code, which must name product, lot and last day of what is reserved.</param>
/// <param name="Doses">All that was reserved when left out.</param>
/// <param name="ShortReason">not-found, broken, damaged, temperature or other, when less was picked.</param>
public sealed record PickBodyLine(long? Reservation, int? Line, string? Scan, long? Doses, string? ShortReason);

/// <summary>What was counted; a line that is left out was received as it was sent.</summary>
/// <param name="ReceivedAt">When it came, where it is entered later.</param>
public sealed record ReceiptBody(IReadOnlyList<ReceiptEntry>? Lines, DateTimeOffset? ReceivedAt = null);

/// <summary>A page of parcels; next is the cursor of what follows, if anything may.</summary>
public sealed record ShipmentPage(IReadOnlyList<ShipmentSummary> Items, long? Next);
