namespace Forsyn.Core.Stock.ColdChain;

/// <summary>A time a place was out of its range on one side, long enough to count.</summary>
/// <param name="End">The first reading back in range; where the series ends outside, one interval after the
/// last.</param>
/// <param name="Ongoing">The newest reading was still out of range.</param>
/// <param name="MilliDegreeMinutes">Area between curve and limit, in thousandths of a degree times minutes.</param>
/// <param name="SecondsByDegree">Seconds spent in each whole degree: 25 is more than 24 and no more than 25 °C.</param>
public sealed record Excursion(
    ExcursionSide Side, Moment Start, Moment End, bool Ongoing, Celsius Lowest, Celsius Highest,
    long MilliDegreeMinutes, IReadOnlyDictionary<int, long> SecondsByDegree)
{
    public TimeSpan Duration => End.Since(Start);
}

/// <summary>Time without readings, longer than a gap may be.</summary>
public readonly record struct Gap(Moment From, Moment To);

/// <summary>Readings to excursions, gaps and sums; each reading holds until the next one.</summary>
public static class TemperatureSeries
{
    /// <summary>
    /// The excursions of one logger's readings, which are in order of time. A gap between two readings that are out
    /// does not end an excursion: nobody saw the temperature come back.
    /// </summary>
    public static IReadOnlyList<Excursion> Excursions(IReadOnlyList<Reading> readings, ColdLimits limits)
    {
        var found = new List<Excursion>();
        var step = Step(readings);
        for (var i = 0; i < readings.Count;)
        {
            if (limits.Side(readings[i].Temperature) is not { } side)
            {
                i++;
                continue;
            }
            var first = i;
            while (i < readings.Count && limits.Side(readings[i].Temperature) == side) i++;
            var end = i < readings.Count ? readings[i].At : readings[i - 1].At.Plus(step);
            var excursion = Measure(readings, first, i, side, end, i == readings.Count, limits);
            var counts = side == ExcursionSide.Warm ? limits.WarmCountsFrom : limits.ColdCountsFrom;
            if (excursion.Duration >= counts) found.Add(excursion);
        }
        return found;
    }

    static Excursion Measure(
        IReadOnlyList<Reading> readings, int first, int after, ExcursionSide side, Moment end, bool ongoing,
        ColdLimits limits)
    {
        var (lowest, highest, area) = (readings[first].Temperature, readings[first].Temperature, 0m);
        var degrees = new SortedDictionary<int, long>();
        for (var i = first; i < after; i++)
        {
            var (at, temperature) = readings[i];
            var until = i + 1 < readings.Count ? readings[i + 1].At : end;
            var seconds = (long)until.Since(at).TotalSeconds;
            if (temperature < lowest) lowest = temperature;
            if (temperature > highest) highest = temperature;
            area += Math.Abs(temperature.Milli - (side == ExcursionSide.Warm ? limits.Highest : limits.Lowest).Milli)
                * (decimal)seconds / 60;
            degrees[temperature.DegreeUp] = degrees.GetValueOrDefault(temperature.DegreeUp) + seconds;
        }
        return new(side, readings[first].At, end, ongoing, lowest, highest, (long)area, degrees);
    }

    /// <summary>
    /// Excursions of several loggers in one place as one list: those that overlap on one side become one, which keeps
    /// the worst of each, since nobody knows which logger a package stood beside.
    /// </summary>
    public static IReadOnlyList<Excursion> Together(IEnumerable<IReadOnlyList<Excursion>> loggers)
    {
        var all = new List<Excursion>();
        foreach (var one in loggers.SelectMany(list => list).OrderBy(e => e.Side).ThenBy(e => e.Start))
            if (all.Count > 0 && all[^1] is var last && last.Side == one.Side && one.Start <= last.End)
                all[^1] = Worst(last, one);
            else all.Add(one);
        return [.. all.OrderBy(e => e.Start)];
    }

    static Excursion Worst(Excursion a, Excursion b) => new(a.Side, a.Start, a.End >= b.End ? a.End : b.End,
        a.Ongoing || b.Ongoing, a.Lowest <= b.Lowest ? a.Lowest : b.Lowest, a.Highest >= b.Highest ? a.Highest
            : b.Highest, Math.Max(a.MilliDegreeMinutes, b.MilliDegreeMinutes),
        Exposure.Larger(a.SecondsByDegree, b.SecondsByDegree));

    /// <summary>Where more time passed between two readings than the limits allow.</summary>
    public static IReadOnlyList<Gap> Gaps(IReadOnlyList<Reading> readings, TimeSpan longest) =>
        [.. readings.Zip(readings.Skip(1)).Where(pair => pair.Second.At.Since(pair.First.At) > longest)
            .Select(pair => new Gap(pair.First.At, pair.Second.At))];

    /// <summary>The usual time between two readings (the median); five minutes where it cannot be told.</summary>
    public static TimeSpan Step(IReadOnlyList<Reading> readings)
    {
        if (readings.Count < 2) return TimeSpan.FromMinutes(5);
        // A thousand intervals tell it as well as a hundred thousand.
        var every = Math.Max(1, (readings.Count - 1) / 1000);
        var steps = new List<long>();
        for (var i = 1; i < readings.Count; i += every)
            steps.Add(readings[i].At.Microseconds - readings[i - 1].At.Microseconds);
        steps.Sort();
        return TimeSpan.FromTicks(steps[steps.Count / 2] * 10);
    }
}
