using Forsyn.App.Documents;
using Forsyn.App.Texts;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Compensation;

/// <summary>A statement of compensation on A4, in the language of the one who prints it.</summary>
public static class StatementPdf
{
    public static byte[] Make(StatementView view, Language language, Moment now)
    {
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        string Kroner(long ore) => Formats.Kroner(language, new Money(ore));
        var row = view.Statement;
        var title = T("statement.of", ("year", $"{row.Year}"), ("version", $"{row.Version}"));
        var sheet = new PdfSheet(title, T("document.made", ("at", now)), language, now).Heading(title).Facts(
            (T("statement.holder"), row.HolderName), (T("statement.scheme"), T($"preparedness.scheme.{row.Scheme}")),
            (T("statement.days"), $"{Formats.Day(language, row.FirstDay)} – {Formats.Day(language, row.LastDay)}"),
            (T("statement.state"), T($"compensation-state.{row.State}")),
            (T("statement.amount"), Kroner(row.AmountOre)),
            (T("statement.difference"), row.DifferenceOre is { } difference
                ? T("statement.difference-from", ("amount", Kroner(difference)), ("version", $"{row.BeforeVersion}"))
                : null));
        sheet.Text(T("statement.how"));
        sheet.Subheading(T("statement.payers")).Table(
            [new(T("statement.payer"), 3), new(T("statement.amount"), 1, true)],
            view.Payers.Select(payer => (IReadOnlyList<PdfCell>)[payer.Name, Kroner(payer.AmountOre)]));
        sheet.Subheading(T("statement.substances")).Table(
            [
                new(T("preparedness.substance"), 2.4), new(T("statement.must"), 1.3, true),
                new(T("statement.held"), 1.3, true), new(T("statement.days-short"), 0.8, true),
                new(T("statement.amount"), 1.3, true), new(T("statement.difference"), 1.2, true),
            ],
            view.Totals.Select(total => (IReadOnlyList<PdfCell>)
            [
                $"{total.Substance}\n{total.Atc} {total.PackageGroup}", Amount(total, total.Must),
                Amount(total, total.Held), Formats.Number(language, total.DaysShort), Kroner(total.AmountOre),
                total.BeforeOre is { } before ? Kroner(total.AmountOre - before) : "–",
            ]));
        foreach (var entry in view.Entries)
            sheet.Text($"{T($"compensation-step.{entry.Step}")}: {entry.ByPerson}, {entry.ByParty}, " +
                $"{Formats.Instant(language, entry.At)}{(entry.Text == "" ? "" : $"\n{entry.Text}")}");
        return sheet.Save();

        string Amount(StatementTotal total, long amount) => total.Measure == "units"
            ? T("statement.units", ("n", amount)) : T("statement.ddd", ("n", amount / Amounts.Ddd));
    }
}
