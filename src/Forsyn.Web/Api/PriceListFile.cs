using System.Globalization;
using CsvHelper;
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
        await using (var csv = new CsvWriter(new StreamWriter(stream, leaveOpen: true), CultureInfo.InvariantCulture))
        {
            foreach (var heading in Headings) csv.WriteField(heading);
            await csv.NextRecordAsync();
            foreach (var product in await PriceList.Run(db))
            {
                foreach (var value in (string[])
                    [
                        product.ArticleNumber, product.Name, product.Strength, product.Substance, product.Atc,
                        $"{product.DosesPerPack}", product.PricePerPack.ToString(), product.Authorised ? "yes" : "no",
                        product.OnPositiveList ? "yes" : "no", $"{clock.Today:yyyy-MM-dd}",
                    ])
                    csv.WriteField(value);
                await csv.NextRecordAsync();
            }
        }
        return Results.File(
            stream.ToArray(), "text/csv; charset=utf-8", $"products-and-prices-{clock.Today:yyyy-MM-dd}.csv");
    }

    static async Task<IResult> Pdf(Db db, Clock clock, Words words) => Results.File(
        PriceList.Pdf(await PriceList.Run(db), words.Language, clock.Now), "application/pdf",
        $"{words["price-list.file"]}-{clock.Today:yyyy-MM-dd}.pdf");
}
