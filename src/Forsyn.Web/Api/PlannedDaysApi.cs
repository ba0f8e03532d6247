using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The days a party plans to vaccinate on, and when to order for them (CHN-008).</summary>
static class PlannedDaysApi
{
    public static void MapPlannedDays(this IEndpointRouteBuilder api)
    {
        var days = api.MapGroup("/planned-days").WithTags("Planned days").RequireAuthorization(Policy.ShopUse);
        days.MapGet("/", List).WithName("list-planned-days")
            .WithSummary("The planned days of the caller's party, from today on or those passed")
            .Produces<PlannedDayPage>();
        days.MapPost("/", Create).WithName("plan-day").WithSummary("Plans a vaccination day")
            .Produces<PlannedDayReceipt>(201).ProducesProblem(422);
        days.MapGet("/{id:long}", Get).WithName("get-planned-day").WithSummary("One planned day")
            .Produces<PlannedDayView>().ProducesProblem(404);
        days.MapPost("/{id:long}", Change).WithName("change-planned-day").WithSummary("Changes a planned day")
            .WithMetadata(new Versioned()).Produces<PlannedDayReceipt>().ProducesProblem(404).ProducesProblem(422);
        days.MapPost("/{id:long}/order", Order).WithName("order-for-planned-day")
            .WithSummary("Puts the date, and the product if it is named, in the caller's basket")
            .Produces<OrderRequest>().ProducesProblem(404);
        days.MapPost("/{id:long}/delete", Delete).WithName("delete-planned-day").WithSummary("Takes a day out")
            .Produces<DeletedBody>().ProducesProblem(404);
    }

    static async Task<IResult> List(
        Db db, Clock clock, Current who, bool passed = false, long? cursor = null, int limit = 50)
    {
        var page = await ListPlannedDays.Run(db, who.Caller, clock.Today, passed, cursor, limit);
        return Results.Ok(new PlannedDayPage(page, page.Count == Math.Clamp(limit, 1, 200) ? page[^1].Id : null));
    }

    static async Task<IResult> Get(long id, Db db, Clock clock, Current who, Words words, HttpContext http) =>
        (await ListPlannedDays.One(db, id, who.Caller, clock.Today)).Answer(words, day =>
        {
            http.Response.Tag(day.Version);
            return Results.Ok(day);
        });

    static async Task<IResult> Create(PlannedDayRequest request, Db db, Clock clock, Current who, Words words) =>
        (await SavePlannedDay.Run(db, request, clock.Now, who.Caller)).Answer(words, saved =>
            Results.Created($"/api/v1/planned-days/{saved.Id}", saved));

    static async Task<IResult> Change(
        long id, PlannedDayRequest request, Db db, Clock clock, Current who, Words words, HttpContext http) =>
        (await SavePlannedDay.Run(db, request, clock.Now, who.Caller, id, http.Request.IfMatch()))
            .Answer(words, Results.Ok);

    static async Task<IResult> Order(long id, Db db, Clock clock, Current who, Words words) =>
        (await OrderForPlannedDay.Run(db, id, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Delete(long id, Db db, Current who, Words words) =>
        (await SavePlannedDay.Delete(db, id, who.Caller)).Answer(words, gone => Results.Ok(new DeletedBody(gone)));
}

/// <summary>A page of planned days; next is the cursor of what follows, if anything may.</summary>
public sealed record PlannedDayPage(IReadOnlyList<PlannedDayView> Items, long? Next);
