using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Forsyn.App.Basics;

/// <summary>
/// An XLSX workbook with one sheet, written as its rows come: a row is in memory only while it is written.
/// </summary>
public static class Workbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    /// <summary>
    /// Whole numbers are number cells, all else is text: a spreadsheet would take the zeros before article numbers.
    /// </summary>
    public static async Task Write(Stream to, string sheet, IAsyncEnumerable<IReadOnlyList<object?>> rows)
    {
        await using var archive = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, null);
        await Part(archive, "[Content_Types].xml", $"<Types xmlns=\"{ContentTypes}\">" +
            "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
            "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
            Override("workbook.xml", "sheet.main") + Override("worksheets/sheet1.xml", "worksheet") + "</Types>");
        await Part(archive, "_rels/.rels", Relation("officeDocument", "xl/workbook.xml"));
        await Part(archive, "xl/_rels/workbook.xml.rels", Relation("worksheet", "worksheets/sheet1.xml"));
        await Part(archive, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>" +
            $"<sheet name=\"{SecurityElement.Escape(sheet)}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        await using var part = await archive.CreateEntry("xl/worksheets/sheet1.xml").OpenAsync();
        await using var text = new StreamWriter(part, new UTF8Encoding(false), 1 << 16);
        await text.WriteAsync($"{Head}<worksheet xmlns=\"{Main}\"><sheetData>");
        var row = new StringBuilder();
        await foreach (var cells in rows)
        {
            row.Clear().Append("<row>");
            foreach (var cell in cells) Cell(row, cell);
            await text.WriteAsync(row.Append("</row>"));
        }
        await text.WriteAsync("</sheetData></worksheet>");
    }

    static void Cell(StringBuilder row, object? value)
    {
        if (value is int or long or decimal)
            row.Append(CultureInfo.InvariantCulture, $"<c><v>{value}</v></c>");
        else
            row.Append("<c t=\"inlineStr\"><is><t>").Append(Allowed($"{value}")).Append("</t></is></c>");
    }

    // XML has no way to write most control characters; none of them means anything in a name.
    static string? Allowed(string text) => SecurityElement.Escape(
        text.Any(char.IsControl) ? string.Concat(text.Where(c => !char.IsControl(c))) : text);

    static string Override(string part, string type) => $"<Override PartName=\"/xl/{part}\" " +
        $"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml\"/>";

    static string Relation(string type, string target) => $"<Relationships xmlns=\"{Packages}\">" +
        $"<Relationship Id=\"rId1\" Type=\"{Relations}/{type}\" Target=\"{target}\"/></Relationships>";

    static async Task Part(ZipArchive archive, string name, string xml)
    {
        await using var part = await archive.CreateEntry(name).OpenAsync();
        await part.WriteAsync(Encoding.UTF8.GetBytes(Head + xml));
    }
}
