using System.Globalization;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Texts;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>A lot the holder has by the books, as a line to be counted.</summary>
public sealed class ReportTemplateLine
{
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public string Pool { get; init; } = "";
    public long Units { get; init; }
}

/// <summary>
/// What a holder fills in: the lots it has by the books, without the figures, so that it counts and does not copy.
/// </summary>
public static class ReportTemplate
{
    /// <summary>The lots of the caller's party that a kind of report counts, at most so many.</summary>
    public static Task<List<ReportTemplateLine>> Lines(Db db, Caller caller, ReportRule rule, int most) =>
        db.List<ReportTemplateLine>($"""
            select p.article_number, p.name as product, l.lot_number, l.expires_on,
                cast(sum(b.quantity) as bigint) as units
            from balance b join lot l on l.id = b.lot_id join product p on p.article_number = l.article_number
            where b.holder_id = @holder and b.status in (0, 2, 3, 4) and b.quantity > 0 and p.class in @classes
            group by p.article_number, p.name, l.lot_number, l.expires_on
            order by p.name, p.article_number, l.expires_on, l.lot_number limit {most}
            """, new { holder = caller.Party ?? 0, classes = InList.Of(rule.Classes.Select(Kebab.Of)) });

    /// <summary>An XLSX workbook with one sheet.</summary>
    public static async Task<byte[]> Xlsx(IEnumerable<ReportTemplateLine> lines, Language language)
    {
        using var file = new MemoryStream();
        var rows = lines.Select(line => (IReadOnlyList<object?>)[line.ArticleNumber, line.LotNumber,
            line.ExpiresOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "", "", "", "", line.Product]);
        await Workbook.Write(file, Text.Get(language, "reports.sheet"),
            rows.Prepend([.. ReportFile.Columns, "product"]).ToAsyncEnumerable());
        return file.ToArray();
    }
}
