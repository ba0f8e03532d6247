using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Whether the desk answers at a moment, whom to call then, and when that changes.</summary>
/// <param name="WhyClosed">Why the whole day is closed: weekend, closed-day or a holiday's code; null else.</param>
/// <param name="CallNow">The number an emergency is to call at the moment.</param>
public sealed record HoursAnswer(
    Moment At, bool Open, DateOnly Day, TimeOnly? Opens, TimeOnly? Closes, string? WhyClosed, Moment? NextChange,
    UrgentRoute Route, string CallNow);

/// <summary>One season's hours on the days the desk works; both days are in it.</summary>
public sealed record SeasonHours(DateOnly First, DateOnly Last, TimeOnly Opens, TimeOnly Closes);

public static class GetOpeningHours
{
    /// <summary>The summer season of a year and the winter season that follows it.</summary>
    public static IReadOnlyList<SeasonHours> Seasons(int year)
    {
        var numbers = Rules.Book.On(new DateOnly(year, 7, 1));
        DateOnly Day(string name, int ofYear) =>
            new(ofYear, (int)numbers.Count(name) / 100, (int)numbers.Count(name) % 100);
        var (first, last) = (Day("summer-season-first-day", year), Day("summer-season-last-day", year));
        var summer = OpeningHours.Of(numbers, summer: true);
        var winter = OpeningHours.Of(numbers, summer: false);
        return
        [
            new(first, last, summer.Opens, summer.Closes),
            new(last.AddDays(1), Day("summer-season-first-day", year + 1).AddDays(-1), winter.Opens, winter.Closes),
        ];
    }

    public static async Task<HoursAnswer> Run(Db db, Moment at)
    {
        var calendar = await HolidayCalendar.Load(db);
        var numbers = Rules.Book.On(at.Day);
        var open = OpeningHours.IsOpen(at, numbers, calendar);
        var hours = OpeningHours.On(at.Day, numbers, calendar);
        return new HoursAnswer(at, open, at.Day, hours?.Opens, hours?.Closes, calendar.WhyClosed(at.Day),
            OpeningHours.NextChange(at, Rules.Book.On, calendar), open ? UrgentRoute.Desk : UrgentRoute.Pharmacy,
            open ? UrgentRules.DeskPhone : UrgentRules.PharmacyPhone);
    }
}
