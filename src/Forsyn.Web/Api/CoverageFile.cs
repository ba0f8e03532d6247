using Forsyn.App.Basics;
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
        return Results.Stream(stream => CsvFile.Write(stream, Rows(code, rows, clock.Today)), CsvFile.MediaType,
            $"forsyn-influenza-{code.Replace('/', '-')}.csv");
    }

    static IEnumerable<IReadOnlyList<object?>> Rows(string season, IReadOnlyList<CoverageRow> rows, DateOnly day) =>
    [
        Headings,
        .. rows.Select(row => (object?[])
        [
            season, row.Number, row.Name, row.County, row.Target.People, row.Target.Old, row.Target.AdultsAtRisk,
            row.Target.ChildrenAtRisk, row.HasOffer ? "yes" : "no", row.PreOrdered, row.Allotted, row.Delivered,
            row.Used, row.PassedOn, row.OrderedPerMille, row.DeliveredPerMille, row.UsedPerMille,
            $"{day:yyyy-MM-dd}",
        ]),
    ];
}
