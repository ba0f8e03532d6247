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
        orders.MapPost("/check", Check).RequireAuthorization(Policy.OrderPlace);
        orders.MapPost("/", Place).RequireAuthorization(Policy.OrderPlace);
        orders.MapGet("/", List).RequireAuthorization(Policy.OrdersRead);
        orders.MapGet("/{number:long}", Get).RequireAuthorization(Policy.OrdersRead);
        Decide("release", OrderAction.Release, Policy.OrderReview);
        Decide("refuse", OrderAction.Refuse, Policy.OrderReview);
        Decide("ask", OrderAction.Ask, Policy.OrderReview);
        Decide("answer", OrderAction.Answer, Policy.OrderPlace);
        Decide("cancel", OrderAction.Cancel, Policy.OrderPlace);
        orders.MapPost("/{number:long}/allocate", Allocate).RequireAuthorization(Policy.OrderReview);

        void Decide(string path, OrderAction action, string policy) =>
            orders.MapPost($"/{{number:long}}/{path}",
                async (long number, DecisionBody? body, Db db, Clock clock, Current who,
                    Words words, HttpContext http) =>
                (await MoveOrder.Run(db, number, action, body?.Text, clock.Now, who.Caller, http.Request.IfMatch()))
                    .Answer(words, state => Results.Ok(new StateBody(number, state))))
                .RequireAuthorization(policy).WithName($"{path}-order").Produces<StateBody>().ProducesProblem(409)
                    .ProducesProblem(422);
    }

    static async Task<IResult> Check(OrderRequest request, Db db, Clock clock, Current who, Words words) =>
        Results.Ok(OrderBody.Of(await CheckOrder.Run(db, request, clock.Now, who.Caller), words));

    static async Task<IResult> Place(OrderRequest request, Db db, Clock clock, Current who, Words words) =>
        (await PlaceOrder.Run(db, request, clock.Now, who.Caller)).Answer(words, answer =>
            Results.Created($"/api/v1/orders/{answer.Number}", OrderBody.Of(answer, words)));

    static async Task<IResult> List(
        Db db, Current who, string[]? state = null, string? query = null, long? cursor = null, int limit = 50,
        bool urgentFirst = false)
    {
        var page = await ListOrders.Run(db, new OrderFilter(state, query, cursor, limit, urgentFirst), who.Caller);
        return Results.Ok(
            new { items = page, next = page.Count == Math.Clamp(limit, 1, 200) ? page[^1].Number : (long?)null });
    }

    static async Task<IResult> Get(long number, Db db, Current who, Words words, HttpContext http) =>
        (await GetOrder.Run(db, number, who.Caller)).Answer(words, order =>
        {
            http.Response.Tag(order.Head.Version);
            return Results.Ok(new
            {
                order.Head.Number, order.Head.State, order.Head.Channel, order.Head.Urgent, order.Head.Customer,
                order.Head.CustomerId,
                order.Head.PlacedAt, plannedVaccinationDate = order.Head.PlannedOn, order.Head.Version,
                requisitioner =
                    new { name = order.RequisitionerName, role = order.RequisitionerRole,
                        hprNumber = order.RequisitionerHpr },
                order.DeliveryAddress, order.Remarks, acceptShorterShelfLife = order.AcceptsShorter,
                findings = FindingBody.Of(order.Findings, words), order.Lines, order.DispatchFee, order.Total,
                order.Events,
            });
        });

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
