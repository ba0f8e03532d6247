using Forsyn.App.Documents;
using Forsyn.App.Texts;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>The protocol of a receipt on A4: how it came, what was counted, what deviated, what was decided.</summary>
public static class ReceiptProtocolPdf
{
    public static byte[] Make(DeliveryView delivery, GoodsReceiptView receipt, Language language, Moment now)
    {
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        string Word<TWord>(TWord value) where TWord : struct, Enum => T(Text.KeyOf(value));
        var (head, title) = (delivery.Delivery, T("goods.protocol", ("number", $"{receipt.Id}")));
        var sheet = new PdfSheet(title, T("document.made", ("at", now)), language, now)
            .Heading(title)
            .Facts((T("goods.supplier"), head.Supplier), (T("goods.reference"), head.Reference),
                (T("goods.agreement"), head.Agreement), (T("goods.planned-on"), Formats.Day(language, head.PlannedOn)),
                (T("goods.received-at"), Formats.Instant(language, receipt.ReceivedAt)),
                (T("goods.received-by"), receipt.ReceivedBy),
                (T("goods.temperature"), receipt.TemperatureCelsius is { } degrees
                    ? T("goods.degrees", ("n", Formats.Number(language, degrees))) : null),
                (T("goods.packaging"), Word(Kebab.Read<PackagingCondition>(receipt.Packaging))),
                (T("goods.logger"), Word(Kebab.Read<LoggerReading>(receipt.Logger))),
                (T("goods.note"), receipt.Text));
        if (receipt.UndoneAt is { } undone)
            sheet.Text(T("goods.undone-by", ("at", undone), ("name", receipt.UndoneBy)), bold: true);
        sheet.Table(
            [
                new(T("pick-list.product"), 3), new(T("pick-list.lot"), 1.3), new(T("pick-list.expiry"), 1.2),
                new(T("packing-slip.days-left"), 1, Right: true), new(T("goods.units"), 1, Right: true),
                new(T("goods.damaged"), 0.9, Right: true), new(T("goods.deviations"), 2),
            ],
            receipt.Lines.Select(line => (IReadOnlyList<PdfCell>)
            [
                $"{line.Product}\n{line.ArticleNumber}", new PdfText(line.LotNumber, Bold: true),
                line.ExpiresOn is { } day ? Formats.Day(language, day) : "",
                line.DaysLeft is { } left ? Formats.Number(language, left) : "",
                Formats.Number(language, line.Units), Formats.Number(language, line.Damaged),
                string.Join(", ", line.Deviating.Select(one => Word(one))),
            ]));
        foreach (var line in receipt.Lines.Where(line => line.Decisions.Count > 0))
            sheet.Subheading($"{line.Product}, {line.LotNumber}").Facts([.. line.Decisions.Select(one =>
                (Formats.Instant(language, one.DecidedAt), (string?)T("goods.decided", ("kind",
                    Word(Kebab.Read<GoodsDecisionKind>(one.Kind))), ("units", $"{one.Units}"),
                    ("name", one.DecidedName)) + (one.SecondBy is { } second ? $" ({second})" : "")
                    + (one.UndoneAt is null ? "" : $" – {T("own-stock.undone")}")))]);
        return sheet.Space(24).Text(T("goods.signature")).Save();
    }

    public static string FileName(GoodsReceiptView receipt, Language language) =>
        $"{Text.Get(language, "goods.protocol-file")}-{receipt.Id}.pdf";
}
