namespace Forsyn.Core.Preparedness;

/// <summary>
/// Sums of what was sold and must be held, in whole units or in micro-DDD: millionths of a defined daily dose, so that
/// no figure drifts. Everything is worked out in 128 bits; a result that does not fit throws.
/// </summary>
public static class Amounts
{
    /// <summary>Micro-DDD in one defined daily dose.</summary>
    public const long Ddd = 1_000_000;

    /// <summary>amount × times / by, rounded up to the next whole; by must be positive.</summary>
    public static long RoundedUp(long amount, long times, long by)
    {
        var (whole, rest) = Int128.DivRem((Int128)amount * times, by);
        return (long)(rest > 0 ? whole + 1 : whole);
    }

    /// <summary>Packs times what one holds, summed over what was sold.</summary>
    public static long Sum(IEnumerable<(long Packs, long Each)> parts) =>
        (long)parts.Aggregate((Int128)0, (sum, part) => sum + (Int128)part.Packs * part.Each);
}
