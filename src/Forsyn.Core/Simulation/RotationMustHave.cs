using Forsyn.Core.Catalogue;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Stock;

namespace Forsyn.Core.Simulation;

/// <summary>What a model must be able to carry, for one product in a whole country.</summary>
/// <param name="PerDay">Units used a day.</param>
/// <param name="Floor">Units that must be held.</param>
/// <param name="LifeDays">Days of shelf life at arrival.</param>
/// <param name="DaysLeft">Days a unit must have left when it is sold or counted (SHL-001).</param>
public sealed record ModelLoad(long PerDay, long Floor, int LifeDays, int DaysLeft, int LeadDays, int Days);

/// <summary>Why a holder cannot rotate.</summary>
public enum RotationFault
{
    /// <summary>It stores and delivers nothing, so nothing can leave before it expires.</summary>
    SellsNothing,
    /// <summary>It delivers so little that lots expire.</summary>
    Expires,
    /// <summary>Its floor does not hold every day.</summary>
    FloorBreaks,
}

/// <summary>How a holder of a model rotates; Fault is null where it does.</summary>
public readonly record struct HolderRotates(string Holder, RotationFault? Fault, Quantity Lost, int BreachDays);

/// <summary>Whether a model passes the must-have test of rotation, with a reason for each holder (MAN-009).</summary>
public sealed record RotationMustHave(bool Passes, IReadOnlyList<HolderRotates> Holders)
{
    const int Lots = 6;
    const long Whole = 1_000_000, Unit = 1_000_000;

    /// <summary>
    /// Gives each holder its part of the stockpile, in lots that expire evenly over the shelf life, and its part of the
    /// sale, and plans: every holder's floor must hold each day, and nothing may expire.
    /// </summary>
    public static RotationMustHave Handles_rotation(StorageModel model, ModelLoad load, DateOnly from)
    {
        var holders = model.Holders.Where(one => one.Stockpile > 0).Select(one => Of(one, load, from)).ToList();
        return new(holders.All(one => one.Fault is null), holders);
    }

    static HolderRotates Of(ModelHolder holder, ModelLoad load, DateOnly from)
    {
        if (holder.Sale == 0) return new(holder.Holder, RotationFault.SellsNothing, default, 0);
        var floor = Amounts.RoundedUp(load.Floor, holder.Stockpile, Whole);
        var perDay = (long)((Int128)load.PerDay * holder.Sale * Unit / Whole);
        var ordinary = (long)((Int128)perDay * (load.LeadDays + 30) / Unit);
        // A quarter of the shelf life is gone of what keeps longest; what keeps shortest can be sold for a month still.
        var span = load.LifeDays - load.LifeDays / 4 - load.DaysLeft - 30;
        var lots = Share.Split(floor + ordinary, [.. Enumerable.Repeat(1L, Lots)]).Select((units, i) => new PlanLot(
            i + 1, $"{holder.Holder}-{i + 1}", from.AddDays(load.DaysLeft + 30 + span * (i + 1) / Lots), new(units),
            Kept: i >= 1)).ToList();
        var package = new PackageStock(ArticleNumber.Of("000001"), "", 1, 1, 1, lots, DailyUse.Steady(perDay),
            new(load.LeadDays, load.LifeDays, 28, 1), default, load.DaysLeft);
        var plan = TargetPlan.Of(new([package], [new(from, floor)], 0, from, load.Days));
        var days = plan.Breaches.Sum(one => one.Short.Days);
        return new(holder.Holder, plan.Lost > Quantity.Zero ? RotationFault.Expires
            : days > 0 ? RotationFault.FloorBreaks : null, plan.Lost, days);
    }
}
