namespace Forsyn.Core.Stock.ColdChain;

/// <summary>Time a product bears above its range, cumulated over its life, up to and with a temperature.</summary>
public sealed record StabilityBand(int UpToDegree, long Hours);

/// <summary>What a product bears outside its range, from its source.</summary>
/// <param name="FreezesBelow">Below this it has frozen, or may have: never excused.</param>
/// <param name="Bands">From the coolest up; none where nothing is known.</param>
public sealed record StabilityBudget(Celsius FreezesBelow, IReadOnlyList<StabilityBand> Bands, string Source)
{
    /// <summary>
    /// The part of the budget that is used, in thousandths: each band's hours over what is allowed of it, added up, so
    /// that time at 20 °C leaves less for 30 °C. Null where nothing is known, or where it was warmer than any band.
    /// </summary>
    /// <param name="highestAllowed">The upper end of the product's own range.</param>
    public long? UsedPermille(Exposure exposure, Celsius highestAllowed)
    {
        var used = 0m;
        foreach (var (degree, seconds) in exposure.SecondsByDegree.Where(one => one.Key > highestAllowed.Degrees))
        {
            if (Bands.FirstOrDefault(band => degree <= band.UpToDegree) is not { } band) return null;
            used += seconds / (band.Hours * 3600m);
        }
        return (long)decimal.Ceiling(used * 1000);
    }
}

/// <summary>What the budget says of a lot after an excursion.</summary>
public enum StabilityVerdict
{
    /// <summary>Within what its source allows; it may be released.</summary>
    Within,
    /// <summary>Nothing is known of this temperature; only the manufacturer's answer can release it.</summary>
    Unknown,
    /// <summary>The budget is used up.</summary>
    Exceeded,
    /// <summary>It was so cold that it may have frozen.</summary>
    Frozen,
}
