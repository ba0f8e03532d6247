using System.Globalization;

namespace Forsyn.Core.Preparedness;

/// <summary>What a length of consumption is counted in.</summary>
public enum SpanUnit { Days, Weeks, Months }

/// <summary>A length of consumption, such as 6 months, 180 days or 2 weeks; at least one of its unit.</summary>
public readonly record struct Span : IComparable<Span>
{
    const int DaysOfYear = 365, MonthsOfYear = 12;

    public int Count { get; }
    public SpanUnit Unit { get; }

    public Span(int count, SpanUnit unit)
    {
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count, "a span is at least one");
        (Count, Unit) = (count, unit);
    }

    /// <summary>Parts of a year of 365 days in 4380ths, in which days, weeks and months are all whole.</summary>
    public long YearParts => Unit switch
    {
        SpanUnit.Months => (long)Count * DaysOfYear,
        SpanUnit.Weeks => (long)Count * 7 * MonthsOfYear,
        _ => (long)Count * MonthsOfYear,
    };

    /// <summary>
    /// The consumption of this span, rounded up, when so much was sold in a base period: months are counted against its
    /// months, days and weeks against its days (STP-007). Nothing sold, or more returned than sold, gives nothing.
    /// </summary>
    public long Of(long sold, BasePeriod period) => sold <= 0 ? 0 : Unit == SpanUnit.Months
        ? Amounts.RoundedUp(sold, Count, period.Months)
        : Amounts.RoundedUp(sold, Unit == SpanUnit.Weeks ? Count * 7L : Count, period.Days);

    public int CompareTo(Span other) => YearParts.CompareTo(other.YearParts);
    public static bool operator <(Span a, Span b) => a.YearParts < b.YearParts;
    public static bool operator >(Span a, Span b) => a.YearParts > b.YearParts;
    public static bool operator <=(Span a, Span b) => a.YearParts <= b.YearParts;
    public static bool operator >=(Span a, Span b) => a.YearParts >= b.YearParts;

    /// <summary>The form of data files and tables: 6 months, 180 days, 2 weeks.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count} {Kebab.Of(Unit)}");

    /// <summary>Reads the form of <see cref="ToString"/>; the unit may be in the singular.</summary>
    public static bool TryParse(string? text, out Span span)
    {
        span = default;
        if ((text ?? "").Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var count, var word]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n < 1
            || !(Kebab.TryParse<SpanUnit>(word, out var unit) || Kebab.TryParse($"{word}s", out unit))) return false;
        span = new Span(n, unit);
        return true;
    }
}
