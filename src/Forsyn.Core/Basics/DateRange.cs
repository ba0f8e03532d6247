using System.Globalization;

namespace Forsyn.Core.Basics;

/// <summary>
/// Days from the first day on and before <c>To</c>, the first day no longer in it; open when To is null. An exclusive
/// end lets ranges meet without a gap or a day counted twice. A range holds at least one day; an empty one throws.
/// </summary>
public readonly record struct DateRange
{
    public DateOnly From { get; }
    /// <summary>The first day after the range; null when it has no end.</summary>
    public DateOnly? To { get; }

    public DateRange(DateOnly from, DateOnly? to)
    {
        if (to <= from) throw new ArgumentException($"a range from {from:O} must end later than {to:O}", nameof(to));
        (From, To) = (from, to);
    }

    public static DateRange OpenFrom(DateOnly from) => new(from, null);
    /// <summary>Both days are in the range, as people and most papers write it.</summary>
    public static DateRange Inclusive(DateOnly first, DateOnly last) => new(first, last.AddDays(1));

    /// <summary>The last day in the range; null when it has no end.</summary>
    public DateOnly? LastDay => To?.AddDays(-1);
    /// <summary>How many days; null when it has no end.</summary>
    public int? Days => To?.DayNumber - From.DayNumber;

    public bool Contains(DateOnly day) => day >= From && (To is null || day < To);
    public bool Contains(DateRange other) =>
        other.From >= From && (To is null || other.To <= To);
    public bool Overlaps(DateRange other) => (other.To is null || From < other.To) && (To is null || other.From < To);

    /// <summary>The days that are in both; null when there are none.</summary>
    public DateRange? Intersect(DateRange other)
    {
        if (!Overlaps(other)) return null;
        var to = To is null || other.To < To ? other.To : To;
        return new DateRange(From > other.From ? From : other.From, to);
    }

    /// <summary>The form 2026-01-01/2026-02-01, with ".." for no end; the second day is outside the range.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd}/{(To is { } to ? $"{to:yyyy-MM-dd}" : "..")}");
}
