using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Stock;

/// <summary>
/// Made use of the last quarter, so that the demonstration country knows how long its stock lasts: for each package one
/// holder of the kind that uses it got what was used, and used it twice a week. Nothing of it is left.
/// </summary>
public static class MadeFlow
{
    const int Weeks = 14, UsesAWeek = 2;

    /// <param name="users">Those who may be given use; one is chosen for each package.</param>
    public static IEnumerable<Transfer> Of(
        IReadOnlyList<MadeHolder> users, IEnumerable<MadePackage> packages, DateOnly today)
    {
        var first = today.AddDays(-7 * Weeks - 2);
        foreach (var package in packages)
        {
            var article = package.Product.ArticleNumber;
            var chance = MadeLots.Chance(article);
            var able = users.Where(user => user.Type == User(package.Product)
                && user.Places[package.Product.Storage].Any()).ToList();
            var lots = package.Lots.Where(lot => lot.Lot.ReceivedOn <= first && lot.Lot.ExpiresOn > today).ToList();
            if (able.Count == 0 || lots.Count == 0) continue;
            var (user, lot) = (able[chance.Next(able.Count)], lots[^1].Id);
            var pool = package.Product.Has(ProductGroups.Childhood) || package.Product.Has(ProductGroups.Hpv)
                ? Pool.Programme : Pool.Sale;
            var shelf = new Slot(Status.Available, user.Places[package.Product.Storage].First(), pool);
            var uses = Enumerable.Range(0, Weeks * UsesAWeek).Select(n => new Transfer(user.Party, lot,
                new(package.AnnualUse.Units * chance.Next(50, 151) / (52 * UsesAWeek * 100)), shelf,
                Slot.Outside(Status.Consumed), "use", $"made-use/{lot}/{n}",
                today.AddDays(-1 - (n / UsesAWeek * 7) - (n % UsesAWeek * 3)))).Where(use => !use.Quantity.IsZero)
                .ToList();
            if (uses.Count == 0) continue;
            yield return new Transfer(user.Party, lot, new(uses.Sum(use => use.Quantity.Units)),
                Slot.Outside(Status.Supplier), shelf, "receive", $"made-use/{lot}", first);
            foreach (var use in uses) yield return use;
        }
    }

    static PartyType User(Product product) => product.Class == ProductClass.Medicine ? PartyType.Hospital
        : product.Has(ProductGroups.Childhood) || product.Has(ProductGroups.Hpv) ? PartyType.HealthStation
        : PartyType.Pharmacy;
}
