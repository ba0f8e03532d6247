using Forsyn.App.Documents;
using Forsyn.App.Texts;

namespace Forsyn.App.Fulfilment;

/// <summary>The delivery document that lies in a parcel: what is in it, and how it must be handled.</summary>
public static class PackingSlipPdf
{
    public static byte[] Make(ShipmentView shipment, Language language, Moment now)
    {
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        var title = T("packing-slip.title", ("number", $"{shipment.Number}"));
        return new PdfSheet(title, T("document.made", ("at", now)), language, now)
            .Heading(title)
            .Facts((T("packing-slip.from"), shipment.Supplier), (T("pick-list.customer"), shipment.Customer),
                (T("pick-list.address"), shipment.Address), (T("packing-slip.parcel"), shipment.Sscc),
                (T("packing-slip.dispatched"), Formats.Instant(language, shipment.Dispatched)),
                (T("packing-slip.temperature"), Text.Get(language, $"handling.{shipment.Temperature}")))
            .Table(
                [
                    new(T("pick-list.product"), 3.4), new(T("pick-list.lot"), 1.3), new(T("pick-list.expiry"), 1.3),
                    new(T("packing-slip.days-left"), 1.2, Right: true), new(T("pick-list.packs"), 1.2, Right: true),
                    new(T("pick-list.doses"), 0.8, Right: true),
                ],
                shipment.Lines.Select(line => (IReadOnlyList<PdfCell>)
                [
                    $"{line.Product}\n{line.ArticleNumber}", new PdfText(line.LotNumber, Bold: true),
                    Formats.Day(language, line.ExpiresOn), Formats.Number(language, line.DaysLeft),
                    Formats.Number(language, line.Packs), Formats.Number(language, line.Doses.Units),
                ]))
            .Subheading(T("pick-list.handling"))
            .Facts([.. shipment.Lines.DistinctBy(line => line.ArticleNumber)
                .Select(line => (line.Product, (string?)HandlingTexts.Of(language, line.Handling)))])
            .Text(T("packing-slip.count"), bold: true)
            .Save();
    }

    public static string FileName(ShipmentView shipment, Language language) =>
        $"{Text.Get(language, "packing-slip.file")}-{shipment.Number}.pdf";
}
