using System.Globalization;
using CsvHelper;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Web.Hosting;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The whole overview as a CSV file, written row by row as the database gives them.</summary>
static class OverviewFile
{
    static readonly string[] Headings =
    [
        "key", "name", "detail", "units", "packs", "holders", "lots", "products", "expiringWithin90Days", "inTransit",
        "oldestFigure", "newestFigure", "asOf",
    ];

    public static void MapOverviewFile(this WebApplication app) =>
        app.MapGet("/overview.csv", Write).RequireAuthorization(Policy.StockNational).ExcludeFromDescription();

    static IResult Write([AsParameters] StockParameters asked, Db db, Clock clock, Words words) =>
        asked.Question.Read(clock.Today).Match(
            query => Results.Stream(stream => Rows(stream, db, query, clock.Now), "text/csv; charset=utf-8",
                $"forsyn-{Kebab.Of(query.GroupBy)}-{query.Filter.AsOf ?? clock.Today:yyyy-MM-dd}.csv"),
            refusal => Http.Problem(refusal, words));

    static async Task Rows(Stream stream, Db db, OverviewQuery query, Moment now)
    {
        await using var csv = new CsvWriter(new StreamWriter(stream), CultureInfo.InvariantCulture);
        foreach (var heading in Headings) csv.WriteField(heading);
        await csv.NextRecordAsync();
        await foreach (var row in Overview.All(db, query, now))
        {
            foreach (var value in (object?[])
                [
                    row.Key, row.Name, row.Detail, row.Units, row.Packs, row.Holders, row.Lots, row.Products,
                    row.Expiring,
                    row.InTransit, row.Oldest, row.Newest, $"{query.Filter.AsOf ?? now.Day:yyyy-MM-dd}",
                ])
                csv.WriteField(value?.ToString() ?? "");
            await csv.NextRecordAsync();
        }
    }
}
