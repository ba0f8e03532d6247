using Forsyn.App.Documents;
using Forsyn.App.Texts;

namespace Forsyn.App.Shortages;

/// <summary>A decision on sale and dispensing on A4.</summary>
public static class RestrictionPdf
{
    public static byte[] Make(RestrictionRow row, Language language, Moment now)
    {
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        return new PdfSheet(row.Title, T("document.made", ("at", now)), language, now)
            .Heading(row.Title)
            .Facts((T("restriction.state"), T($"restriction-state.{row.StateAt(now)}")),
                (T("restriction.products"), RestrictionTexts.Products(row)),
                (T("restriction.actors"), RestrictionTexts.Actors(row, language)),
                (T("restriction.limits"), string.Join("\n", RestrictionTexts.Limits(row, language))),
                (T("restriction.period"), RestrictionTexts.Period(row, language)),
                (T("restriction.exempt"), RestrictionTexts.Exempt(row, language)),
                (T("restriction.law"), row.Law), (T("restriction.grounds"), row.Grounds),
                (T("restriction.review"), Formats.Day(language, row.ReviewOn)),
                (T("restriction.decided"),
                    $"{row.DecidedBy}, {row.DecidedFor}, {Formats.Instant(language, row.DecidedAt)}"),
                (T("restriction.repealed"), row.RepealedAt is null ? null
                    : $"{Formats.Instant(language, row.RepealEnds!.Value)}: {row.RepealGrounds}"))
            .Save();
    }
}
