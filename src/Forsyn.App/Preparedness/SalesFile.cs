using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Forsyn.App.Stock.Reports;

namespace Forsyn.App.Preparedness;

/// <summary>A line of a sales file as it was written.</summary>
/// <param name="Row">In the file, from 1.</param>
/// <param name="Buyer">Key, GLN or organisation number of the pharmacy or hospital.</param>
public readonly record struct SaleLine(int Row, string? Buyer, string? ArticleNumber, string? Packs);

/// <summary>
/// Reads monthly sales from CSV, line by line however long it is, or from the first sheet of an XLSX workbook.
/// </summary>
public static class SalesFile
{
    /// <summary>A month of the largest wholesaler is a million and a half lines.</summary>
    public const int LargestBytes = 256 * 1024 * 1024;

    public static readonly IReadOnlyList<string> Columns = ["customer", "articleNumber", "packs"];

    static readonly Dictionary<string, string> Names = new()
    {
        ["customer"] = "customer", ["buyer"] = "customer", ["kunde"] = "customer", ["pharmacy"] = "customer",
        ["apotek"] = "customer", ["gln"] = "customer", ["articlenumber"] = "articleNumber",
        ["article"] = "articleNumber", ["varenummer"] = "articleNumber", ["varenr"] = "articleNumber",
        ["packs"] = "packs", ["pakninger"] = "packs", ["pakningar"] = "packs", ["antall"] = "packs", ["tal"] = "packs",
        ["quantity"] = "packs",
    };

    /// <summary>The lines, read as they are asked for; throws SalesUnreadable where the file turns out to be broken,
    /// or lacks a column.</summary>
    public static async IAsyncEnumerable<SaleLine> Lines(
        Stream content, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default)
    {
        var pipe = PipeReader.Create(content);
        var start = (await pipe.ReadAtLeastAsync(2, stop)).Buffer;
        // A workbook is a ZIP archive and begins as one.
        var workbook = start.Length > 1 && start.Slice(0, 2).ToArray() is [(byte)'P', (byte)'K'];
        pipe.AdvanceTo(start.Start);
        var rows = workbook ? Workbook(pipe.AsStream(), stop) : Csv(pipe.AsStream());
        Dictionary<string, int>? places = null;
        await using var each = rows.GetAsyncEnumerator(stop);
        while (await Next(each))
        {
            var (row, cells) = each.Current;
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            if (places is null)
            {
                places = [];
                for (var i = 0; i < cells.Length; i++)
                    if (Names.TryGetValue(ReportFile.Word(cells[i]), out var column)) places.TryAdd(column, i);
                var missing = Columns.Where(column => !places.ContainsKey(column)).ToList();
                if (missing.Count > 0)
                    throw new SalesUnreadable(Refusal.Of("report-columns-missing", "columns",
                        string.Join(", ", missing), "possible", string.Join(", ", Columns)));
                continue;
            }
            string? Cell(string column) => places[column] is var at && at < cells.Length ? cells[at] : null;
            yield return new(row, Cell("customer"), Cell("articleNumber"), Cell("packs"));
        }
    }

    static async ValueTask<bool> Next(IAsyncEnumerator<(int, string?[])> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (Exception broken) when (ReportFile.IsUnreadable(broken))
        {
            throw new SalesUnreadable(Refusal.Of("report-file-unreadable"));
        }
    }

    static async IAsyncEnumerable<(int, string?[])> Csv(Stream content)
    {
        using var text = new StreamReader(content, new UTF8Encoding(false), true, 1 << 16);
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true, DetectDelimiterValues = [";", ",", "\t"], TrimOptions = TrimOptions.Trim,
            BadDataFound = null, BufferSize = 1 << 16,
        });
        while (await parser.ReadAsync()) yield return (parser.RawRow, parser.Record!);
    }

    static async IAsyncEnumerable<(int, string?[])> Workbook(
        Stream content, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        using var file = new MemoryStream();
        await content.CopyToAsync(file, stop);
        file.Position = 0;
        foreach (var row in ReportFile.Workbook(file)) yield return row;
    }
}

/// <summary>A file of sales cannot be read; the refusal says why.</summary>
sealed class SalesUnreadable(Refusal why) : Exception(why.Code)
{
    public Refusal Why => why;
}
