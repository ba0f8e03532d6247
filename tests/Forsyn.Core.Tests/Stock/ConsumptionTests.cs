using Forsyn.Core.Basics;
using Forsyn.Core.Stock;

namespace Forsyn.Core.Tests.Stock;

public class ConsumptionTests
{
    static readonly DateOnly Today = new(2026, 5, 15);
    static readonly RuleNumbers Numbers = ShippedRules.Book.On(Today);
    static readonly DateRange Ten = new(Today.AddDays(-10), Today);

    static StockDay Day(int back, long used, long? net = null) => new(Today.AddDays(-back), used, net ?? -used);

    [Fact]
    public void The_window_is_the_ninety_days_before_the_day()
    {
        Assert.Equal(new DateRange(new(2026, 2, 14), Today), Consumption.WindowOn(Numbers));
        Assert.Equal(90, Consumption.WindowOn(Numbers).Days);
    }

    [Fact]
    public void Use_is_shared_out_on_the_days_in_stock()
    {
        var use = Consumption.Of(Ten, 40, [Day(1, 5), Day(3, 15)]);
        Assert.Equal((20, 0, 10), (use.Used, use.DaysOut, use.DaysInStock));
        Assert.Equal(2_000_000, use.PerDayMillionths);
        Assert.Equal(20, use.DaysOfCover(41));
        Assert.Equal(14, use.UnitsFor(7));
    }

    [Fact]
    public void Days_out_of_stock_are_left_out_so_that_a_shortage_does_not_look_like_little_need()
    {
        // Ten units ten days back, all used the same day; nothing until twelve came the day before yesterday.
        var use = Consumption.Of(Ten, 8, [Day(10, 10, -10), Day(2, 2, 10), Day(1, 2)]);
        Assert.Equal((14, 7, 3), (use.Used, use.DaysOut, use.DaysInStock));
        Assert.Equal(4_666_666, use.PerDayMillionths);
        Assert.Equal(1, use.DaysOfCover(8));
    }

    [Fact]
    public void A_day_that_ends_empty_counts_when_something_was_used_on_it() =>
        Assert.Equal(1, Consumption.Of(Ten, 0, [Day(2, 3, 0)]).DaysInStock);

    [Fact]
    public void What_was_never_there_has_no_day_in_stock_and_no_average()
    {
        var use = Consumption.Of(Ten, 0, []);
        Assert.Equal((0, 10, 0, 0L, null), (use.Used, use.DaysOut, use.DaysInStock, use.PerDayMillionths,
            use.DaysOfCover(5)));
        Assert.Equal(0, use.UnitsFor(30));
        Assert.False(use.IsKnown(Numbers));
    }

    [Theory]
    [InlineData(27, false)]
    [InlineData(28, true)]
    public void An_average_rests_on_at_least_four_weeks_in_stock(int days, bool known)
    {
        var window = Consumption.WindowOn(Numbers);
        var use = Consumption.Of(window, 100, [Day(days, 0, 100)]);
        Assert.Equal((days, known), (use.DaysInStock, use.IsKnown(Numbers)));
    }

    [Fact]
    public void What_is_not_used_lasts_without_end() =>
        Assert.Null(Consumption.Of(Ten, 50, []).DaysOfCover(50));

    [Fact]
    public void Days_outside_the_window_do_not_count() =>
        Assert.Equal(3, Consumption.Of(Ten, 50, [Day(0, 7), Day(1, 3), Day(11, 9)]).Used);

    [Fact]
    public void Undoing_more_than_was_used_is_no_use_less_than_none() =>
        Assert.Equal(0, Consumption.Of(Ten, 50, [Day(1, -3)]).Used);

    [Fact]
    public void The_larger_of_two_measures_is_by_the_day_and_not_by_the_sum()
    {
        var much = new Consumption(Ten, 50, DaysOut: 0);
        var fast = new Consumption(Ten, 40, DaysOut: 5);
        Assert.Same(fast, Consumption.Larger(much, fast));
        Assert.Same(fast, Consumption.Larger(fast, much));
    }
}
