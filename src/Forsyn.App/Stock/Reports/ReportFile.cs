using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using ExcelDataReader;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>Reads the lines of a report from CSV or from the first sheet of an XLSX workbook.</summary>
public static class ReportFile
{
    public const int LargestBytes = 10 * 1024 * 1024;

    const long MostUnpacked = 200L * 1024 * 1024;

    /// <summary>The columns, in the order of the template.</summary>
    public static readonly IReadOnlyList<string> Columns =
        ["articleNumber", "lotNumber", "expiresOn", "quantity", "unit", "place", "pool"];

    static readonly Dictionary<string, string> Names = new()
    {
        ["articlenumber"] = "articleNumber", ["article"] = "articleNumber", ["varenummer"] = "articleNumber",
        ["varenr"] = "articleNumber", ["lotnumber"] = "lotNumber", ["lot"] = "lotNumber", ["batch"] = "lotNumber",
        ["parti"] = "lotNumber", ["partinummer"] = "lotNumber", ["expireson"] = "expiresOn", ["expiry"] = "expiresOn",
        ["utløpsdato"] = "expiresOn", ["utløp"] = "expiresOn", ["holdbarhet"] = "expiresOn",
        ["quantity"] = "quantity", ["antall"] = "quantity", ["tal"] = "quantity", ["mengde"] = "quantity",
        ["unit"] = "unit", ["enhet"] = "unit", ["eining"] = "unit", ["place"] = "place", ["sted"] = "place",
        ["stad"] = "place", ["plass"] = "place", ["pool"] = "pool", ["formål"] = "pool", ["føremål"] = "pool",
    };

    static readonly string[] Needed = ["articleNumber", "lotNumber", "quantity"];

    // The reader of workbooks looks the old code pages up, whether it needs them or not.
    static ReportFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IReadOnlyList<string?> Cells(ReportLine line) =>
        [line.ArticleNumber, line.LotNumber, line.ExpiresOn, line.Quantity, line.Unit, line.Place, line.Pool];

    /// <summary>
    /// The lines as written. Refuses report-file-large, report-file-unreadable and report-columns-missing.
    /// </summary>
    public static Task<Result<IReadOnlyList<ReportLine>>> Read(Stream content, CancellationToken stop = default) =>
        Rows(content, Lines, stop);

    /// <summary>What is made of the rows of a file; refuses report-file-large and report-file-unreadable.</summary>
    internal static async Task<Result<T>> Rows<T>(
        Stream content, Func<IEnumerable<(int Row, string?[] Cells)>, Result<T>> made, CancellationToken stop = default)
    {
        using var file = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await content.ReadAsync(buffer, stop)) > 0;)
        {
            file.Write(buffer, 0, read);
            if (file.Length > LargestBytes)
                return Refusal.Of("report-file-large", "most", $"{LargestBytes / 1024 / 1024}");
        }
        file.Position = 0;
        try
        {
            // A workbook is a ZIP archive and begins as one.
            return made(file.Length > 1 && file.GetBuffer()[0] == 'P' && file.GetBuffer()[1] == 'K'
                ? Workbook(file) : Csv(file));
        }
        catch (Exception broken) when (IsUnreadable(broken))
        {
            return Refusal.Of("report-file-unreadable");
        }
    }

    /// <summary>What the readers of CSV and of workbooks throw where a file is not what it seems.</summary>
    internal static bool IsUnreadable(Exception broken) => broken is CsvHelperException or InvalidDataException
        or FormatException or ExcelDataReader.Exceptions.ExcelReaderException or System.Xml.XmlException
        or ArgumentException or InvalidOperationException or IOException or NotSupportedException
        or IndexOutOfRangeException or NullReferenceException or OverflowException;

    static Result<IReadOnlyList<ReportLine>> Lines(IEnumerable<(int Row, string?[] Cells)> rows)
    {
        int[]? at = null;
        var lines = new List<ReportLine>();
        foreach (var (row, cells) in rows)
        {
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            if (at is null)
            {
                var places = new Dictionary<string, int>();
                for (var i = 0; i < cells.Length; i++)
                    if (Names.TryGetValue(Word(cells[i]), out var column)) places.TryAdd(column, i);
                var missing = Needed.Where(column => !places.ContainsKey(column)).ToList();
                if (missing.Count > 0)
                    return Refusal.Of("report-columns-missing", "columns", string.Join(", ", missing),
                        "possible", string.Join(", ", Columns));
                at = [.. Columns.Select(column => places.GetValueOrDefault(column, -1))];
                continue;
            }
            string? Cell(int column) => at![column] is var place and >= 0 && place < cells.Length ? cells[place] : null;
            lines.Add(new(row, Cell(0), Cell(1), Cell(2), Cell(3), Cell(4), Cell(5), Cell(6)));
        }
        return lines;
    }

    internal static string Word(string? heading) =>
        string.Concat((heading ?? "").ToLowerInvariant().Where(char.IsLetter));

    static IEnumerable<(int, string?[])> Csv(MemoryStream file)
    {
        var text = Decode(file);
        var head = text.AsSpan(0, Math.Max(0, text.IndexOf('\n')));
        var delimiter = head.Contains(';') || !head.Contains(',') && !head.Contains('\t') ? ";"
            : head.Contains('\t') ? "\t" : ",";
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter, TrimOptions = TrimOptions.Trim, BadDataFound = null,
        });
        while (parser.Read()) yield return (parser.RawRow, parser.Record!);
    }

    // Spreadsheets in Norway still write the code page of Western Europe where they are not told otherwise.
    static string Decode(MemoryStream file)
    {
        var bytes = file.GetBuffer().AsSpan(0, (int)file.Length);
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        try { return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes); }
        catch (DecoderFallbackException) { return Encoding.Latin1.GetString(bytes); }
    }

    internal static IEnumerable<(int, string?[])> Workbook(MemoryStream file)
    {
        // A small archive may hold very much; what it says it holds is read before anything is unpacked.
        using (var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
            if (archive.Entries.Sum(entry => entry.Length) > MostUnpacked) throw new InvalidDataException("too large");
        file.Position = 0;
        using var sheet = ExcelReaderFactory.CreateOpenXmlReader(file);
        for (var row = 1; sheet.Read(); row++)
            yield return (row, [.. Enumerable.Range(0, sheet.FieldCount).Select(i => Written(sheet.GetValue(i)))]);
    }

    static string? Written(object? cell) => cell switch
    {
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
    };
}
