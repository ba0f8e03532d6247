using System.Globalization;

namespace Forsyn.Core.Basics;

/// <summary>A UTC instant in whole microseconds since 1970; stored as bigint in both databases.</summary>
public readonly record struct Moment(long Microseconds) : IComparable<Moment>
{
    static readonly TimeZoneInfo OsloZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    public static Moment Of(DateTimeOffset at) => new((at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10);

    /// <summary>
    /// The instant of a wall-clock time in Oslo. An hour that summer time skips is read on the clock of before.
    /// </summary>
    public static Moment InOslo(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return Of(new DateTimeOffset(local, OsloZone.GetUtcOffset(local)));
    }

    public DateTimeOffset Utc => DateTimeOffset.UnixEpoch.AddTicks(Microseconds * 10);
    /// <summary>Wall-clock time in Oslo, where opening hours and days are counted.</summary>
    public DateTimeOffset Oslo => TimeZoneInfo.ConvertTime(Utc, OsloZone);
    /// <summary>The day in Oslo.</summary>
    public DateOnly Day => DateOnly.FromDateTime(Oslo.DateTime);
    public TimeOnly OsloTime => TimeOnly.FromDateTime(Oslo.DateTime);
    public Moment Plus(TimeSpan span) => new(Microseconds + span.Ticks / 10);
    public TimeSpan Since(Moment earlier) => TimeSpan.FromTicks((Microseconds - earlier.Microseconds) * 10);
    public int CompareTo(Moment other) => Microseconds.CompareTo(other.Microseconds);
    public static bool operator <(Moment a, Moment b) => a.Microseconds < b.Microseconds;
    public static bool operator >(Moment a, Moment b) => a.Microseconds > b.Microseconds;
    public static bool operator <=(Moment a, Moment b) => a.Microseconds <= b.Microseconds;
    public static bool operator >=(Moment a, Moment b) => a.Microseconds >= b.Microseconds;
    public override string ToString() => Utc.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
