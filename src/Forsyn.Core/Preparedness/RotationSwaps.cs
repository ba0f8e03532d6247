using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Preparedness;

/// <summary>Units of a stockpile's lot that change places with as many for sale that keep longer.</summary>
/// <param name="Out">Leaves the stockpile for sale.</param>
/// <param name="In">Is put in the stockpile instead; expires later.</param>
public sealed record LotSwap(ArticleNumber Article, PlanLot Out, PlanLot In, Quantity Units);

/// <summary>Which units of a stockpile change places with units for sale.</summary>
public static class RotationSwaps
{
    /// <summary>
    /// What the plan sells of the stockpile's lots within some days changes places with units for sale that expire
    /// later, the longest-dated first, so that the stockpile is as large as it was. Only lots that are there.
    /// </summary>
    public static IReadOnlyList<LotSwap> Of(TargetPlan plan, int days)
    {
        var (last, swaps) = (plan.Facts.From.AddDays(days - 1), new List<LotSwap>());
        foreach (var package in plan.Packages)
        {
            var left = package.Package.Lots.Where(lot => !lot.Kept && lot.ArrivesOn is null)
                .OrderByDescending(lot => lot.ExpiresOn).ThenByDescending(lot => lot.Lot)
                .Select(lot => (Lot: lot, Units: lot.Units.Units)).ToArray();
            var next = 0;
            foreach (var (lot, outcome) in package.Lots
                .Where(one => one.Lot is { Kept: true, ArrivesOn: null } && one.Outcome.UsedFrom <= last)
                .OrderBy(one => one.Lot.ExpiresOn).ThenBy(one => one.Lot.Lot))
                for (var units = outcome.Used.Units; units > 0 && next < left.Length; )
                {
                    if (left[next].Units == 0) next++;
                    else if (left[next].Lot.ExpiresOn <= lot.ExpiresOn) break;
                    else
                    {
                        var moved = Math.Min(units, left[next].Units);
                        swaps.Add(new(package.Package.Article, lot, left[next].Lot, new(moved)));
                        units -= moved;
                        left[next].Units -= moved;
                    }
                }
        }
        return swaps;
    }
}
