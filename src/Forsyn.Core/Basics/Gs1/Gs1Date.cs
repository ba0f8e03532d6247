namespace Forsyn.Core.Basics.Gs1;

/// <summary>Dates and times in GS1 values.</summary>
public static class Gs1Date
{
    /// <summary>
    /// A date of six digits (year, month, day), as in application identifier 17. Day 00 is the last day of the month.
    /// The century is the one that puts the year from 49 years before to 50 years after today's (General
    /// Specifications 7.12).
    /// </summary>
    public static Result<DateOnly> Read(string text, DateOnly today)
    {
        if (Problem(text, yearDigits: 2, dayMayBeZero: true) is { } problem)
            return Refusal.Of($"gs1-{problem}", "date", text);
        var (yy, month, day) = (Number(text, 0, 2), Number(text, 2, 2), Number(text, 4, 2));
        var ahead = yy - today.Year % 100;
        var year = today.Year + ahead + (ahead > 50 ? -100 : ahead < -49 ? 100 : 0);
        // A leap day may fall in a year that has none, such as 2100; the day before is then the last.
        var last = DateTime.DaysInMonth(year, month);
        return new DateOnly(year, month, day == 0 ? last : Math.Min(day, last));
    }

    /// <summary>The six digits of a date.</summary>
    public static string Write(DateOnly day) => $"{day.Year % 100:00}{day.Month:00}{day.Day:00}";

    internal static string? Problem(string text, int yearDigits, bool dayMayBeZero)
    {
        if (text.Length < yearDigits + 4) return "date-too-short";
        if (text.Length > yearDigits + 4) return "date-too-long";
        if (!Digits.All(text)) return "non-digit-character";
        var month = Number(text, yearDigits, 2);
        if (month is < 1 or > 12) return "illegal-month";
        var day = Number(text, yearDigits + 2, 2);
        var year = Number(text, 0, yearDigits);
        // Two digits are tried as 20yy, and a year 0000 as 2000: both are leap years when any year they may mean is.
        var most = DateTime.DaysInMonth(yearDigits == 2 || year == 0 ? 2000 + year : year, month);
        return day > most || (day == 0 && !dayMayBeZero) ? "illegal-day" : null;
    }

    internal static string? HourMinuteProblem(string text) =>
        text.Length < 4 ? "hour-with-minute-too-short"
        : text.Length > 4 ? "hour-with-minute-too-long"
        : !Digits.All(text) ? "non-digit-character"
        : Number(text, 0, 2) > 23 ? "illegal-hour"
        : Number(text, 2, 2) > 59 ? "illegal-minute"
        : null;

    static int Number(string text, int from, int length) => Digits.Number(text.AsSpan(from, length));
}
