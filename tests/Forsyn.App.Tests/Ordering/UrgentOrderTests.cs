using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class UrgentOrderTests
{
    /// <summary>Rabipur: one dose a pack; forty lie at the pharmacy.</summary>
    const string Rabies = "569568";
    static readonly Moment Day = Databases.SeededAt.Plus(TimeSpan.FromHours(2));
    static readonly Moment Night = Databases.SeededAt.Plus(TimeSpan.FromHours(14));

    static OrderRequest Call(long doses = 4, string reason = "rabies") => new()
    {
        Customer = "office-5601-2", Channel = "phone", AcceptShorterShelfLife = true,
        Requisitioner = new RequisitionerRequest("Ola Lege", "physician", null),
        Urgent = new UrgentRequest { Reason = reason, Caller = "Ola Lege", ExposedAt = Day.Utc },
        Lines = [new LineRequest { ArticleNumber = Rabies, Doses = doses, Purpose = "payable" }],
    };

    static async Task<Caller> Person(Db db, string id) => (await Personas.Of(db, Day).Find(id))!;

    // Doses of a pool in a status at FHI: emergency is 3, sale is 1.
    static Task<long> Units(Db db, int pool, int status = 0) => db.One<long>(
        "select coalesce(sum(b.quantity), 0) from balance b join lot l on l.id = b.lot_id join party p on p.id = " +
        "b.holder_id where p.key = 'fhi' and l.article_number = @Rabies and b.pool = @pool and b.status = @status",
        new { Rabies, pool, status });

    [Theory, EveryDatabase, Requirement("URG-003", "URG-010")]
    public async Task At_night_the_pharmacy_draws_on_its_own_stock_and_on_no_other(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, duty) = (test.Db, await Person(test.Db, "vakt"));
        var sale = await Units(db, 1);
        Assert.Equal(40, await Units(db, 3));
        var placed = await PlaceOrder.Run(db, Call(), Night, duty);
        Assert.Equal((36, 4, sale), (await Units(db, 3), await Units(db, 3, 2), await Units(db, 1)));
        var order = await db.One<Row>("select route, reason, class, situation, received_at from urgent_order");
        Assert.Equal(("pharmacy", "rabies", 1, "single-exposure", Night),
            (order!.Route, order.Reason, order.Class, order.Situation, order.ReceivedAt));
        var more = await PlaceOrder.Run(db, Call(doses: 37), Night, duty);
        Assert.Equal(OrderState.Held, more.Value.State);
        Assert.Equal("36", more.Value.Findings.Single(f => f.Code == "stock-short").Args["covered"]);
        Assert.Equal(sale, await Units(db, 1));
        await MoveOrder.Run(db, placed.Value.Number!.Value, OrderAction.Release, null, Night, duty);
        Assert.True((await AllocateOrder.Run(db, placed.Value.Number!.Value, Night, duty)).Ok);
        Assert.Equal((36, 4, sale), (await Units(db, 3), await Units(db, 3, 2), await Units(db, 1)));
    }

    [Theory, EveryDatabase, Requirement("URG-003")]
    public async Task An_order_of_the_desk_never_takes_the_emergency_stock(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, desk) = (test.Db, await Person(test.Db, "forsyning"));
        var all = await Units(db, 1);
        var placed = await PlaceOrder.Run(db, Call(doses: all + 1), Day, desk);
        Assert.Equal(OrderState.Held, placed.Value.State);
        await MoveOrder.Run(db, placed.Value.Number!.Value, OrderAction.Release, null, Day, desk);
        await AllocateOrder.Run(db, placed.Value.Number!.Value, Day, desk);
        Assert.Equal((40, 0), (await Units(db, 3), await Units(db, 3, 2)));
    }

    [Theory, EveryDatabase, Requirement("URG-011", "URG-012")]
    public async Task The_pharmacy_writes_down_emergency_calls_outside_the_hours_and_nothing_else(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, duty) = (test.Db, await Person(test.Db, "vakt"));
        Assert.Contains("pharmacy-inside-hours", await Blocked(Call(), Day));
        Assert.Contains("pharmacy-without-emergency", await Blocked(Call() with { Urgent = null }, Night));
        Assert.Contains("pharmacy-by-telephone-only", await Blocked(Call() with { Channel = "fax" }, Night));
        var desk = Call() with { Route = "desk" };
        Assert.True((await PlaceOrder.Run(db, desk, Night, duty)).Ok);
        Assert.Equal("pharmacy", await db.One<string>("select route from urgent_order"));

        async Task<IEnumerable<string>> Blocked(OrderRequest request, Moment at) =>
            (await PlaceOrder.Run(db, request, at, duty)).Refusal!.Findings!.Select(f => f.Code);
    }

    [Theory, EveryDatabase, Requirement("URG-003")]
    public async Task Each_serves_its_own_the_warehouse_not_the_pharmacys_nor_the_pharmacy_the_desks(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var db = test.Db;
        var (duty, desk, store) =
            (await Person(db, "vakt"), await Person(db, "forsyning"), await Person(db, "lager"));
        var night = (await PlaceOrder.Run(db, Call(), Night, duty)).Value.Number!.Value;
        var day = (await PlaceOrder.Run(db, Call(), Day, desk)).Value.Number!.Value;
        Assert.Equal("order-unknown",
            (await MoveOrder.Run(db, day, OrderAction.Release, null, Night, duty)).Refusal?.Code);
        await MoveOrder.Run(db, night, OrderAction.Release, null, Night, duty);
        await AllocateOrder.Run(db, night, Night, duty);
        Assert.Equal("order-at-the-pharmacy", (await PickOrder.Run(db, night, null, Night, store)).Refusal?.Code);
        Assert.True((await PickOrder.Run(db, night, null, Night, duty)).Ok);
        Assert.Equal("order-at-the-pharmacy", (await DispatchOrder.Run(db, night, Night, store)).Refusal?.Code);
        var sent = await DispatchOrder.Run(db, night, Night.Plus(TimeSpan.FromMinutes(35)), duty);
        Assert.Equal((OrderState.Dispatched, 35), (sent.Value.State, sent.Value.MinutesFromOrder));
    }

    [Theory, EveryDatabase, Requirement("CHN-001", "CHN-009")]
    public async Task The_time_runs_from_the_call_also_when_it_is_written_down_later(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, desk) = (test.Db, await Person(test.Db, "forsyning"));
        var call = Call();
        var late = call with { Urgent = call.Urgent! with { CalledAt = Day.Plus(TimeSpan.FromMinutes(-20)).Utc } };
        Assert.True((await PlaceOrder.Run(db, late, Day, desk)).Ok);
        Assert.Equal(Day.Plus(TimeSpan.FromMinutes(-20)),
            await db.One<Moment>("select received_at from urgent_order"));
        var coming = call with { Urgent = call.Urgent! with { CalledAt = Day.Plus(TimeSpan.FromMinutes(1)).Utc } };
        Assert.Contains("called-in-the-future",
            (await PlaceOrder.Run(db, coming, Day, desk)).Refusal!.Findings!.Select(f => f.Code));
    }

    [Theory, EveryDatabase, Requirement("URG-008")]
    public async Task A_day_closed_in_the_calendar_sends_emergencies_to_the_pharmacy_and_opened_again_to_the_desk(
        DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, desk) = (test.Db, await Person(test.Db, "forsyning"));
        Assert.True((await GetOpeningHours.Run(db, Day)).Open);
        var closed = await HolidayCalendar.Change(db, new("2026-05-15", "closed", "Flytting"), Day, desk);
        Assert.Equal(("closed", 1), (closed.Value.Kind, closed.Value.Version));
        var hours = await GetOpeningHours.Run(db, Day);
        Assert.Equal((false, "closed-day", "23 35 81 00"), (hours.Open, hours.WhyClosed, hours.CallNow));
        Assert.True((await PlaceOrder.Run(db, Call(), Day, desk)).Ok);
        Assert.Equal("pharmacy", await db.One<string>("select route from urgent_order"));
        var stale = await HolidayCalendar.Change(db, new("2026-05-15", "usual", "Feil", Version: 0), Day, desk);
        Assert.Equal("calendar-changed-meanwhile", stale.Refusal?.Code);
        await HolidayCalendar.Change(db, new("2026-05-15", "usual", "Feil", Version: 1), Day, desk);
        Assert.True((await GetOpeningHours.Run(db, Day)).Open);
        Assert.Equal(2, await db.One<long>("select count(*) from calendar_change"));
        Assert.Equal("reason-missing",
            (await HolidayCalendar.Change(db, new("2026-05-16", "open", " "), Day, desk)).Refusal?.Code);
    }

    sealed class Row
    {
        public string Route { get; init; } = "";
        public string Reason { get; init; } = "";
        public long Class { get; init; }
        public string Situation { get; init; } = "";
        public Moment ReceivedAt { get; init; }
    }
}
