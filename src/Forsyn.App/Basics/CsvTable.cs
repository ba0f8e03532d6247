using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Forsyn.App.Basics;

/// <summary>What is wrong with one cell of a file: where, and how to mend it.</summary>
/// <param name="Line">Line in the file, counted from 1 with comments and header.</param>
public sealed record Fault(string File, int Line, string Column, string What)
{
    public override string ToString() => $"{File}, line {Line}, column {Column}: {What}";
}

/// <summary>
/// Reads our CSV form (semicolons unless told, comments with #, one header row) and gathers every fault in it.
/// </summary>
public static class CsvTable
{
    /// <summary>All rows; where a fault was added to the list given, a row holds stand-ins and must not be used for
    /// anything but looking for more faults. A key that other files name is thus known even when its row is faulty.
    /// </summary>
    public static IReadOnlyList<T> Read<T>(
        string file, string text, List<Fault> faults, Func<CsvRow, T> read, string delimiter = ";")
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter, AllowComments = true, Comment = '#', TrimOptions = TrimOptions.Trim,
            BadDataFound = bad => faults.Add(
                new Fault(file, bad.Context.Parser!.RawRow, "-", "a quotation mark is out of place")),
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        if (!parser.Read())
        {
            faults.Add(new Fault(file, 1, "-", "the header row is missing"));
            return [];
        }
        var header = parser.Record!;
        var rows = new List<T>();
        while (parser.Read())
        {
            if (parser.Count != header.Length)
            {
                var what = $"{parser.Count} cells, the header has {header.Length}";
                faults.Add(new Fault(file, parser.RawRow, "-", what));
                continue;
            }
            rows.Add(read(new CsvRow(file, parser.RawRow, header, parser.Record!, faults)));
        }
        return rows;
    }
}
