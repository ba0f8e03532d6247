using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests.Basics;

public class AmountTests
{
    [Theory]
    [InlineData(20000, "200.00")]
    [InlineData(5, "0.05")]
    [InlineData(-5, "-0.05")]
    [InlineData(long.MinValue, "-92233720368547758.08")]
    public void Money_is_read_and_written_in_kroner_with_two_decimals(long ore, string text)
    {
        Assert.Equal(text, new Money(ore).ToString());
        Assert.True(Money.TryParse(text, out var read));
        Assert.Equal(new Money(ore), read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12.345")]
    [InlineData("12,50")]
    [InlineData("1 000")]
    [InlineData("1e3")]
    [InlineData("92233720368547758.08")]
    public void What_is_not_whole_øre_is_not_money(string? text) => Assert.False(Money.TryParse(text, out _));

    [Fact]
    public void Money_that_does_not_fit_throws()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => Money.Kroner(long.MaxValue));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) * 2);
    }

    [Fact]
    public void Money_is_summed_and_turned()
    {
        Assert.Equal(new Money(600), Money.Sum([new Money(100), new Money(200), new Money(300)]));
        Assert.Equal(new Money(-200), -Money.Kroner(2));
        Assert.True(Money.Sum([]).IsZero);
    }

    [Theory]
    [InlineData(25, 20000, 5000)]
    [InlineData(25, 2, 1)] // half an øre goes away from zero
    [InlineData(25, -2, -1)]
    [InlineData(25, 1, 0)]
    [InlineData(0.3, 10000, 30)]
    public void A_rate_of_an_amount_is_rounded_half_away_from_zero(double percent, long ore, long expected) =>
        Assert.Equal(new Money(expected), Rate.Percent((decimal)percent).Of(new Money(ore)));

    [Fact]
    public void A_rate_is_written_in_percent()
    {
        Assert.Equal("25 %", Rate.Percent(25).ToString());
        Assert.Equal("0.3 %", Rate.Percent(0.3m).ToString());
    }

    [Fact]
    public void A_rate_of_a_huge_amount_does_not_overflow_on_the_way() =>
        Assert.Equal(new Money(long.MaxValue), Rate.Percent(100).Of(new Money(long.MaxValue)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    public void Part_of_a_pack_takes_a_whole_pack(long doses, long packs) =>
        Assert.Equal(packs, new Quantity(doses).PacksRoundedUp(10));

    [Fact]
    public void Quantities_are_ordered_and_do_not_wrap()
    {
        Assert.Equal(new Quantity(2), Quantity.Min(new Quantity(3), new Quantity(2)));
        Assert.Throws<OverflowException>(() => new Quantity(long.MinValue) - new Quantity(1));
    }
}
