using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Forsyn.App.Basics;

/// <summary>
/// CSV as it is given out: with commas, or with semicolons where somebody opens it in a Norwegian spreadsheet, fills it
/// in and sends it back. What a spreadsheet would take for a formula is written so that it stays text.
/// </summary>
public static class CsvFile
{
    public const string MediaType = "text/csv; charset=utf-8";

    /// <summary>With commas, written as the rows come.</summary>
    public static async Task Write(Stream to, IAsyncEnumerable<IReadOnlyList<object?>> rows)
    {
        await using var csv = Writer(new StreamWriter(to), ",");
        await foreach (var row in rows)
        {
            Row(csv, row);
            await csv.NextRecordAsync();
        }
    }

    /// <summary>With commas, of rows that are all there.</summary>
    public static Task Write(Stream to, IEnumerable<IReadOnlyList<object?>> rows) =>
        Write(to, rows.ToAsyncEnumerable());

    /// <summary>With semicolons, for a spreadsheet.</summary>
    public static string Sheet(IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringWriter();
        using var csv = Writer(text, ";");
        foreach (var row in rows)
        {
            Row(csv, row);
            csv.NextRecord();
        }
        csv.Flush();
        return text.ToString();
    }

    static CsvWriter Writer(TextWriter to, string delimiter) =>
        new(to, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter });

    static void Row(CsvWriter csv, IReadOnlyList<object?> row)
    {
        foreach (var value in row) csv.WriteField(Safe(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
    }

    // A number below zero begins as a formula does, and is none.
    static string Safe(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r'
            && !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out _) ? $"'{text}" : text;
}
