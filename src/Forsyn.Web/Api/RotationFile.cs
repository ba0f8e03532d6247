using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The list of rotation as a file, CSV or XLSX: all of it, or what is the reader's own.</summary>
static class RotationFile
{
    static readonly string[] Headings =
    [
        "scheme", "holder", "atc", "packageGroup", "substance", "measure", "computedOn", "mustHold", "held",
        "lostUnits", "lossOre", "lostWithoutUnits", "lossWithoutOre", "toBuyUnits", "toPayOre", "orderOn",
        "alarmArticle", "alarmLot", "alarmOn", "alarmUnits", "alarmOre", "alarmSince", "breachFrom", "breachTo",
        "breachDeepest", "breachCause", "breachSince",
    ];

    public static void MapRotationFile(this WebApplication app)
    {
        Map("csv", CsvFile.MediaType, CsvFile.Write);
        Map("xlsx", Workbook.MediaType, (stream, rows) => Workbook.Write(stream, "rotation", rows));
        Expired("csv", CsvFile.MediaType, CsvFile.Write);
        Expired("xlsx", Workbook.MediaType, (stream, rows) => Workbook.Write(stream, "expired", rows));

        void Expired(string kind, string type, Func<Stream, IAsyncEnumerable<IReadOnlyList<object?>>, Task> write) =>
            app.MapGet($"/preparedness/rotation/expired.{kind}", async (Db db, Clock clock, Current who, Words words,
                    string? from = null, string? to = null, string? scheme = null, string? holder = null,
                    string? cause = null) =>
                (await ExpiredDespite.Run(db, new(from, to, scheme, holder, cause), clock.Today, who.Caller)).Match(
                    view => Results.Stream(stream => write(stream, Lots(view)), type, $"forsyn-expired.{kind}"),
                    refusal => Http.Problem(refusal, words)))
            .RequireAuthorization(Policy.PreparednessRead).ExcludeFromDescription();

        void Map(string kind, string type, Func<Stream, IAsyncEnumerable<IReadOnlyList<object?>>, Task> write) =>
            app.MapGet($"/preparedness/rotation.{kind}", (Db db, Current who, string? scheme = null,
                    string? holder = null, string? query = null, bool alarms = false, string? sort = null) =>
                Results.Stream(stream => write(stream,
                    Rows(db, who, new(scheme, holder, query, alarms, sort, Limit: 500))), type,
                    $"forsyn-rotation.{kind}"))
            .RequireAuthorization(Policy.PreparednessRead).ExcludeFromDescription();
    }

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(Db db, Current who, RotationQuestion question)
    {
        yield return Headings;
        do
        {
            var listed = await RotationList.Run(db, question, who.Caller);
            foreach (var row in listed.Items)
                yield return
                [
                    row.Scheme, row.Holder, row.Atc, row.PackageGroup, row.Name, row.Measure, Day(row.ComputedOn),
                    row.Must, row.Held, row.Lost, row.LossOre, row.LostWithout, row.LossWithoutOre, row.ToBuy,
                    row.ToPayOre, Day(row.OrderOn), row.AlarmArticle, row.AlarmNumber, Day(row.AlarmOn),
                    row.AlarmUnits, row.AlarmOre, Day(row.AlarmSince), Day(row.BreachFrom), Day(row.BreachTo),
                    row.BreachDeepest, row.BreachCause, Day(row.BreachSince),
                ];
            question = question with { Cursor = listed.Next };
        } while (question.Cursor is not null);
    }

    static async IAsyncEnumerable<IReadOnlyList<object?>> Lots(ExpiredView view)
    {
        yield return ["scheme", "holder", "atc", "substance", "articleNumber", "product", "lot", "expiresOn", "on",
            "units", "cause", "valueOre"];
        foreach (var lot in view.Items)
            yield return
            [
                lot.Scheme, lot.Holder, lot.Atc, lot.Substance, lot.ArticleNumber, lot.Product, lot.LotNumber,
                Day(lot.ExpiresOn), Day(lot.On), lot.Units, Kebab.Of(lot.Cause), lot.Value.Ore,
            ];
        await Task.CompletedTask;
    }

    static string? Day(DateOnly? day) => day is { } one ? $"{one:yyyy-MM-dd}" : null;
}
