using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Stock;

/// <summary>
/// Made use of the last quarter, so that the demonstration country knows how long its stock lasts: for each package
/// some of the largest holders of the kind that uses it share what the country used by the people they serve. Each got
/// what it used; nothing of it is left.
/// </summary>
public static class MadeFlow
{
    const int Weeks = 14, Uses = 6, Users = 30, OneOf = 4;

    /// <param name="users">Those who may be given use.</param>
    public static IEnumerable<Transfer> Of(
        IReadOnlyList<MadeHolder> users, IEnumerable<MadePackage> packages, DateOnly today)
    {
        var first = today.AddDays(-7 * Weeks - 2);
        var able = users.OrderByDescending(user => user.People).ThenBy(user => user.Party)
            .ToLookup(user => user.Type);
        foreach (var package in packages)
        {
            var chance = MadeLots.Chance(package.Product.ArticleNumber);
            var some = able[User(package.Product)].Where(user => user.Places[package.Product.Storage].Any())
                .Take(Users * OneOf).ToArray();
            var lots = package.Lots.Where(lot => lot.Lot.ReceivedOn <= first && lot.Lot.ExpiresOn > today).ToList();
            if (some.Length == 0 || lots.Count == 0) continue;
            chance.Shuffle(some);
            var taking = some.Take(Users).ToList();
            var units = Share.Split(package.AnnualUse.Units * Weeks / 52,
                [.. taking.Select(user => Math.Max(1L, user.People) * chance.Next(50, 151))]);
            for (var n = 0; n < taking.Count; n++)
                foreach (var transfer in Used(taking[n], package.Product, lots[^1].Id, units[n], first, today, chance))
                    yield return transfer;
        }
    }

    static IEnumerable<Transfer> Used(MadeHolder user, Product product, long lot, long units, DateOnly first,
        DateOnly today, Random chance)
    {
        if (units == 0) yield break;
        var pool = product.Has(ProductGroups.Childhood) || product.Has(ProductGroups.Hpv) ? Pool.Programme : Pool.Sale;
        var shelf = new Slot(Status.Available, user.Places[product.Storage].First(), pool);
        yield return new Transfer(user.Party, lot, new(units), Slot.Outside(Status.Supplier), shelf, "receive",
            $"made-use/{lot}", first);
        var used = Share.Split(units, [.. Enumerable.Range(0, Uses).Select(_ => (long)chance.Next(50, 151))]);
        for (var n = 0; n < Uses; n++)
            if (used[n] > 0)
                yield return new Transfer(user.Party, lot, new(used[n]), shelf, Slot.Outside(Status.Consumed), "use",
                    $"made-use/{lot}/{n}", today.AddDays(-1 - (n * Weeks * 7 / Uses) - chance.Next(6)));
    }

    static PartyType User(Product product) => product.Class == ProductClass.Medicine ? PartyType.Hospital
        : product.Has(ProductGroups.Childhood) || product.Has(ProductGroups.Hpv) ? PartyType.HealthStation
        : PartyType.Pharmacy;
}
