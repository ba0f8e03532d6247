using Forsyn.App.Documents;
using Forsyn.App.Texts;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>
/// The approved copy that goes back to the one who applied (UNL-009). It names no patient: the application does, and
/// lies with it.
/// </summary>
public static class ExemptionPdf
{
    public static byte[] Make(ExemptionView one, Language language, Moment now)
    {
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        string Day(DateOnly? day) => day is { } known ? Formats.Day(language, known) : "";
        var title = T("exemption.copy-title", ("id", $"{one.Id}"));
        return new PdfSheet(title, T("exemption.copy-footer", ("id", $"{one.Id}")), language, now)
            .Heading(title)
            .Text(T("exemption.copy-about"))
            .Facts(
                (T("exemption.product"), $"{one.Product} ({one.ArticleNumber})"),
                (T("exemption.for"), T($"exemption-kind.{Kebab.Of(one.Kind)}")),
                (T("exemption.amount"), one.Doses is { } doses ? T("exemption.doses", ("n", doses.Units))
                    : T("exemption.whole-year")),
                (T("exemption.valid"), T("exemption.valid-days", ("from", Day(one.ValidFrom)),
                    ("last", Day(one.LastDay)))),
                (T("exemption.physician"), $"{one.Physician}\n{T("exemption.hpr", ("number", one.HprNumber))}"),
                (T("exemption.workplace"), one.Workplace == one.Party ? one.Party : $"{one.Workplace}\n{one.Party}"),
                (T("exemption.approved-by"), T("exemption.decided", ("by", one.DecidedBy), ("party", one.Reviewer),
                    ("at", one.DecidedAt))))
            .Text(T(one.Kind == ExemptionKind.NamedPatient ? "exemption.copy-patient" : "exemption.copy-keep"))
            .Save();
    }

    public static string FileName(ExemptionView one, Language language) =>
        $"{Text.Get(language, "exemption.copy-file")}-{one.Id}.pdf";
}
