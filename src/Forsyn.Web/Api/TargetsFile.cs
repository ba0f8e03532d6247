using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>A computation of targets as a file, CSV or XLSX: all of it, or what is the reader's own.</summary>
static class TargetsFile
{
    static readonly string[] Headings =
    [
        "scheme", "countsOn", "base", "atc", "substance", "packageGroup", "part", "holder", "span", "measure",
        "turnoverMicroDdd", "turnoverUnits", "mustHoldMicroDdd", "mustHoldUnits", "pack", "packs", "ordinaryMicroDdd",
        "ordinaryUnits",
    ];

    /// <summary>What must be held, and how it is covered.</summary>
    public static void MapDutyFiles(this WebApplication app)
    {
        app.MapTargetsFile();
        app.MapStockpileCoverageFile();
    }

    static void MapTargetsFile(this WebApplication app)
    {
        Map("csv", CsvFile.MediaType, CsvFile.Write);
        Map("xlsx", Workbook.MediaType, (stream, rows) => Workbook.Write(stream, "targets", rows));

        void Map(string kind, string type, Func<Stream, IAsyncEnumerable<IReadOnlyList<object?>>, Task> write) =>
            app.MapGet($"/preparedness/targets.{kind}", (Db db, Clock clock, Current who, Words words,
                    string? scheme = null, long? run = null, string? query = null) =>
                Schemes.On(scheme ?? Schemes.All.On(clock.Today).First().Scheme, clock.Today).Match(
                    found => Results.Stream(stream => write(stream, Rows(db, clock, who, found.Scheme, run, query)),
                        type, $"forsyn-targets-{found.Scheme}.{kind}"),
                    refusal => Http.Problem(refusal, words)))
            .RequireAuthorization(Policy.PreparednessRead).ExcludeFromDescription();
    }

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        Db db, Clock clock, Current who, string scheme, long? run, string? query)
    {
        yield return Headings;
        string? cursor = null;
        do
        {
            var view = await Targets.List(db, scheme, clock.Today, who.Caller, null, query, run, null, cursor, 500);
            foreach (var row in view.Items)
                yield return
                [
                    view.Run!.Scheme, $"{view.Run.CountsOn:yyyy-MM-dd}", $"{view.Run.Base}", row.Atc, row.Name,
                    row.PackageGroup, row.Part, row.Holder, row.Span, row.Measure, row.ShareDdd, row.ShareUnits,
                    row.MustDdd, row.MustUnits, row.Pack, row.Packs, row.OrdinaryDdd, row.OrdinaryUnits,
                ];
            cursor = view.Next;
        } while (cursor is not null);
    }
}
