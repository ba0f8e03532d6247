using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class SeasonRulesTests
{
    static readonly SeasonPrice Price = new(new Money(6000), new Money(10000));
    static readonly Product Killed = An.Product(ProductGroups.Influenza, price: 11000) with { Atc = "J07BB02" };
    static readonly Product Live = An.Product(ProductGroups.Influenza, price: 11000) with { Atc = "J07BB03" };

    static LineFacts Line(Product product, bool targetGroup, bool inSeason = true) =>
        An.Line(product, Purpose.Influenza) with { Season = new("2026/27", inSeason ? Price : null, targetGroup) };

    static string[] Said(LineFacts line) =>
        [.. An.Order(line).Codes().Where(code => code.StartsWith("influenza-", StringComparison.Ordinal))];

    [Fact, Requirement("FEE-007", "FLU-003")]
    public void The_target_groups_get_inactivated_vaccine_at_the_reduced_price()
    {
        Assert.Equal(new Money(6000), PriceRules.UnitPrice(Line(Killed, targetGroup: true)));
        Assert.Empty(Said(Line(Killed, targetGroup: true)));
    }

    [Fact, Requirement("FEE-008", "FLU-011")]
    public void Without_the_statement_the_price_is_full_and_the_order_is_told_of_it()
    {
        Assert.Equal(new Money(10000), PriceRules.UnitPrice(Line(Killed, targetGroup: false)));
        Assert.Equal(["influenza-full-price"], Said(Line(Killed, targetGroup: false)));
        Assert.Empty(An.Order(Line(Killed, targetGroup: false)).Blocks());
    }

    [Fact, Requirement("FEE-007", "FLU-003")]
    public void Live_vaccine_is_at_full_price_for_the_target_groups_too()
    {
        Assert.Equal(new Money(10000), PriceRules.UnitPrice(Line(Live, targetGroup: true)));
        Assert.Equal(["influenza-live-full-price"], Said(Line(Live, targetGroup: true)));
    }

    [Fact, Requirement("FEE-007")]
    public void A_vaccine_outside_the_season_has_its_full_price_only()
    {
        Assert.Equal(new Money(11000), PriceRules.UnitPrice(Line(Killed, true, inSeason: false)));
        Assert.Equal(["influenza-not-in-season"], Said(Line(Killed, true, inSeason: false)));
    }

    [Theory, Requirement("FLU-003")]
    [InlineData("J07BB01", true), InlineData("J07BB02", true), InlineData("J07BB03", false)]
    [InlineData("J07BC01", false)]
    public void Whether_a_vaccine_is_inactivated_follows_from_its_atc_code(string atc, bool inactivated) =>
        Assert.Equal(inactivated, (Killed with { Atc = atc }).InactivatedInfluenza);

    [Fact, Requirement("PRG-009", "FLU-001")]
    public void Doses_for_the_target_groups_are_programme_stock_and_all_others_sale_stock()
    {
        Assert.Equal(Pool.Programme, SupplyRules.PoolFor(Line(Killed, targetGroup: true)));
        Assert.Equal(Pool.Sale, SupplyRules.PoolFor(Line(Killed, targetGroup: false)));
    }

    static Season Season(DateOnly opens, DateOnly closes) => new("2026/27", DateRange.Inclusive(opens, closes),
        Core.Ordering.Season.DispatchOf(2026), new Dictionary<string, SeasonPrice>());

    [Theory, Requirement("FLU-006")]
    [InlineData(2, 28, 7, 31, "season-not-in-spring"), InlineData(3, 1, 8, 31, null), InlineData(5, 31, 8, 1, null)]
    [InlineData(6, 1, 8, 1, "season-not-in-spring"), InlineData(4, 1, 9, 1, "season-closes-late")]
    public void A_window_opens_in_spring_and_closes_before_dispatch(
        int month, int day, int lastMonth, int lastDay, string? deviation) =>
        Assert.Equal(deviation, SeasonRules.Window_is_in_spring(
            Season(new(2026, month, day), new(2026, lastMonth, lastDay))).SingleOrDefault().Code);

    [Theory, Requirement("FLU-006")]
    [InlineData(3, 31, false), InlineData(4, 1, true), InlineData(8, 1, true), InlineData(8, 2, false)]
    public void Pre_orders_are_taken_from_the_first_to_the_last_day(int month, int day, bool open) =>
        Assert.Equal(open, Season(new(2026, 4, 1), new(2026, 8, 1)).TakesPreOrders(new(2026, month, day)));

    [Theory, Requirement("FLU-009")]
    [InlineData(8, 31, false), InlineData(9, 1, true), InlineData(10, 31, true), InlineData(11, 1, false)]
    public void Dispatch_outside_september_and_october_is_flagged(int month, int day, bool inside) =>
        Assert.Equal(inside, !SeasonRules.Dispatch_is_in_september_and_october(
            Season(new(2026, 4, 1), new(2026, 8, 1)), new(2026, month, day)).Any());

    [Theory]
    [InlineData("2026/27", 2026), InlineData("2099/00", 2099), InlineData("2026/28", null), InlineData("26/27", null)]
    [InlineData("2026-27", 2026), InlineData(null, null)]
    public void A_season_is_named_by_its_two_years(string? code, int? year) =>
        Assert.Equal(year, Core.Ordering.Season.YearOf(code));

    [Fact, Requirement("FLU-004")]
    public void The_target_groups_are_the_old_and_a_part_of_the_younger()
    {
        var size = TargetGroups.Size(new AgeGroups(10, 1000, 60, 10_004, 3000, 700), ShippedRules.On(2026, 5, 15));
        Assert.Equal(new TargetGroupSize(3000, 1200, 50), size);
        Assert.Equal(4250, size.People);
    }
}
