using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>What a file of entries booked.</summary>
public sealed record StockEntriesAnswer(int Entries, Quantity Doses, Money Value);

/// <summary>Many entries about own stock from a file, CSV or XLSX: all of them or none.</summary>
public static class EntryFile
{
    public const int MostLines = 2000;

    /// <summary>The columns, in the order a file is best written.</summary>
    public static readonly IReadOnlyList<string> Columns =
        ["kind", "articleNumber", "lotNumber", "quantity", "unit", "cause", "day", "text", "scan", "from"];

    static readonly Dictionary<string, string> Names = new()
    {
        ["kind"] = "kind", ["hva"] = "kind", ["kva"] = "kind", ["articlenumber"] = "articleNumber",
        ["varenummer"] = "articleNumber", ["varenr"] = "articleNumber", ["lotnumber"] = "lotNumber",
        ["lot"] = "lotNumber", ["parti"] = "lotNumber", ["batch"] = "lotNumber", ["quantity"] = "quantity",
        ["antall"] = "quantity", ["tal"] = "quantity", ["unit"] = "unit", ["enhet"] = "unit", ["eining"] = "unit",
        ["cause"] = "cause", ["årsak"] = "cause", ["day"] = "day", ["dag"] = "day", ["dato"] = "day",
        ["text"] = "text", ["tekst"] = "text", ["merknad"] = "text", ["scan"] = "scan", ["skann"] = "scan",
        ["from"] = "from", ["fra"] = "from", ["frå"] = "from",
    };

    /// <summary>
    /// Refuses what ReportFile reads of files, entries-empty, entries-too-many, and entries-not-booked with everything
    /// that is wrong, each finding with its row; nothing is booked then.
    /// </summary>
    public static async Task<Result<StockEntriesAnswer>> Book(Db db, Stream file, Moment now, Caller caller)
    {
        var unknown = new List<Finding>();
        var read = await ReportFile.Rows(file, rows => Lines(rows, unknown));
        if (!read.Ok) return read.Refusal!;
        var lines = read.Value;
        if (lines.Count == 0) return Refusal.Of("entries-empty");
        if (lines.Count > MostLines)
            return Refusal.Of("entries-too-many", "lines", $"{lines.Count}", "most", $"{MostLines}");
        return await db.Write<StockEntriesAnswer>(async tx =>
        {
            var (findings, doses, value) = (unknown.ToList(), Quantity.Zero, Money.Zero);
            foreach (var (row, request) in lines)
            {
                var one = await RecordStockEntry.Book(tx, request, now, caller);
                if (one.Ok) (doses, value) = (doses + one.Value.Doses, value + one.Value.Value);
                else if (one.Refusal!.Findings is { } wrong)
                    findings.AddRange(wrong.Select(f => f with { Line = row }));
                else return one.Refusal;
            }
            return findings.Count > 0
                ? new Refusal("entries-not-booked",
                    new Dictionary<string, string> { ["errors"] = $"{findings.Count}" },
                    [.. findings.OrderBy(finding => finding.Line)])
                : new StockEntriesAnswer(lines.Count, doses, value);
        }, caller.Once);
    }

    static Result<IReadOnlyList<(int Row, StockEntryRequest Line)>> Lines(
        IEnumerable<(int Row, string?[] Cells)> rows, List<Finding> findings)
    {
        string?[]? heads = null;
        var lines = new List<(int, StockEntryRequest)>();
        foreach (var (row, cells) in rows)
        {
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            if (heads is null)
            {
                heads = [.. cells.Select(cell => Names.GetValueOrDefault(ReportFile.Word(cell)))];
                if (!heads.Contains("quantity") || !heads.Contains("kind"))
                    return Refusal.Of("report-columns-missing", "columns", "kind, quantity",
                        "possible", string.Join(", ", Columns));
                continue;
            }
            string? Cell(string column) =>
                Array.IndexOf(heads, column) is >= 0 and var at && at < cells.Length ? cells[at]?.Trim() : null;
            var units = long.TryParse(Cell("quantity"), out var number) ? number : -1;
            var packs = CountedIn.AreInPacks(Cell("unit"));
            if (packs is null) findings.Add(ReportFault.Of("report-unit-unknown", row, "unit", Cell("unit")));
            var article = Cell("articleNumber") is { Length: > 0 and < 6 } some && some.All(char.IsAsciiDigit)
                ? some.PadLeft(6, '0') : Cell("articleNumber");
            lines.Add((row, new(Cell("kind"), article, Cell("lotNumber"), packs is true ? null : units, Cell("scan"),
                Cell("cause"), Cell("day"), Cell("text"), Cell("from"), packs is true ? units : null)));
        }
        return lines;
    }
}
