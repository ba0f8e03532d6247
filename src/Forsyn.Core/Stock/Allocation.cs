using Forsyn.Core.Ledger;

namespace Forsyn.Core.Stock;

/// <summary>A lot at a place that could serve a line.</summary>
/// <param name="Available">Units free to take.</param>
/// <param name="Floor">Units that must stay, because a stockpile holds them; zero where none does.</param>
public sealed record LotAtPlace(
    long Lot, string LotNumber, DateOnly ExpiresOn, long Place, Pool Pool, Quantity Available,
    Quantity Floor = default);

/// <summary>Why a lot was taken or passed over.</summary>
public enum Verdict { Taken, Expired, TooShort, OtherPool, Floor, LessThanAPack, NotNeeded }

/// <summary>What was decided on one lot, so that the allocation can be explained lot by lot.</summary>
public sealed record LotChoice(LotAtPlace Lot, Quantity Taken, Verdict Verdict);

/// <summary>The lots chosen for a line, in the order they were looked at, and what could not be covered.</summary>
public sealed record Allocation(IReadOnlyList<LotChoice> Choices, Quantity Missing)
{
    public IEnumerable<LotChoice> Taken => Choices.Where(c => c.Verdict == Verdict.Taken);
}

/// <summary>First expired, first out, over the lots that are lawful for the order.</summary>
public static class AllocationRules
{
    /// <summary>
    /// Takes whole packs of the lots that expire first. A lot needs the guaranteed days of shelf life left on the day
    /// of dispatch (SHL-001) unless the receiver accepted less in writing, and then at least one day; its pool must be
    /// the wanted one, and a stockpile's floor is never touched.
    /// </summary>
    /// <param name="wanted">Units asked for.</param>
    /// <param name="unitsPerPack">Packs are not broken; at least 1.</param>
    [Rule("FHI, terms of delivery", "SHL-001", "INC-008")]
    public static Allocation Allocate(
        Quantity wanted, long unitsPerPack, Pool pool, IEnumerable<LotAtPlace> lots, DateOnly dispatchDay,
        bool acceptsShorter, RuleNumbers numbers)
    {
        var earliest = dispatchDay.AddDays(acceptsShorter ? 1 : numbers.Days("guaranteed-shelf-life-days"));
        var missing = wanted.PacksRoundedUp(unitsPerPack);
        var choices = new List<LotChoice>();
        foreach (var lot in
            lots.OrderBy(l => l.ExpiresOn).ThenBy(l => l.LotNumber, StringComparer.Ordinal).ThenBy(l => l.Place))
        {
            var free = Math.Max(0, (lot.Available - lot.Floor).Units) / unitsPerPack;
            var verdict = lot.ExpiresOn <= dispatchDay ? Verdict.Expired
                : lot.ExpiresOn < earliest ? Verdict.TooShort
                : lot.Pool != pool ? Verdict.OtherPool
                : missing == 0 ? Verdict.NotNeeded
                : free > 0 ? Verdict.Taken
                : lot.Floor > Quantity.Zero ? Verdict.Floor
                : Verdict.LessThanAPack;
            var packs = verdict == Verdict.Taken ? Math.Min(free, missing) : 0;
            missing -= packs;
            choices.Add(new LotChoice(lot, new Quantity(packs * unitsPerPack), verdict));
        }
        return new Allocation(choices, new Quantity(missing * unitsPerPack));
    }
}
