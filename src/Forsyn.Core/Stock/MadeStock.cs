using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Stock;

/// <summary>A party that gets opening stock, and where it can lie: place by storage condition.</summary>
/// <param name="People">People it serves: those of its municipality, shared by the parties of its type there; zero for
/// FHI and wholesalers.</param>
public sealed record MadeHolder(
    long Party, string Key, PartyType Type, int People, ILookup<StorageCondition, long> Places);

/// <summary>A package with its yearly national use and the lots that are about.</summary>
public sealed record MadePackage(Product Product, Quantity AnnualUse, IReadOnlyList<(long Id, MadeLot Lot)> Lots);

/// <summary>
/// Books what lies where on the first day of the demonstration country; the same input books the same.
/// </summary>
public static class MadeStock
{
    const int NationalPeople = 5_600_000;
    const int StockMonthsAtFhi = 4, StockMonthsAtWholesalers = 3, StockMonthsAtHospitals = 1,
    StockMonthsAtCustomers = 2;

    /// <summary>FHI's own lots, as received from the supplier, on the day each was received.</summary>
    public static IEnumerable<Transfer> AtFhi(MadeHolder fhi, IEnumerable<MadePackage> packages) =>
        packages.SelectMany(package =>
        {
            var chance = MadeLots.Chance(package.Product.ArticleNumber);
            var places = fhi.Places[package.Product.Storage].ToList();
            var share = package.AnnualUse.Units * StockMonthsAtFhi / 12 / package.Lots.Count;
            return package.Lots.SelectMany((lot, n) =>
            {
                // The lot that expires first is nearly sold out.
                var units = n == 0 && package.Lots.Count > 2 ? share / 4 : share * chance.Next(80, 121) / 100;
                return Pools(package.Product).Select(pool => new Transfer(
                    fhi.Party, lot.Id, Packs(package.Product, units * pool.Percent / 100, 2),
                    Slot.Outside(Status.Supplier),
                    new Slot(Status.Available, places[n % places.Count], pool.Pool), "opening",
                    $"opening/{lot.Id}/{Kebab.Of(pool.Pool)}", lot.Lot.ReceivedOn));
            });
        });

    /// <summary>
    /// A holder's emergency products at a place of their own: whole packs of the lot that lasts longest.
    /// </summary>
    public static IEnumerable<Transfer> Emergency(
        long holder, long place, IEnumerable<MadePackage> packages, Func<MadePackage, Quantity> wanted) =>
        from package in packages
        let lot = package.Lots.MaxBy(lot => lot.Lot.ExpiresOn)
        select new Transfer(
            holder, lot.Id, Packs(package.Product, wanted(package).Units, 1), Slot.Outside(Status.Supplier),
            new Slot(Status.Available, place, Pool.Emergency), "opening",
            $"opening/{lot.Id}/{Kebab.Of(Pool.Emergency)}", lot.Lot.ReceivedOn);

    /// <summary>What others have counted, in the last days before today.</summary>
    public static IEnumerable<Transfer> AtOthers(
        IReadOnlyList<MadeHolder> holders, IReadOnlyList<MadePackage> packages, DateOnly today, Random chance)
    {
        var kinds = packages.ToLookup(package => Kind(package.Product));
        var wholesalers = holders.Count(holder => holder.Type == PartyType.Wholesaler);
        var hospitals = holders.Count(holder => holder.Type == PartyType.Hospital);
        foreach (var holder in holders)
        {
            var day = today.AddDays(-chance.Next(0, 12));
            foreach (var (package, units) in Holding(holder, kinds, wholesalers, hospitals, chance))
                foreach (var transfer in Counted(holder, package, units, day, chance)) yield return transfer;
        }
    }

    static IEnumerable<(MadePackage, long Units)> Holding(
        MadeHolder holder, ILookup<StockKind, MadePackage> kinds, int wholesalers, int hospitals, Random chance)
    {
        (IEnumerable<(MadePackage Package, int Months)> Chosen, long Part, long Whole) holding = holder.Type switch
        {
            PartyType.Wholesaler => (All(kinds[StockKind.Medicine], StockMonthsAtWholesalers)
                .Concat(All(kinds[StockKind.Sale], 1)), chance.Next(70, 131), 100L * wholesalers),
            PartyType.Hospital => (Some(kinds[StockKind.Medicine], 25, StockMonthsAtHospitals, chance)
                .Concat(Some(kinds[StockKind.Sale], 6, StockMonthsAtHospitals, chance)), chance.Next(20, 61),
                100L * hospitals),
            PartyType.HealthStation =>
                (Some(kinds[StockKind.Programme], 12, StockMonthsAtCustomers, chance), holder.People, NationalPeople),
            // A third of the others has anything to report, as on a real map with holes.
            PartyType.DoctorsOffice when chance.Next(3) == 0 =>
                (Some(kinds[StockKind.Sale], 5, StockMonthsAtCustomers, chance), holder.People, NationalPeople),
            PartyType.Pharmacy when chance.Next(3) == 0 =>
                (Some(kinds[StockKind.Sale], 4, 1, chance).Concat(Some(kinds[StockKind.Medicine], 8, 1, chance)),
                    holder.People, NationalPeople),
            _ => ([], 0, 1),
        };
        return holding.Chosen.Select(
            one => (one.Package, one.Package.AnnualUse.Units * one.Months * holding.Part / (12 * holding.Whole)));
    }

    static IEnumerable<Transfer> Counted(
        MadeHolder holder, MadePackage package, long units, DateOnly day, Random chance)
    {
        if (holder.Places[package.Product.Storage].ToList() is not [var place, ..]) yield break;
        // A wholesaler has all lots, a customer mostly one; never one that came to the country after the count.
        var lots = package.Lots.Where(lot => lot.Lot.ReceivedOn <= day).ToList();
        if (lots.Count == 0) yield break;
        var taken = holder.Type == PartyType.Wholesaler ? lots : [lots[chance.Next(lots.Count)]];
        foreach (var (id, _) in taken)
            yield return new Transfer(holder.Party, id, Packs(package.Product, units / taken.Count, 1),
                Slot.Outside(Status.Counted), new Slot(Status.Available, place, Pools(package.Product)[0].Pool),
                "opening",
                $"opening/{id}", day);
    }

    // Programme vaccine is kept apart from what is sold; what is also on blue prescription or for travel lies in both.
    static (Pool Pool, int Percent)[] Pools(Product product) => !IsProgramme(product) ? Apart(product)
        : product.BlueKeys.Count > 0 || product.Has(ProductGroups.Hpv) ? [(Pool.Programme, 85), (Pool.Sale, 15)]
        : [(Pool.Programme, 100)];

    // Vaccine of the season and for pregnant women is kept for the programme and for sale beside it.
    static (Pool Pool, int Percent)[] Apart(Product product) =>
        product.Has(ProductGroups.Influenza) ? [(Pool.Programme, 75), (Pool.Sale, 25)]
        : product.Has(ProductGroups.Pregnancy) ? [(Pool.Sale, 60), (Pool.Programme, 40)]
        : [(Pool.Sale, 100)];

    static bool IsProgramme(Product product) => product.Has(ProductGroups.Childhood) || product.Has(ProductGroups.Hpv);

    static StockKind Kind(Product product) => product.Class == ProductClass.Medicine ? StockKind.Medicine
        : IsProgramme(product) ? StockKind.Programme : StockKind.Sale;

    enum StockKind { Programme, Sale, Medicine }

    static Quantity Packs(Product product, long units, int least) =>
        new(Math.Max(least, units / product.DosesPerPack) * product.DosesPerPack);

    static IEnumerable<(MadePackage, int)> All(IEnumerable<MadePackage> packages, int months) =>
        packages.Select(package => (package, months));

    static IEnumerable<(MadePackage, int)> Some(IEnumerable<MadePackage> packages, int count, int months, Random chance)
    {
        var all = packages.ToArray();
        chance.Shuffle(all);
        return All(all.Take(count), months);
    }
}
