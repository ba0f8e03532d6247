namespace Forsyn.Core.Tests.Cases;

/// <summary>
/// Reads tests/cases/orders/*.csv, see tests/cases/README.md. An unknown column or value is an error that names file
/// and row; errors are collected, never skipped.
/// </summary>
static class CaseTable
{
    public const string Folder = "tests/cases/orders";

    static readonly Lazy<(IReadOnlyList<OrderCase> Cases, IReadOnlyList<string> Errors)> Read = new(() =>
    {
        var errors = new List<string>();
        var cases = Repository.Files(Folder, ".csv")
            .SelectMany(path => Parse(Path.GetFileName(path), Repository.Read(path), errors)).ToList();
        return (cases, errors);
    });

    public static IReadOnlyList<OrderCase> All => Read.Value.Cases;
    public static IReadOnlyList<string> Errors => Read.Value.Errors;

    public static IReadOnlyList<OrderCase> Parse(string file, string text, List<string> errors)
    {
        var cases = new List<OrderCase>();
        string[]? columns = null;
        var row = 0;
        foreach (var line in text.Split('\n'))
        {
            row++;
            if (line.Trim() is "" || line.StartsWith('#')) continue;
            var cells = line.Split(';').Select(c => c.Trim()).ToArray();
            if (columns is null)
            {
                columns = cells;
                errors.AddRange(columns.Where(c => !CaseColumns.All.ContainsKey(c))
                    .Select(c => $"{file}:{row} there is no column '{c}': use " +
                        string.Join(", ", CaseColumns.All.Keys)));
                if (columns[0] != "case") errors.Add($"{file}:{row} the first column is not 'case'");
                if (!columns.All(CaseColumns.All.ContainsKey)) return [];
            }
            else if (cells.Length != columns.Length)
                errors.Add($"{file}:{row} has {cells.Length} cells, the head has {columns.Length}");
            else ReadRow(cases, file, row, columns, cells, errors);
        }
        errors.AddRange(cases.GroupBy(c => c.Name).Where(g => g.Count() > 1)
            .Select(g => $"{file}:{g.Last().Row} the case '{g.Key}' stands twice"));
        return cases;
    }

    static void ReadRow(
        List<OrderCase> cases, string file, int row, string[] columns, string[] cells, List<string> errors)
    {
        var continued = cells[0] == "";
        if (continued && cases.Count == 0)
        {
            errors.Add($"{file}:{row} goes on with a case, but none stands above it");
            return;
        }
        var read = continued ? cases[^1] : new OrderCase(file, row, cells[0]);
        read = read with { Lines = [.. read.Lines, Ordering.An.Line(number: read.Lines.Count + 1)] };
        foreach (var (column, cell) in columns.Zip(cells).Skip(1).Where(pair => pair.Second != ""))
            if (continued && CaseColumns.All[column].OfTheOrder)
                errors.Add($"{file}:{row} {column} is said on the first row of a case only");
            else
                try
                {
                    read = CaseColumns.All[column].Read(read, cell);
                }
                catch (Exception e) when (e is CaseWrong or FormatException)
                {
                    errors.Add($"{file}:{row} {column} '{cell}': {e.Message}");
                }
        if (continued) cases[^1] = read;
        else cases.Add(read);
    }
}

/// <summary>A cell that cannot be read, and what would do.</summary>
sealed class CaseWrong(string message) : Exception(message);
