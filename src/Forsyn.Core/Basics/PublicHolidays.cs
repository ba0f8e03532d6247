namespace Forsyn.Core.Basics;

/// <summary>Norwegian public holidays; the movable ones are counted in days from Easter Sunday.</summary>
public static class PublicHolidays
{
    /// <summary>The holiday's code (maundy-thursday, constitution-day, …), or null. Two on one day give the
    /// church's.</summary>
    public static string? Code(DateOnly day) => (day.DayNumber - EasterSunday(day.Year).DayNumber) switch
    {
        -3 => "maundy-thursday",
        -2 => "good-friday",
        0 => "easter-sunday",
        1 => "easter-monday",
        39 => "ascension-day",
        49 => "whit-sunday",
        50 => "whit-monday",
        _ => (day.Month, day.Day) switch
        {
            (1, 1) => "new-years-day",
            (5, 1) => "labour-day",
            (5, 17) => "constitution-day",
            (12, 25) => "christmas-day",
            (12, 26) => "second-christmas-day",
            _ => null,
        },
    };

    /// <summary>All holidays of a year in order of date.</summary>
    public static IReadOnlyList<(DateOnly Day, string Code)> InYear(int year) =>
        [.. Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Select(i => new DateOnly(year, 1, 1).AddDays(i))
            .Select(day => (day, Code(day)!))
            .Where(holiday => holiday.Item2 is not null)];

    /// <summary>Easter Sunday of a year in the Gregorian calendar.</summary>
    public static DateOnly EasterSunday(int year)
    {
        // Gauss' rule with the corrections for full moons that would fall too late.
        var century = year / 100;
        var golden = year % 19;
        var moonShift = (15 + century - century / 4 - (13 + 8 * century) / 25) % 30;
        var sundayShift = (4 + century - century / 4) % 7;
        var fullMoon = (19 * golden + moonShift) % 30;
        if (fullMoon == 29 || (fullMoon == 28 && golden > 10)) fullMoon--;
        var toSunday = (2 * (year % 4) + 4 * (year % 7) + 6 * fullMoon + sundayShift) % 7;
        return new DateOnly(year, 3, 22).AddDays(fullMoon + toSunday);
    }
}
