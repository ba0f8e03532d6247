using Forsyn.App.Database;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>
/// A product that may be called for in an emergency, and how much of it is free where the call is served.
/// </summary>
public sealed class UrgentProduct
{
    public string Disease { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public string Name { get; init; } = "";
    public string Strength { get; init; } = "";
    public long DosesPerPack { get; init; }
    public bool Authorised { get; init; }
    public long Free { get; init; }
}

/// <summary>
/// Vaccines, immunoglobulins and sera against the diseases the reasons name, disease by disease: at the desk what is
/// for sale, at the pharmacy only what lies in its own stock (URG-003).
/// </summary>
public static class ListUrgentProducts
{
    public static async Task<IReadOnlyList<UrgentProduct>> Run(Db db, UrgentRoute route)
    {
        var atPharmacy = route == UrgentRoute.Pharmacy;
        var stock = atPharmacy ? $"and b.pool = 3 and b.place_id = ({UrgentOrders.OwnPlace})" : "and b.pool = 1";
        return await db.List<UrgentProduct>(
            $"""
            select d.disease_code as disease, p.article_number, p.name, p.strength, p.doses_per_pack, p.authorised,
                coalesce((select sum(b.quantity) from lot l join balance b on b.lot_id = l.id and b.status = 0
                    and b.holder_id = (select id from party where key = 'fhi') {stock}
                    where l.article_number = p.article_number), 0) as free
            from product p join product_disease d on d.article_number = p.article_number
            where p.class in ('vaccine', 'immunoglobulin', 'serum') and d.disease_code in @diseases
            order by d.disease_code, p.name, p.article_number
            """, new { diseases = InList.Of(UrgentReasons.All.SelectMany(reason => reason.Diseases).Distinct()) })
            is var all && atPharmacy ? [.. all.Where(product => product.Free > 0)] : all;
    }
}
