using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Fulfilment;

public class ReceiveShipmentTests
{
    static readonly Moment Later = Road.Now.Plus(TimeSpan.FromDays(3));

    [Theory, EveryDatabase]
    [Requirement("SHL-004")]
    public async Task What_came_as_it_was_sent_is_the_customers_with_the_days_it_has_left(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var before = await road.Units(Road.Rabies, Status.Available, road.Physician.Party);
        var number = await road.Dispatched((Road.Rabies, 3));
        var answer = await ReceiveShipment.Run(road.Db, number, null, Later, road.Physician);
        var line = Assert.Single(answer.Value.Lines);
        Assert.Equal((OrderState.Received, 3), (answer.Value.State, line.Good.Units));
        Assert.Equal(line.ExpiresOn.DayNumber - Later.Day.DayNumber, line.DaysLeft);
        Assert.Equal(before + 3, await road.Units(Road.Rabies, Status.Available, road.Physician.Party));
        Assert.Equal(0, await road.Units(Road.Rabies, Status.InTransit, road.Physician.Party));
        Assert.Equal(line.DaysLeft, (await road.Shipment(number)).Lines[0].DaysLeft);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    [Requirement("REP-013")]
    public async Task What_came_in_an_outage_is_entered_with_the_time_it_came(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Dispatched((Road.Rabies, 3));
        var came = Road.Now.Plus(TimeSpan.FromDays(1));
        foreach (var (wrong, code) in ((Moment, string)[])[
            (Later.Plus(TimeSpan.FromHours(1)), "happened-in-the-future"),
            (Road.Now.Plus(TimeSpan.FromHours(-1)), "received-before-dispatch"),
            (Road.Now.Plus(TimeSpan.FromDays(-90)), "happened-too-long-ago")])
        {
            var refused = (await ReceiveShipment.Run(
                road.Db, number, null, Later, road.Physician, happened: wrong)).Refusal!;
            Assert.Equal(("receipt-time-wrong", code), (refused.Code, Assert.Single(refused.Findings!).Code));
        }
        var answer = await ReceiveShipment.Run(road.Db, number, null, Later, road.Physician, happened: came);
        var line = Assert.Single(answer.Value.Lines);
        Assert.Equal(line.ExpiresOn.DayNumber - came.Day.DayNumber, line.DaysLeft);
        Assert.Equal(came, (await road.Shipment(number)).Received);
        // It counts for the day it came, and the books say when they were told.
        Assert.Equal(1, await road.Db.One<long>("select count(*) from transfer where source like " +
            "'shipment/%/received' and counts_on = @Day and recorded_at = @Later",
            new { came.Day, Later = Later.Microseconds }));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task What_was_missing_damaged_or_too_warm_is_accounted_for_and_not_available(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var customer = road.Physician.Party;
        var before = await road.Units(Road.Rabies, Status.Available, customer);
        var number = await road.Dispatched((Road.Rabies, 10), (Road.Bcg, 200), (Road.Frozen, 20));
        var sent = await road.Shipment(number);
        int Line(string article) => sent.Lines.Single(l => l.ArticleNumber == article).Line;
        var answer = await ReceiveShipment.Run(road.Db, number,
            [new(Line(Road.Rabies), 6, 1, "broken", "box crushed"), new(Line(Road.Bcg), 100, null, "temperature", null),
             new(Line(Road.Frozen), 10, null, "missing", null)], Later, road.Physician);
        Assert.True(answer.Ok);
        Assert.Equal(before + 6, await road.Units(Road.Rabies, Status.Available, customer));
        Assert.Equal(1, await road.Units(Road.Rabies, Status.Destroyed, customer));
        Assert.Equal(100, await road.Units(Road.Bcg, Status.Quarantine, customer));
        Assert.Equal(3, await road.Db.One<long>(
            "select t.quantity from transfer t join lot l on l.id = t.lot_id where t.reason = 'deviation-missing' " +
            "and l.article_number = @a",
            new { a = Road.Rabies }));
        var seen = (await road.Shipment(number)).Lines.Single(l => l.ArticleNumber == Road.Rabies);
        Assert.Equal((6, 1, "broken", "box crushed"), (seen.Received, seen.Bad, seen.Deviation, seen.DeviationText));
        Assert.Equal(0,
            await road.Db.One<long>(
                "select coalesce(sum(quantity), 0) from balance where status = 1 and holder_id = @customer",
                new { customer }));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task Nothing_is_received_twice(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var before = await road.Units(Road.Rabies, Status.Available, road.Physician.Party);
        var number = await road.Dispatched((Road.Rabies, 3));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Task.Run(() => ReceiveShipment.Run(road.Db, number, null, Later, road.Physician))));
        Assert.Equal(1, answers.Count(a => a.Ok));
        Assert.Equal("order-not-in-state",
            (await ReceiveShipment.Run(road.Db, number, null, Later, road.Physician)).Refusal?.Code);
        Assert.Equal(before + 3, await road.Units(Road.Rabies, Status.Available, road.Physician.Party));
    }

    [Theory, EveryDatabase]
    public async Task A_count_that_does_not_add_up_is_refused_whole(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Dispatched((Road.Rabies, 3), (Road.Bcg, 100));
        var refused = await ReceiveShipment.Run(road.Db, number,
            [new(1, 4, null, null, null), new(2, 0, null, null, null), new(7, 1, null, null, null)], Later,
            road.Physician);
        Assert.Equal(["deviation-missing", "receipt-line-not-here", "received-more-than-sent"],
            refused.Refusal!.Findings!.Select(f => f.Code).Order(StringComparer.Ordinal));
        Assert.Null((await road.Shipment(number)).Received);
    }

    [Theory, EveryDatabase]
    public async Task Only_the_customer_and_the_desk_receive(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Dispatched((Road.Rabies, 3));
        Assert.Equal("order-unknown",
            (await ReceiveShipment.Run(road.Db, number, null, Later, road.Pharmacist)).Refusal?.Code);
        Assert.Equal("shipment-unknown",
            (await GetShipment.OfOrder(road.Db, number, Later.Day, road.Pharmacist)).Refusal?.Code);
        Assert.Empty(await ListShipments.Run(road.Db, road.Pharmacist, onTheWay: true));
        Assert.Single(await ListShipments.Run(road.Db, road.Physician, onTheWay: true));
        Assert.True((await ReceiveShipment.Run(road.Db, number, null, Later, road.Desk)).Ok);
        Assert.Empty(await ListShipments.Run(road.Db, road.Physician, onTheWay: true));
    }
}
