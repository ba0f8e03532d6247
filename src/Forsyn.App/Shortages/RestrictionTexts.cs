using Forsyn.App.Texts;
using Forsyn.Core.Parties;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Shortages;

/// <summary>What a restriction says, in words.</summary>
public static class RestrictionTexts
{
    /// <summary>Each limit as a sentence, and what is not limited left out.</summary>
    public static IEnumerable<string> Limits(RestrictionRow row, Language language)
    {
        if (row.MostUnits is { } units) yield return Text.Get(language, "restriction.at-most-units", ("n", units));
        if (row.MostPacks is { } packs) yield return Text.Get(language, "restriction.at-most-packs", ("n", packs));
        if (row.MostDays is { } days) yield return Text.Get(language, "restriction.at-most-days", ("n", (long)days));
        if (row.EveryDays is { } every) yield return Text.Get(language, "restriction.every", ("n", (long)every));
        if (row.NoExport) yield return Text.Get(language, "restriction.no-export");
    }

    /// <summary>Products, actors and exemptions in the reader's words.</summary>
    public static string Products(RestrictionRow row) =>
        string.Join("; ", new[] { row.Atc, row.Articles, row.Forms }.Where(text => text != "")
            .Select(text => text.Replace(",", ", ")));

    public static string Actors(RestrictionRow row, Language language) => string.Join(", ",
        RestrictionRow.List(row.Actors).Select(word => Text.Get(language, Text.KeyOf(typeof(PartyType), word))));

    public static string Exempt(RestrictionRow row, Language language) => string.Join(", ",
        RestrictionRow.List(row.Exempt).Select(word => Text.Get(language, Text.KeyOf(typeof(SaleExemption), word)))
            .Append(row.ExemptText).Where(text => text != ""));

    /// <summary>From the first minute to the last.</summary>
    public static string Period(RestrictionRow row, Language language) =>
        $"{Formats.Instant(language, row.StartsAt)} – " +
        Formats.Instant(language, row.EndsAt.Plus(TimeSpan.FromMinutes(-1)));
}
