using System.Globalization;

namespace Forsyn.Core.Stock.ColdChain;

/// <summary>A line of a logger's file, split at its delimiter; rows are counted from 1.</summary>
public readonly record struct LoggerRow(int Row, IReadOnlyList<string> Cells);

/// <summary>What a file says, in order of time, and all that is wrong with it.</summary>
/// <param name="Empty">Rows with a time and no temperature, such as marks that somebody read the display.</param>
/// <param name="Repeated">Rows that say again what another row says.</param>
/// <param name="Twice">Readings in the hour that comes twice in autumn, told apart by their order.</param>
public sealed record LoggerSeries(
    IReadOnlyList<Reading> Readings, IReadOnlyList<Finding> Faults, int Empty, int Repeated, int Twice);

/// <summary>Reads the rows of a logger's file by its layout; everything that is wrong is told at once.</summary>
public static class LoggerTable
{
    static readonly Celsius Coldest = Celsius.Of(-200), Hottest = Celsius.Of(100);

    public static LoggerSeries Read(IReadOnlyList<LoggerRow> rows, LoggerLayout layout, Moment now)
    {
        var faults = new List<Finding>();
        void Fault(string code, int row, int column, string value) =>
            faults.Add(new(code, Severity.Block, row, [], "", Refusal.Of(code, "row", $"{row}", "column", $"{column}",
                "value", value.Length > 60 ? value[..60] : value, "format", layout.TimeFormat).Args));

        var (read, empty, twice) = (new List<(Reading Reading, int Row)>(rows.Count), 0, 0);
        var ordered = Backwards(rows, layout) ? rows.Reverse() : rows;
        var last = new Moment(long.MinValue / 4);
        foreach (var (row, cells) in ordered)
        {
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            var temperature = Cell(cells, layout.TemperatureColumn);
            if (Clock(cells, layout) is not { } time)
            {
                Fault("cold-time-unreadable", row, layout.TimeColumn, Written(cells, layout));
                continue;
            }
            if (temperature.Length == 0)
            {
                empty++;
                continue;
            }
            if (Number(temperature, layout) is not { } degrees)
            {
                Fault("cold-temperature-unreadable", row, layout.TemperatureColumn, temperature);
                continue;
            }
            var celsius = layout.Unit == TemperatureUnit.Fahrenheit
                ? Celsius.OfFahrenheit(degrees) : Celsius.Of(degrees);
            if (celsius < Coldest || celsius > Hottest)
                Fault("cold-temperature-impossible", row, layout.TemperatureColumn, temperature);
            if (Instant(time, layout, last, ref twice) is not { } at)
                Fault("cold-time-skipped", row, layout.TimeColumn, Written(cells, layout));
            else if (at > now.Plus(TimeSpan.FromHours(1)))
                Fault("cold-time-in-the-future", row, layout.TimeColumn, Written(cells, layout));
            else read.Add((new(last = at, celsius), row));
        }
        var (readings, repeated) = Sorted(read, Fault, layout);
        return new(readings, [.. faults.OrderBy(f => f.Line)], empty, repeated, twice);
    }

    static (IReadOnlyList<Reading>, int) Sorted(
        List<(Reading Reading, int Row)> read, Action<string, int, int, string> fault, LoggerLayout layout)
    {
        var (readings, repeated) = (new List<Reading>(read.Count), 0);
        foreach (var (reading, row) in read.OrderBy(r => r.Reading.At))
            if (readings.Count == 0 || readings[^1].At != reading.At) readings.Add(reading);
            else if (readings[^1] == reading) repeated++;
            else fault("cold-two-temperatures", row, layout.TemperatureColumn, $"{reading.Temperature}");
        return (readings, repeated);
    }

    // Some programs write the newest first; the hour that comes twice is told apart by order, so order matters.
    static bool Backwards(IReadOnlyList<LoggerRow> rows, LoggerLayout layout)
    {
        var times = rows.Take(50).Concat(rows.TakeLast(50)).Select(row => Clock(row.Cells, layout)?.UtcTicks)
            .Where(ticks => ticks is not null).ToList();
        return times.Count > 1 && times[0] > times[^1];
    }

    static Moment? Instant(DateTimeOffset time, LoggerLayout layout, Moment last, ref int twice)
    {
        if (layout.TimeFormat.EndsWith('K')) return Moment.Of(time);
        if (LoggerLayouts.Offset(layout.Zone) is { } offset)
            return Moment.Of(new DateTimeOffset(time.DateTime, offset));
        if (OsloClock.Skipped(time.DateTime)) return null;
        var first = OsloClock.At(time.DateTime, later: false);
        if (!OsloClock.Twice(time.DateTime)) return first;
        twice++;
        return first > last ? first : OsloClock.At(time.DateTime, later: true);
    }

    /// <summary>
    /// The time as written: with its own offset where the format has one, else as if in UTC. A year no logger has seen
    /// is no time.
    /// </summary>
    internal static DateTimeOffset? Clock(IReadOnlyList<string> cells, LoggerLayout layout) =>
        DateTimeOffset.TryParseExact(Written(cells, layout), layout.TimeFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time) && time.Year is > 1990 and < 2200 ? time : null;

    static string Written(IReadOnlyList<string> cells, LoggerLayout layout) => layout.ClockColumn is { } clock
        ? $"{Cell(cells, layout.TimeColumn)} {Cell(cells, clock)}" : Cell(cells, layout.TimeColumn);

    internal static string Cell(IReadOnlyList<string> cells, int column) =>
        column <= cells.Count ? cells[column - 1].Trim() : "";

    internal static decimal? Number(string text, LoggerLayout layout)
    {
        // The unit may stand in the cell, and a minus may be the typographic one.
        var digits = text.Replace("°C", "").Replace("°F", "").Replace('−', '-').Trim();
        if (layout.DecimalComma) digits = digits.Contains('.') ? "?" : digits.Replace(',', '.');
        return decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
