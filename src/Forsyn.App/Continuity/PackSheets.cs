using System.Text;
using Forsyn.App.Basics;
using Forsyn.App.Documents;
using Forsyn.App.Ordering;
using Forsyn.App.Texts;
using Forsyn.Core.Ledger;
using Text = Forsyn.App.Texts.Text;

namespace Forsyn.App.Continuity;

/// <summary>A file of a pack.</summary>
public sealed record PackFile(string Name, byte[] Content);

/// <summary>The lists of a pack on paper and as CSV, and the log that is written in by hand.</summary>
sealed class PackSheets(PackSite site, PackLists lists, Language language, Moment now)
{
    const int LogRows = 36;

    string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);

    public IEnumerable<PackFile> All()
    {
        yield return new("0-start.pdf", Start());
        foreach (var file in Both("stock", [
            new(T("pack.product"), 3), new(T("pack.article"), 1), new(T("pack.lot"), 1.3), new(T("pack.expires"), 1.2),
            new(T("pack.status"), 1.2), new(T("pack.place"), 1.6), new(T("pack.pool"), 1.2),
            new(T("pack.units"), 0.9, Right: true)],
            ["product", "articleNumber", "lotNumber", "expiresOn", "status", "place", "pool", "units"],
            lists.Stock, s => [s.Product, s.ArticleNumber, s.LotNumber, s.ExpiresOn, s.Status, s.Place, s.Pool,
                s.Quantity])) yield return file;
        if (site.National)
            foreach (var file in Both("country", [
                new(T("pack.product"), 3), new(T("pack.article"), 1), new(T("pack.holders"), 1, Right: true),
                new(T("pack.available"), 1, Right: true), new(T("pack.on-the-way"), 1, Right: true),
                new(T("pack.set-aside"), 1, Right: true)],
                ["product", "articleNumber", "holders", "available", "onTheWay", "setAside"],
                lists.Country, s => [s.Product, s.ArticleNumber, s.Holders, s.Available, s.OnTheWay, s.SetAside]))
                yield return file;
        foreach (var file in Both("orders", [
            new(T("pack.order"), 0.9), new(T("pack.state"), 1), new(T("pack.customer"), 2.2),
            new(T("pack.planned"), 1.4), new(T("pack.product"), 2.4), new(T("pack.units"), 0.7, Right: true),
            new(T("pack.lots"), 1.7)],
            ["number", "state", "urgent", "customer", "requisitioner", "address", "plannedOn", "line", "product",
                "articleNumber", "units", "lots"],
            lists.Orders, o => [o.Number, o.State, o.Urgent, o.Customer, o.Requisitioner, o.Address, o.PlannedOn,
                o.Line, o.Product, o.ArticleNumber, o.Doses, o.Lots],
            o => [new PdfText($"{o.Number}", Bold: o.Urgent), T($"order-state.{o.State}"),
                $"{o.Customer}\n{o.Address}", o.PlannedOn is { } day ? Formats.Day(language, day) : "",
                $"{o.Product}\n{o.ArticleNumber}", Formats.Number(language, o.Doses), o.Lots])) yield return file;
        foreach (var file in Both("contacts", [
            new(T("pack.name"), 2), new(T("pack.organisation"), 1), new(T("pack.address"), 2),
            new(T("pack.people"), 2)],
            ["name", "type", "organisationNumber", "address", "people"],
            lists.Contacts, c => [c.Name, c.Type, c.OrganisationNumber, c.Address, c.People],
            c => [c.Name, c.OrganisationNumber, c.Address, c.People])) yield return file;
        if (site.National)
            foreach (var file in Both("roster", [
                new(T("pack.from"), 1), new(T("pack.to"), 1), new(T("pack.physician"), 2), new(T("pack.phone"), 1)],
                ["from", "to", "physician", "phone"], lists.Shifts, s => [s.StartsAt, s.EndsAt, s.Physician, s.Phone],
                s => [Formats.Instant(language, s.StartsAt), Formats.Instant(language, s.EndsAt), s.Physician,
                    s.Phone])) yield return file;
        yield return new("forms/log.pdf", Log());
    }

    byte[] Start() => Sheet("start").Text(T("pack.start-about", ("at", now),
            ("hours", Rules.Book.On(now.Day).Hours("runs-alone-hours")),
            ("days", Rules.Book.On(now.Day).Days("late-entry-days"))))
        .Subheading(T("pack.desk"))
        .Facts((T("pack.phone"), OrderFormPdf.Phone), (T("pack.fax"), OrderFormPdf.Fax),
            (T("pack.address"), string.Join(", ", OrderFormPdf.Address)))
        .Subheading(T("pack.how"))
        .Text(T("pack.how-stock")).Text(T("pack.how-orders")).Text(T("pack.how-urgent")).Text(T("pack.how-after"))
        .Save();

    byte[] Log()
    {
        var sheet = Sheet("log").Text(T("pack.log-about"));
        PdfColumn[] columns =
        [
            new(T("pack.log-day"), 1.1), new(T("pack.log-time"), 0.8), new(T("pack.log-what"), 1.6),
            new(T("pack.article"), 1.4), new(T("pack.lot"), 1.3), new(T("pack.units"), 0.9),
            new(T("pack.log-why"), 1.9), new(T("pack.log-who"), 1.2), new(T("pack.log-entered"), 0.8),
        ];
        var blank = (IReadOnlyList<PdfCell>)[.. columns.Select((_, i) => new PdfBox(Tick: i == columns.Length - 1))];
        return sheet.Table(columns, Enumerable.Repeat(blank, LogRows)).Save();
    }

    PdfSheet Sheet(string name) => new PdfSheet(T($"pack.{name}"), T("pack.foot", ("site", site.Name), ("at", now)),
        language, now).Heading(T($"pack.{name}")).Facts((T("pack.site"), site.Name));

    IEnumerable<PackFile> Both<TRow>(
        string name, PdfColumn[] columns, string[] headings, IReadOnlyList<TRow> rows, Func<TRow, object?[]> cells,
        Func<TRow, PdfCell[]>? printed = null)
    {
        var sheet = Sheet(name);
        if (rows.Count == 0) sheet.Text(T("pack.empty"));
        else sheet.Table(columns, rows.Select(row =>
            (IReadOnlyList<PdfCell>)(printed?.Invoke(row) ?? [.. cells(row).Select(Printed)])));
        yield return new($"{name}.pdf", sheet.Save());
        yield return new($"{name}.csv", Csv(headings, rows.Select(cells)));
    }

    PdfCell Printed(object? value) => new PdfText(value switch
    {
        null => "",
        Status status => T($"status.{Kebab.Of(status)}"),
        Pool pool => T($"pool.{Kebab.Of(pool)}"),
        _ => Formats.Write(language, value),
    });

    // With its mark, so that spreadsheets read the letters as they are.
    static byte[] Csv(string[] headings, IEnumerable<object?[]> rows) =>
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(CsvFile.Sheet(
            rows.Select(row => (IReadOnlyList<object?>)[.. row.Select(Plain)]).Prepend(headings)))];

    static object? Plain(object? value) => value switch
    {
        DateOnly day => $"{day:yyyy-MM-dd}",
        bool yes => yes ? "yes" : "no",
        Status status => Kebab.Of(status),
        Pool pool => Kebab.Of(pool),
        _ => value,
    };
}
