namespace Forsyn.Core.Preparedness;

/// <summary>What counted towards a target when a day ended, and what had to be held, both in the target's measure.
/// </summary>
public readonly record struct CoveredDay(DateOnly Day, long Held, long Must)
{
    public long Missing => Math.Max(0, Must - Held);
}

/// <summary>Green, amber and red.</summary>
public enum CoverageState
{
    /// <summary>All that must be held is there.</summary>
    Held,
    /// <summary>All is there, and at the present trend it will not be within coverage-risk-days.</summary>
    AtRisk,
    /// <summary>Something is missing.</summary>
    Short,
}

/// <summary>Days in a row on which something was missing.</summary>
/// <param name="Deepest">The most that was missing on one of them.</param>
public readonly record struct Shortfall(DateOnly From, DateOnly To, long Deepest)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The shortfalls of some days, in order; days without a figure end a shortfall.</summary>
    public static List<Shortfall> In(IEnumerable<(DateOnly Day, long Missing)> days)
    {
        var found = new List<Shortfall>();
        foreach (var (day, missing) in days)
        {
            if (missing <= 0) continue;
            if (found.Count > 0 && found[^1].To == day.AddDays(-1))
                found[^1] = found[^1] with { To = day, Deepest = Math.Max(found[^1].Deepest, missing) };
            else found.Add(new(day, day, missing));
        }
        return found;
    }
}

/// <summary>How a target is covered on the last day of some days.</summary>
/// <param name="DaysShort">How many days of sale are missing, rounded up; null where nothing was sold.</param>
/// <param name="ShortSince">The first day of the shortfall that lasts.</param>
/// <param name="TrendMillionths">What the held amount grows by a day, in millionths; below zero where it shrinks.
/// </param>
/// <param name="BreachOn">The first day less than the target would be there at this trend; null where none is in
/// sight, or it is short already.</param>
public sealed record Coverage(
    CoverageState State, CoveredDay On, long? DaysShort, DateOnly? ShortSince, long TrendMillionths, DateOnly? BreachOn)
{
    /// <summary>
    /// Judges the last of the days. The trend is the median of the slopes between all pairs of the last
    /// coverage-trend-days (Theil and Sen), so that one delivery or one wrong report does not turn it.
    /// </summary>
    /// <param name="days">In order, at least one; days may be missing.</param>
    /// <param name="sold">Turnover of the base period, in the target's measure.</param>
    public static Coverage CoverageOfATarget(
        IReadOnlyList<CoveredDay> days, long sold, BasePeriod period, RuleNumbers numbers)
    {
        var last = days[^1];
        var trend = Trend(days, last.Day.AddDays(-numbers.Days("coverage-trend-days")));
        if (last.Missing > 0)
        {
            var since = Shortfall.In(days.Select(day => (day.Day, day.Missing)))[^1].From;
            long? lacks = sold > 0 ? Amounts.RoundedUp(last.Missing, period.Days, sold) : null;
            return new(CoverageState.Short, last, lacks, since, trend, null);
        }
        var breach = BreachAt(last, trend, numbers.Days("coverage-forecast-days"));
        var near = breach <= last.Day.AddDays(numbers.Days("coverage-risk-days"));
        return new(near ? CoverageState.AtRisk : CoverageState.Held, last, sold > 0 ? 0 : null, null, trend, breach);
    }

    static DateOnly? BreachAt(CoveredDay last, long trend, int atMost)
    {
        if (trend >= 0) return null;
        var days = ((Int128)(last.Held - last.Must) * Amounts.Ddd) / -trend + 1;
        return days <= atMost ? last.Day.AddDays((int)days) : null;
    }

    static long Trend(IReadOnlyList<CoveredDay> days, DateOnly after)
    {
        var recent = days.Where(day => day.Day > after).ToList();
        var slopes = new List<Int128>(recent.Count * (recent.Count - 1) / 2);
        for (var i = 0; i < recent.Count; i++)
            for (var j = i + 1; j < recent.Count; j++)
                slopes.Add((Int128)(recent[j].Held - recent[i].Held) * Amounts.Ddd
                    / (recent[j].Day.DayNumber - recent[i].Day.DayNumber));
        if (slopes.Count == 0) return 0;
        slopes.Sort();
        var middle = slopes.Count % 2 == 1 ? slopes[slopes.Count / 2]
            : (slopes[slopes.Count / 2 - 1] + slopes[slopes.Count / 2]) / 2;
        return (long)Int128.Clamp(middle, -long.MaxValue, long.MaxValue);
    }
}
