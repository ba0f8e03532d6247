using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Orders: check, place, read, and what the desk does with them.</summary>
static class OrdersApi
{
    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders");
        orders.MapPost("/check", Check).RequireAuthorization(Policy.OrderPlace).WithName("check-order")
            .WithSummary("Says all the rules would say of an order, and its price; saves nothing")
            .Produces<OrderBody>();
        orders.MapPost("/", Place).RequireAuthorization(Policy.OrderPlace).WithName("place-order")
            .WithSummary("Places an order and reserves stock for it").Produces<OrderBody>(201).ProducesProblem(422);
        orders.MapGet("/", List).RequireAuthorization(Policy.OrdersRead).WithName("list-orders")
            .WithSummary("The caller's own orders, or everyone's for those who may read all").Produces<OrderPage>();
        orders.MapGet("/channels", async (Db db, Clock clock, DateOnly? from = null, DateOnly? to = null) =>
                Results.Ok(await ChannelUse.Run(db, from ?? clock.Today.AddYears(-1), to ?? clock.Today)))
            .RequireAuthorization(Policy.OrdersReadAll).WithName("get-channel-use")
            .WithSummary("Which ways orders came in, by what they are for; both days included")
            .Produces<ChannelReport>();
        orders.MapGet("/{number:long}", Get).RequireAuthorization(Policy.OrdersRead).WithName("get-order")
            .WithSummary("One order with findings, lots and events").Produces<OrderDetails>().ProducesProblem(404);
        orders.MapPost("/{number:long}/repeat", Repeat).RequireAuthorization(Policy.ShopUse).WithName("repeat-order")
            .WithSummary("Puts the lines of an earlier order in the basket").Produces<OrderRequest>()
            .ProducesProblem(404);
        orders.MapPost("/repeat-last", RepeatLast).RequireAuthorization(Policy.ShopUse).WithName("repeat-last-order")
            .WithSummary("Puts the lines of the party's last order in the basket").Produces<OrderRequest>()
            .ProducesProblem(422);
        Decide("release", OrderAction.Release, Policy.OrderReview, "Lets an order go on to the warehouse");
        Decide("refuse", OrderAction.Refuse, Policy.OrderReview, "Refuses an order, with a reason");
        Decide("ask", OrderAction.Ask, Policy.OrderReview, "Asks the customer back, and holds the order");
        Decide("answer", OrderAction.Answer, Policy.OrderPlace, "Answers what the desk asked");
        Decide("cancel", OrderAction.Cancel, Policy.OrderPlace, "Cancels an order and gives its stock back");
        orders.MapPost("/{number:long}/allocate", Allocate).RequireAuthorization(Policy.OrderReview)
            .WithName("allocate-order").WithSummary("Chooses the lots of a released order, those that expire first")
            .WithMetadata(new Versioned()).Produces<AllocationAnswer>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

        void Decide(string path, OrderAction action, string policy, string about) =>
            orders.MapPost($"/{{number:long}}/{path}",
                async (long number, DecisionBody? body, Db db, Clock clock, Current who,
                    Words words, HttpContext http) =>
                (await MoveOrder.Run(db, number, action, body?.Text, clock.Now, who.Caller, http.Request.IfMatch()))
                    .Answer(words, state => Results.Ok(new StateBody(number, state))))
                .RequireAuthorization(policy).WithName($"{path}-order").WithSummary(about).WithMetadata(new Versioned())
                .Produces<StateBody>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    static async Task<IResult> Check(OrderRequest request, Db db, Clock clock, Current who, Words words) =>
        Results.Ok(OrderBody.Of(await CheckOrder.Run(db, request, clock.Now, who.Caller), words));

    static async Task<IResult> Place(OrderRequest request, Db db, Clock clock, Current who, Words words) =>
        (await PlaceOrder.Run(db, request, clock.Now, who.Caller)).Answer(words, answer =>
            Results.Created($"/api/v1/orders/{answer.Number}", OrderBody.Of(answer, words)));

    static async Task<IResult> List(
        Db db, Current who, string[]? state = null, string? query = null, long? cursor = null, int limit = 50,
        bool urgentFirst = false, string? channel = null, bool byPlannedDay = false)
    {
        var page = await ListOrders.Run(db, new OrderFilter(state, query, cursor, limit, urgentFirst)
        {
            Channel = channel, ByPlannedDay = byPlannedDay,
        }, who.Caller);
        return Results.Ok(
            new OrderPage(page, page.Count == Math.Clamp(limit, 1, 200) ? page[^1].Number : (long?)null));
    }

    static async Task<IResult> Get(long number, Db db, Current who, Words words, HttpContext http) =>
        (await GetOrder.Run(db, number, who.Caller)).Answer(words, order =>
        {
            http.Response.Tag(order.Head.Version);
            return Results.Ok(OrderDetails.Of(order, words));
        });

    static async Task<IResult> Repeat(long number, Db db, Clock clock, Current who, Words words) =>
        (await RepeatOrder.Run(db, number, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> RepeatLast(Db db, Clock clock, Current who, Words words) =>
        (await RepeatOrder.Again(db, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Allocate(long number, Db db, Clock clock, Current who, Words words, HttpContext http) =>
        (await AllocateOrder.Run(db, number, clock.Now, who.Caller, http.Request.IfMatch())).Answer(words, Results.Ok);
}

public sealed record DecisionBody(string? Text);

public sealed record StateBody(long Number, OrderState State);

/// <summary>The answer of a check or a placing.</summary>
public sealed record OrderBody(
    long? Number, OrderState State, IReadOnlyList<FindingBody> Findings, IReadOnlyList<AnsweredLine> Lines,
    Money DispatchFee, Money Total)
{
    public static OrderBody Of(OrderAnswer answer, Words words) => new(
        answer.Number, answer.State, FindingBody.Of(answer.Findings, words), answer.Lines, answer.DispatchFee,
        answer.Total);
}

/// <summary>A page of orders; next is the cursor of what follows, if anything may.</summary>
public sealed record OrderPage(IReadOnlyList<OrderSummary> Items, long? Next);

public sealed record RequisitionerBody(string Name, string Role, string? HprNumber);

/// <summary>One order as the API gives it.</summary>
public sealed record OrderDetails(
    long Number, string State, string Channel, bool Urgent, string Customer, long CustomerId, Moment PlacedAt,
    DateOnly? PlannedVaccinationDate, long Version, RequisitionerBody Requisitioner, string DeliveryAddress,
    string Remarks, bool AcceptShorterShelfLife, IReadOnlyList<FindingBody> Findings,
    IReadOnlyList<OrderViewLine> Lines, Money DispatchFee, Money Total, IReadOnlyList<OrderEventView> Events)
{
    /// <summary>The paper it came on; none for what came by the web or by telephone.</summary>
    public PaperView? Paper { get; init; }

    public static OrderDetails Of(OrderView order, Words words) => new(
        order.Head.Number, order.Head.State, order.Head.Channel, order.Head.Urgent, order.Head.Customer,
        order.Head.CustomerId, order.Head.PlacedAt, order.Head.PlannedOn, order.Head.Version,
        new(order.RequisitionerName, order.RequisitionerRole, order.RequisitionerHpr), order.DeliveryAddress,
        order.Remarks, order.AcceptsShorter, FindingBody.Of(order.Findings, words), order.Lines, order.DispatchFee,
        order.Total, order.Events)
    {
        Paper = order.Paper,
    };
}
