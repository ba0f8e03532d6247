using Forsyn.App.Documents;
using Forsyn.App.Texts;

namespace Forsyn.App.Billing;

/// <summary>An invoice on A4.</summary>
public static class InvoicePdf
{
    public static byte[] Make(InvoiceView invoice, Language language, Moment now)
    {
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        string Kr(Money amount) => Formats.Money(language, amount);
        var title = T("invoice.title", ("number", $"{invoice.Number}"));
        var footer = T("invoice.footer", ("number", $"{invoice.Number}"), ("seller", invoice.Seller.Name));
        var sheet = new PdfSheet(title, footer, language, now)
            .Heading(title)
            .Facts(
                (T("invoice.seller"), Lines(invoice.Seller.Name, invoice.Seller.Address,
                    InvoiceTexts.SellerOrganisation(language, invoice))),
                (T("invoice.receiver"), Lines(invoice.Receiver.Name, invoice.Receiver.Address,
                    InvoiceTexts.ReceiverOrganisation(language, invoice))),
                (T("invoice.requisitioner"), invoice.Requisitioner),
                (T("invoice.order"), $"{invoice.Order}"),
                (T("invoice.issued"), T("invoice.issued-about", ("day", invoice.IssuedOn))))
            .Table(
                [
                    new(T("invoice.product"), 3.6), new(T("invoice.doses"), 0.9, Right: true),
                    new(T("invoice.packs"), 1.3, Right: true), new(T("invoice.price"), 1.3, Right: true),
                    new(T("invoice.net"), 1.4, Right: true), new(T("invoice.levy-short"), 1.1, Right: true),
                    new(T("invoice.vat"), 1.3, Right: true), new(T("invoice.total"), 1.5, Right: true),
                ],
                invoice.Lines.Select(line => (IReadOnlyList<PdfCell>)
                [
                    Lines(InvoiceTexts.Item(language, line), line.ArticleNumber),
                    line.Doses.IsZero ? "" : Formats.Number(language, line.Doses.Units),
                    line.Packs is { } packs ? Formats.Number(language, packs) : "",
                    line.ArticleNumber is null ? "" : Kr(line.PricePerPack),
                    Kr(line.Net), Kr(line.Levy), Kr(line.Vat), Kr(line.Total),
                ]));
        if (invoice.BlueLines > 0) sheet.Text(T("invoice.blue", ("n", invoice.BlueLines)));
        sheet.Text(T("invoice.amounts")).Subheading(T("invoice.vat-specification")).Table(
            [
                new(T("invoice.vat-rate"), 1), new(T("invoice.vat-basis"), 1, Right: true),
                new(T("invoice.vat"), 1, Right: true), new("", 3),
            ],
            invoice.VatByRate.Select(vat => (IReadOnlyList<PdfCell>)
                [Formats.Percent(language, vat.Percent), Kr(vat.Basis), Kr(vat.Vat), ""]));
        return sheet.Subheading(T("invoice.payment")).Facts(
            (T("invoice.net-total"), Kr(invoice.Net)), (T("invoice.levy"), Kr(invoice.Levy)),
            (T("invoice.vat"), Kr(invoice.Vat)), (T("invoice.to-pay"), Formats.Kroner(language, invoice.Total)),
            (T("invoice.due"), Formats.Day(language, invoice.DueOn)), (T("invoice.kid"), invoice.Kid),
            (T("invoice.account"), InvoiceTexts.Account(language, invoice))).Save();
    }

    public static string FileName(InvoiceView invoice, Language language) =>
        $"{Text.Get(language, "invoice.file")}-{invoice.Number}.pdf";

    static string Lines(params string?[] lines) =>
        string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)));
}
