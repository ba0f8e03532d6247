using Forsyn.Core.Stock;

namespace Forsyn.Core.Tests.Stock;

public class StockCurveTests
{
    static readonly DateOnly First = new(2026, 5, 1);

    [Fact]
    public void The_end_of_a_day_is_now_less_what_counts_for_later_days()
    {
        var curve = StockCurve.Of(["a", "b", "never"], new Dictionary<string, long> { ["a"] = 100, ["b"] = 5 },
            [new(First.AddDays(1), "a", 30), new(First.AddDays(2), "a", -10), new(First.AddDays(9), "b", 5)],
            First, First.AddDays(3));
        Assert.Equal(["a"], curve.Layers);
        Assert.Equal([80, 110, 100, 100], curve.Days.Select(day => day.Total));
        Assert.Equal([First, First.AddDays(1), First.AddDays(2), First.AddDays(3)], curve.Days.Select(day => day.Day));
    }

    [Fact]
    public void A_table_of_the_curve_leaves_out_days_without_a_change()
    {
        var curve = StockCurve.Of(["a"], new Dictionary<string, long> { ["a"] = 1 }, [new(First.AddDays(5), "a", 1)],
            First, First.AddDays(9));
        Assert.Equal([First, First.AddDays(5), First.AddDays(9)], curve.Turns.Select(day => day.Day));
    }

    [Fact]
    public void One_day_is_a_curve_too() => Assert.Single(StockCurve.Of(["a"],
        new Dictionary<string, long> { ["a"] = 3 }, [], First, First).Turns);
}
