using Forsyn.App.Preparedness.DailyCoverage;
using Forsyn.Core.Preparedness;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Pages.Preparedness;

/// <summary>Addresses and words that the pages of coverage share.</summary>
static class CoveragePath
{
    public const string Page = "/preparedness/coverage";

    public static string Of(CoverageRow row, DateOnly? day = null) => $"{Page}/{row.Scheme}/{row.Holder}/{row.Atc}"
        + (row.PackageGroup == "" ? "" : $"/{Uri.EscapeDataString(row.PackageGroup)}")
        + (day is { } on ? $"?on={on:yyyy-MM-dd}" : "");

    /// <summary>An amount with its measure: 1 200 DDD, or 300 enheter.</summary>
    public static string Amount(this Words words, string measure, long amount) => measure == "units"
        ? words["preparedness.in-units", ("n", amount)] : words["preparedness.ddd", ("n", words.Ddd(amount))];

    public static string Icon(CoverageState state) => state switch
    {
        CoverageState.Held => "checkmark-circle",
        CoverageState.AtRisk => "exclamationmark-triangle",
        _ => "x-mark-octagon",
    };

    public static string Color(CoverageState state) => state switch
    {
        CoverageState.Held => "success",
        CoverageState.AtRisk => "warning",
        _ => "danger",
    };
}
