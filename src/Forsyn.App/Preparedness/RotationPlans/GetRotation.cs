using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>A lot that leaves for the ordinary market, or cannot.</summary>
/// <param name="Lot">Zero for what is announced.</param>
/// <param name="UsedFrom">The day its sale begins; null where none of it is sold in the plan's time.</param>
/// <param name="GoneOn">The day the last of it is sold, or it can be sold no more.</param>
/// <param name="PerDayMillionths">Units a day while it is sold, in millionths.</param>
public sealed record LeavingLot(
    string ArticleNumber, string Product, long Lot, string LotNumber, DateOnly ExpiresOn, bool Kept,
    DateOnly? ArrivesOn, long Units, long Sold, long Lost, long Left, DateOnly? UsedFrom, DateOnly? GoneOn,
    long PerDayMillionths, Money Loss);

/// <summary>What to buy, and when.</summary>
public sealed record ToBuy(
    string ArticleNumber, string Product, DateOnly OrderOn, DateOnly ArrivesOn, long Units, long Packs, Money Price);

/// <summary>A package as the plan counts with it.</summary>
/// <param name="Floor">Units of the target's floor that it answers for.</param>
/// <param name="PerDayMillionths">Units sold on the first day, in millionths.</param>
/// <param name="LeadBasis">What the lead time rests on.</param>
/// <param name="Supplier">Name of the supplier it rests on; null where it rests on something else.</param>
public sealed record PlannedPackage(
    string ArticleNumber, string Product, long Units, long Floor, long PerDayMillionths, int LeadDays, int LifeDays,
    int CycleDays, long PacksTogether, long Lost, Money Loss, long LostWithout, Money LossWithout,
    LeadBasis LeadBasis, string? Supplier);

/// <summary>Days on which the floor does not hold, in the target's measure, and why.</summary>
public sealed record PlannedBreach(DateOnly From, DateOnly To, int Days, long Deepest, BreachCause Cause);

/// <summary>The rotation plan of a holder's target.</summary>
/// <param name="Must">In the target's measure, as Held: micro-DDD or units.</param>
/// <param name="Alarm">The first lot that cannot be sold in time.</param>
/// <param name="Swaps">Units of stockpile and sale that should change places now.</param>
public sealed record RotationView(
    string Scheme, string Holder, string HolderName, long HolderId, string Atc, string Group, string Name, string Span,
    Measure Measure, DateOnly From, int Days, long Must, long Held, long Lost, Money Loss, long LostWithout,
    Money LossWithout, long ToBuyUnits, Money ToPay, IReadOnlyList<PlannedPackage> Packages,
    IReadOnlyList<LeavingLot> Leaving, IReadOnlyList<ToBuy> Buying, IReadOnlyList<PlannedBreach> Breaches,
    LeavingLot? Alarm, IReadOnlyList<PlannedSwap> Swaps);

/// <summary>Units of a lot of the stockpile that change places with units for sale that keep longer.</summary>
public sealed record PlannedSwap(
    string ArticleNumber, string Product, string OutNumber, DateOnly OutExpiresOn, string InNumber,
    DateOnly InExpiresOn, long Units);

/// <summary>A plan with what it was worked out from.</summary>
public sealed record PlannedTarget(RotationView View, HolderTarget Target, TargetPlan Plan);

/// <summary>Plans one holder's target as things are now.</summary>
public static class GetRotation
{
    /// <summary>Null where there is no such target that the caller may see.</summary>
    public static async Task<PlannedTarget?> Run(
        Db db, string scheme, string holder, string atc, string group, DateOnly today, Caller caller)
    {
        if (Schemes.All.On(scheme, today) is not { } found) return null;
        var targets = await LoadRotation.Of(db, found, today, holder, atc, group);
        if (targets is not [var target]
            || !caller.May(Policy.PreparednessReadAll) && target.HolderId != caller.Party) return null;
        var plan = target.Plan();
        return new(View(target, plan), target, plan);
    }

    internal static RotationView View(HolderTarget target, TargetPlan plan)
    {
        var (row, leaving) = (target.Target, Leaving(plan).ToList());
        return new(target.Scheme.Scheme, row.Holder, row.HolderName, target.HolderId, row.Atc, row.PackageGroup,
            row.Name, $"{target.List}", target.Measure, plan.Facts.From, plan.Facts.Days,
            plan.Facts.FloorOn(plan.Facts.From), plan.Days[0].Held, plan.Lost.Units, plan.Loss, plan.LostWithout.Units,
            plan.LossWithout, plan.ToBuy.Units, plan.ToPay,
            [.. plan.Packages.Select(one => Package(target, one))], leaving,
            [.. Buying(plan)],
            [.. plan.Breaches.Select(one => new PlannedBreach(one.Short.From, one.Short.To, one.Short.Days,
                one.Short.Deepest, one.Cause))],
            plan.Alarm is { } alarm ? leaving.First(lot => lot.ArticleNumber == $"{alarm.Article}"
                && lot.LotNumber == alarm.Lot.Number && lot.Kept == alarm.Lot.Kept && lot.Lost > 0) : null,
            [.. Swaps(plan)]);
    }

    static PlannedPackage Package(HolderTarget target, PackagePlan one) => new(
        $"{one.Package.Article}", one.Package.Name,
        one.Package.Lots.Where(lot => lot.ArrivesOn is null).Sum(lot => lot.Units.Units), one.Floor,
        one.Package.Sale.On(0), one.Package.Buying.LeadDays, one.Package.Buying.LifeDays,
        one.Package.Buying.CycleDays, one.Package.Buying.Multiple / one.Package.UnitsPerPack,
        one.Rotation.Ahead.Lost.Units, one.Loss, one.Rotation.LostWithout.Units, one.LossWithout,
        one.Package.Buying.Lead, one.Package.Buying.Lead == LeadBasis.Supplier
            ? target.Suppliers[$"{one.Package.Article}"] : null);

    static IEnumerable<LeavingLot> Leaving(TargetPlan plan) =>
        from package in plan.Packages
        from one in package.Lots
        let last = one.Outcome.GoneOn ?? plan.Facts.From.AddDays(plan.Facts.Days - 1)
        let days = one.Outcome.UsedFrom is { } first ? last.DayNumber - first.DayNumber + 1 : 0
        orderby one.Outcome.UsedFrom is null, one.Outcome.UsedFrom, one.Lot.ExpiresOn, one.Lot.Number
        select new LeavingLot($"{package.Package.Article}", package.Package.Name, one.Lot.Lot, one.Lot.Number,
            one.Lot.ExpiresOn, one.Lot.Kept, one.Lot.ArrivesOn, one.Lot.Units.Units, one.Outcome.Used.Units,
            one.Outcome.Lost.Units, one.Outcome.Left.Units, one.Outcome.UsedFrom, one.Outcome.GoneOn,
            days == 0 ? 0 : (long)((Int128)one.Outcome.Used.Units * 1_000_000 / days),
            package.Package.Price.Of(one.Outcome.Lost));

    static IEnumerable<ToBuy> Buying(TargetPlan plan) =>
        from package in plan.Packages
        from one in package.Rotation.Purchases
        orderby one.OrderOn, package.Package.Name
        select new ToBuy($"{package.Package.Article}", package.Package.Name, one.OrderOn, one.ArrivesOn,
            one.Units.Units, one.Units.Units / package.Package.UnitsPerPack, package.Package.Price.Of(one.Units));

    static IEnumerable<PlannedSwap> Swaps(TargetPlan plan) =>
        from swap in RotationSwaps.Of(plan, Rules.Book.On(plan.Facts.From).Days("rotation-swap-days"))
        select new PlannedSwap($"{swap.Article}", plan.Packages.First(one => one.Package.Article == swap.Article)
            .Package.Name, swap.Out.Number, swap.Out.ExpiresOn, swap.In.Number, swap.In.ExpiresOn, swap.Units.Units);
}
