using Forsyn.App.Database;
using Forsyn.Core.Basics.Gs1;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Catalogue;

/// <summary>Writes products and the diseases they name: new ones are added, known ones are overwritten, none is
/// removed.</summary>
public static class SaveProducts
{
    const string Columns =
        "gtin, name, substance, atc, form, strength, class, doses_per_pack, units_note, storage, authorised, " +
        "childhood, hpv, influenza, yellow_fever, pregnancy, blue_keys, preservative, multi_dose, in_use_hours, " +
        "freeze_dried, light_protected, price_ore, positive_list, prescription_group, made, search";

    static readonly string Upsert =
        $"insert into product (article_number, {Columns}) {{values}} on conflict (article_number) do update set " +
        string.Join(", ", Columns.Split(", ").Select(c => $"{c} = excluded.{c}"));

    /// <summary>Returns how many products were written; a disease a product names must be among the given or the saved
    /// ones.</summary>
    public static async Task<int> Run(
        Tx tx, IReadOnlyList<Product> products, IReadOnlyList<Disease> diseases, Action<long>? progress = null)
    {
        var saved = await tx.List<DiseaseRow>("select code, name_nb, name_nn, name_en from disease");
        var known = saved.Select(d => new Disease(d.Code, d.NameNb, d.NameNn, d.NameEn)).Concat(diseases)
            .GroupBy(d => d.Code).ToDictionary(same => same.Key, same => same.Last());
        await new Batch(tx)
            .AddRows("insert into disease (code, name_nb, name_nn, name_en) {values} " +
                "on conflict (code) do update set " +
                "name_nb = excluded.name_nb, name_nn = excluded.name_nn, name_en = excluded.name_en",
                [.. diseases.Select(d => new object?[] { d.Code, d.Bokmaal, d.Nynorsk, d.English })])
            .Run();
        var done = 0;
        foreach (var chunk in products.Chunk(500))
        {
            await SaveChunk(tx, chunk, known);
            progress?.Invoke(done += chunk.Length);
        }
        return products.Count;
    }

    static Task SaveChunk(Tx tx, Product[] products, Dictionary<string, Disease> diseases)
    {
        var links = products.SelectMany(p => p.Diseases.Distinct(), (p, d) =>
            new object?[] { p.ArticleNumber.ToString(), d });
        return new Batch(tx)
            .AddRows(Upsert, [.. products.Select(p => Row(p, diseases))])
            .AddRows("with v (article_number) as ({values}) delete from product_disease where article_number in " +
                "(select article_number from v)", [.. products.Select(p =>
                    new object?[] { p.ArticleNumber.ToString() })])
            .AddRows("insert into product_disease (article_number, disease_code) {values}", [.. links])
            .Run();
    }

    static object?[] Row(Product p, Dictionary<string, Disease> diseases) =>
    [
        p.ArticleNumber.ToString(), Gtin.NtinFromArticleNumber(p.ArticleNumber.ToString()).As14, p.Name, p.Substance,
        p.Atc, p.Form, p.Strength, Kebab.Of(p.Class), p.DosesPerPack, p.UnitsNote, Kebab.Of(p.Storage), p.Authorised,
        p.Has(ProductGroups.Childhood), p.Has(ProductGroups.Hpv), p.Has(ProductGroups.Influenza),
        p.Has(ProductGroups.YellowFever),
        p.Has(ProductGroups.Pregnancy), string.Join(',', p.BlueKeys), Kebab.Of(p.Preservative), p.MultiDose,
        p.InUseHours, p.FreezeDried, p.LightProtected, p.PricePerPack, p.OnPositiveList, p.PrescriptionGroup,
        p.MadeNumber,
        SearchText(p, diseases),
    ];

    // One column, so that a search is one "like" for each word the person typed.
    static string SearchText(Product p, Dictionary<string, Disease> diseases)
    {
        var names = p.Diseases.Select(code => diseases.TryGetValue(code, out var disease)
            ? disease : throw new InvariantBroken($"product {p.ArticleNumber} names the unknown disease '{code}'"));
        string[] words =
        [
            p.Name, p.Substance, p.Atc, .. names.SelectMany(d => new[] { d.Bokmaal, d.Nynorsk, d.English }).Distinct(),
            p.ArticleNumber.ToString(), Gtin.NtinFromArticleNumber(p.ArticleNumber.ToString()).As14,
        ];
        return string.Join(' ', words.Where(w => w.Length > 0)).ToLowerInvariant();
    }

    sealed class DiseaseRow
    {
        public string Code { get; init; } = "";
        public string NameNb { get; init; } = "";
        public string NameNn { get; init; } = "";
        public string NameEn { get; init; } = "";
    }
}
