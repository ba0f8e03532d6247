using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.DailyCoverage;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Coverage of a scheme on a day as a file, CSV or XLSX: all of it, or what is the reader's own.</summary>
static class StockpileCoverageFile
{
    public static void MapStockpileCoverageFile(this WebApplication app)
    {
        Map("csv", CsvFile.MediaType, CsvFile.Write);
        Map("xlsx", Workbook.MediaType, (stream, rows) => Workbook.Write(stream, "coverage", rows));

        void Map(string kind, string type, Func<Stream, IAsyncEnumerable<IReadOnlyList<object?>>, Task> write) =>
            app.MapGet($"/preparedness/coverage.{kind}", async (Db db, Clock clock, Current who, Words words,
                    string? scheme = null, DateOnly? on = null, string? holder = null, string? part = null,
                    string? group = null, string? state = null, string? query = null, string? sort = null) =>
                {
                    var day = on ?? clock.Today;
                    var found = Schemes.On(scheme ?? Schemes.All.On(clock.Today).First().Scheme, day);
                    if (!found.Ok) return Http.Problem(found.Refusal!, words);
                    var view = await CoverageViews.All(db,
                        new(found.Value.Scheme, day, holder, part, group,
                        CoverageQuestion.StateOf(state), query, sort), clock.Today, who.Caller);
                    return Results.Stream(stream => write(stream, CoverageSheet.Rows(view).ToAsyncEnumerable()), type,
                        $"forsyn-coverage-{view.Scheme}-{view.Day:yyyy-MM-dd}.{kind}");
                })
            .RequireAuthorization(Policy.PreparednessRead).ExcludeFromDescription();
    }
}
