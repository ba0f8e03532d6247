using Forsyn.Core.Catalogue;
using Forsyn.Core.Stock;

namespace Forsyn.Core.Preparedness;

/// <summary>The plan of one package of a target.</summary>
/// <param name="Floor">Units of the target's floor that the package answers for when the plan begins.</param>
/// <param name="Ordinary">Units of the target's ordinary stock that it answers for.</param>
/// <param name="Loss">What the units cost that expire with the plan.</param>
/// <param name="LossWithout">What they would cost if the stockpile stood apart.</param>
public sealed record PackagePlan(
    PackageStock Package, Rotation Rotation, long Floor, long Ordinary, Money Loss, Money LossWithout)
{
    /// <summary>What all that is to be bought costs.</summary>
    public Money ToPay => Money.Sum(Rotation.Purchases.Select(one => Package.Price.Of(one.Units)));

    /// <summary>Each lot that is there or announced, beside what becomes of it.</summary>
    public IEnumerable<(PlanLot Lot, LotOutcome Outcome)> Lots => Package.Lots.Zip(Rotation.Ahead.Lots);
}

/// <summary>A day of a target's plan, in the target's measure.</summary>
public readonly record struct TargetDay(DateOnly Day, long Held, long Must);

/// <summary>The first lot that cannot be sold in time.</summary>
/// <param name="Loss">What its lost units cost.</param>
public sealed record LotAlarm(ArticleNumber Article, PlanLot Lot, DateOnly On, Quantity Lost, Money Loss);

/// <summary>
/// A plan for one holder's target. Each package is planned by itself, because a lot nobody asks for is not sold because
/// another package of the substance is; the floor is judged for the target as a whole.
/// </summary>
/// <param name="Breaches">Days on which all packages together are less than the floor, in the target's measure.</param>
/// <param name="Lost">Units that expire with the plan.</param>
/// <param name="LostWithout">Units that would expire if the stockpile stood apart.</param>
public sealed record TargetPlan(
    TargetFacts Facts, IReadOnlyList<PackagePlan> Packages, IReadOnlyList<TargetDay> Days,
    IReadOnlyList<FloorBreach> Breaches, Quantity Lost, Quantity LostWithout, Money Loss, Money LossWithout,
    LotAlarm? Alarm)
{
    /// <summary>Units to buy.</summary>
    public Quantity ToBuy => new(Packages.Sum(one => one.Rotation.Purchases.Sum(purchase => purchase.Units.Units)));

    /// <summary>What they cost.</summary>
    public Money ToPay => Money.Sum(Packages.Select(one => one.ToPay));

    /// <summary>
    /// Shares floor and ordinary stock between the packages by what is sold of each (by what is there where none is
    /// sold), by largest remainder, and plans each. As every package's part is rounded up to whole units, the whole
    /// floor holds wherever every part does.
    /// </summary>
    public static TargetPlan Of(TargetFacts facts)
    {
        if (facts.Floor.Count == 0) throw new InvariantBroken("a floor has at least one figure");
        var weights = Weights(facts.Packages);
        var ordinary = Split(facts.Ordinary, weights);
        var steps = facts.Floor.Select(step => (step.From, Parts: Split(step.Must, weights))).ToList();
        var packages = facts.Packages.Select((package, i) =>
            Plan(facts, package, ordinary[i], [.. steps.Select(step => (step.From, step.Parts[i]))])).ToList();
        var days = Each(facts, packages);
        return new(facts, packages, days, Breached(days, packages),
            new(packages.Sum(one => one.Rotation.Ahead.Lost.Units)),
            new(packages.Sum(one => one.Rotation.LostWithout.Units)), Money.Sum(packages.Select(one => one.Loss)),
            Money.Sum(packages.Select(one => one.LossWithout)), FirstLost(packages));
    }

    static long[] Weights(IReadOnlyList<PackageStock> packages)
    {
        long[] sold = [.. packages.Select(one => one.Sold)];
        if (sold.Any(one => one > 0)) return sold;
        long[] held = [.. packages.Select(one => one.Held)];
        return held.Any(one => one > 0) ? held : [.. packages.Select(_ => 1L)];
    }

    static long[] Split(long amount, long[] weights) => weights.Length == 0 ? [] : Share.Split(amount, weights);

    static PackagePlan Plan(
        TargetFacts facts, PackageStock package, long ordinary, IReadOnlyList<(DateOnly From, long Part)> steps)
    {
        var floor = new List<long> { package.Units(steps[0].Part) };
        foreach (var (from, part) in steps.Skip(1))
        {
            var at = from.DayNumber - facts.From.DayNumber;
            if (at >= facts.Days) break;
            while (floor.Count < at) floor.Add(floor[^1]);
            if (at > 0) floor.Add(package.Units(part));
            else floor[0] = package.Units(part);
        }
        var lots = package.Lots.Select((lot, i) =>
            new ProjectedLot(i + 1, lot.Units, lot.ExpiresOn, lot.ArrivesOn)).ToList();
        var kept = Enumerable.Range(0, lots.Count).Where(i => package.Lots[i].Kept).Select(i => i + 1L).ToHashSet();
        var stop = facts.StoppedArticle is { } only && only != package.Article ? null : facts.Stop;
        var plan = Rotation.Plan(new(lots, kept, package.Sale, floor, package.Units(ordinary), package.Buying,
            facts.From, facts.Days, Money.Zero, package.DaysLeft, stop));
        return new(package, plan, floor[0], package.Units(ordinary), package.Price.Of(plan.Ahead.Lost),
            package.Price.Of(plan.LostWithout));
    }

    static List<TargetDay> Each(TargetFacts facts, List<PackagePlan> packages)
    {
        var days = new List<TargetDay>(facts.Days);
        var step = 0;
        for (var n = 0; n < facts.Days; n++)
        {
            var (day, held) = (facts.From.AddDays(n), 0L);
            foreach (var one in packages) held += one.Package.Measured(one.Rotation.Ahead.Days[n].Stock.Units);
            while (step + 1 < facts.Floor.Count && facts.Floor[step + 1].From <= day) step++;
            days.Add(new(day, held, facts.Floor[step].Must));
        }
        return days;
    }

    // Where the whole is short some package is, and the cause is that of the one that is furthest below its part.
    static List<FloorBreach> Breached(List<TargetDay> days, List<PackagePlan> packages) =>
        [.. Shortfall.In(days.Select(day => (day.Day, day.Must - day.Held))).Select(one => new FloorBreach(one,
            packages.SelectMany(package => package.Rotation.Breaches
                    .Where(breach => breach.Short.From <= one.From && one.From <= breach.Short.To)
                    .Select(breach => (breach.Cause, Deep: package.Package.Measured(breach.Short.Deepest))))
                .OrderByDescending(found => found.Deep).Select(found => (BreachCause?)found.Cause).FirstOrDefault()
                ?? BreachCause.OpensBelow))];

    static LotAlarm? FirstLost(List<PackagePlan> packages) =>
        (from one in packages
            where one.Rotation.Alarm is not null
            let alarm = one.Rotation.Alarm!.Value
            orderby alarm.GoneOn, alarm.Lost.Units descending
            select new LotAlarm(one.Package.Article, one.Package.Lots[(int)alarm.Lot - 1], alarm.GoneOn!.Value,
                alarm.Lost, one.Package.Price.Of(alarm.Lost))).FirstOrDefault();
}
