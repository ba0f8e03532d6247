using Forsyn.App.Documents;
using Forsyn.App.Texts;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.FollowUp;

/// <summary>A letter of a case of supervision.</summary>
public enum SupervisionLetter { Opening, Report, Closing }

/// <summary>The letters of a case on A4, in the language of the one who prints them.</summary>
public static class SupervisionPdf
{
    static readonly Dictionary<SupervisionLetter, SupervisionStep> Steps = new()
    {
        [SupervisionLetter.Opening] = SupervisionStep.Open, [SupervisionLetter.Report] = SupervisionStep.Report,
        [SupervisionLetter.Closing] = SupervisionStep.Close,
    };

    /// <summary>The letters that are written.</summary>
    public static IReadOnlyList<SupervisionLetter> LettersOf(SupervisionView view) =>
        [.. Steps.Where(pair => Of(view, pair.Key) is not null).Select(pair => pair.Key)];

    /// <summary>Refuses letter-unknown for a letter that is not written yet.</summary>
    public static Result<byte[]> Make(SupervisionView view, SupervisionLetter letter, Language language, Moment now)
    {
        if (Of(view, letter) is not { } entry) return Refusal.Of("letter-unknown", "letter", Kebab.Of(letter));
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        var about = view.Case;
        var title = T($"supervision-letter.{Kebab.Of(letter)}");
        var sheet = new PdfSheet(title, $"{entry.ByParty}, {T("supervision.case", ("number", $"{about.Id}"))}",
            language, now).Heading(title).Facts(
            (T("supervision.to"), about.HolderName), (T("supervision.from"), entry.ByParty),
            (T("supervision.day"), Formats.Day(language, entry.At.Day)),
            (T("supervision.number"), $"{about.Id}"),
            (T("supervision.scheme"), Text.Find(language, $"preparedness.scheme.{about.Scheme}") ?? about.Scheme),
            (T("supervision.kind"), T(about.Announced ? "supervision.announced" : "supervision.unannounced")),
            (T("supervision.visit"), entry.VisitOn is { } day ? Formats.Day(language, day) : null),
            (T("supervision.inspectors"), entry.Inspectors));
        sheet.Text(entry.Text);
        if (letter == SupervisionLetter.Opening) sheet.Text(T("supervision.letter-opening"));
        if (letter == SupervisionLetter.Report) Report(sheet, view, language, T);
        if (letter == SupervisionLetter.Closing) Found(sheet, view, language, T);
        return sheet.Space(14).Text($"{entry.ByPerson}\n{entry.ByParty}").Save();
    }

    delegate string Words(string key, params ReadOnlySpan<(string, object?)> args);

    static SupervisionEntry? Of(SupervisionView view, SupervisionLetter letter) =>
        view.Entries.LastOrDefault(entry => entry.StepValue == Steps[letter]);

    static void Report(PdfSheet sheet, SupervisionView view, Language language, Words t)
    {
        sheet.Subheading(t("supervision.sample")).Text(t("supervision.sample-about",
            ("n", view.Sample.Count), ("seed", $"{view.Case.Seed}")));
        sheet.Table(
            [
                new(t("supervision.product"), 3), new(t("supervision.lot"), 1.5), new(t("supervision.book"), 1, true),
                new(t("supervision.reported"), 1, true), new(t("supervision.counted"), 1, true),
                new(t("supervision.difference"), 1, true), new(t("supervision.cause"), 1.8),
            ],
            view.Sample.Select(line => (IReadOnlyList<PdfCell>)
            [
                $"{line.Product}\n{line.ArticleNumber}", line.LotNumber, Number(line.Book), Number(line.Reported),
                Number(line.Counted), Number(line.Difference),
                line.Cause is null ? "" : Text.Get(language, $"sample-cause.{line.Cause}"),
            ]));
        Found(sheet, view, language, t);
        sheet.Text(t("supervision.letter-answer"));

        string Number(long? value) => value is { } known ? Formats.Number(language, known) : "–";
    }

    static void Found(PdfSheet sheet, SupervisionView view, Language language, Words t)
    {
        sheet.Subheading(t("supervision.deviations"));
        if (view.Deviations.Count == 0)
        {
            sheet.Text(t("supervision.no-deviations"));
            return;
        }
        sheet.Table(
            [
                new(t("supervision.deviation-number"), 0.6), new(t("supervision.grade"), 1),
                new(t("supervision.deviation"), 4), new(t("supervision.law"), 1.8), new(t("supervision.due"), 1.1),
                new(t("supervision.state"), 1),
            ],
            view.Deviations.Select(one => (IReadOnlyList<PdfCell>)
            [
                one.Number, Text.Get(language, Text.KeyOf(one.GradeValue)), one.Text, one.Law,
                Formats.Day(language, one.DueOn), Text.Get(language, Text.KeyOf(one.State)),
            ]));
    }
}
