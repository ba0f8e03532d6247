using Forsyn.App.Texts;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Forsyn.App.Documents;

/// <summary>What stands in a cell of a table: text, or modules of a matrix code.</summary>
public abstract record PdfCell
{
    public static implicit operator PdfCell(string text) => new PdfText(text);
    public static implicit operator PdfCell(long number) => new PdfText($"{number}");
}

public sealed record PdfText(string Text, bool Bold = false) : PdfCell;

/// <param name="Modules">True where dark, rows from the top.</param>
public sealed record PdfCode(bool[,] Modules) : PdfCell;

/// <param name="Share">Width in proportion to the other columns.</param>
public sealed record PdfColumn(string Heading, double Share, bool Right = false);

/// <summary>
/// A document on A4, written from the top: heading, facts, paragraphs, tables. What does not fit goes on to the next
/// page, tables with their headings; every page tells its number of how many.
/// </summary>
public sealed partial class PdfSheet
{
    const double Left = 45, Top = 45, Bottom = 60, Gap = 4, Module = 1.5;
    readonly PdfDocument _document;
    readonly string _footer;
    readonly Language _language;
    XGraphics _page;
    double _y;

    /// <param name="title">What the reader's window is called.</param>
    /// <param name="footer">Stands at the foot of every page beside its number.</param>
    public PdfSheet(string title, string footer, Language language, Moment made)
    {
        PdfFonts.Use();
        (_document, _footer, _language) = (new PdfDocument(), footer, language);
        _document.Info.Title = title;
        _document.Info.Creator = "Forsyn";
        _document.Info.CreationDate = made.Oslo.DateTime;
        _document.Language = language.Code();
        _page = NewPage();
    }

    double Width => _page.PageSize.Width - 2 * Left - _beside;
    double Limit => _page.PageSize.Height - Bottom;

    public PdfSheet Heading(string text)
    {
        Paragraph(text, Font(17, bold: true));
        return Space(6);
    }

    public PdfSheet Subheading(string text)
    {
        Space(8);
        Fit(60); // a heading is never left alone at the foot of a page
        Paragraph(text, Font(11.5, bold: true));
        return Space(3);
    }

    public PdfSheet Text(string text, bool bold = false)
    {
        Paragraph(text, Font(9.5, bold));
        return Space(2);
    }

    /// <summary>Facts as label and value, two columns; a value that is empty is left out.</summary>
    public PdfSheet Facts(params (string Label, string? Value)[] facts)
    {
        foreach (var (label, value) in facts.Where(f => !string.IsNullOrWhiteSpace(f.Value)))
            Row([new PdfText(label), new PdfText(value!, Bold: true)], [Width * 0.3, Width * 0.7], [false, false],
                line: false);
        return Space(6);
    }

    public PdfSheet Table(IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<PdfCell>> rows)
    {
        var total = columns.Sum(c => c.Share);
        double[] widths = [.. columns.Select(c => Width * c.Share / total)];
        bool[] right = [.. columns.Select(c => c.Right)];
        PdfCell[] headings = [.. columns.Select(c => new PdfText(c.Heading, Bold: true))];
        Fit(50);
        Row(headings, widths, right, line: true);
        foreach (var row in rows)
        {
            if (Fit(Height(row, widths))) Row(headings, widths, right, line: true);
            Row(row, widths, right, line: true);
        }
        return Space(6);
    }

    /// <summary>
    /// A matrix code by itself, modules at least half a millimetre wide so that hand scanners read it.
    /// </summary>
    public PdfSheet Code(bool[,] modules)
    {
        var side = modules.GetLength(0) * Module;
        Fit(side + 2 * Gap);
        Draw(modules, Left + Module, _y + Module);
        return Space(side + 2 * Gap);
    }

    public PdfSheet Space(double points)
    {
        _y += points;
        return this;
    }

    public byte[] Save()
    {
        _page.Dispose();
        for (var i = 0; i < _document.PageCount; i++)
        {
            using var page = XGraphics.FromPdfPage(_document.Pages[i]);
            var y = page.PageSize.Height - 30;
            page.DrawString(_footer, Font(8), XBrushes.DimGray, Left, y);
            var number = App.Texts.Text.Get(_language, "document.page", ("page", i + 1), ("of", _document.PageCount));
            page.DrawString(number, Font(8), XBrushes.DimGray,
                page.PageSize.Width - Left - page.MeasureString(number, Font(8)).Width, y);
        }
        using var stream = new MemoryStream();
        _document.Save(stream);
        return stream.ToArray();
    }

    XGraphics NewPage()
    {
        var page = _document.AddPage();
        page.Size = PdfSharp.PageSize.A4;
        _y = Top;
        return XGraphics.FromPdfPage(page);
    }

    // Goes to a new page when the height does not fit on this one.
    bool Fit(double height)
    {
        if (_y + height <= Limit || _y <= Top) return false;
        _page.Dispose();
        _page = NewPage();
        return true;
    }

    void Paragraph(string text, XFont font)
    {
        foreach (var line in PdfLines.Wrap(_page, text, font, Width))
        {
            Fit(font.GetHeight());
            _y += font.GetHeight();
            _page.DrawString(line, font, XBrushes.Black, Left, _y - font.GetHeight() * 0.22);
        }
    }

    void Row(IReadOnlyList<PdfCell> cells, double[] widths, bool[] right, bool line)
    {
        var height = Height(cells, widths);
        Fit(height);
        var x = Left;
        for (var i = 0; i < cells.Count; x += widths[i++])
            if (cells[i] is PdfCode code) Draw(code.Modules, x + Module, _y + Gap);
            else if (cells[i] is PdfBox box) Draw(box, x, widths[i] - Gap, height);
            else if (cells[i] is PdfText text) Draw(text, x, widths[i] - Gap, right[i]);
        _y += height;
        if (line) _page.DrawLine(new XPen(XColors.Gray, 0.4), Left, _y, Left + Width, _y);
    }

    void Draw(PdfText cell, double x, double width, bool right)
    {
        var font = Font(9, cell.Bold);
        var y = _y + Gap / 2;
        foreach (var line in PdfLines.Wrap(_page, cell.Text, font, width))
        {
            y += font.GetHeight();
            var start = right ? x + width - _page.MeasureString(line, font).Width : x;
            _page.DrawString(line, font, XBrushes.Black, start, y - font.GetHeight() * 0.22);
        }
    }

    void Draw(bool[,] modules, double x, double y)
    {
        // One path, so that no reader shows hair lines between modules.
        var path = new XGraphicsPath { FillMode = XFillMode.Winding };
        for (var row = 0; row < modules.GetLength(0); row++)
            for (var column = 0; column < modules.GetLength(1); column++)
                if (modules[row, column]) path.AddRectangle(x + column * Module, y + row * Module, Module, Module);
        _page.DrawPath(XBrushes.Black, path);
    }

    double Height(IReadOnlyList<PdfCell> cells, double[] widths) => cells.Select((cell, i) => cell switch
    {
        PdfCode code => code.Modules.GetLength(0) * Module + 2 * Gap,
        PdfBox => BoxHeight,
        PdfText text =>
            PdfLines.Wrap(_page, text.Text, Font(9, text.Bold), widths[i] - Gap).Count * Font(9).GetHeight() + Gap,
        _ => 0,
    }).Max();

    static XFont Font(double size, bool bold = false) =>
        new(PdfFonts.Family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular);
}
