using Forsyn.Core.Catalogue;
using Forsyn.Core.Stock;

namespace Forsyn.Core.Preparedness;

/// <summary>Units of a lot that a plan counts with.</summary>
/// <param name="Lot">Its id; zero for what is announced and has no lot yet.</param>
/// <param name="Kept">Set aside for preparedness today; otherwise it stands for sale.</param>
/// <param name="ArrivesOn">Null where it is there already.</param>
public sealed record PlanLot(
    long Lot, string Number, DateOnly ExpiresOn, Quantity Units, bool Kept, DateOnly? ArrivesOn = null);

/// <summary>A package of a target, with what its holder has of it, awaits and sells.</summary>
/// <param name="Each">What one pack counts in the target's measure: more than zero.</param>
/// <param name="Sold">What the holder sold of it in the base period, in the target's measure; zero or more.</param>
/// <param name="DaysLeft">Days of shelf life a unit must have left when it is sold or counted.</param>
public sealed record PackageStock(
    ArticleNumber Article, string Name, long UnitsPerPack, long Each, long Sold, IReadOnlyList<PlanLot> Lots,
    DailyUse Sale, Buying Buying, UnitPrice Price, int DaysLeft = 0)
{
    /// <summary>What units count in the target's measure, rounded down.</summary>
    public long Measured(long units) => (long)((Int128)units * Each / UnitsPerPack);

    /// <summary>The fewest units that count so much.</summary>
    public long Units(long amount) => Amounts.RoundedUp(amount, UnitsPerPack, Each);

    /// <summary>All that is there and awaited, in the target's measure.</summary>
    public long Held => Measured(Lots.Sum(lot => lot.Units.Units));
}

/// <summary>What must be held from a day on, in the target's measure.</summary>
public readonly record struct FloorStep(DateOnly From, long Must)
{
    /// <summary>
    /// A floor while units are out of the stockpile: lowered by the part of the target that was released, and raised
    /// again on the days the plans bring units back. The first step holds from the first day.
    /// </summary>
    /// <param name="mustUnits">The target in units, which releases are counted in.</param>
    public static IReadOnlyList<FloorStep> Released(
        IReadOnlyList<FloorStep> steps, long mustUnits, IReadOnlyCollection<ReleasedUnits> released)
    {
        if (released.Count == 0 || mustUnits <= 0) return steps;
        var days = steps.Select(step => step.From)
            .Concat(released.Select(one => one.From))
            .Concat(released.SelectMany(one => one.Refill.Select(line => line.ArrivesOn)))
            .Where(day => day >= steps[0].From).Distinct().Order();
        return [.. days.Select(day => new FloorStep(day, RefillRules.MustHoldWhileReleased(
            steps.Last(step => step.From <= day).Must, mustUnits, released, day)))];
    }
}

/// <summary>What a plan for one holder and one target starts from.</summary>
/// <param name="Floor">In order of day; the first holds from the plan's first day. Never empty.</param>
/// <param name="Ordinary">Ordinary stock besides, in the target's measure.</param>
/// <param name="Stop">Days on which nothing arrives.</param>
/// <param name="StoppedArticle">The only package that does not arrive; null for all of them.</param>
public sealed record TargetFacts(
    IReadOnlyList<PackageStock> Packages, IReadOnlyList<FloorStep> Floor, long Ordinary, DateOnly From, int Days,
    DateRange? Stop = null, ArticleNumber? StoppedArticle = null)
{
    /// <summary>What must be held on a day of the plan, in the target's measure.</summary>
    public long FloorOn(DateOnly day) => Floor.LastOrDefault(step => step.From <= day, Floor[0]).Must;
}
