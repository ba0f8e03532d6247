using Forsyn.App.Ordering.Influenza;

namespace Forsyn.Web.Pages.Ordering.Influenza;

/// <summary>What the colour of a circle shows.</summary>
public enum CoverageFigure { Ordered, Delivered, Used }

/// <summary>A season in an address: 2026/27 is 2026-27 there.</summary>
static class SeasonPath
{
    public static string Of(string code) => code.Replace('/', '-');
    public static string Of(SeasonView season) => Of(season.Season.Code);
}
