using Forsyn.App.Database;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Catalogue;

/// <summary>A product as pages and the API show it.</summary>
/// <param name="Gtin">14 digits.</param>
/// <param name="Groups">Written forms of <see cref="ProductGroups"/>: childhood, hpv, influenza, yellow-fever,
/// pregnancy.</param>
/// <param name="PricePerPack">Without levy and VAT; 0.00 where it is not known.</param>
/// <param name="Orderable">Can be ordered in the vaccine shop: no other medicines, and nothing without a price.</param>
/// <param name="Made">The article number is made by us.</param>
public sealed record ProductView(
    string ArticleNumber, string Gtin, string Name, string Substance, string Atc, string Form, string Strength,
    ProductClass Class, IReadOnlyList<string> Groups, IReadOnlyList<Disease> Diseases, int DosesPerPack,
    string UnitsNote, StorageCondition Storage, bool Authorised, bool OnPositiveList, Preservative Preservative,
    bool MultiDose,
    int? InUseHours, bool FreezeDried, bool LightProtected, Money PricePerPack, string PrescriptionGroup,
    bool Orderable, bool Made)
{
    /// <summary>The SQL condition that says the same as <see cref="Orderable"/>.</summary>
    internal const string OrderableSql = "price_ore > 0 and class not in ('medicine', 'equipment')";

    static ProductView Of(ProductRow row, IReadOnlyList<Disease> diseases)
    {
        var p = row.ToProduct();
        return new(
            row.ArticleNumber, row.Gtin, p.Name, p.Substance, p.Atc, p.Form, p.Strength, p.Class, Written(p.Groups),
            diseases, p.DosesPerPack, p.UnitsNote, p.Storage, p.Authorised, p.OnPositiveList, p.Preservative,
            p.MultiDose,
            p.InUseHours, p.FreezeDried, p.LightProtected, p.PricePerPack, p.PrescriptionGroup,
            p.PricePerPack.Ore > 0 && p.Class is not (ProductClass.Medicine or ProductClass.Equipment), p.MadeNumber);
    }

    /// <summary>Puts the diseases to the rows, in one more round trip.</summary>
    internal static async Task<IReadOnlyList<ProductView>> Of(Db db, IReadOnlyList<ProductRow> rows)
    {
        var links = await db.List<DiseaseLink>("""
            select l.article_number, d.code, d.name_nb, d.name_nn, d.name_en
            from product_disease l join disease d on d.code = l.disease_code
            where l.article_number in @articles order by d.code
            """, new { articles = InList.Of(rows.Select(row => row.ArticleNumber)) });
        var diseases = links.ToLookup(l => l.ArticleNumber, l => new Disease(l.Code, l.NameNb, l.NameNn, l.NameEn));
        return [.. rows.Select(row => Of(row, [.. diseases[row.ArticleNumber]]))];
    }

    static IReadOnlyList<string> Written(ProductGroups groups) =>
        [.. Enum.GetValues<ProductGroups>().Where(g => g != ProductGroups.None && groups.HasFlag(g)).Select(Kebab.Of)];

    sealed class DiseaseLink
    {
        public string ArticleNumber { get; init; } = "";
        public string Code { get; init; } = "";
        public string NameNb { get; init; } = "";
        public string NameNn { get; init; } = "";
        public string NameEn { get; init; } = "";
    }
}
