using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
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
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";

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
    public static byte[] Xlsx(IEnumerable<ReportTemplateLine> lines, Language language)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(archive, "[Content_Types].xml", $"<Types xmlns=\"{ContentTypes}\">" +
                "<Default Extension=\"rels\" " +
                "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
                "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
                Override("workbook.xml", "sheet.main") + Override("worksheets/sheet1.xml", "worksheet") + "</Types>");
            Part(archive, "_rels/.rels", Relation("officeDocument", "xl/workbook.xml"));
            Part(archive, "xl/_rels/workbook.xml.rels", Relation("worksheet", "worksheets/sheet1.xml"));
            var name = Text.Get(language, "reports.sheet");
            Part(archive, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>" +
                $"<sheet name=\"{name}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            using var sheet = archive.CreateEntry("xl/worksheets/sheet1.xml").Open();
            Sheet(sheet, lines);
        }
        return file.ToArray();
    }

    static string Override(string part, string type) => $"<Override PartName=\"/xl/{part}\" " +
        $"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml\"/>";

    static string Relation(string type, string target) => $"<Relationships xmlns=\"{Packages}\">" +
        $"<Relationship Id=\"rId1\" Type=\"{Relations}/{type}\" Target=\"{target}\"/></Relationships>";

    static void Part(ZipArchive archive, string name, string xml)
    {
        using var part = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
        part.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml.Trim());
    }

    // Every cell is text, or a spreadsheet would take the zeros before article numbers away.
    static void Sheet(Stream stream, IEnumerable<ReportTemplateLine> lines)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetData", Main);
        Row(xml, [.. ReportFile.Columns, "product"]);
        foreach (var line in lines)
            Row(xml, [line.ArticleNumber, line.LotNumber,
                line.ExpiresOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "", "", "", "", line.Product]);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static void Row(XmlWriter xml, IEnumerable<string> cells)
    {
        xml.WriteStartElement("row", Main);
        foreach (var cell in cells)
        {
            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteElementString("t", Main, cell);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}
