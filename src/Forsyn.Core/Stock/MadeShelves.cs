using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Stock;

/// <summary>Decides which lots lie at which made holders: popular packages at nearly all, the others at few.</summary>
sealed class MadeShelves(
    IReadOnlyList<MadeHolder> holders, IReadOnlyList<MadePackage> packages, DateOnly first, long about, Random random)
{
    // Of the packages a holder has, so many in a hundred lie in a second lot too.
    const int SecondLotPercent = 35;
    const int MostPeople = 20_000;

    /// <summary>Returns the shelves, and fills in where each holder's begin and which wholesaler's has a lot.</summary>
    public MadeShelf[] Fill(int[] firstShelf, int[] atWholesaler)
    {
        var shelves = new List<MadeShelf>((int)(about * 11 / 10));
        var firstLot = new int[packages.Count];
        for (var p = 1; p < packages.Count; p++) firstLot[p] = firstLot[p - 1] + packages[p - 1].Lots.Count;
        Array.Fill(atWholesaler, -1);
        var share = about / Expected(1);
        for (var h = 0; h < holders.Count; h++)
        {
            firstShelf[h] = shelves.Count;
            for (var p = 0; p < packages.Count; p++)
                foreach (var lot in Lots(h, p, share))
                {
                    // Spread, so that deliveries do not all come from one.
                    if (IsWholesaler(h) && (atWholesaler[firstLot[p] + lot] < 0 || random.Next(2) == 0))
                        atWholesaler[firstLot[p] + lot] = shelves.Count;
                    shelves.Add(new MadeShelf
                    {
                        Lot = firstLot[p] + lot, Pool = PoolOf(h),
                        From = (short)Math.Max(0, Received(p, lot).DayNumber - first.DayNumber + random.Next(3, 30)),
                    });
                }
        }
        firstShelf[holders.Count] = shelves.Count;
        return [.. shelves];
    }

    DateOnly Received(int package, int lot) => packages[package].Lots[lot].Lot.ReceivedOn;

    IEnumerable<int> Lots(int holder, int package, double share)
    {
        var lots = packages[package].Lots.Count;
        if (IsWholesaler(holder)) return Enumerable.Range(0, lots);
        if (random.NextDouble() >= Chance(holder, package, share)) return [];
        var one = random.Next(lots);
        return lots > 1 && random.Next(100) < SecondLotPercent ? [one, (one + 1) % lots] : [one];
    }

    double Chance(int holder, int package, double share) =>
        Math.Min(1, share * Range(holders[holder]) * (1.7 - 1.4 * package / packages.Count));

    // The part of all packages that a holder has.
    static double Range(MadeHolder holder) => holder.Type switch
    {
        PartyType.Hospital => 0.6,
        PartyType.Pharmacy => 0.35 + 0.25 * Math.Min(1, (double)holder.People / MostPeople),
        _ => 0.12,
    };

    double Expected(double share) => holders.Sum(holder => holder.Type == PartyType.Wholesaler
        ? packages.Sum(package => package.Lots.Count)
        : Range(holder) * share * packages.Count * (100 + SecondLotPercent) / 100);

    bool IsWholesaler(int holder) => holders[holder].Type == PartyType.Wholesaler;

    // What is kept for preparedness lies at hospitals too, beside what is sold; the wholesalers' is made apart.
    Pool PoolOf(int holder) => (holders[holder].Type, random.Next(100)) switch
    {
        (PartyType.Hospital, < 8) => Pool.PreparednessSpecialist,
        (PartyType.HealthStation, < 30) => Pool.Programme,
        _ => Pool.Sale,
    };
}
