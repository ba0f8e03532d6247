using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Forsyn.App.Basics;

/// <summary>A CSV file with commas, written as its rows come.</summary>
public static class CsvFile
{
    public const string MediaType = "text/csv; charset=utf-8";

    /// <summary>What a spreadsheet would take for a formula is written so that it stays text.</summary>
    public static async Task Write(Stream to, IAsyncEnumerable<IReadOnlyList<object?>> rows)
    {
        await using var csv = new CsvWriter(new StreamWriter(to),
            new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape });
        await foreach (var row in rows)
        {
            foreach (var value in row) csv.WriteField(Convert.ToString(value, CultureInfo.InvariantCulture));
            await csv.NextRecordAsync();
        }
    }
}
