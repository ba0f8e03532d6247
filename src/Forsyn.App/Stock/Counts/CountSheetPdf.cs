using Forsyn.App.Documents;
using Forsyn.App.Texts;

namespace Forsyn.App.Stock.Counts;

/// <summary>The sheet to count by on A4: lots in the order they lie, with room to write beside each.</summary>
public static class CountSheetPdf
{
    public static byte[] Make(StockCountView view, Language language, Moment now)
    {
        string T(string key, params ReadOnlySpan<(string, object?)> args) => Text.Get(language, key, args);
        var (count, book) = (view.Count, !view.Count.Blind);
        var title = T("count.of", ("count", $"{count.Id}"));
        return new PdfSheet(title, T("document.made", ("at", now)), language, now).Heading(title)
            .Facts((T("count.holder"), count.Holder),
                (T("count.where"), count.PlaceId == 0 ? T("count.everywhere") : count.Place),
                (T("count.opened"), Formats.Instant(language, count.OpenedAt)), (T("count.counted-by"), "\u00a0"),
                (T("count.counted-at"), "\u00a0"))
            .Table(
                [
                    new(T("count.where"), 1.4), new(T("count.product"), 3), new(T("count.lot"), 1.4),
                    new(T("count.expires"), 1.2), .. book ? (PdfColumn[])[new(T("count.book"), 0.9, Right: true)] : [],
                    new(T("count.counted"), 1.4),
                ],
                view.Lines.Select(line => (IReadOnlyList<PdfCell>)
                [
                    line.Place ?? "", $"{line.Product}\n{line.ArticleNumber}", new PdfText(line.LotNumber, Bold: true),
                    Formats.Day(language, line.ExpiresOn),
                    .. book ? (PdfCell[])[Formats.Number(language, line.Frozen ?? 0)] : [],
                    "____________",
                ]))
            .Save();
    }
}
