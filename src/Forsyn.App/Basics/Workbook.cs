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
    const int AtOnce = 1 << 16;
    const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    /// <summary>
    /// Whole numbers are number cells, all else is text: a spreadsheet would take the zeros before article numbers.
    /// </summary>
    public static async Task Write(Stream to, string sheet, IAsyncEnumerable<IReadOnlyList<object?>> rows)
    {
        using var gathered = new Gathered();
        using (var archive = new ZipArchive(gathered, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(archive, "[Content_Types].xml", $"<Types xmlns=\"{ContentTypes}\"><Default Extension=\"rels\" " +
                "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
                "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
                Override("workbook.xml", "sheet.main") + Override("worksheets/sheet1.xml", "worksheet") + "</Types>");
            Part(archive, "_rels/.rels", Relation("officeDocument", "xl/workbook.xml"));
            Part(archive, "xl/_rels/workbook.xml.rels", Relation("worksheet", "worksheets/sheet1.xml"));
            Part(archive, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>" +
                $"<sheet name=\"{SecurityElement.Escape(sheet)}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            using var text = Open(archive, "xl/worksheets/sheet1.xml");
            text.Write($"{Head}<worksheet xmlns=\"{Main}\"><sheetData>");
            var row = new StringBuilder();
            await foreach (var cells in rows)
            {
                row.Clear().Append("<row>");
                foreach (var cell in cells) Cell(row, cell);
                text.Write(row.Append("</row>"));
                if (gathered.Length >= AtOnce) await gathered.Drain(to);
            }
            text.Write("</sheetData></worksheet>");
        }
        await gathered.Drain(to);
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

    static void Part(ZipArchive archive, string name, string xml)
    {
        using var part = Open(archive, name);
        part.Write(Head + xml);
    }

    static StreamWriter Open(ZipArchive archive, string name) =>
        new(archive.CreateEntry(name).Open(), new UTF8Encoding(false), AtOnce);

    // An archive ends its parts with writes that wait, which an answer to a request does not take: they are gathered,
    // and what is gathered is sent on between the rows.
    sealed class Gathered : Stream
    {
        readonly MemoryStream _bytes = new();

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => _bytes.Length;
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }
        public override void Write(byte[] buffer, int offset, int count) => _bytes.Write(buffer, offset, count);
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        public async Task Drain(Stream to)
        {
            await to.WriteAsync(_bytes.GetBuffer().AsMemory(0, (int)_bytes.Length));
            _bytes.SetLength(0);
        }
    }
}
