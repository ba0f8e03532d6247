using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Preparedness;

/// <summary>What a release of stockpile is for (STP-002).</summary>
public enum ReleaseKind { Crisis, ShortageBuffer }

/// <summary>Units of a lot that stand available in a stockpile, at one place of a holder.</summary>
public sealed record PoolLot(
    string Holder, long Lot, long Place, ArticleNumber Article, DateOnly ExpiresOn, long Units);

/// <summary>Units of one holder.</summary>
public readonly record struct HolderUnits(string Holder, long Units);

/// <summary>Units of a lot at a place of its holder.</summary>
public readonly record struct LotUnits(long Lot, long Place, long Units);

/// <summary>What is to be decided on a release.</summary>
/// <param name="Law">What the decision rests on.</param>
/// <param name="LastDay">The last day on which units may be taken out.</param>
/// <param name="RefilledBy">The day by which all is to be bought back.</param>
/// <param name="Shares">Units that each holder may take out.</param>
public sealed record ReleaseDecision(
    ReleaseKind? Kind, string Law, string Grounds, DateOnly? From, DateOnly? LastDay, DateOnly? RefilledBy,
    IReadOnlyList<HolderUnits> Shares);

/// <summary>How stockpile comes to be used: who decides, how much each holder gives, and which lots.</summary>
public static class ReleaseRules
{
    /// <summary>
    /// Whether a party decides on the use of a stockpile: only those the scheme names for the day, so the regional
    /// health authorities for specialist care (STS-003), and for primary care whoever owned it then (ACT-014).
    /// </summary>
    [Rule("FOR-1993-12-21-1219 § 5", "STS-003", "ACT-014")]
    public static bool DecidesOnUseOfStockpile(DutyScheme scheme, PartyKey party) =>
        scheme.UseDecidedBy.Contains(party);

    /// <summary>
    /// Whether a party may book what was decided at a holder: the holder itself, and whoever administers the scheme
    /// (ACT-017).
    /// </summary>
    [Rule("FOR-1993-12-21-1219 § 5", "ACT-017")]
    public static bool CarriesOutRelease(DutyScheme scheme, PartyKey holder, PartyKey party) =>
        party == holder || party == scheme.Administrator;

    /// <summary>
    /// Everything that stops a decision: no kind (STP-002), no legal basis or grounds, days that are not in order or
    /// have passed, nothing released, a holder of another scheme or named twice, units below nought, or more than the
    /// holder has that has not expired. Line is the share's number from 1.
    /// </summary>
    [Rule("FOR-1993-12-21-1219 § 5", "STP-002", "STS-003")]
    public static IEnumerable<Finding> DecisionOnRelease(
        DutyScheme scheme, ReleaseDecision decision, IReadOnlyList<PoolLot> held, DateOnly today)
    {
        if (decision.Kind is null) yield return Said("release-kind", null);
        if (decision.Law == "") yield return Said("release-law", null);
        if (decision.Grounds == "") yield return Said("release-grounds", null);
        if (decision.From is not { } from || from < today) yield return Said("release-from", null);
        if (decision.LastDay is not { } last || last < decision.From) yield return Said("release-last-day", null);
        if (decision.RefilledBy is not { } by || by <= decision.LastDay) yield return Said("release-refilled-by", null);
        if (decision.Shares.All(share => share.Units == 0)) yield return Said("release-nothing", null);
        var seen = new HashSet<string>();
        for (var i = 0; i < decision.Shares.Count; i++)
        {
            var (share, line) = (decision.Shares[i], i + 1);
            var there = Usable(held.Where(lot => lot.Holder == share.Holder), today).Sum(lot => lot.Units);
            if (!scheme.Holders.Contains(new PartyKey(share.Holder)))
                yield return Said("release-holder", line, "holder", share.Holder);
            else if (!seen.Add(share.Holder)) yield return Said("release-holder-twice", line, "holder", share.Holder);
            if (share.Units < 0) yield return Said("release-units", line);
            else if (share.Units > there)
                yield return Said("release-more-than-held", line, "holder", share.Holder, "units", $"{share.Units}",
                    "held", $"{there}");
        }
    }

    /// <summary>
    /// What each holder might give: the units asked for, or all there is where there is less, shared by what each has
    /// that has not expired, with the largest remainder. Sums exactly; nobody gives more than it has.
    /// </summary>
    public static IReadOnlyList<HolderUnits> ProposedShares(
        DutyScheme scheme, long units, IReadOnlyList<PoolLot> held, DateOnly today)
    {
        var weights = scheme.Holders.Select(holder =>
            Usable(held.Where(lot => lot.Holder == holder.Value), today).Sum(lot => lot.Units)).ToList();
        var parts = Share.Split(Math.Min(units, weights.Sum()), weights);
        return [.. scheme.Holders.Select((holder, i) => new HolderUnits(holder.Value, parts[i]))];
    }

    /// <summary>Lots to take units from, what expires first before all else; none that has expired.</summary>
    public static IReadOnlyList<LotUnits> FirstToExpire(IEnumerable<PoolLot> lots, long units, DateOnly today)
    {
        var taken = new List<LotUnits>();
        foreach (var lot in Usable(lots, today).OrderBy(lot => lot.ExpiresOn).ThenBy(lot => lot.Lot)
            .ThenBy(lot => lot.Place))
        {
            var take = Math.Min(lot.Units, units);
            if (take > 0) taken.Add(new(lot.Lot, lot.Place, take));
            units -= take;
        }
        return taken;
    }

    /// <summary>
    /// Everything that stops units from being taken out of a stockpile: a day outside the decision, nothing to take, a
    /// lot the stockpile does not have there or named twice, one that has expired, more of a lot than there is, and
    /// more in all than is left of what was decided. Line is the lot's number from 1.
    /// </summary>
    /// <param name="left">Units of the holder's share that are not taken out yet.</param>
    [Rule("FOR-1993-12-21-1219 § 5", "STP-002", "STS-003")]
    public static IEnumerable<Finding> UnitsOfRelease(
        DateRange period, long left, IReadOnlyList<PoolLot> held, IReadOnlyList<LotUnits> taken, DateOnly today)
    {
        if (!period.Contains(today))
            yield return Said("release-not-open", null, "from", $"{period.From:yyyy-MM-dd}", "to",
                $"{period.LastDay:yyyy-MM-dd}");
        if (taken.All(lot => lot.Units == 0)) yield return Said("release-no-units", null);
        var seen = new HashSet<(long, long)>();
        for (var i = 0; i < taken.Count; i++)
        {
            var (take, line) = (taken[i], i + 1);
            var lot = held.FirstOrDefault(one => one.Lot == take.Lot && one.Place == take.Place);
            if (lot is null) yield return Said("release-lot", line, "lot", $"{take.Lot}");
            else if (!seen.Add((take.Lot, take.Place))) yield return Said("release-lot-twice", line);
            else if (lot.ExpiresOn <= today && take.Units > 0)
                yield return Said("release-lot-expired", line, "day", $"{lot.ExpiresOn:yyyy-MM-dd}");
            else if (take.Units > lot.Units)
                yield return Said("release-lot-short", line, "units", $"{take.Units}", "held", $"{lot.Units}");
            if (take.Units < 0) yield return Said("release-units", line);
        }
        var all = taken.Aggregate((Int128)0, (sum, lot) => sum + lot.Units);
        if (all > left) yield return Said("release-more-than-decided", null, "units", $"{all}", "left", $"{left}");
    }

    static IEnumerable<PoolLot> Usable(IEnumerable<PoolLot> lots, DateOnly today) =>
        lots.Where(lot => lot.ExpiresOn > today);

    static Finding Said(string code, int? line, params string[] args) =>
        new(code, Severity.Block, line, [], "", Refusal.Of(code, args).Args);
}
