namespace Forsyn.Core.Stock.ColdChain;

/// <summary>Degrees a logger writes.</summary>
public enum TemperatureUnit { Celsius, Fahrenheit }

/// <summary>How a family of loggers writes its file; columns are counted from 1.</summary>
/// <param name="SkipLines">Lines before the first reading, the headings among them.</param>
/// <param name="TimeColumn">Date and time, or the date alone.</param>
/// <param name="ClockColumn">The time of day, where it stands apart from the date.</param>
/// <param name="TimeFormat">One of <see cref="LoggerLayouts.TimeFormats"/>.</param>
/// <param name="Zone">Europe/Oslo with its summer time, or a fixed offset such as +01:00; not read where the time says
/// its own offset.</param>
public sealed record LoggerLayout(
    string Name, string Delimiter, int SkipLines, int TimeColumn, int? ClockColumn, int TemperatureColumn,
    string TimeFormat, string Zone, bool DecimalComma, TemperatureUnit Unit);

/// <summary>Layouts of logger families as their makers' programs write them, and what a layout may say.</summary>
public static class LoggerLayouts
{
    public const string Oslo = "Europe/Oslo";

    /// <summary>Semicolons, decimal comma, date and time apart, a block of facts before the table.</summary>
    public static readonly LoggerLayout Testo =
        new("testo", ";", 8, 1, 2, 3, "dd.MM.yyyy HH:mm:ss", Oslo, true, TemperatureUnit.Celsius);

    /// <summary>Lascar EasyLog: the logger's name and serial number stand in the heading and the first row.</summary>
    public static readonly LoggerLayout EasyLog =
        new("easylog", ",", 1, 2, null, 3, "dd/MM/yyyy HH:mm:ss", Oslo, false, TemperatureUnit.Celsius);

    /// <summary>Onset HOBOware: a title, then headings with the offset and the serial number; American times.</summary>
    public static readonly LoggerLayout Hobo =
        new("hoboware", ",", 2, 2, null, 3, "MM/dd/yy hh:mm:ss tt", "+01:00", false, TemperatureUnit.Fahrenheit);

    /// <summary>Time with its own offset and degrees Celsius, as networks of sensors write it.</summary>
    public static readonly LoggerLayout Iso =
        new("iso", ",", 1, 1, null, 2, "yyyy-MM-ddTHH:mm:ssK", "+00:00", false, TemperatureUnit.Celsius);

    public static readonly IReadOnlyList<LoggerLayout> Known = [Testo, EasyLog, Hobo, Iso];

    /// <summary>The forms of time that are read, the unambiguous first.</summary>
    public static readonly IReadOnlyList<string> TimeFormats =
    [
        "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy/MM/dd HH:mm:ss",
        "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "dd.MM.yy HH:mm:ss", "dd.MM.yy HH:mm",
        "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "dd-MM-yyyy HH:mm:ss", "dd-MM-yyyy HH:mm",
        "MM/dd/yyyy HH:mm:ss", "MM/dd/yyyy HH:mm", "MM/dd/yy hh:mm:ss tt", "MM/dd/yyyy hh:mm:ss tt",
    ];

    /// <summary>Comma, semicolon or tab.</summary>
    public static readonly IReadOnlyList<string> Delimiters = [";", ",", "\t"];

    /// <summary>The offset of a fixed zone; null for Europe/Oslo and for what is no zone.</summary>
    public static TimeSpan? Offset(string zone) =>
        zone.Length == 6 && zone[0] is '+' or '-' && TimeSpan.TryParseExact(zone[1..], @"hh\:mm", null, out var span)
            && span <= TimeSpan.FromHours(14) ? zone[0] == '-' ? -span : span : null;

    /// <summary>Everything that is wrong with a layout somebody has changed; nothing when it can be used.</summary>
    public static IReadOnlyList<Refusal> Faults(LoggerLayout layout)
    {
        var wrong = new List<Refusal>();
        void Wrong(string field, string value, string possible) =>
            wrong.Add(Refusal.Of("cold-layout-wrong", "field", field, "value", value, "possible", possible));
        if (!Delimiters.Contains(layout.Delimiter)) Wrong("delimiter", layout.Delimiter, "; , tab");
        if (layout.SkipLines is < 0 or > 200) Wrong("skipLines", $"{layout.SkipLines}", "0–200");
        foreach (var (field, column) in new[] { ("timeColumn", layout.TimeColumn),
            ("clockColumn", layout.ClockColumn ?? 1), ("temperatureColumn", layout.TemperatureColumn) })
            if (column is < 1 or > 100) Wrong(field, $"{column}", "1–100");
        if (!TimeFormats.Contains(layout.TimeFormat))
            Wrong("timeFormat", layout.TimeFormat, string.Join(", ", TimeFormats));
        if (layout.Zone != Oslo && Offset(layout.Zone) is null) Wrong("zone", layout.Zone, $"{Oslo}, +01:00");
        return wrong;
    }
}
