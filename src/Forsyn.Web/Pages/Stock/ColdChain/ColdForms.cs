using Forsyn.App.Stock.ColdChain;
using Forsyn.Core.Basics;
using Forsyn.Core.Stock.ColdChain;
using Forsyn.Web.Pages.Parts;

namespace Forsyn.Web.Pages.Stock.ColdChain;

/// <summary>Equipment as it is typed.</summary>
public sealed class EquipmentForm
{
    public string? Name { get; set; }
    public string? Kind { get; set; }
    public string? Storage { get; set; }
    public string? Place { get; set; }
    public string? InUseFrom { get; set; }
    public string? Serial { get; set; }
    public string? CalibratedOn { get; set; }

    public EquipmentRequest Request => new(Name, Kind, Storage, Place, InUseFrom, Serial, CalibratedOn);
}

/// <summary>How a file is to be read, as it is typed.</summary>
public sealed class LayoutForm
{
    public string? Name { get; set; }
    public string? Delimiter { get; set; }
    public string? Skip { get; set; }
    public string? TimeColumn { get; set; }
    public string? ClockColumn { get; set; }
    public string? TemperatureColumn { get; set; }
    public string? TimeFormat { get; set; }
    public string? Zone { get; set; }
    public string? Decimal { get; set; }
    public string? Unit { get; set; }
    public string? Serial { get; set; }

    public static LayoutForm Of(LoggerLayout layout) => new()
    {
        Name = layout.Name, Delimiter = layout.Delimiter == "\t" ? "tab" : layout.Delimiter,
        Skip = $"{layout.SkipLines}", TimeColumn = $"{layout.TimeColumn}", ClockColumn = $"{layout.ClockColumn}",
        TemperatureColumn = $"{layout.TemperatureColumn}", TimeFormat = layout.TimeFormat, Zone = layout.Zone,
        Decimal = layout.DecimalComma ? "comma" : "point", Unit = Kebab.Of(layout.Unit),
    };

    public LoggerLayout Layout => new(Name?.Trim() ?? "", Delimiter == "tab" ? "\t" : Delimiter ?? "", Whole(Skip),
        Whole(TimeColumn), Typed.Number(ClockColumn) is null ? null : Whole(ClockColumn), Whole(TemperatureColumn),
        TimeFormat ?? "", Zone ?? "", Decimal == "comma",
        Kebab.TryParse<TemperatureUnit>(Unit ?? "", out var unit) ? unit : TemperatureUnit.Celsius);

    // What is no number is no column either, and is told so with all the rest.
    static int Whole(string? text) => (int)Math.Clamp(Typed.Number(text) ?? -1, -1, 1000);
}

/// <summary>What a pharmacist decides, or a second person signs, as it is chosen.</summary>
public sealed class ExcursionForm
{
    public string? Action { get; set; }
    public string? Reason { get; set; }

    /// <summary>Lot and holder of each chosen row, which is sent as 12-34.</summary>
    public static IReadOnlyList<ExcursionLotKey> Keys(IEnumerable<string> chosen) =>
        [.. chosen.Select(text => text.Split('-')).Where(part => part.Length == 2)
            .Select(part => new ExcursionLotKey(Typed.Number(part[0]) ?? 0, Typed.Number(part[1]) ?? 0))];
}

/// <summary>A product's budget as it is typed: a degree and hours on each line.</summary>
public sealed class BudgetForm
{
    public string? Bands { get; set; }
    public string? FreezesBelow { get; set; }
    public string? Source { get; set; }

    public StabilityRequest Request(string article) => new(article,
        decimal.TryParse(FreezesBelow?.Replace(',', '.').Replace('−', '-'),
            System.Globalization.CultureInfo.InvariantCulture, out var degrees) ? degrees : null,
        [.. (Bands ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Band)], Source);

    static StabilityBand Band(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        is [var degree, var hours] && int.TryParse(degree, out var d) && long.TryParse(hours, out var h)
        ? new(d, h) : new(0, 0);
}
