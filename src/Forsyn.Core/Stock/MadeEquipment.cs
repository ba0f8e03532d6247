using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Stock;

/// <summary>Made stock of equipment: at the wholesalers, the hospitals and one station in each municipality.</summary>
public static class MadeEquipment
{
    const int LifeMonths = 30, PeoplePerPack = 400, PacksAtHospitals = 60, PacksAtWholesalers = 900;

    /// <summary>One lot of an article, two and a half years from the day.</summary>
    public static MadeLot Lot(Product product, DateOnly today) => new(
        $"U{product.ArticleNumber}", today.AddMonths(-6), today.AddMonths(-5), today.AddMonths(LifeMonths));

    public static IEnumerable<Transfer> Of(
        IEnumerable<MadeHolder> holders, IReadOnlyList<(Product Product, long Lot)> articles, DateOnly today) =>
        from holder in holders
        let packs = holder.Type switch
        {
            PartyType.Wholesaler => PacksAtWholesalers,
            PartyType.Hospital => PacksAtHospitals,
            PartyType.HealthStation when holder.Key.EndsWith("-1", StringComparison.Ordinal) =>
                1 + holder.People / PeoplePerPack,
            _ => 0,
        }
        let place = holder.Places[StorageCondition.Room].FirstOrDefault()
        where packs > 0 && place > 0
        from article in articles
        select new Transfer(holder.Party, article.Lot, new Quantity((long)packs * article.Product.DosesPerPack),
            Slot.Outside(Status.Counted), new Slot(Status.Available, place, Pool.Sale), "opening",
            $"opening/{article.Lot}", today.AddDays(-12));
}
