using System.Globalization;
using CsvHelper;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;

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

    public static void MapTargetsFile(this WebApplication app)
    {
        app.MapGet("/preparedness/targets.csv", (Db db, Clock clock, Current who, string scheme, long run,
                string? query = null) => Results.Stream(stream => Csv(stream, db, clock, who, scheme, run, query),
                "text/csv; charset=utf-8", $"forsyn-targets-{run}.csv"))
            .RequireAuthorization(Policy.PreparednessRead).ExcludeFromDescription();
        app.MapGet("/preparedness/targets.xlsx", async (Db db, Clock clock, Current who, string scheme, long run,
                string? query = null) =>
            {
                // A part of an archive is closed synchronously, which a response does not allow.
                var file = new MemoryStream();
                await Workbook.Write(file, "targets", Rows(db, clock, who, scheme, run, query));
                return Results.File(file.ToArray(), Workbook.MediaType, $"forsyn-targets-{run}.xlsx");
            })
            .RequireAuthorization(Policy.PreparednessRead).ExcludeFromDescription();
    }

    static async Task Csv(
        Stream stream, Db db, Clock clock, Current who, string scheme, long run, string? query)
    {
        await using var csv = new CsvWriter(new StreamWriter(stream), CultureInfo.InvariantCulture);
        await foreach (var row in Rows(db, clock, who, scheme, run, query))
        {
            foreach (var value in row) csv.WriteField(value?.ToString() ?? "");
            await csv.NextRecordAsync();
        }
    }

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        Db db, Clock clock, Current who, string scheme, long run, string? query)
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
