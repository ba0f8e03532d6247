using Forsyn.App.Basics;
using Forsyn.App.Billing;
using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class ProgrammesTests
{
    [Fact, Requirement("PRG-008")]
    public void Whooping_cough_vaccine_for_pregnant_women_is_procured_by_dmp_with_fhi_and_has_its_grant()
    {
        var programme = Programmes.Find("pertussis-pregnancy")!;
        Assert.Equal(("pregnant women", "dmp", "fhi"),
            (programme.TargetGroup, programme.Procurer, Assert.Single(programme.Consulted)));
        Assert.Equal(new ProgrammeBudget("710", Money.Kroner(12_900_000), 2024), programme.Budget);
    }

    [Fact, Requirement("FLU-001")]
    public void Influenza_is_a_national_programme_with_seasons()
    {
        var programme = Programmes.Find("influenza")!;
        Assert.True(programme.Seasonal);
        Assert.Equal((Purpose.Influenza, ProgrammePrice.Reduced), (programme.Purpose, programme.Price));
        Assert.DoesNotContain(Programmes.All, other => other.Seasonal && other != programme);
    }

    [Fact, Requirement("PRG-005", "PRG-006")]
    public void The_hpv_catch_up_has_days_and_a_birth_year_and_two_years_where_it_is_closed()
    {
        var programme = Programmes.Find("hpv")!;
        Assert.Equal(1991, programme.BornFrom);
        Assert.Equal(programme.Runs.From.AddYears(2), programme.Closing!.To);
        Assert.True(programme.InForce(new(2026, 5, 15), Rules.Book.On(new(2026, 5, 15))));
        Assert.False(programme.InForce(programme.Runs.From.AddDays(-1), Rules.Book.On(new(2026, 5, 15))));
    }

    [Theory, Requirement("PRG-003", "PRG-007")]
    [InlineData("childhood"), InlineData("hpv")]
    public void The_childhood_and_hpv_programmes_are_ordered_by_nurses_and_physicians_only(string code) =>
        Assert.Equal([Role.PublicHealthNurse, Role.Physician], Programmes.Find(code)!.Roles);

    [Theory, EveryDatabase, Requirement("PRG-009")]
    public async Task Programme_stock_and_sale_stock_are_told_apart(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var before = (await ProgrammeFigures.Run(orders.Db, "hpv", Orders.Now)).Value;
        Assert.True(before.ProgrammeStock > 0 && before.SaleStock > 0);
        await orders.Placed(Orders.Request("508634", 3, "hpv"));
        await orders.Placed(Orders.Request("508634", 2));
        var after = (await ProgrammeFigures.Run(orders.Db, "hpv", Orders.Now)).Value;
        Assert.Equal(3, after.Ordered);
        Assert.Equal(0, after.Delivered);
    }

    [Theory, EveryDatabase, Requirement("PRG-002", "PRG-009")]
    public async Task What_the_state_pays_is_booked_to_the_chapter_once_when_the_parcel_leaves(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Sent(Orders.Request(Orders.Childhood, 20, "childhood"));
        for (var time = 0; time < 2; time++)
            await Book(road, number);
        var view = (await ProgrammeFigures.Run(road.Db, "childhood", Road.Now)).Value;
        var row = Assert.Single(view.Products, p => p.ArticleNumber == Orders.Childhood);
        Assert.Equal((20L, Money.Kroner(7_700)), (row.Delivered, row.CostOre));
        Assert.Equal("710", await road.Db.One<string>("select chapter from programme_cost"));
    }

    [Theory, EveryDatabase, Requirement("PRG-009")]
    public async Task What_is_paid_for_is_no_cost_of_a_programme(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Sent(Orders.Request());
        Assert.Equal(0, await Book(road, number));
    }

    static async Task<int> Book(Road road, long number) => (await road.Db.Write<int>(
        async tx => await BookProgrammeCost.Run(tx, number, Road.Now.Day, Road.Now),
        stop: TestContext.Current.CancellationToken)).Value;
}
