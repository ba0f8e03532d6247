using Forsyn.Core.Ledger;

namespace Forsyn.Core.Stock;

/// <summary>A lot at a place that could serve a line.</summary>
/// <param name="Available">Units free to take.</param>
/// <param name="Floor">Units of the product that must stay in the lot's pool, where that is a stockpile whose lots
/// orders may exchange for others; null elsewhere.</param>
public sealed record LotAtPlace(
    long Lot, string LotNumber, DateOnly ExpiresOn, long Place, Pool Pool, Quantity Available,
    Quantity? Floor = null);

/// <summary>Why a lot was taken or passed over.</summary>
public enum Verdict { Taken, Expired, TooShort, OtherPool, Floor, LessThanAPack, NotNeeded, Refills }

/// <summary>What was decided on one lot, so that the allocation can be explained lot by lot.</summary>
/// <param name="Refilled">Units of it that are put in a stockpile for what was taken there.</param>
public sealed record LotChoice(LotAtPlace Lot, Quantity Taken, Verdict Verdict, Quantity Refilled = default);

/// <summary>Units of a lot that change pool where they lie.</summary>
public sealed record PoolMove(LotAtPlace Lot, Pool To, Quantity Units);

/// <summary>The lots chosen for a line, in the order they were looked at, and what could not be covered.</summary>
/// <param name="Moves">What leaves a stockpile for the line's own pool, and what is put in its place.</param>
public sealed record Allocation(
    IReadOnlyList<LotChoice> Choices, Quantity Missing, IReadOnlyList<PoolMove> Moves)
{
    public IEnumerable<LotChoice> Taken => Choices.Where(c => c.Taken > Quantity.Zero);

    /// <summary>More leaves a stockpile than is put in its place.</summary>
    public bool Draws => Moves.Where(move => move.Lot.Floor is not null).GroupBy(move => move.Lot.Pool)
        .Any(pool => pool.Sum(move => move.Units.Units)
            > Moves.Where(move => move.To == pool.Key).Sum(move => move.Units.Units));

    /// <summary>The lots as they are for the next line.</summary>
    public List<LotAtPlace> Left() =>
    [
        .. Choices.Select(c => c.Lot with { Available = c.Lot.Available - c.Taken - c.Refilled }),
        .. Moves.Where(move => move.Lot.Floor is null).Select(move => move.Lot with
        {
            Pool = move.To, Available = move.Units,
            Floor = Choices.First(c => c.Lot.Pool == move.To && c.Lot.Floor is not null).Lot.Floor,
        }),
    ];
}

/// <summary>First expired, first out, over the lots that are lawful for the order.</summary>
public static class AllocationRules
{
    /// <summary>
    /// Takes whole packs of the lots that expire first. A lot needs the guaranteed days of shelf life left on the day
    /// of dispatch (SHL-001) unless the receiver accepted less in writing, and then at least one day; its pool must be
    /// the wanted one. An order of sale stock also takes what expires first of a stockpile, and as many packs for sale
    /// that keep longer are put there instead: the stockpile never falls below its floor, or below what it was where
    /// that was less (STS-004). So nobody gets less than without it.
    /// </summary>
    /// <param name="wanted">Units asked for.</param>
    /// <param name="unitsPerPack">Packs are not broken; at least 1.</param>
    [Rule("FHI, terms of delivery", "SHL-001", "INC-008", "STS-004", "STS-008")]
    public static Allocation Allocate(
        Quantity wanted, long unitsPerPack, Pool pool, IEnumerable<LotAtPlace> lots, DateOnly dispatchDay,
        bool acceptsShorter, RuleNumbers numbers)
    {
        var earliest = dispatchDay.AddDays(acceptsShorter ? 1 : numbers.Days("guaranteed-shelf-life-days"));
        var missing = wanted.PacksRoundedUp(unitsPerPack);
        var all = lots.OrderBy(l => l.ExpiresOn).ThenBy(Rotates).ThenBy(l => l.LotNumber, StringComparer.Ordinal)
            .ThenBy(l => l.Place).ToList();
        // A pack uses up either one for sale, sent or put in a stockpile, or one that a stockpile has above its floor.
        var spare = all.Where(l => l.Pool == pool && l.ExpiresOn >= earliest && l.ExpiresOn > dispatchDay).Sum(Packs);
        var above = all.Where(Rotates).GroupBy(l => l.Pool).ToDictionary(kept => kept.Key, kept => Math.Max(0,
            kept.Where(l => l.ExpiresOn > dispatchDay).Sum(l => l.Available.Units)
                - kept.Max(l => l.Floor!.Value.Units)) / unitsPerPack);
        var (room, drawn) = (new Dictionary<Pool, long>(above), new Dictionary<Pool, long>());
        var choices = new List<LotChoice>();
        foreach (var lot in all)
        {
            var free = Rotates(lot) ? Math.Min(Packs(lot), room[lot.Pool] + spare)
                : lot.Pool == pool ? Math.Min(Packs(lot), spare) : 0;
            var verdict = lot.ExpiresOn <= dispatchDay ? Verdict.Expired
                : lot.ExpiresOn < earliest ? Verdict.TooShort
                : lot.Pool != pool && !Rotates(lot) ? Verdict.OtherPool
                : missing == 0 ? Verdict.NotNeeded
                : free > 0 ? Verdict.Taken
                : Rotates(lot) && Packs(lot) > 0 ? Verdict.Floor
                : Verdict.LessThanAPack;
            var packs = verdict == Verdict.Taken ? Math.Min(free, missing) : 0;
            missing -= packs;
            if (Rotates(lot))
            {
                var fromAbove = Math.Min(room[lot.Pool], packs);
                room[lot.Pool] -= fromAbove;
                spare -= packs - fromAbove;
                drawn[lot.Pool] = drawn.GetValueOrDefault(lot.Pool) + packs;
            }
            else if (lot.Pool == pool) spare -= packs;
            choices.Add(new LotChoice(lot, new Quantity(packs * unitsPerPack), verdict));
        }
        var moves = choices.Where(c => Rotates(c.Lot) && c.Taken > Quantity.Zero)
            .Select(c => new PoolMove(c.Lot, pool, c.Taken)).ToList();
        Refill(choices, moves, drawn, above, unitsPerPack,
            c => c.Lot.Pool == pool && c.Lot.ExpiresOn >= earliest && c.Lot.ExpiresOn > dispatchDay);
        return new Allocation(choices, new Quantity(missing * unitsPerPack), moves);

        bool Rotates(LotAtPlace lot) => pool == Pool.Sale && lot.Pool != pool && lot.Floor is not null;
        long Packs(LotAtPlace lot) => Math.Max(0, lot.Available.Units) / unitsPerPack;
    }

    // What must be put back for the floors to hold comes first, then what keeps the stockpiles as large as they were;
    // of what is for sale the packs that keep longest.
    static void Refill(
        List<LotChoice> choices, List<PoolMove> moves, Dictionary<Pool, long> drawn, Dictionary<Pool, long> above,
        long unitsPerPack, Func<LotChoice, bool> forSale)
    {
        var must = drawn.Select(pool => (pool.Key, Packs: Math.Max(0, pool.Value - above[pool.Key])));
        var may = drawn.Select(pool => (pool.Key, Packs: Math.Min(pool.Value, above[pool.Key])));
        var at = choices.Count - 1;
        foreach (var (pool, packs) in must.Concat(may).ToList())
            for (var left = packs; left > 0 && at >= 0; )
            {
                var choice = choices[at];
                var free = !forSale(choice) ? 0
                    : (choice.Lot.Available - choice.Taken - choice.Refilled).Units / unitsPerPack;
                if (free <= 0)
                {
                    at--;
                    continue;
                }
                var put = Math.Min(free, left);
                left -= put;
                choices[at] = choice with
                {
                    Refilled = choice.Refilled + new Quantity(put * unitsPerPack),
                    Verdict = choice.Taken > Quantity.Zero ? Verdict.Taken : Verdict.Refills,
                };
                moves.Add(new(choice.Lot, pool, new(put * unitsPerPack)));
            }
    }
}
