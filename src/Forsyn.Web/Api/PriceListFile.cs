using Forsyn.App.Basics;
using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.Web.Hosting;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The published list of products and prices as files, open to all.</summary>
static class PriceListFile
{
    static readonly string[] Headings =
    [
        "articleNumber", "name", "strength", "substance", "atc", "dosesPerPack", "price", "authorised", "positiveList",
        "asOf",
    ];

    public static void MapPriceListFiles(this WebApplication app)
    {
        app.MapGet("/products/list.csv", Csv).AllowAnonymous().RequireRateLimiting(RateLimits.Print)
            .ExcludeFromDescription();
        app.MapGet("/products/list.pdf", Pdf).AllowAnonymous().RequireRateLimiting(RateLimits.Print)
            .ExcludeFromDescription();
    }

    static async Task<IResult> Csv(Db db, Clock clock)
    {
        var stream = new MemoryStream();
        await CsvFile.Write(stream,
        [
            Headings,
            .. (await PriceList.Run(db)).Select(product => (object?[])
            [
                product.ArticleNumber, product.Name, product.Strength, product.Substance, product.Atc,
                product.DosesPerPack, product.PricePerPack, product.Authorised ? "yes" : "no",
                product.OnPositiveList ? "yes" : "no", $"{clock.Today:yyyy-MM-dd}",
            ]),
        ]);
        return Results.File(stream.ToArray(), CsvFile.MediaType, $"products-and-prices-{clock.Today:yyyy-MM-dd}.csv");
    }

    static async Task<IResult> Pdf(Db db, Clock clock, Words words) => Results.File(
        PriceList.Pdf(await PriceList.Run(db), words.Language, clock.Now), "application/pdf",
        $"{words["price-list.file"]}-{clock.Today:yyyy-MM-dd}.pdf");
}
