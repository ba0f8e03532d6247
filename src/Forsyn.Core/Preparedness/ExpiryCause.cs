namespace Forsyn.Core.Preparedness;

/// <summary>Why units of a stockpile expired though stockpiles are rotated (STS-004).</summary>
public enum ExpiryCause
{
    /// <summary>They were set aside or recalled when they expired, and could not be sold.</summary>
    Quarantined,
    /// <summary>They came with less shelf life than rotation-least-life-days.</summary>
    ArrivedShort,
    /// <summary>As many units of the package that keep longer were sold meanwhile: these should have gone first.
    /// </summary>
    StoodApart,
    /// <summary>Sale fell by rotation-fall or more from one half year to the next.</summary>
    SaleFell,
    /// <summary>None of the others: there was more than was asked for.</summary>
    BoughtTooMuch,
}

/// <summary>What is known of units that expired in a stockpile.</summary>
/// <param name="LifeAtArrival">Days of shelf life when the holder first had the lot.</param>
/// <param name="LaterSold">Units of the package sold meanwhile that keep longer.</param>
/// <param name="SoldLately">Units sold in the six months before; zero or more.</param>
/// <param name="SoldBefore">Units sold in the six months before those.</param>
public sealed record ExpiredUnits(
    long Units, bool SetAside, int LifeAtArrival, long LaterSold, long SoldLately, long SoldBefore)
{
    /// <summary>The first cause that holds, in the order they are named.</summary>
    public ExpiryCause Cause(RuleNumbers numbers) =>
        SetAside ? ExpiryCause.Quarantined
        : LifeAtArrival < numbers.Days("rotation-least-life-days") ? ExpiryCause.ArrivedShort
        : LaterSold >= Units ? ExpiryCause.StoodApart
        : SoldBefore > 0 && (Int128)(SoldBefore - SoldLately) * 1_000_000
            >= (Int128)SoldBefore * numbers.Rate("rotation-fall").Millionths ? ExpiryCause.SaleFell
        : ExpiryCause.BoughtTooMuch;
}
