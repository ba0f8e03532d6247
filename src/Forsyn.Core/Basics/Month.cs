using System.Globalization;
using static System.Globalization.DateTimeStyles;

namespace Forsyn.Core.Basics;

/// <summary>A calendar month, written 2026-05; years 1 to 9999, anything outside throws.</summary>
public readonly record struct Month : IComparable<Month>
{
    // Months since January of year 1, so that default(Month) is a real month, as default(DateOnly) is a real day.
    readonly int _index;

    Month(int index) => _index = index is >= 0 and < 9999 * 12
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), "a month lies in the years 1 to 9999");

    public Month(int year, int number) : this(number is >= 1 and <= 12
        ? (year - 1) * 12 + number - 1
        : throw new ArgumentOutOfRangeException(nameof(number), number, "a month is numbered 1 to 12")) { }

    public static Month Of(DateOnly day) => new(day.Year, day.Month);
    /// <summary>The month of a text that must be one, as where we wrote it ourselves; else InvariantBroken.</summary>
    public static Month Of(string text) =>
        TryParse(text, out var month) ? month : throw new InvariantBroken($"'{text}' is no month");

    public int Year => _index / 12 + 1;
    /// <summary>1 for January to 12 for December.</summary>
    public int Number => _index % 12 + 1;
    public int Days => DateTime.DaysInMonth(Year, Number);
    public DateOnly FirstDay => new(Year, Number, 1);
    public DateOnly LastDay => new(Year, Number, Days);
    /// <summary>Every day of the month; the last month there is (9999-12) has no day after it and so an open
    /// range.</summary>
    public DateRange Range => new(FirstDay, _index + 1 == 9999 * 12 ? null : Plus(1).FirstDay);

    public Month Plus(int months) => new(_index + months);
    /// <summary>Whole months from an earlier month to this one; negative when the other is later.</summary>
    public int Since(Month earlier) => _index - earlier._index;
    public bool Contains(DateOnly day) => Of(day) == this;

    public int CompareTo(Month other) => _index.CompareTo(other._index);
    public static bool operator <(Month a, Month b) => a._index < b._index;
    public static bool operator >(Month a, Month b) => a._index > b._index;
    public static bool operator <=(Month a, Month b) => a._index <= b._index;
    public static bool operator >=(Month a, Month b) => a._index >= b._index;

    /// <summary>The form 2026-05.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");

    /// <summary>Reads the form of <see cref="ToString"/> and no other.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        month = default;
        if (!DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, None, out var day))
            return false;
        month = Of(day);
        return true;
    }
}
