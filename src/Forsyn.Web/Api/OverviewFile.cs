using System.Globalization;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Web.Hosting;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The whole overview as a file, CSV or XLSX, written row by row as the database gives them.</summary>
static class OverviewFile
{
    // Daily doses and use are read for so many rows at a time.
    const int RowsAtOnce = 200;

    static readonly string[] Headings =
    [
        "key", "name", "detail", "units", "packs", "dailyDoses", "usePerDay", "daysOfCover", "positions", "holders",
        "lots", "products", "expiringWithin30Days", "expiringWithin90Days", "expiringWithin180Days", "inTransit",
        "quarantined", "recalled", "reported", "olderThanDue", "oldestFigure", "newestFigure", "asOf", "knownOn",
    ];

    public static void MapOverviewFile(this WebApplication app)
    {
        app.MapGet("/overview.csv", Csv).RequireAuthorization(Policy.StockNational).ExcludeFromDescription();
        app.MapGet("/overview.xlsx", Xlsx).RequireAuthorization(Policy.StockNational).ExcludeFromDescription();
    }

    static IResult Csv([AsParameters] StockParameters asked, Db db, Clock clock, Words words) =>
        asked.Question.Read(clock.Today).Match(
            query => Results.Stream(stream => CsvFile.Write(stream, Rows(db, query, clock.Now)), CsvFile.MediaType,
                Name(query, clock.Today, "csv")),
            refusal => Http.Problem(refusal, words));

    static IResult Xlsx([AsParameters] StockParameters asked, Db db, Clock clock, Words words) =>
        asked.Question.Read(clock.Today).Match(
            query => Results.Stream(
                stream => Workbook.Write(stream, Kebab.Of(query.GroupBy), Rows(db, query, clock.Now)),
                Workbook.MediaType, Name(query, clock.Today, "xlsx")),
            refusal => Http.Problem(refusal, words));

    static string Name(OverviewQuery query, DateOnly today, string kind) =>
        $"forsyn-{Kebab.Of(query.GroupBy)}-{query.Filter.AsOf ?? today:yyyy-MM-dd}.{kind}";

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(Db db, OverviewQuery query, Moment now)
    {
        yield return Headings;
        await foreach (var some in Overview.All(db, query, now).Chunk(RowsAtOnce))
            foreach (var row in await OverviewDetail.Of(db, query, some, now))
                yield return
                [
                    row.Key, row.Name, row.Detail, row.Units, row.Packs,
                    row.DailyDosesMillionths is { } doses ? doses / 1_000_000 : null,
                    row.Use is { DaysInStock: > 0 } use ? Tenths(use.PerDayMillionths) : null, row.CoverDays,
                    row.Positions, row.Holders, row.Lots, row.Products, row.Within30, row.Expiring, row.Within180,
                    row.InTransit, row.Quarantined, row.Recalled, row.Reported, row.Late, row.Oldest, row.Newest,
                    $"{query.Filter.AsOf ?? now.Day:yyyy-MM-dd}", $"{query.Filter.KnownOn ?? now.Day:yyyy-MM-dd}",
                ];
    }

    static string Tenths(long millionths) => (millionths / 1_000_000m).ToString("0.0", CultureInfo.InvariantCulture);
}
