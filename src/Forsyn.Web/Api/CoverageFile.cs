using System.Globalization;
using CsvHelper;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering.Influenza;
using Forsyn.Web.Hosting;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Coverage of a season as a CSV file, a row for each municipality.</summary>
static class CoverageFile
{
    static readonly string[] Headings =
    [
        "season", "municipality", "name", "county", "targetGroup", "age65Plus", "adultsAtRisk", "childrenAtRisk",
        "hasOffer", "preOrdered", "allotted", "delivered", "used", "passedOn", "orderedPerMille", "deliveredPerMille",
        "usedPerMille", "asOf",
    ];

    public static void MapCoverageFile(this WebApplication app) =>
        app.MapGet("/influenza.csv", Write).RequireAuthorization(Policy.CatalogueRead).ExcludeFromDescription();

    static async Task<IResult> Write(Db db, Clock clock, Words words, string? season = null)
    {
        var found = await Seasons.Get(db, season, clock.Today);
        if (!found.Ok) return Http.Problem(found.Refusal!, words);
        var code = found.Value.Season.Code;
        var rows = (await Coverage.Run(db, code, clock.Now)).Value;
        return Results.Stream(stream => Rows(stream, code, rows, clock.Today), "text/csv; charset=utf-8",
            $"forsyn-influenza-{code.Replace('/', '-')}.csv");
    }

    static async Task Rows(Stream stream, string season, IReadOnlyList<CoverageRow> rows, DateOnly day)
    {
        await using var csv = new CsvWriter(new StreamWriter(stream), CultureInfo.InvariantCulture);
        foreach (var heading in Headings) csv.WriteField(heading);
        await csv.NextRecordAsync();
        foreach (var row in rows)
        {
            foreach (var value in (object?[])
                [
                    season, row.Number, row.Name, row.County, row.Target.People, row.Target.Old,
                    row.Target.AdultsAtRisk, row.Target.ChildrenAtRisk, row.HasOffer ? "yes" : "no", row.PreOrdered,
                    row.Allotted, row.Delivered, row.Used, row.PassedOn, row.OrderedPerMille, row.DeliveredPerMille,
                    row.UsedPerMille, $"{day:yyyy-MM-dd}",
                ])
                csv.WriteField(value?.ToString() ?? "");
            await csv.NextRecordAsync();
        }
    }
}
