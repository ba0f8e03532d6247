namespace Forsyn.Core.Stock;

/// <summary>What one day did to some stock, in units; a day nothing moved is left out.</summary>
/// <param name="Used">Units used that day; less than zero where more was undone than used.</param>
/// <param name="Net">What the stock that may be handed out grew by; less than zero where it shrank.</param>
public readonly record struct StockDay(DateOnly Day, long Used, long Net);

/// <summary>
/// The one consumption formula of the program: average daily use = units used in the window ÷ days in stock, and days
/// of cover = units in stock ÷ average daily use, rounded down. A day on which nothing was in stock when it ended and
/// nothing was used is a day out of stock and is left out, or a shortage would look like little need. Use is what was
/// handed out, and what a full count found less of than the count before; waste and expiry are losses, not need.
/// The App reads it with DailyUse; who has days at hand calls Consumption.Of.
/// </summary>
/// <param name="Window">The days looked at, from data/rules/consumption.json; the day that runs is not among
/// them.</param>
/// <param name="Used">Units, never below zero.</param>
/// <param name="DaysOut">Days of the window that were left out.</param>
public sealed record Consumption(DateRange Window, long Used, int DaysOut)
{
    /// <summary>Days of the window the use is shared out on.</summary>
    public int DaysInStock => Window.Days!.Value - DaysOut;

    /// <summary>The days an average is taken over when it is asked for on a day: those before it.</summary>
    public static DateRange WindowOn(RuleNumbers numbers) =>
        new(numbers.Day.AddDays(-numbers.Days("consumption-window-days")), numbers.Day);

    /// <summary>Counts the days in stock backwards from what there was when the window ended.</summary>
    /// <param name="atEnd">Units in stock when the last day of the window ended.</param>
    /// <param name="days">Days of the window on which something moved, in any order, each at most once.</param>
    public static Consumption Of(DateRange window, long atEnd, IEnumerable<StockDay> days)
    {
        var moved = days.Where(day => window.Contains(day.Day)).ToDictionary(day => day.Day);
        var (used, daysOut, stock) = (0L, 0, atEnd);
        for (var day = window.LastDay!.Value; day >= window.From; day = day.AddDays(-1))
        {
            var on = moved.GetValueOrDefault(day);
            used += on.Used;
            if (stock <= 0 && on.Used <= 0) daysOut++;
            stock -= on.Net;
        }
        return new(window, Math.Max(0, used), daysOut);
    }

    /// <summary>
    /// False where the days in stock are fewer than consumption-least-days: an average of them would say little.
    /// </summary>
    public bool IsKnown(RuleNumbers numbers) => DaysInStock >= numbers.Days("consumption-least-days");

    /// <summary>Average units a day in millionths, rounded down; zero where there was no day in stock.</summary>
    public long PerDayMillionths => DaysInStock == 0 ? 0 : (long)((Int128)Used * 1_000_000 / DaysInStock);

    /// <summary>
    /// Whole days the units last at the average use; null where nothing was used, so that they last without end.
    /// </summary>
    public long? DaysOfCover(long units) => Used == 0 ? null : (long)((Int128)units * DaysInStock / Used);

    /// <summary>The units needed for so many days at the average use, rounded up.</summary>
    public long UnitsFor(int days) =>
        DaysInStock == 0 ? 0 : (long)(((Int128)Used * days + DaysInStock - 1) / DaysInStock);

    /// <summary>
    /// The larger average of two measures of the same flow: what is used where it is handed out, and what leaves those
    /// who distribute. Where offices and pharmacies do not report, the distributors' figure is the only one.
    /// </summary>
    public static Consumption Larger(Consumption one, Consumption other) =>
        other.PerDayMillionths > one.PerDayMillionths ? other : one;
}
