using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Products;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The stock of one product in the whole country.</summary>
static class ProductStockApi
{
    public static void MapProductStock(this IEndpointRouteBuilder api)
    {
        var product = api.MapGroup("/overview/products/{articleNumber}").WithTags("Overview")
            .RequireAuthorization(Policy.StockNational);
        product.MapGet("/", Stock).WithName("get-product-stock")
            .WithSummary("A product's stock: by day, lot, pool and place, what waits for it and what may not be used")
            .Produces<ProductStockView>().ProducesProblem(404).ProducesProblem(422);
        product.MapGet("/movements", Movements).WithName("list-product-movements")
            .WithSummary("A product's movements, the newest first: all that changed its units, or those of a kind")
            .Produces<Page<TransferBehind>>().ProducesProblem(404).ProducesProblem(422);
    }

    static async Task<IResult> Stock(
        string articleNumber, Db db, Clock clock, Current who, Words words, string? from = null, string? to = null,
        string? by = null) =>
        (await ProductStock.Run(db, new(articleNumber, from, to, by), clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Movements(
        string articleNumber, Db db, Clock clock, Words words, string? kind = null, string? cursor = null,
        int limit = 50) =>
        (await ProductMovements.Run(db, articleNumber, kind, clock.Now, cursor, limit)).Answer(words, Results.Ok);
}
