using Forsyn.App.Database;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Whether the desk answers at a moment, whom to call then, and when that changes.</summary>
/// <param name="WhyClosed">Why the whole day is closed: weekend, closed-day or a holiday's code; null else.</param>
/// <param name="CallNow">The number an emergency is to call at the moment.</param>
public sealed record HoursAnswer(
    Moment At, bool Open, DateOnly Day, TimeOnly? Opens, TimeOnly? Closes, string? WhyClosed, Moment? NextChange,
    UrgentRoute Route, string CallNow);

public static class GetOpeningHours
{
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
