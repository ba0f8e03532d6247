using Forsyn.Core.Basics;
using Forsyn.Core.Preparedness;

namespace Forsyn.Core.Tests.Preparedness;

public class CoverageTests
{
    static readonly DateOnly Day = new(2026, 11, 1);
    static readonly BasePeriod Year = new(new Month(2025, 11), 12);
    const long Sold = 3_650;

    static Coverage Judge(long must, long sold, params long[] held) => Coverage.CoverageOfATarget(
        [.. held.Select((units, n) => new CoveredDay(Day.AddDays(n + 1 - held.Length), units, must))], sold, Year,
        ShippedRules.On(2026, 11, 1));

    static long[] Falling(long from, long by, int days) => [.. Enumerable.Range(0, days).Select(n => from - by * n)];

    [Fact]
    public void What_must_be_held_and_is_held_is_green_and_a_unit_less_is_red()
    {
        Assert.Equal((CoverageState.Held, 0L), (Judge(100, Sold, 100).State, Judge(100, Sold, 100).DaysShort));
        var red = Judge(100, Sold, 99);
        Assert.Equal((CoverageState.Short, 1L, Day), (red.State, red.On.Missing, red.ShortSince));
    }

    [Fact]
    public void The_days_short_are_days_of_sale_rounded_up_and_unknown_where_nothing_is_sold()
    {
        Assert.Equal(3, Judge(100, Sold, 75).DaysShort);
        Assert.Equal(1, Judge(100, Sold, 99).DaysShort);
        Assert.Null(Judge(100, 0, 75).DaysShort);
    }

    [Fact]
    public void A_shortfall_lasts_since_the_day_after_it_was_last_whole() =>
        Assert.Equal(Day.AddDays(-2), Judge(100, Sold, 80, 100, 99, 70, 99).ShortSince);

    [Fact]
    public void A_fall_that_ends_in_a_breach_within_thirty_days_is_amber_and_a_day_later_green()
    {
        var amber = Judge(100, Sold, Falling(118 + 27, 1, 28));
        Assert.Equal((CoverageState.AtRisk, Day.AddDays(19), -1_000_000),
            (amber.State, amber.BreachOn, amber.TrendMillionths));
        Assert.Equal(CoverageState.AtRisk, Judge(100, Sold, Falling(129 + 27, 1, 28)).State);
        var green = Judge(100, Sold, Falling(130 + 27, 1, 28));
        Assert.Equal((CoverageState.Held, Day.AddDays(31)), (green.State, green.BreachOn));
    }

    [Fact]
    public void No_breach_is_foretold_where_stock_stands_or_grows_or_the_day_is_too_far_off()
    {
        Assert.Null(Judge(100, Sold, Falling(200, 0, 28)).BreachOn);
        Assert.Null(Judge(100, Sold, Falling(200, -3, 28)).BreachOn);
        Assert.Null(Judge(100, Sold, Falling(100 + 180 + 27, 1, 28)).BreachOn);
        Assert.NotNull(Judge(100, Sold, Falling(100 + 179 + 27, 1, 28)).BreachOn);
    }

    [Fact]
    public void One_wrong_report_does_not_turn_the_trend()
    {
        var held = Falling(1_000, 2, 28);
        held[13] = 90_000;
        Assert.Equal(-2_000_000, Judge(100, Sold, held).TrendMillionths);
    }

    [Fact]
    public void Only_the_last_four_weeks_make_the_trend() => Assert.Equal(
        -1_000_000, Judge(1, Sold, [.. Falling(90_000, 500, 100), .. Falling(1_000, 1, 28)]).TrendMillionths);

    [Fact]
    public void Shortfalls_are_told_with_first_and_last_day_and_what_was_missing_at_most() => Assert.Equal(
        [new Shortfall(Day, Day.AddDays(1), 9), new(Day.AddDays(3), Day.AddDays(3), 2)],
        Shortfall.In(new long[] { 4, 9, 0, 2, -7 }.Select((missing, n) => (Day.AddDays(n), missing))));

    [Fact]
    public void A_delivery_of_any_size_does_not_overflow_the_trend()
    {
        const long all = 90_000_000L * Amounts.Ddd;
        Assert.Equal(long.MaxValue, Judge(1, Sold, 0, all).TrendMillionths);
        Assert.Equal((-long.MaxValue, CoverageState.Short), (Judge(1, Sold, all, 0).TrendMillionths,
            Judge(1, Sold, all, 0).State));
        Assert.Equal(Day.AddDays(1), Judge(1, Sold, all, 1).BreachOn);
    }
}
