using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue.Fest;

namespace Forsyn.Core.Tests.Catalogue;

public class FestRulesTests
{
    static readonly DateOnly Withdrawn = new(2026, 11, 30);
    static readonly Moment Noon = Moment.Of(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("2026-11-30", true)]
    [InlineData("2027-02-28", true)] // three months by the calendar from the 30th, in a short month
    [InlineData("2027-03-01", false)]
    public void A_withdrawn_package_may_be_sold_for_three_months_and_not_a_day_longer(string day, bool allowed)
    {
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(allowed, FestRules.SaleAllowed(FestMarketing.None with { WithdrawnOn = Withdrawn }, on));
        Assert.Equal(allowed, FestRules.SaleAllowed(FestMarketing.None with { TemporarilyOutOn = Withdrawn }, on));
    }

    [Fact]
    public void The_earlier_of_withdrawal_and_temporary_discontinuation_counts_and_without_either_sale_is_allowed()
    {
        var marketing = FestMarketing.None with { WithdrawnOn = Withdrawn, TemporarilyOutOn = new(2026, 1, 31) };
        Assert.False(FestRules.SaleAllowed(marketing, new(2026, 5, 1)));
        Assert.True(FestRules.SaleAllowed(FestMarketing.None, DateOnly.MaxValue));
    }

    [Theory]
    [InlineData("2025-12-31", 10025L)]
    [InlineData("2026-01-01", 11050L)]
    [InlineData("2026-06-30", 11050L)]
    [InlineData("2026-07-01", 12000L)]
    [InlineData("2024-12-31", null)]
    public void The_price_of_a_day_is_the_one_that_became_valid_last(string day, long? ore)
    {
        FestPrice[] prices =
        [
            new(3, new Money(12000), new(new(2026, 7, 1), null)),
                new(3, new Money(10025), new(new(2025, 1, 1), new(2025, 12, 31))),
            new(3, new Money(11050), new(new(2026, 1, 1), null)), new(4, new Money(99900), new(new(2020, 1, 1), null)),
        ];
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(ore, FestRules.PriceOn(prices, FestPriceType.MaximumPurchase, on)?.Ore);
    }

    [Fact]
    public void A_price_without_dates_is_always_valid_and_another_type_is_no_price() =>
        Assert.Equal((new Money(5), null), (
            FestRules.PriceOn([new(5, new Money(5), default)], FestPriceType.Step, Withdrawn),
            FestRules.PriceOn([new(5, new Money(5), default)], FestPriceType.Refund, Withdrawn)));

    [Fact]
    public void A_file_is_newer_the_same_or_older_than_the_one_held()
    {
        Assert.Equal(FestFileAge.Newer, FestRules.AgeOf(Noon, null));
        Assert.Equal(FestFileAge.Same, FestRules.AgeOf(Noon, Noon));
        Assert.Equal(FestFileAge.Newer, FestRules.AgeOf(Noon.Plus(TimeSpan.FromSeconds(1)), Noon));
        Assert.Equal(FestFileAge.Older, FestRules.AgeOf(Noon.Plus(TimeSpan.FromSeconds(-1)), Noon));
    }

    [Fact]
    public void An_expired_entry_removes_its_own_version_and_one_of_its_item_that_is_not_newer()
    {
        var item = new FestSubstance("S", "name", "", []);
        var expired = new FestEntry(FestCatalogue.Substance, "E", Noon, Active: false, [item]);
        Assert.True(FestRules.Removes(expired, "E", "other", Noon.Plus(TimeSpan.FromDays(1))));
        Assert.True(FestRules.Removes(expired, "X", "S", Noon));
        Assert.False(FestRules.Removes(expired, "X", "S", Noon.Plus(TimeSpan.FromSeconds(1))));
        Assert.False(FestRules.Removes(expired with { Active = true }, "E", "S", Noon));
        Assert.True(FestRules.Replaces(Noon, Noon));
        Assert.False(FestRules.Replaces(Noon, Noon.Plus(TimeSpan.FromSeconds(1))));
    }

    [Theory]
    [InlineData("7046260148840", "07046260148840")]
    [InlineData("07046260148840", "07046260148840")]
    [InlineData("036000291452", "00036000291452")]
    [InlineData("7046260148841", null)]
    [InlineData("704626014885", null)]
    [InlineData("70462601488A0", null)]
    public void A_bar_code_becomes_a_gtin_of_14_digits_or_none(string code, string? gtin) =>
        Assert.Equal(gtin, FestRules.Gtin14(code));
}
