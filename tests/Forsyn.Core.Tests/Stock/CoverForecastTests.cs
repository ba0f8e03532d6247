using Forsyn.Core.Basics;
using Forsyn.Core.Stock;

namespace Forsyn.Core.Tests.Stock;

public class CoverForecastTests
{
    static readonly DateOnly Today = new(2026, 5, 15);
    static readonly RuleNumbers Numbers = ShippedRules.Book.On(Today);
    static readonly DateRange Window = Consumption.WindowOn(Numbers);

    static IReadOnlyList<StockDay> Days(Func<int, long> used) =>
        [.. Enumerable.Range(0, Window.Days!.Value).Select(i => new StockDay(Window.From.AddDays(i), used(i), 0))];

    static CoverForecast Forecast(long units, Func<int, long> used, params ProjectedLot[] coming) =>
        CoverForecast.Of([new(1, new(units), Today.AddYears(3)), .. coming],
            Consumption.Of(Window, units, Days(used)), Days(used), new Money(250), Numbers);

    [Fact]
    public void Even_use_has_no_band_and_runs_out_when_the_units_are_gone()
    {
        var forecast = Forecast(100, _ => 10);
        Assert.Equal(0, forecast.DeviationMillionths);
        Assert.Equal(Today.AddDays(10), forecast.Expected.RunsOutOn);
        Assert.Equal(forecast.Expected.RunsOutOn, forecast.Early.RunsOutOn);
        Assert.Equal(forecast.Expected.RunsOutOn, forecast.Late.RunsOutOn);
    }

    [Fact]
    public void Uneven_use_has_a_band_round_the_expected_day()
    {
        var forecast = Forecast(1000, i => i % 2 == 0 ? 0 : 20);
        // Ninety days of 0 and 20 by turns: 90/89 × 10², its root is a little over ten.
        Assert.Equal(10_056_022, forecast.DeviationMillionths);
        Assert.Equal(Today.AddDays(100), forecast.Expected.RunsOutOn);
        // 10 d + 1.281552 × 10.056 × √d passes 1000 on the 88th day, and with minus on the 114th.
        Assert.Equal(Today.AddDays(87), forecast.Early.RunsOutOn);
        Assert.Equal(Today.AddDays(113), forecast.Late.RunsOutOn);
    }

    [Fact]
    public void What_is_announced_counts_from_the_day_it_comes()
    {
        var lot = new ProjectedLot(-1, new(50), DateOnly.MaxValue, Today.AddDays(5));
        Assert.Equal(Today.AddDays(15), Forecast(100, _ => 10, lot).Expected.RunsOutOn);
        var late = lot with { ArrivesOn = Today.AddDays(12) };
        Assert.Equal(Today.AddDays(10), Forecast(100, _ => 10, late).Expected.RunsOutOn);
    }

    [Fact]
    public void What_expires_first_is_lost_and_told_in_kroner()
    {
        var soon = new ProjectedLot(2, new(500), Today.AddDays(9));
        var forecast = Forecast(100, _ => 10, soon);
        Assert.Equal((400, new Money(400 * 250)), (forecast.Expected.Lost.Units, forecast.Expected.Loss));
        Assert.Equal(Today.AddDays(20), forecast.Expected.RunsOutOn);
    }

    [Fact]
    public void What_nobody_uses_never_runs_out_and_a_week_in_stock_says_too_little()
    {
        Assert.Null(Forecast(100, _ => 0).Late.RunsOutOn);
        var short_ = Consumption.Of(Window, 0, [new(Today.AddDays(-1), 5, 0)]);
        Assert.False(CoverForecast.Of([], short_, [], Money.Zero, Numbers).Known);
    }
}
