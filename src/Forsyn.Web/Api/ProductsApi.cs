using Forsyn.App.Basics;
using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The catalogue: find products, and read one.</summary>
static class ProductsApi
{
    public static void MapProducts(this IEndpointRouteBuilder api)
    {
        var products = api.MapGroup("/products").WithTags("Products").RequireAuthorization(Policy.CatalogueRead);
        products.MapGet("/", List).Produces<Page<ProductView>>().ProducesProblem(422);
        products.MapGet("/{articleNumber}", Get).Produces<ProductView>().ProducesProblem(404);
    }

    static async Task<IResult> List(
        Db db, Words words, string? query = null, string? group = null, string? cursor = null,
        int limit = FindProducts.DefaultLimit)
    {
        var known = Kebab.TryParse<ProductGroups>(group ?? "", out var named);
        if (!known && !string.IsNullOrEmpty(group))
            return Http.Problem(
                Refusal.Of("product-group-wrong", "group", group, "possible",
                    string.Join(", ", Kebab.All<ProductGroups>())), words);
        var asked = new FindProductsQuery(query, known ? named : null, Cursor: cursor, Limit: limit);
        return (await FindProducts.Run(db, asked)).Answer(words, Results.Ok);
    }

    static async Task<IResult> Get(string articleNumber, Db db, Words words) =>
        (await GetProduct.Run(db, articleNumber)).Answer(words, Results.Ok);
}
