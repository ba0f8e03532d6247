using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Texts;

namespace Forsyn.App.Catalogue;

/// <summary>
/// The published list "Products and prices" (ACT-005), made from the very products that the check of an order reads.
/// </summary>
public static class PriceList
{
    /// <summary>Everything the vaccine shop sells, by name.</summary>
    public static async Task<IReadOnlyList<ProductView>> Run(Db db)
    {
        var all = new List<ProductView>();
        for (string? cursor = null; ;)
        {
            var page = (await FindProducts.Run(
                db, new(OnlyOrderable: true, Cursor: cursor, Limit: FindProducts.MostAtOnce))).Value;
            all.AddRange(page.Items);
            if ((cursor = page.Next) is null) return all;
        }
    }

    public static byte[] Pdf(IReadOnlyList<ProductView> products, Language language, Moment now)
    {
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        return new PdfSheet(T("price-list.title"), T("price-list.footer"), language, now)
            .Heading(T("price-list.title"))
            .Text(T("price-list.lead"))
            .Text(T("price-list.as-of", ("day", now.Day)))
            .Table(
                [
                    new(T("products.name"), 4), new(T("products.article"), 1.2),
                    new(T("products.pack"), 1.2, Right: true), new(T("products.price"), 1.5, Right: true),
                    new(T("products.authorised"), 2.2),
                ],
                products.Select(product => (IReadOnlyList<PdfCell>)
                [
                    $"{product.Name} {product.Strength}".Trim(), product.ArticleNumber,
                    Formats.Number(language, product.DosesPerPack), Formats.Kroner(language, product.PricePerPack),
                    T(Authorisation(product)),
                ]))
            .Save();
    }

    /// <summary>The text that says whether a product is authorised; the certificate needs no authorisation.</summary>
    public static string Authorisation(ProductView product) =>
        product.Class == Core.Catalogue.ProductClass.Certificate ? "price-list.no-medicine"
        : product.Authorised ? "price-list.authorised" : "price-list.not-authorised";
}
