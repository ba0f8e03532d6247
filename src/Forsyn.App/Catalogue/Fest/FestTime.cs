using System.Globalization;

namespace Forsyn.App.Catalogue.Fest;

/// <summary>Reads the days and times of FEST; by hand where the form is the usual one, since a file has
/// millions.</summary>
sealed class FestTime
{
    static readonly TimeZoneInfo Oslo = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");
    DateTime _hour;
    TimeSpan _offset;

    /// <summary>The day in the first ten characters.</summary>
    public static bool TryDay(string text, out DateOnly day)
    {
        day = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-') return false;
        var (year, month, date) = (Digits(text, 0, 4), Digits(text, 5, 2), Digits(text, 8, 2));
        if (year < 1 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, date);
        return true;
    }

    /// <summary>An instant; without a zone it is Oslo time, in the hour repeated in autumn the second one.</summary>
    public bool TryRead(string text, out Moment moment)
    {
        moment = default;
        if (text.Length < 19 || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || !TryDay(text, out var day)) return false;
        if (text.Length > 19) return TryZoned(text, out moment);
        var (hour, minute, second) = (Digits(text, 11, 2), Digits(text, 14, 2), Digits(text, 17, 2));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return false;
        moment = OfWall(day.ToDateTime(new TimeOnly(hour, minute, second)));
        return true;
    }

    bool TryZoned(string text, out Moment moment)
    {
        moment = default;
        var culture = CultureInfo.InvariantCulture;
        if (!DateTime.TryParse(text, culture, DateTimeStyles.RoundtripKind, out var at)) return false;
        if (at.Kind == DateTimeKind.Unspecified)
        {
            moment = OfWall(at);
            return true;
        }
        if (!DateTimeOffset.TryParse(text, culture, DateTimeStyles.None, out var zoned)) return false;
        moment = Moment.Of(zoned);
        return true;
    }

    // The offset changes on the hour, so one answer holds for the hour.
    Moment OfWall(DateTime wall)
    {
        var hour = new DateTime(wall.Year, wall.Month, wall.Day, wall.Hour, 0, 0, DateTimeKind.Unspecified);
        if (hour != _hour) (_hour, _offset) = (hour, Oslo.GetUtcOffset(hour));
        return Moment.Of(new DateTimeOffset(DateTime.SpecifyKind(wall, DateTimeKind.Unspecified), _offset));
    }

    static int Digits(string text, int from, int count)
    {
        var number = 0;
        for (var i = from; i < from + count; i++)
            if (char.IsAsciiDigit(text[i])) number = number * 10 + text[i] - '0';
            else return -1;
        return number;
    }
}
