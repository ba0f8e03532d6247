using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Emergencies: opening hours, the queue, consultations, hand-out, and how long releases took.</summary>
static class UrgentApi
{
    public static void MapUrgent(this IEndpointRouteBuilder api)
    {
        var hours = api.MapGroup("/opening-hours").WithTags("Emergencies");
        hours.MapGet("/", Hours).RequireAuthorization(Policy.CatalogueRead).WithName("opening-hours")
            .WithSummary("Whether the desk answers at a moment, whom to call then, and when that changes")
            .Produces<HoursAnswer>();
        hours.MapGet("/days", Days).RequireAuthorization(Policy.CatalogueRead).WithName("list-calendar-days")
            .WithSummary("The days of a year that are set otherwise than by weekday and public holiday")
            .Produces<CalendarPage>();
        hours.MapPost("/days", ChangeDay).RequireAuthorization(Policy.DutyPlan).WithName("change-calendar-day")
            .WithSummary("Sets a day closed or open with a reason, or back to usual").WithMetadata(new Versioned())
            .Produces<CalendarDay>().ProducesProblem(412).ProducesProblem(422);

        var urgent = api.MapGroup("/urgent").WithTags("Emergencies");
        urgent.MapGet("/", Queue).RequireAuthorization(Policy.UrgentRead).WithName("list-urgent")
            .WithSummary("Emergencies under way, those whose time has run longest first").Produces<OrderPage>();
        urgent.MapGet("/times", Times).RequireAuthorization(Policy.UrgentRead).WithName("urgent-times")
            .WithSummary("Minutes from receipt to dispatch by month and reason").Produces<TimesBody>();
        var orders = api.MapGroup("/orders").WithTags("Emergencies");
        orders.MapPost("/{number:long}/consultations", Ask).RequireAuthorization(Policy.UrgentRegister)
            .WithName("record-consultation").WithSummary("Writes down what the physician on duty said of an emergency")
            .Produces<Consultation>(201).ProducesProblem(404).ProducesProblem(422);
        orders.MapGet("/{number:long}/consultations", Asked).RequireAuthorization(Policy.UrgentRegister)
            .WithName("list-consultations").WithSummary("What the physician on duty said of an emergency")
            .Produces<ConsultationPage>().ProducesProblem(404);
        orders.MapPost("/{number:long}/hand-out", HandItOut).RequireAuthorization(Policy.UrgentHandOut)
            .WithName("hand-out-order").WithSummary("Hands an emergency order out at the on-call pharmacy")
            .Produces<DispatchAnswer>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    public static void MapUrgentFile(this WebApplication app) =>
        app.MapGet("/urgent/times.csv", TimesFile).RequireAuthorization(Policy.UrgentRead).ExcludeFromDescription();

    static async Task<IResult> Hours(Db db, Clock clock, DateTimeOffset? at = null) =>
        Results.Ok(await GetOpeningHours.Run(db, at is { } asked ? Moment.Of(asked) : clock.Now));

    static async Task<IResult> Days(Db db, Clock clock, int? year = null) => Results.Ok(new CalendarPage(
        await HolidayCalendar.List(db, year is >= 1900 and < 9000 ? year.Value : clock.Today.Year)));

    static async Task<IResult> ChangeDay(
        CalendarChange change, Db db, Clock clock, Current who, Words words, HttpContext http) =>
        (await HolidayCalendar.Change(db, change with { Version = http.Request.IfMatch() ?? change.Version },
            clock.Now, who.Caller)).Answer(words, day =>
            {
                http.Response.Tag(day.Version);
                return Results.Ok(day);
            });

    static async Task<IResult> Queue(Db db, Current who, long? cursor = null, int limit = 50)
    {
        var page = await ListOrders.Run(db, new(["placed", "held", "released", "allocated", "picked"],
            After: cursor, Limit: limit, UrgentFirst: true, UrgentOnly: true), who.Caller);
        return Results.Ok(
            new OrderPage(page, page.Count == Math.Clamp(limit, 1, 200) ? page[^1].Number : (long?)null));
    }

    static async Task<IResult> Times(Db db, string? from = null, string? to = null, string? reason = null)
    {
        var (rows, all) = await UrgentTimes.Run(db, new(from, to, reason));
        return Results.Ok(new TimesBody(rows, all));
    }

    static async Task<IResult> Ask(
        long number, ConsultRequest request, Db db, Clock clock, Current who, Words words) =>
        (await Consult.Run(db, number, request, clock.Now, who.Caller)).Answer(words, said =>
            Results.Created($"/api/v1/orders/{number}/consultations", said));

    static async Task<IResult> Asked(long number, Db db, Current who, Words words)
    {
        var order = await GetOrder.Run(db, number, who.Caller);
        return order.Ok ? Results.Ok(new ConsultationPage(await Consult.Of(db, number)))
            : Http.Problem(order.Refusal!, words);
    }

    static async Task<IResult> HandItOut(
        long number, HandOutRequest request, Db db, Clock clock, Current who, Words words) =>
        (await HandOut.Run(db, number, request, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> TimesFile(Db db, string? from = null, string? to = null)
    {
        var (rows, _) = await UrgentTimes.Run(db, new(from, to));
        return Results.Stream(stream => CsvFile.Write(stream, Lines(rows)), CsvFile.MediaType,
            "forsyn-urgent-times.csv");
    }

    static IEnumerable<IReadOnlyList<object?>> Lines(IReadOnlyList<TimesRow> rows) =>
    [
        (string[])["month", "reason", "dispatched", "underWay", "medianMinutes", "p90Minutes", "longestMinutes"],
        .. rows.Select(row => (object?[])
        [
            row.Month, row.Reason, row.Times.Count, row.Times.Open, row.Times.Median, row.Times.P90, row.Times.Longest,
        ]),
    ];
}

/// <summary>The days of one year.</summary>
public sealed record CalendarPage(IReadOnlyList<CalendarDay> Items);

/// <summary>All that was said of one order.</summary>
public sealed record ConsultationPage(IReadOnlyList<Consultation> Items);

public sealed record TimesBody(IReadOnlyList<TimesRow> Rows, ReleaseTimes All);
