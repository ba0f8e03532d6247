using System.Globalization;

namespace Forsyn.Core.Preparedness;

/// <summary>
/// What is written of under goal 2.3, security of supply and preparedness: the criteria I to V, and the four parameters
/// of the allocation letter (GOA-014…GOA-019).
/// </summary>
public enum GoalSubject
{
    /// <summary>Criterion I: national structures for the operative and coordinating responsibility.</summary>
    StructuresCriterion,
    /// <summary>Criterion II: how economic and legal tools are used to secure access.</summary>
    ToolsCriterion,
    /// <summary>Criterion III: the work with shortage notifications.</summary>
    ShortagesCriterion,
    /// <summary>Criterion IV: how the market is monitored and acted on by risk.</summary>
    MarketCriterion,
    /// <summary>Criterion V: supervision of actors in the value and supply chain.</summary>
    SupervisionCriterion,
    /// <summary>Parameter: Nordic and European cooperation on preparedness and security of supply.</summary>
    CooperationParameter,
    /// <summary>Parameter: supervision of the wholesalers' medicine stockpiles.</summary>
    StockpilesParameter,
    /// <summary>Parameter: economic and legal tools developed and used.</summary>
    ToolsParameter,
    /// <summary>Parameter: the follow-up of shortage notifications developed.</summary>
    ShortagesParameter,
}

/// <summary>The half of a year that is reported on.</summary>
/// <param name="Half">1 or 2.</param>
public readonly record struct HalfYear(int Year, int Half)
{
    public static HalfYear Of(DateOnly day) => new(day.Year, day.Month <= 6 ? 1 : 2);

    public DateRange Days => Half == 1 ? DateRange.Inclusive(new(Year, 1, 1), new(Year, 6, 30))
        : DateRange.Inclusive(new(Year, 7, 1), new(Year, 12, 31));

    public HalfYear Before => Half == 2 ? new(Year, 1) : new(Year - 1, 2);

    /// <summary>The form 2026-1.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}-{Half}");

    public static bool TryParse(string? text, out HalfYear half)
    {
        half = default;
        if (text?.Trim().Split('-') is not [{ Length: 4 } year, "1" or "2"] parts
            || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 2000)
            return false;
        half = new(number, parts[1] == "1" ? 1 : 2);
        return true;
    }
}
