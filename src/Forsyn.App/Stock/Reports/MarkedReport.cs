using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Texts;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>The last file of a holder that could not be booked, given back with its errors beside each line.</summary>
public static class MarkedReport
{
    internal static Task Keep(
        Db db, long holder, StockReportRequest request, IReadOnlyList<Finding> faults, Moment now) =>
        db.Write<int>(async tx => await tx.Do("""
            insert into stock_report_fault (holder_id, name, lines, faults, made_at)
            values (@holder, @Name, @lines, @faults, @now)
            on conflict (holder_id) do update set name = excluded.name, lines = excluded.lines,
                faults = excluded.faults, made_at = excluded.made_at
            """, new { holder, request.Name, lines = Json.Write(request.Lines), faults = Json.Write(faults), now }));

    /// <summary>A CSV file with a column more; of no lines where nothing was refused.</summary>
    public static async Task<string> Write(Db db, Caller caller, Language language)
    {
        var row = await db.One<FaultRow>("select lines, faults from stock_report_fault where holder_id = @holder",
            new { holder = caller.Party ?? 0 });
        var faults = Json.Read<List<Finding>>(row?.Faults ?? "[]").ToLookup(fault => fault.Line);
        return CsvFile.Sheet(
        [
            [.. ReportFile.Columns, Text.Get(language, "reports.errors-column")],
            .. Json.Read<List<ReportLine>>(row?.Lines ?? "[]").Select(line => (string?[])
                [.. ReportFile.Cells(line), string.Join(" ", faults[line.Row].Select(one => Told(language, one)))]),
        ]);
    }

    static string Told(Language language, Finding fault) =>
        $"{fault.Args.GetValueOrDefault("column")}: {Text.Find(language, $"finding.{fault.Code}", fault.Args)} " +
        $"{Text.Find(language, $"mend.{fault.Code}", fault.Args)}".TrimEnd();

    sealed class FaultRow
    {
        public string Lines { get; init; } = "";
        public string Faults { get; init; } = "";
    }
}
