namespace Forsyn.Core.Preparedness;

/// <summary>What a holder has towards one target, all in the target's measure.</summary>
/// <param name="Finished">The medicine itself.</param>
/// <param name="Substitutes">Other medicines that may stand in for it.</param>
/// <param name="RawMaterial">Substance and half-made goods that can become the medicine.</param>
public readonly record struct HeldTowards(long Finished, long Substitutes = 0, long RawMaterial = 0);

/// <summary>Leave to hold less than the target for some days.</summary>
/// <param name="Holds">The part of the target that must be held all the same.</param>
public sealed record UnderPermit(DateRange Valid, Rate Holds, string Reason);

/// <summary>What counts towards a target, and what must be held on a day.</summary>
public static class FulfilmentRules
{
    /// <summary>
    /// How much of what is held counts: the medicine itself; substitutes where the scheme lets them; raw material up to
    /// the scheme's part of the target. Never more than is held, and more held never counts less.
    /// </summary>
    public static long Counted(DutyScheme scheme, long mustHold, HeldTowards held)
    {
        var ready = held.Finished + (scheme.SubstitutesCount ? held.Substitutes : 0);
        var raw = (long)((Int128)mustHold * scheme.RawMaterialAtMost.Millionths / 1_000_000);
        return ready + Math.Min(held.RawMaterial, raw);
    }

    /// <summary>
    /// What must be held on a day: the target, or the part of it that a permit leaves, rounded up. Where the scheme
    /// knows no permits none holds; of several the one that leaves least counts.
    /// </summary>
    public static long MustHoldOn(
        DutyScheme scheme, long mustHold, IEnumerable<UnderPermit> permits, DateOnly day) =>
        !scheme.MayGoUnder ? mustHold
            : permits.Where(permit => permit.Valid.Contains(day))
                .Select(permit => Amounts.RoundedUp(mustHold, permit.Holds.Millionths, 1_000_000))
                .Append(mustHold).Min();

    /// <summary>
    /// The actual level (INC-011): for how many whole days what is held would last at the turnover of the base period;
    /// null where nothing was sold.
    /// </summary>
    public static long? DaysHeld(long held, long sold, BasePeriod period) =>
        sold <= 0 ? null : (long)((Int128)held * period.Days / sold);
}
