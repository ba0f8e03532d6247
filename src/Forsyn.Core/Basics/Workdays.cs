using System.Collections.Immutable;

namespace Forsyn.Core.Basics;

/// <summary>
/// Which days are worked: Monday to Friday outside Norwegian public holidays, corrected by extra closed days (a
/// moving day) and extra open days (an exercise on a Saturday). An extra open day wins over everything.
/// </summary>
/// <remarks>Holidays: lov om helligdager og helligdagsfred § 2, and lov om 1. og 17. mai.</remarks>
public sealed record Workdays(ImmutableHashSet<DateOnly> ExtraClosed, ImmutableHashSet<DateOnly> ExtraOpen)
{
    public static readonly Workdays Norway = new([], []);

    public Workdays Close(params IEnumerable<DateOnly> days) => this with { ExtraClosed = ExtraClosed.Union(days) };
    public Workdays Open(params IEnumerable<DateOnly> days) => this with { ExtraOpen = ExtraOpen.Union(days) };

    public bool IsWorkday(DateOnly day) => WhyClosed(day) is null;

    /// <summary>Why the day is closed, as a code (a holiday's, else closed-day or weekend), or null on a
    /// workday.</summary>
    public string? WhyClosed(DateOnly day) =>
        ExtraOpen.Contains(day) ? null
        : PublicHolidays.Code(day) is { } holiday ? holiday
        : ExtraClosed.Contains(day) ? "closed-day"
        : day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? "weekend"
        : null;

    /// <summary>The first workday after the day, never the day itself.</summary>
    public DateOnly NextWorkday(DateOnly day) => WorkdayFrom(day.AddDays(1), 1);

    /// <summary>The day itself when it is worked, else the next workday.</summary>
    public DateOnly ThisOrNextWorkday(DateOnly day) => WorkdayFrom(day, 1);

    /// <summary>
    /// That many workdays on, or back when negative; the day itself is not counted. Zero gives the day itself, or the
    /// next workday when it is closed.
    /// </summary>
    public DateOnly AddWorkdays(DateOnly day, int workdays)
    {
        if (workdays == 0) return ThisOrNextWorkday(day);
        var step = Math.Sign(workdays);
        for (var left = Math.Abs(workdays); left > 0; left--) day = WorkdayFrom(day.AddDays(step), step);
        return day;
    }

    /// <summary>Workdays from the first day on and before the second; negative when the second is earlier.</summary>
    public int WorkdaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from) return -WorkdaysBetween(to, from);
        var count = 0;
        for (var day = from; day < to; day = day.AddDays(1)) count += IsWorkday(day) ? 1 : 0;
        return count;
    }

    DateOnly WorkdayFrom(DateOnly day, int step)
    {
        while (!IsWorkday(day)) day = day.AddDays(step);
        return day;
    }

    public bool Equals(Workdays? other) =>
        other is not null && ExtraClosed.SetEquals(other.ExtraClosed) && ExtraOpen.SetEquals(other.ExtraOpen);
    public override int GetHashCode() => HashCode.Combine(ExtraClosed.Count, ExtraOpen.Count);
}
