namespace Forsyn.Core.Stock;

/// <summary>
/// When a product runs out, with a band: three projections of the same lots and deliveries, with average use, with more
/// and with less. After d days the use is d × the average ± z × s × √d, where s is the standard deviation of daily use
/// in the window of the consumption formula and z the number of deviations of data/rules/cover.json.
/// </summary>
/// <param name="Use">The average, by the one consumption formula.</param>
/// <param name="DeviationMillionths">s, in millionths of a unit a day.</param>
/// <param name="Early">With more use than the average: the early edge of the band.</param>
/// <param name="Late">With less: the late edge.</param>
/// <param name="Known">False where there were too few days in stock for an average that says anything.</param>
public sealed record CoverForecast(
    Consumption Use, long DeviationMillionths, int Days, Projection Expected, Projection Early, Projection Late,
    bool Known)
{
    const long Unit = 1_000_000;

    /// <summary>Looks ahead from today; the lots are those that can be used, and what is to come.</summary>
    /// <param name="days">Days of the window on which something moved.</param>
    public static CoverForecast Of(
        IReadOnlyList<ProjectedLot> lots, Consumption use, IEnumerable<StockDay> days, Money unitPrice,
        RuleNumbers numbers)
    {
        var (horizon, z) = (numbers.Days("cover-horizon-days"), numbers.Rate("cover-band-deviations").Millionths);
        var deviation = Deviation(use, days);
        return new(use, deviation, horizon, Look(0), Look(z), Look(-z), use.IsKnown(numbers));

        Projection Look(long deviations) => Projection.Of(lots,
            DailyUse.ByDay(Steps(use.PerDayMillionths, deviation, deviations, horizon)), numbers.Day, horizon,
            unitPrice);
    }

    /// <summary>
    /// The standard deviation of daily use over the days in stock, in millionths of a unit: the root of
    /// (n × Σu² − (Σu)²) ÷ (n × (n − 1)).
    /// </summary>
    public static long Deviation(Consumption use, IEnumerable<StockDay> days)
    {
        long n = use.DaysInStock;
        if (n < 2) return 0;
        var moved = days.Where(day => use.Window.Contains(day.Day)).ToList();
        var squares = moved.Aggregate((Int128)0, (sum, day) => sum + (Int128)day.Used * day.Used);
        var sum = (Int128)moved.Sum(day => day.Used);
        var spread = Int128.Max(0, n * squares - sum * sum);
        return Root(spread * Unit * Unit / (n * (n - 1)));
    }

    // What is used each day, so that the sum after d days is the one of the formula. Use cannot be undone: where less
    // use would bring the sum down, it stands still.
    static long[] Steps(long average, long deviation, long deviations, int horizon)
    {
        var (steps, before) = (new long[horizon], 0L);
        for (var d = 1; d <= horizon; d++)
        {
            var wide = (long)((Int128)Root((Int128)deviation * deviation * d) * deviations / Unit);
            var sum = Math.Max(before, average * d + wide);
            steps[d - 1] = sum - before;
            before = sum;
        }
        return steps;
    }

    /// <summary>The whole root of a number that is not below zero, rounded down.</summary>
    static long Root(Int128 square)
    {
        if (square < 2) return (long)square;
        var root = (Int128)1 << (int)((Int128.Log2(square) / 2) + 1);
        for (Int128 next; (next = (root + square / root) / 2) < root;) root = next;
        return (long)root;
    }
}
