namespace Forsyn.Core.Ordering;

/// <summary>From and to on one day, Oslo time; the desk is open at Opens and closed at Closes.</summary>
public readonly record struct Hours(TimeOnly Opens, TimeOnly Closes);

/// <summary>
/// When FHI's desk answers: two seasons with inclusive days, Monday to Friday. The source says nothing of public
/// holidays; that they are closed is our assumption, and the calendar that says so can be edited (URG-008).
/// </summary>
public static class OpeningHours
{
    const string Source = "FHI, emergency supply";

    /// <summary>The hours of a day, or null when the desk is closed all day.</summary>
    /// <param name="numbers">Those of the same day.</param>
    [Rule(Source, "URG-006", "URG-007", "URG-008")]
    public static Hours? On(DateOnly day, RuleNumbers numbers, Workdays calendar) =>
        calendar.IsWorkday(day) ? Of(numbers, IsSummer(day, numbers)) : null;

    /// <summary>The hours of a season.</summary>
    public static Hours Of(RuleNumbers numbers, bool summer) => new(Time(numbers, "desk-opens-minute"),
        Time(numbers, summer ? "desk-closes-minute-summer" : "desk-closes-minute-winter"));

    /// <summary>Both days that the season names are in it.</summary>
    public static bool IsSummer(DateOnly day, RuleNumbers numbers)
    {
        var date = day.Month * 100 + day.Day;
        return date >= numbers.Count("summer-season-first-day") && date <= numbers.Count("summer-season-last-day");
    }

    /// <summary>Whether the desk answers; at the very stroke of closing it does not.</summary>
    /// <param name="numbers">Those of the day in Oslo.</param>
    public static bool IsOpen(Moment at, RuleNumbers numbers, Workdays calendar) =>
        On(at.Day, numbers, calendar) is { } hours && at.OsloTime >= hours.Opens && at.OsloTime < hours.Closes;

    /// <summary>
    /// When the desk next opens or closes, after the moment; null when it does neither within a year.
    /// </summary>
    public static Moment? NextChange(Moment at, Func<DateOnly, RuleNumbers> numbers, Workdays calendar)
    {
        for (var day = at.Day; day < at.Day.AddDays(366); day = day.AddDays(1))
        {
            if (On(day, numbers(day), calendar) is not { } hours) continue;
            if (Moment.InOslo(day, hours.Opens) is var opens && opens > at) return opens;
            if (Moment.InOslo(day, hours.Closes) is var closes && closes > at) return closes;
        }
        return null;
    }

    static TimeOnly Time(RuleNumbers numbers, string name) =>
        TimeOnly.MinValue.AddMinutes(numbers.Count(name));
}
