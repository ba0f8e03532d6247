using Forsyn.Core.Stock;

namespace Forsyn.Core.Preparedness;

/// <summary>What one layer of a drawing stands for.</summary>
public enum LayerKind
{
    /// <summary>A lot that is set aside for preparedness today.</summary>
    Kept,
    /// <summary>A lot that stands for sale today.</summary>
    Sale,
    /// <summary>Lots that there is no room to draw one by one.</summary>
    Rest,
    /// <summary>Announced by suppliers.</summary>
    Announced,
    /// <summary>What the plan says to buy.</summary>
    Bought,
}

/// <summary>A layer of lots, in the target's measure, one figure for each drawn day.</summary>
/// <param name="Name">Number of the lot; empty where it is several.</param>
public sealed record LotLayer(
    LayerKind Kind, string Name, DateOnly? ExpiresOn, IReadOnlyList<long> Amounts);

/// <summary>A target's lots upon each other day by day, against what must be held.</summary>
public sealed record LotCurve(IReadOnlyList<TargetDay> Days, IReadOnlyList<LotLayer> Layers)
{
    /// <summary>
    /// Every so many days of a plan, the last day included. The lots that expire first have layers of their own, at
    /// most so many; rounding moves at most one unit between two lots.
    /// </summary>
    public static LotCurve Of(TargetPlan plan, int every, int most)
    {
        var drawn = Enumerable.Range(0, plan.Days.Count)
            .Where(n => n % every == 0 || n == plan.Days.Count - 1).ToList();
        var own = plan.Packages.SelectMany(one => one.Package.Lots).Where(lot => lot.ArrivesOn is null)
            .OrderBy(lot => lot.ExpiresOn).ThenBy(lot => lot.Number, StringComparer.Ordinal).Take(most).ToHashSet();
        var layers = new Dictionary<(LayerKind Kind, PlanLot? Lot), long[]>();
        foreach (var package in plan.Packages)
            foreach (var (lot, left) in Left(plan.Facts, package, drawn))
            {
                var key = lot is null ? (LayerKind.Bought, null)
                    : lot.ArrivesOn is not null ? (LayerKind.Announced, (PlanLot?)null)
                    : own.Contains(lot) ? (lot.Kept ? LayerKind.Kept : LayerKind.Sale, lot) : (LayerKind.Rest, null);
                if (!layers.TryGetValue(key, out var sum)) layers[key] = sum = new long[drawn.Count];
                for (var i = 0; i < sum.Length; i++) sum[i] += package.Package.Measured(left[i]);
            }
        return new([.. drawn.Select(n => plan.Days[n])],
        [
            .. layers.Where(layer => layer.Value.Any(amount => amount > 0))
                .OrderBy(layer => layer.Key.Kind is LayerKind.Kept or LayerKind.Sale ? 0 : (int)layer.Key.Kind)
                .ThenBy(layer => layer.Key.Lot?.ExpiresOn).ThenBy(layer => layer.Key.Lot?.Number)
                .Select(layer => new LotLayer(layer.Key.Kind, layer.Key.Lot?.Number ?? "", layer.Key.Lot?.ExpiresOn,
                    layer.Value)),
        ]);
    }

    // The same as the projection did, in whole units: what comes is put up, what is too old is taken off, and what is
    // sold is taken of what expires first. A lot that is null is bought.
    static IEnumerable<(PlanLot? Lot, long[] Left)> Left(TargetFacts facts, PackagePlan one, List<int> drawn)
    {
        var shelf = one.Package.Lots
            .Select((lot, i) => (Lot: (PlanLot?)lot, Units: lot.Units.Units, lot.ExpiresOn,
                Outcome: one.Rotation.Ahead.Lots[i]))
            .Concat(one.Rotation.Purchases.Select((buy, i) => (Lot: (PlanLot?)null, Units: buy.Units.Units,
                ExpiresOn: buy.ArrivesOn.AddDays(one.Package.Buying.LifeDays),
                Outcome: one.Rotation.Ahead.Lots[one.Package.Lots.Count + i])))
            .OrderBy(lot => lot.ExpiresOn).ThenBy(lot => lot.Lot is null).ToList();
        var arrives = shelf.Select(lot => lot.Lot is null
            ? one.Rotation.Purchases[(int)(-lot.Outcome.Lot - 1)].ArrivesOn
            : lot.Lot.ArrivesOn is { } day ? Open(facts, one, day) : DateOnly.MinValue).ToList();
        var (left, told) = (new long[shelf.Count], shelf.Select(_ => new long[drawn.Count]).ToList());
        var (there, next) = (new bool[shelf.Count], 0);
        for (var n = 0; n < facts.Days && next < drawn.Count; n++)
        {
            var day = facts.From.AddDays(n);
            var used = one.Rotation.Ahead.Days[n].Used.Units;
            for (var i = 0; i < shelf.Count; i++)
            {
                if (!there[i] && arrives[i] <= day) (there[i], left[i]) = (true, shelf[i].Units);
                if (shelf[i].ExpiresOn.AddDays(-one.Package.DaysLeft) < day) left[i] = 0;
                var taken = Math.Min(left[i], used);
                left[i] -= taken;
                used -= taken;
                if (drawn[next] == n) told[i][next] = left[i];
            }
            if (drawn[next] == n) next++;
        }
        return shelf.Select((lot, i) => (lot.Lot, told[i]));
    }

    static DateOnly Open(TargetFacts facts, PackagePlan one, DateOnly day) =>
        facts.Stop is { } stop && stop.Contains(day)
            && (facts.StoppedArticle is null || facts.StoppedArticle == one.Package.Article)
            ? stop.To ?? DateOnly.MaxValue : day;
}
