using Forsyn.App.Documents;
using Forsyn.App.Texts;

namespace Forsyn.App.Fulfilment;

/// <summary>A pick list on A4, with a DataMatrix beside each line for the scanner.</summary>
public static class PickListPdf
{
    public static byte[] Make(PickList list, Language language, Moment now)
    {
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        var title = T("pick-list.title", ("number", $"{list.Number}"));
        var sheet = new PdfSheet(title, T("document.made", ("at", now)), language, now).Heading(title);
        if (list.Urgent) sheet.Text($"{T("pick-list.urgent")}. {T("pick-list.urgent-about")}", bold: true);
        return sheet
            .Facts((T("pick-list.customer"), list.Customer), (T("pick-list.address"), list.DeliveryAddress),
                (T("pick-list.placed"), Formats.Instant(language, list.Placed)))
            .Table(
                [
                    new(T("pick-list.place"), 1.6), new(T("pick-list.product"), 3), new(T("pick-list.lot"), 1.2),
                    new(T("pick-list.expiry"), 1.2), new(T("pick-list.packs"), 1.2, Right: true),
                    new(T("pick-list.doses"), 0.8, Right: true), new(T("pick-list.code"), 1.1),
                ],
                list.Lines.Where(line => line.Pending).Select(line => (IReadOnlyList<PdfCell>)
                [
                    line.Place, $"{line.Product}\n{line.ArticleNumber}\n{HandlingTexts.Of(language, line.Handling)}",
                    new PdfText(line.LotNumber, Bold: true), Formats.Day(language, line.ExpiresOn),
                    Formats.Number(language, line.Packs), Formats.Number(language, line.Doses.Units),
                    line.Matrix() is { } modules ? new PdfCode(modules) : "",
                ]))
            .Save();
    }

    public static string FileName(PickList list, Language language) =>
        $"{Text.Get(language, "pick-list.file")}-{list.Number}.pdf";
}
