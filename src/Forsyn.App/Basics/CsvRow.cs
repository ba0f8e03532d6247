using System.Globalization;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Basics;

/// <summary>One row being read; a bad cell adds a fault and gives a stand-in, so that all faults are found.</summary>
public sealed class CsvRow(string file, int line, string[] header, string[] cells, List<Fault> faults)
{
    /// <summary>The cell, which may be empty.</summary>
    public string Optional(string column)
    {
        var index = Array.IndexOf(header, column);
        if (index >= 0) return cells[index];
        Add(column, "the file has no such column");
        return "";
    }

    public string Text(string column)
    {
        var cell = Optional(column);
        if (cell == "") Add(column, "is empty");
        return cell;
    }

    /// <summary>A text that no earlier row has in this column; seen is the set of those.</summary>
    public string Unique(string column, HashSet<string> seen)
    {
        var cell = Text(column);
        if (!seen.Add(cell)) Add(column, $"'{cell}' stands in an earlier row too");
        return cell;
    }

    /// <summary>A text that must be among the known keys, which are named by what they are.</summary>
    public string Known(string column, IReadOnlySet<string> keys, string what)
    {
        var cell = Text(column);
        if (cell != "" && !keys.Contains(cell)) Add(column, $"'{cell}' is no known {what}");
        return cell;
    }

    public string? OptionalKnown(string column, IReadOnlySet<string> keys, string what) =>
        Optional(column) == "" ? null : Known(column, keys, what);

    /// <summary>Values separated by commas, none for an empty cell.</summary>
    public IReadOnlyList<string> List(string column) =>
        Optional(column).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IReadOnlyList<string> KnownList(string column, IReadOnlySet<string> keys, string what)
    {
        var values = List(column);
        foreach (var value in values.Where(value => !keys.Contains(value)))
            Add(column, $"'{value}' is no known {what}");
        return values;
    }

    public long Whole(string column, long least)
    {
        var cell = Text(column);
        if (long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least)
            return value;
        if (cell != "") Add(column, $"'{cell}' is no whole number of at least {least}");
        return least;
    }

    public int Count(string column, int least, int most = int.MaxValue)
    {
        var value = Whole(column, least);
        if (value <= most) return (int)value;
        Add(column, $"'{value}' is more than {most}");
        return least;
    }

    public int? OptionalCount(string column, int least) => Optional(column) == "" ? null : Count(column, least);

    public double Degrees(string column, double least, double most)
    {
        var cell = Text(column);
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        var ok = double.TryParse(cell, style, CultureInfo.InvariantCulture, out var value);
        if (ok && value >= least && value <= most) return value;
        if (cell != "") Add(column, $"'{cell}' is no number from {least} to {most}, with a decimal point");
        return least;
    }

    public bool YesNo(string column)
    {
        var cell = Text(column);
        if (cell is not ("yes" or "no" or "")) Add(column, $"'{cell}' is neither yes nor no");
        return cell == "yes";
    }

    public DateOnly? OptionalDay(string column)
    {
        var cell = Optional(column);
        if (cell == "") return null;
        if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", out var day)) return day;
        Add(column, $"'{cell}' is no day written as 2026-01-31");
        return null;
    }

    public T Choice<T>(string column) where T : struct, Enum => Choice<T>(column, Text(column));

    public IReadOnlyList<T> Choices<T>(string column) where T : struct, Enum =>
        [.. List(column).Select(cell => Choice<T>(column, cell))];

    T Choice<T>(string column, string cell) where T : struct, Enum
    {
        if (!Kebab.TryParse<T>(cell, out var value) && cell != "")
            Add(column, $"'{cell}' is none of {string.Join(", ", Kebab.All<T>())}");
        return value;
    }

    public ArticleNumber Article(string column)
    {
        var cell = Text(column);
        if (ArticleNumber.TryParse(cell, out var number)) return number;
        if (cell != "") Add(column, $"'{cell}' is no number of six digits");
        return ArticleNumber.Of("000000");
    }

    /// <summary>Adds a fault that concerns more than one cell, at the column where it is best mended.</summary>
    public void Add(string column, string what) => faults.Add(new Fault(file, line, column, what));
}
