using Forsyn.App.Documents;
using Forsyn.App.Texts;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Releases;

/// <summary>Reports on releases as documents, with the words on why a country keeps stockpiles (STS-007).</summary>
public static class ReleaseReport
{
    /// <summary>The releases of a year, or of all years, with totals by kind.</summary>
    public static byte[] Make(IReadOnlyList<ReleaseRow> releases, IReadOnlyList<ReleaseTotal> totals, int? year,
        Language language, Moment now)
    {
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        string N(long n) => Formats.Number(language, n);
        var title = year is { } only ? T("release.report-of", ("year", $"{only}")) : T("release.report");
        var shown = totals.Where(total => year is null || total.Year == year).ToList();
        var sheet = new PdfSheet(title, T("document.made", ("at", now)), language, now).Heading(title)
            .Text(T("release.why")).Subheading(T("release.totals"));
        if (shown.Count == 0) sheet.Text(T("release.no-totals"));
        else
            sheet.Table([new(T("release.year"), 0.7), new(T("preparedness.scheme-label"), 2), new(T("release.kind"), 2),
                new(T("release.releases"), 1, Right: true), new(T("preparedness.substances"), 1, Right: true),
                new(T("release.decided-units"), 1.3, Right: true), new(T("release.moved"), 1.3, Right: true)],
                shown.Select(total => (IReadOnlyList<PdfCell>)
                [
                    $"{total.Year}", T($"preparedness.scheme.{total.Scheme}"), T($"release-kind.{total.Kind}"),
                    N(total.Releases), N(total.Substances), N(total.Decided), N(total.Moved),
                ]));
        sheet.Subheading(T("release.releases"));
        if (releases.Count == 0) return sheet.Text(T("release.none")).Save();
        return sheet.Table([new(T("preparedness.substance"), 2.2), new(T("preparedness.scheme-label"), 1.6),
            new(T("release.kind"), 1.4), new(T("preparedness.state"), 1.2), new(T("release.period"), 1.6),
            new(T("release.decided-units"), 1.1, Right: true), new(T("release.moved"), 1.1, Right: true)],
            releases.Select(row => (IReadOnlyList<PdfCell>)
            [
                $"{row.Substance}\n{row.Atc}", T($"preparedness.scheme.{row.Scheme}"),
                row.Kind is null ? "–" : T($"release-kind.{row.Kind}"), T($"release-state.{row.State}"),
                row is { ValidFrom: { } from, ValidTo: { } to }
                    ? $"{Formats.Day(language, from)} –\n{Formats.Day(language, to.AddDays(-1))}" : "–",
                N(row.Decided), N(row.Moved),
            ])).Save();
    }

    /// <summary>One release: what was asked for and decided, who gives, what was taken out and is bought back.
    /// </summary>
    public static byte[] Make(ReleaseView view, Language language, Moment now)
    {
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        string N(long n) => Formats.Number(language, n);
        var row = view.Release;
        var title = T("release.of", ("substance", row.Substance), ("number", $"{row.Id}"));
        var sheet = new PdfSheet(title, T("document.made", ("at", now)), language, now).Heading(title)
            .Text(T("release.why"))
            .Facts((T("preparedness.scheme-label"), T($"preparedness.scheme.{row.Scheme}")),
                (T("preparedness.state"), T($"release-state.{row.State}")),
                (T("release.wanted"), T("preparedness.in-units", ("n", row.Units))),
                (T("release.wanted-by"), row.WantedBy), (T("release.reason"), row.Reason),
                (T("release.requested"),
                    $"{row.RequestedBy}, {row.RequestedFor}, {Formats.Instant(language, row.RequestedAt)}"),
                (T("release.kind"), row.Kind is null ? null : T($"release-kind.{row.Kind}")),
                (T("preparedness.decided"), row.DecidedAt is { } at
                    ? $"{row.DecidedBy}, {row.DecidedFor}, {Formats.Instant(language, at)}" : null),
                (T("preparedness.basis"), row.Law), (T("release.grounds"), row.Grounds),
                (T("release.period"), row is { ValidFrom: { } from, ValidTo: { } to }
                    ? $"{Formats.Day(language, from)} – {Formats.Day(language, to.AddDays(-1))}" : null),
                (T("release.refilled-by"), row.RefilledBy is { } by ? Formats.Day(language, by) : null));
        if (view.Shares.Count > 0)
            sheet.Subheading(T("release.shares")).Table([new(T("preparedness.holder"), 3),
                new(T("release.held"), 1, Right: true), new(T("release.decided-units"), 1, Right: true),
                new(T("release.moved"), 1, Right: true)],
                view.Shares.Select(share => (IReadOnlyList<PdfCell>)
                    [share.HolderName, N(share.Held), N(share.Units), N(share.Moved)]));
        if (view.Receivers.Count > 0)
            sheet.Subheading(T("release.receivers")).Table([new(T("release.receiver"), 3),
                new(T("release.weight"), 1, Right: true), new(T("preparedness.units"), 1, Right: true)],
                view.Receivers.Select(one => (IReadOnlyList<PdfCell>)[one.Name, N(one.Weight), N(one.Units)]));
        foreach (var refill in view.Refills)
            sheet.Subheading(T("release.refill-of", ("holder", refill.HolderName))).Table([
                new(T("release.order-on"), 1.2), new(T("release.arrives-on"), 1.2),
                new(T("preparedness.units"), 1, Right: true), new(T("release.back"), 1, Right: true),
                new(T("preparedness.state"), 1)],
                refill.Lines.Select(line => (IReadOnlyList<PdfCell>)
                [
                    Formats.Day(language, line.Line.OrderOn), Formats.Day(language, line.Line.ArrivesOn),
                    N(line.Line.Units), N(line.Back), T($"refill-state.{Kebab.Of(line.State)}"),
                ]));
        return sheet.Save();
    }
}
