using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class PlannedDayTests
{
    static readonly DateOnly Today = Orders.Now.Day;

    static async Task<long> Planned(
        Orders orders, int days, string what = "Skolestart", string? article = null, long? doses = null) =>
        (await SavePlannedDay.Run(orders.Db, new($"{Today.AddDays(days):yyyy-MM-dd}", what, article, doses), Orders.Now,
            orders.Physician)).Value.Id;

    [Theory, EveryDatabase, Requirement("CHN-008")]
    public async Task A_planned_day_reminds_in_time_until_it_is_ordered_for(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        async Task<List<long>> Reminded() =>
            [.. (await ListPlannedDays.Reminders(orders.Db, orders.Physician, Today)).Select(d => d.Id)];
        var late = await Planned(orders, 13);
        var any = await Planned(orders, 21);
        var particular = await Planned(orders, 21, "Besøk", Orders.Single, 4);
        await Planned(orders, 22);
        Assert.Equal([late, any, particular], await Reminded());

        var other = await orders.Placed(Orders.Request(Orders.Childhood, 10, "childhood") with
        {
            PlannedVaccinationDate = $"{Today.AddDays(21):yyyy-MM-dd}",
        });
        Assert.Equal([late, particular], await Reminded());
        await MoveOrder.Run(orders.Db, other, OrderAction.Cancel, null, Orders.Now, orders.Physician);
        Assert.Equal([late, any, particular], await Reminded());
        await orders.Placed(Orders.Request() with { PlannedVaccinationDate = $"{Today.AddDays(21):yyyy-MM-dd}" });
        Assert.Equal([late], await Reminded());
        Assert.Empty(await ListPlannedDays.Reminders(orders.Db, orders.Nurse, Today));
    }

    [Theory, EveryDatabase]
    public async Task The_basket_gets_the_date_and_the_product_of_the_plan(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await Basket.Add(orders.Db, Orders.Single, 1, "payable", Orders.Now, orders.Physician);
        var plain = await Planned(orders, 30);
        var basket = (await OrderForPlannedDay.Run(orders.Db, plain, Orders.Now, orders.Physician)).Value;
        Assert.Equal(($"{Today.AddDays(30):yyyy-MM-dd}", 1), (basket.PlannedVaccinationDate, basket.Lines!.Count));
        var named = await Planned(orders, 40, "Stasjon", Orders.Childhood, 20);
        basket = (await OrderForPlannedDay.Run(orders.Db, named, Orders.Now, orders.Physician)).Value;
        Assert.Equal($"{Today.AddDays(40):yyyy-MM-dd}", basket.PlannedVaccinationDate);
        Assert.Equal((Orders.Childhood, 20, "childhood"),
            (basket.Lines![1].ArticleNumber, basket.Lines[1].Doses, basket.Lines[1].Purpose));
        Assert.Equal("planned-day-unknown",
            (await OrderForPlannedDay.Run(orders.Db, named, Orders.Now, orders.Nurse)).Refusal!.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_day_is_changed_paged_and_taken_out_by_its_own_party(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var second = await Planned(orders, 9);
        var first = await Planned(orders, 5);
        var third = await Planned(orders, 9);
        async Task<List<long>> Days(long? after = null, int limit = 50, int later = 0, bool passed = false) => [..
            (await ListPlannedDays.Run(orders.Db, orders.Physician, Today.AddDays(later), passed, after, limit))
            .Select(d => d.Id)];
        Assert.Equal([first, second], await Days(limit: 2));
        Assert.Equal([third], await Days(after: second));
        Assert.Equal([third, second], await Days(later: 10, passed: true, limit: 2));
        Assert.Equal([first], await Days(after: second, later: 10, passed: true));

        var request = new PlannedDayRequest($"{Today:yyyy-MM-dd}", "Ny");
        async Task<string?> Save(Forsyn.App.Identity.Caller by, long? version = null) =>
            (await SavePlannedDay.Run(orders.Db, request, Orders.Now, by, first, version)).Refusal?.Code;
        Assert.Equal("planned-day-unknown", await Save(orders.Nurse));
        Assert.Equal("planned-day-changed-meanwhile", await Save(orders.Physician, 2));
        Assert.Null(await Save(orders.Physician, 1));
        var changed = (await ListPlannedDays.One(orders.Db, first, orders.Physician, Today)).Value;
        Assert.Equal(("Ny", Today, 2, PlannedDayState.Late),
            (changed.What, changed.Day, changed.Version, changed.State));
        Assert.Equal("planned-day-unknown",
            (await SavePlannedDay.Delete(orders.Db, first, orders.Nurse)).Refusal!.Code);
        Assert.Equal(first, (await SavePlannedDay.Delete(orders.Db, first, orders.Physician)).Value);
        Assert.Equal([second, third], await Days());
    }

    [Theory, EveryDatabase]
    public async Task All_that_is_wrong_is_said_at_once(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        async Task<IEnumerable<string>> Wrong(string? day, string? what, string? article = null, long? doses = null) =>
            (await SavePlannedDay.Run(orders.Db, new(day, what, article, doses), Orders.Now, orders.Physician))
                .Refusal!.Findings!.Select(f => f.Code);
        Assert.Equal(
            ["planned-day-passed", "advice-identity-number", "planned-day-doses", "advice-article-unknown"],
            await Wrong($"{Today.AddDays(-1):yyyy-MM-dd}", "Til 15819850027", "999999", 0));
        Assert.Equal(["planned-day-unreadable", "advice-text-missing"], await Wrong("i morgen", " "));
        Assert.Equal(0, await orders.Db.One<long>("select count(*) from planned_day"));
    }
}
