using Forsyn.Core.Preparedness;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Pages.Preparedness.RotationPlans;

/// <summary>Amounts of a plan in the reader's words, and where its pages are.</summary>
static class RotationWords
{
    /// <summary>Daily doses or units, as the target is measured.</summary>
    public static string Amount(this Words words, Measure measure, long amount) => measure == Measure.Ddd
        ? words["preparedness.ddd", ("n", words.Ddd(amount))] : words["preparedness.in-units", ("n", amount)];

    /// <summary>Units a day of a figure in millionths.</summary>
    public static string PerDay(this Words words, long millionths) =>
        words.Number(millionths / 1_000_000m, millionths >= 100_000_000 ? 0 : 1);

    /// <summary>Kroner without øre, for figures whose heading says what they are.</summary>
    public static string WholeKroner(this Words words, Money money) => words.Number(money.Ore / 100m, 0);

    /// <summary>The page of a holder's target.</summary>
    public static string Href(string scheme, string holder, string atc, string group) =>
        $"/preparedness/rotation/{scheme}/{holder}/{atc}" +
        (group == "" ? "" : $"?group={Uri.EscapeDataString(group)}");
}
