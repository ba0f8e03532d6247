namespace Forsyn.Core.Stock.ColdChain;

/// <summary>The wall clock in Oslo through the two nights a year when it is moved.</summary>
static class OsloClock
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(LoggerLayouts.Oslo);

    /// <summary>In spring the hour from two to three is skipped: nothing was measured then.</summary>
    public static bool Skipped(DateTime local) => Zone.IsInvalidTime(local);

    /// <summary>In autumn the hour from two to three comes twice.</summary>
    public static bool Twice(DateTime local) => Zone.IsAmbiguousTime(local);

    /// <summary>The instant; of the hour that comes twice the first, or the second when later is asked for.</summary>
    public static Moment At(DateTime local, bool later)
    {
        var offset = Twice(local)
            ? later ? Zone.GetAmbiguousTimeOffsets(local).Min() : Zone.GetAmbiguousTimeOffsets(local).Max()
            : Zone.GetUtcOffset(local);
        return Moment.Of(new DateTimeOffset(local, offset));
    }
}
