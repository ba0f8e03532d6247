using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Ordering.Influenza;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering.Influenza;

public class PreOrderTests
{
    [Theory, EveryDatabase, Requirement("FLU-007", "REQ-005", "FLU-008")]
    public async Task A_municipality_has_one_pre_order_and_what_is_sent_later_changes_it(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        var first = (await spring.PreOrder(900)).Value;
        var second = (await spring.PreOrder(1200)).Value;
        Assert.Equal((first.Id, 2L), (second.Id, second.Version));
        var found = (await PreOrders.Find(spring.Db, Spring.Code, Spring.Alta))!;
        Assert.Equal((1200L, "Markveien 17, 9510 Alta"), (found.Head.Doses, found.Head.DeliveryAddress));
        Assert.Equal([1200L, 900L], found.Versions.Select(v => v.Request.Lines![0].Doses));
        Assert.Equal("Tor Eriksen", found.Versions[0].ByPerson);
    }

    [Theory, EveryDatabase, Requirement("FLU-007")]
    public async Task Two_who_change_the_same_pre_order_do_not_overwrite_each_other(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        Assert.True((await spring.PreOrder(900, version: 0)).Ok);
        Assert.Equal("pre-order-changed-meanwhile", (await spring.PreOrder(800, version: 0)).Refusal!.Code);
        Assert.True((await spring.PreOrder(800, version: 1)).Ok);
    }

    [Theory, EveryDatabase, Requirement("FLU-006", "FLU-007")]
    public async Task The_window_closes_after_its_last_day(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        Assert.True((await spring.PreOrder(900, Spring.At(8, 1))).Ok);
        var late = await spring.PreOrder(1000, Spring.At(8, 2));
        Assert.Equal(["pre-order-window-closed"], late.Refusal!.Findings!.Select(f => f.Code));
        Assert.Equal(900, (await PreOrders.Find(spring.Db, Spring.Code, Spring.Alta))!.Head.Doses);
    }

    [Theory, EveryDatabase, Requirement("REQ-005")]
    public async Task Nobody_else_pre_orders_for_the_municipality(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        var other = await SavePreOrder.Run(
            spring.Db, Spring.Asks(10) with { Unit = "0301" }, Spring.Now, spring.Municipal);
        Assert.Equal(["pre-order-not-infection-control"], other.Refusal!.Findings!.Select(f => f.Code));
        var office = await SavePreOrder.Run(
            spring.Db, Spring.Asks(10) with { Unit = Spring.Alta }, Spring.Now, spring.Office);
        Assert.Equal(["pre-order-not-infection-control"], office.Refusal!.Findings!.Select(f => f.Code));
        Assert.Null(await PreOrders.Find(spring.Db, Spring.Code, Spring.Alta));
    }

    [Theory, EveryDatabase, Requirement("REQ-006", "FLU-012")]
    public async Task A_hospital_states_both_quantities_in_one_pre_order(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        var saved = await SavePreOrder.Run(spring.Db, Spring.Asks(300, 1200), Spring.Now, spring.Hospital);
        Assert.Equal("unn-tromso", saved.Value.Unit);
        var found = (await PreOrders.Find(spring.Db, Spring.Code, "unn-tromso"))!.Head;
        Assert.Equal((300L, 1200L, 1500L), (found.Doses, found.Personnel, found.All));
    }

    [Theory, EveryDatabase, Requirement("REQ-005", "FLU-007")]
    public async Task The_desk_registers_what_came_on_paper_in_the_name_of_the_one_who_may(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        var paper = Spring.Asks(500) with { Unit = Spring.Alta };
        Assert.Equal("pre-order-refused",
            (await SavePreOrder.Run(spring.Db, paper, Spring.Now, spring.Desk)).Refusal!.Code);
        var named = paper with { Requisitioner = new("Tor Eriksen", "infection-control-physician", "909000003") };
        Assert.True((await SavePreOrder.Run(spring.Db, named, Spring.Now, spring.Desk)).Ok);
        var head = (await PreOrders.Find(spring.Db, Spring.Code, Spring.Alta))!.Head;
        Assert.Equal(("Tor Eriksen", "Kari Lunde"), (head.Requisitioner, head.ChangedBy));
    }

    [Theory, EveryDatabase, Requirement("FLU-007")]
    public async Task The_database_itself_keeps_a_second_pre_order_out(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => spring.Db.Write<int>(async tx =>
            await tx.Do("insert into pre_order select id + 1000000, season, unit, kind, municipality_number, " +
                "customer_id, delivery_address, target_group, requisitioner, requisitioner_role, changed_at, " +
                "changed_by, made, wave, order_number, failure, version from pre_order where unit = '0301'"),
            stop: TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase, Requirement("FLU-005")]
    public async Task A_municipality_registers_whom_it_works_with_and_what_it_passes_on(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        var faulty = await Cooperation.Add(spring.Db, new(null, "", " ", -1), Spring.Now, spring.Municipal);
        Assert.Equal(["cooperation-actor", "cooperation-routine", "cooperation-doses"],
            faulty.Refusal!.Findings!.Select(f => f.Code));
        var added = await Cooperation.Add(spring.Db,
            new(null, "Alta legesenter", "Henter doser hver mandag", 120), Spring.Now, spring.Municipal);
        var row = Assert.Single(await Cooperation.List(spring.Db, Spring.Code, Spring.Alta));
        Assert.Equal((added.Value.Id, 120L), (row.Id, row.Doses));
        Assert.Equal(120, (await Coverage.Run(spring.Db, null, Spring.Now)).Value.Single(r => r.Number == "5601")
            .PassedOn);
        var hospital = await Cooperation.Add(spring.Db, new(null, "X y", "Avtale", 1), Spring.Now, spring.Hospital);
        Assert.Equal("unit-unknown", hospital.Refusal!.Code);
        Assert.True((await Cooperation.End(spring.Db, row.Id, Spring.Now, spring.Municipal)).Ok);
        Assert.Empty(await Cooperation.List(spring.Db, Spring.Code, Spring.Alta));
    }

    [Theory, EveryDatabase, Requirement("FLU-001", "FLU-006", "FEE-007", "FLU-003")]
    public async Task A_season_is_opened_with_its_window_and_both_prices_and_all_faults_are_told_at_once(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        var faulty = await OpenSeason.Run(spring.Db, new("2027/29", "2027-05-01", "2027-04-01",
            [new("420244", "1.00", "2.00"), new(Spring.Vaxigrip, "9.00", "2.00"), new(Spring.Live, "1.00", "2.00")]),
            Spring.Now, spring.Desk);
        Assert.Equal(["season-code", "season-window", "season-no-influenza-vaccine", "season-price",
            "season-live-reduced"], faulty.Refusal!.Findings!.Select(f => f.Code));
        var opened = await OpenSeason.Run(spring.Db, new("2027/28", "2027-02-01", "2027-08-01",
            [new(Spring.Vaxigrip, "600.00", "1000.00")]), Spring.Now, spring.Desk);
        Assert.Equal(["season-not-in-spring"], opened.Value.Deviations.Select(f => f.Code));
        var season = (await Seasons.Get(spring.Db, "2027-28", Spring.Now.Day)).Value.Season;
        Assert.Equal(new(Money.Kroner(600), Money.Kroner(1000)), season.Prices[Spring.Vaxigrip]);
    }

    [Theory, EveryDatabase, Requirement("FEE-007", "FEE-008", "FLU-011")]
    public async Task The_statement_on_an_order_gives_the_reduced_price_and_the_stock_of_the_programme(DbKind kind)
    {
        await using var spring = await Spring.On(kind);
        var request = Orders.Request(Spring.Vaxigrip, 10, "influenza");
        var full = await CheckOrder.Run(spring.Db, request, Spring.Now, spring.Office);
        var reduced = await CheckOrder.Run(spring.Db, request with { TargetGroup = true }, Spring.Now, spring.Office);
        Assert.Equal((Money.Kroner(1020), Money.Kroner(612)), (full.Lines[0].Amount, reduced.Lines[0].Amount));
        Assert.Contains(full.Findings, f => f.Code == "influenza-full-price");
        Assert.DoesNotContain(reduced.Findings, f => f.Code == "influenza-full-price");
        var placed = await PlaceOrder.Run(spring.Db, request with { TargetGroup = true }, Spring.Now, spring.Office);
        Assert.Equal(2, await spring.Db.One<long>("select pool from reservation where document = @document",
            new { document = PlaceOrder.Document(placed.Value.Number!.Value) }));
        Assert.Equal("season-unknown", (await CheckOrder.Run(spring.Db, request with { Season = "1999/00" }, Spring.Now,
            spring.Office)).Findings.First(f => f.Severity == Severity.Block).Code);
    }
}
