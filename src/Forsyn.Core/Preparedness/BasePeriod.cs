namespace Forsyn.Core.Preparedness;

/// <summary>The whole months whose turnover a target is worked out from.</summary>
public readonly record struct BasePeriod(Month First, int Months)
{
    public Month Last => First.Plus(Months - 1);
    public int Days => Last.LastDay.DayNumber - First.FirstDay.DayNumber + 1;
    public bool Contains(Month month) => month >= First && month <= Last;
    public IEnumerable<Month> Each
    {
        get
        {
            for (var n = 0; n < Months; n++) yield return First.Plus(n);
        }
    }
    /// <summary>The form 2025-06/2026-05, both months included.</summary>
    public override string ToString() => $"{First}/{Last}";
}

/// <summary>Which months a scheme counts: the last so many, or the same months of each year.</summary>
/// <param name="Months">How many, at least one.</param>
/// <param name="From">Month of the year (1–12) that the months begin with; null for the last ones there are.</param>
public sealed record BaseRule(int Months, int? From = null)
{
    /// <summary>The newest such months that were over before the day.</summary>
    public BasePeriod Before(DateOnly day)
    {
        var last = Month.Of(day).Plus(-1);
        if (From is not { } first) return new(last.Plus(1 - Months), Months);
        var begin = new Month(day.Year, first);
        while (begin.Plus(Months - 1) > last) begin = begin.Plus(-12);
        return new(begin, Months);
    }
}

/// <summary>How often targets are worked out anew.</summary>
public enum Rhythm { Monthly = 1, Quarterly = 3, Yearly = 12 }

/// <summary>The days a rhythm falls on.</summary>
public static class Rhythms
{
    /// <summary>The newest first of month, quarter or year that is not later than the day.</summary>
    public static DateOnly DueOn(this Rhythm rhythm, DateOnly day) =>
        new(day.Year, (day.Month - 1) / (int)rhythm * (int)rhythm + 1, 1);
}
