using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Catalogue;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The catalogue: what can be ordered, and every fact a rule keys on.</summary>
static class ProductsApi
{
    public static void MapProducts(this IEndpointRouteBuilder api)
    {
        var products = api.MapGroup("/products").WithTags("Products").RequireAuthorization(Policy.CatalogueRead);
        products.MapGet("/", Find).WithName("find-products")
            .WithSummary("Finds products by name, substance, ATC code, disease, article number, GTIN or scan")
            .Produces<ProductPage>().ProducesProblem(422);
        products.MapGet("/{articleNumber}", Get).WithName("get-product").WithSummary("One product by article number")
            .Produces<ProductBody>().ProducesProblem(404);
        products.MapGet("/{articleNumber}/suggestion", Suggest).RequireAuthorization(Policy.ShopUse)
            .WithName("suggest-quantity")
            .WithSummary("How much the caller's party may want to order now, with the formula and its inputs")
            .Produces<SuggestedQuantity>().ProducesProblem(404);
    }

    static async Task<IResult> Find(
        Db db, Words words, string? query = null, string? group = null, bool orderable = false, string? cursor = null,
        int limit = FindProducts.DefaultLimit)
    {
        if (!TryRead(group, out var wanted))
            return Http.Problem(Refusal.Of("product-group-wrong", "group", group!, "possible", Groups), words);
        var found = await FindProducts.Run(db, new(query, wanted, null, orderable, cursor, limit));
        return found.Answer(words, page =>
            Results.Ok(new ProductPage([.. page.Items.Select(item => ProductBody.Of(item, words))], page.Next)));
    }

    static async Task<IResult> Get(string articleNumber, Db db, Words words) =>
        (await GetProduct.Run(db, articleNumber)).Answer(words, found => Results.Ok(ProductBody.Of(found, words)));

    static async Task<IResult> Suggest(string articleNumber, Db db, Clock clock, Current who, Words words) =>
        (await LoadSuggestions.Run(db, [articleNumber], clock.Now, who.Caller)).GetValueOrDefault(articleNumber)
            is { } found ? Results.Ok(found)
            : Http.Problem(Refusal.Of("article-unknown", "article", articleNumber), words);

    static string Groups => string.Join(", ", Kebab.All<ProductGroups>().Skip(1)); // the first is "none"

    static bool TryRead(string? text, out ProductGroups? group)
    {
        group = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!Kebab.TryParse<ProductGroups>(text, out var read) || read == ProductGroups.None) return false;
        group = read;
        return true;
    }
}

/// <summary>A page of products; next is the cursor of what follows, if anything does.</summary>
public sealed record ProductPage(IReadOnlyList<ProductBody> Items, string? Next);

/// <summary>A product with every fact a rule keys on.</summary>
/// <param name="Price">Kroner a pack, without levy and VAT; "0.00" where it is not known.</param>
/// <param name="InUseHours">Hours it keeps after first opening; left out where it is used at once.</param>
/// <param name="Made">The article number is made by Forsyn, as no source gave one.</param>
public sealed record ProductBody(
    string ArticleNumber, string Gtin, string Name, string Substance, string Atc, string Form, string Strength,
    ProductClass Class, IReadOnlyList<string> Groups, IReadOnlyList<DiseaseBody> Diseases, int DosesPerPack,
    string UnitsNote, StorageCondition Storage, bool Authorised, bool OnPositiveList, Preservative Preservative,
    bool MultiDose, int? InUseHours, bool FreezeDried, bool LightProtected, Money Price, string PrescriptionGroup,
    bool Orderable, bool Made)
{
    public static ProductBody Of(ProductView p, Words words) => new(
        p.ArticleNumber, p.Gtin, p.Name, p.Substance, p.Atc, p.Form, p.Strength, p.Class, p.Groups,
        [.. p.Diseases.Select(disease => DiseaseBody.Of(disease, words))], p.DosesPerPack, p.UnitsNote, p.Storage,
        p.Authorised, p.OnPositiveList, p.Preservative, p.MultiDose, p.InUseHours, p.FreezeDried, p.LightProtected,
        p.PricePerPack, p.PrescriptionGroup, p.Orderable, p.Made);
}

/// <summary>A disease by its code, with its name in the reader's language.</summary>
public sealed record DiseaseBody(string Code, string Name)
{
    public static DiseaseBody Of(Disease disease, Words words) => new(disease.Code, words.Language switch
    {
        App.Texts.Language.Nn => disease.Nynorsk,
        App.Texts.Language.En => disease.English,
        _ => disease.Bokmaal,
    });
}
