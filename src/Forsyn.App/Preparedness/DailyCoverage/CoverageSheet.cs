namespace Forsyn.App.Preparedness.DailyCoverage;

/// <summary>Coverage as the rows of a file; amounts are micro-DDD or units by the measure.</summary>
public static class CoverageSheet
{
    static readonly string[] Headings =
    [
        "scheme", "day", "atc", "substance", "packageGroup", "kind", "part", "holder", "measure", "state", "mustHold",
        "mustHoldNow", "held", "missing", "percent", "daysHeld", "daysShort", "shortSince", "breachOn",
        "trendMillionthsADay", "setAside", "forSale", "dutyLayer", "ordinaryLayer", "beyondLayer", "mustHoldOrdinary",
    ];

    public static IEnumerable<IReadOnlyList<object?>> Rows(CoverageView view) => view.Items.Select(row =>
        (IReadOnlyList<object?>)
        [
            row.Scheme, Day(row.Day), row.Atc, row.Name, row.PackageGroup, row.SubstanceGroup, row.Part, row.Holder,
            row.Measure, Kebab.Of(row.State), row.Must, row.MustNow, row.Held, row.Missing, row.Percent, row.DaysHeld,
            row.DaysShort, Day(row.ShortSince), Day(row.BreachOn), row.TrendMillionths, row.SetAside, row.ForSale,
            row.Layers.Duty, row.Layers.Ordinary, row.Layers.Beyond, row.MustOrdinary,
        ]).Prepend(Headings);

    static string? Day(DateOnly? day) => day is { } known ? $"{known:yyyy-MM-dd}" : null;
}
