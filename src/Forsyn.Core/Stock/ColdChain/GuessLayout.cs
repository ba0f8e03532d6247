using System.Text.RegularExpressions;

namespace Forsyn.Core.Stock.ColdChain;

/// <summary>A layout proposed for a file, with the logger's serial number where the file names it.</summary>
public sealed record GuessedLayout(LoggerLayout Layout, string? Serial);

/// <summary>Proposes how to read a logger's file from the file itself; a person may change it.</summary>
public static partial class GuessLayout
{
    const int Looked = 300;

    /// <summary>Null where no line holds a time and a temperature.</summary>
    public static GuessedLayout? Run(IReadOnlyList<string> lines)
    {
        var sample = lines.Take(Looked).ToList();
        GuessedLayout? best = null;
        var most = 0;
        foreach (var delimiter in LoggerLayouts.Delimiters)
        {
            var rows = sample.Select(line => Split(line, delimiter)).ToList();
            if (Guess(rows, delimiter) is not { } guess) continue;
            var read = rows.Skip(guess.SkipLines).Count(cells => Reads(cells, guess));
            if (read <= most) continue;
            (most, best) = (read, new(guess, Serial(rows, guess.SkipLines)));
        }
        return best;
    }

    /// <summary>Cells of a line; a delimiter within quotes divides nothing.</summary>
    public static IReadOnlyList<string> Split(string line, string delimiter)
    {
        if (!line.Contains('"')) return line.Split(delimiter);
        var (cells, quoted, from) = (new List<string>(), false, 0);
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"') quoted = !quoted;
            else if (!quoted && line[i] == delimiter[0])
            {
                cells.Add(line[from..i]);
                from = i + 1;
            }
        cells.Add(line[from..]);
        return [.. cells.Select(cell => cell.Trim().Trim('"'))];
    }

    static bool Reads(IReadOnlyList<string> cells, LoggerLayout layout) =>
        LoggerTable.Clock(cells, layout) is not null
        && LoggerTable.Number(LoggerTable.Cell(cells, layout.TemperatureColumn), layout) is not null;

    static LoggerLayout? Guess(List<IReadOnlyList<string>> rows, string delimiter)
    {
        for (var skip = 0; skip < rows.Count; skip++)
            foreach (var (time, clock) in TimePlaces(rows[skip].Count))
                if (Format(rows, skip, time, clock) is { } format
                    && Temperature(rows, skip, Math.Max(time, clock ?? 0)) is { } temperature)
                    return Whole(rows, delimiter, skip, time, clock, temperature, format);
        return null;
    }

    static IEnumerable<(int Time, int? Clock)> TimePlaces(int cells) =>
        from time in Enumerable.Range(1, Math.Min(3, cells))
        from clock in new int?[] { null, time + 1 }
        where clock is null || clock <= cells
        select (time, clock);

    // Of several forms that fit every row, the one in which the rows follow each other most closely: day and month
    // exchanged would make leaps.
    static string? Format(List<IReadOnlyList<string>> rows, int skip, int time, int? clock)
    {
        var fits = new List<(string Format, long Span)>();
        foreach (var format in LoggerLayouts.TimeFormats)
        {
            var layout = LoggerLayouts.Iso with { TimeColumn = time, ClockColumn = clock, TimeFormat = format };
            if (LoggerTable.Clock(rows[skip], layout) is null) continue;
            var times = rows.Skip(skip).Where(cells => cells.Any(cell => cell.Length > 0))
                .Select(cells => LoggerTable.Clock(cells, layout)).ToList();
            // What is wrong in single rows is told when the file is read.
            if (times.Count(t => t is null) > times.Count / 2) continue;
            var known = times.OfType<DateTimeOffset>().ToList();
            fits.Add((format, known.Zip(known.Skip(1), (a, b) => Math.Abs((b - a).Ticks)).Sum()));
        }
        return fits.Count == 0 ? null : fits.MinBy(fit => fit.Span).Format;
    }

    static int? Temperature(List<IReadOnlyList<string>> rows, int skip, int after)
    {
        bool IsNumber(int column) => rows.Skip(skip).Take(20).Any(row => AnyNumber(LoggerTable.Cell(row, column)));
        var columns = Enumerable.Range(after + 1, Math.Max(0, rows[skip].Count - after)).Where(IsNumber).ToList();
        if (columns.Count == 0) return null;
        var named = columns.FirstOrDefault(column => skip > 0
            && TemperatureWord().IsMatch(LoggerTable.Cell(rows[skip - 1], column)));
        return named > 0 ? named : columns[0];
    }

    static bool AnyNumber(string text) => text.Any(char.IsAsciiDigit)
        && (LoggerTable.Number(text, LoggerLayouts.Iso) ?? LoggerTable.Number(text, LoggerLayouts.Testo)) is not null;

    static LoggerLayout Whole(
        List<IReadOnlyList<string>> rows, string delimiter, int skip, int time, int? clock, int temperature,
        string format)
    {
        var headings = skip > 0 ? rows[skip - 1] : [];
        var about = $"{LoggerTable.Cell(headings, time)} {LoggerTable.Cell(headings, clock ?? time)}";
        var heading = LoggerTable.Cell(headings, temperature);
        var figures = rows.Skip(skip).Take(50).Select(row => LoggerTable.Cell(row, temperature)).ToList();
        var unitCells = rows.Skip(skip).Take(5).SelectMany(row => row).Any(cell => cell.Trim() == "F");
        return new("", delimiter, skip, time, clock, temperature, format,
            OffsetWord().Match(about) is { Success: true } m ? $"{m.Groups[1].Value}{m.Groups[2].Value}:{m.Groups[3]}"
                : UtcWord().IsMatch(about) ? "+00:00" : LoggerLayouts.Oslo,
            figures.Any(figure => figure.Contains(',')),
            Fahrenheit().IsMatch(heading) || figures.Any(f => f.Contains("°F")) || unitCells
                ? TemperatureUnit.Fahrenheit : TemperatureUnit.Celsius);
    }

    // In the block before the table, in the headings, or in a column of its own.
    static string? Serial(List<IReadOnlyList<string>> rows, int skip)
    {
        foreach (var cells in rows.Take(skip))
            for (var i = 0; i < cells.Count; i++)
                if (SerialWord().Match(cells[i]) is { Success: true } word)
                {
                    if (word.Groups[1].Value.Length > 0) return word.Groups[1].Value;
                    var beside = i + 1 < cells.Count ? cells[i + 1].Trim() : "";
                    if (beside.Any(char.IsAsciiDigit)) return beside;
                    if (skip < rows.Count && LoggerTable.Cell(rows[skip], i + 1) is { Length: > 0 } below) return below;
                }
        return null;
    }

    [GeneratedRegex(@"temp|°\s*[cf]|celsius|fahrenheit|grader", RegexOptions.IgnoreCase)]
    private static partial Regex TemperatureWord();
    [GeneratedRegex(@"°\s*f|fahrenheit", RegexOptions.IgnoreCase)]
    private static partial Regex Fahrenheit();
    [GeneratedRegex(@"(?:GMT|UTC)\s*([+-])(\d\d):(\d\d)")]
    private static partial Regex OffsetWord();
    [GeneratedRegex(@"\b(UTC|GMT)\b")]
    private static partial Regex UtcWord();
    [GeneratedRegex(@"(?:serial|serie|s/n)[^\d]*([\w-]*\d[\w-]*)?", RegexOptions.IgnoreCase)]
    private static partial Regex SerialWord();
}
