using PdfSharp.Drawing;

namespace Forsyn.App.Documents;

/// <summary>A cell that is written in by hand: a box as wide as the column, or a small one for a tick.</summary>
public sealed record PdfBox(bool Tick = false) : PdfCell;

/// <summary>A line to write on, with what it is for above it.</summary>
/// <param name="Value">What is known already.</param>
/// <param name="Share">Width in proportion to the other lines of the row.</param>
public sealed record PdfBlank(string Label, double Share = 1, string? Value = null);

// What people fill in by hand.
public sealed partial class PdfSheet
{
    const double BlankHeight = 28, BoxHeight = 15.5, TickSide = 9, BlankGap = 12;
    double _beside, _besideUntil;

    /// <summary>
    /// A matrix code to the right, with a few words below it; what is written next stands to the left of it,
    /// until Below.
    /// </summary>
    public PdfSheet CodeBeside(bool[,] modules, string caption, double width = 92)
    {
        var right = _page.PageSize.Width - Left;
        var side = modules.GetLength(0) * Module;
        var y = _y;
        Draw(modules, right - width + (width - side) / 2, y);
        y += side + 2;
        foreach (var line in PdfLines.Wrap(_page, caption, Font(7), width))
        {
            y += Font(7).GetHeight();
            _page.DrawString(line, Font(7), XBrushes.Black, right - width
                + (width - _page.MeasureString(line, Font(7)).Width) / 2, y - 2);
        }
        (_beside, _besideUntil) = (width + BlankGap, y);
        return this;
    }

    /// <summary>Goes on below a code that stands to the right.</summary>
    public PdfSheet Below()
    {
        if (_y < _besideUntil) _y = _besideUntil;
        _beside = 0;
        return this;
    }

    /// <summary>A row of lines to write on.</summary>
    public PdfSheet Blanks(params PdfBlank[] blanks)
    {
        Fit(BlankHeight);
        var total = blanks.Sum(blank => blank.Share);
        var free = Width - BlankGap * (blanks.Length - 1);
        var x = Left;
        foreach (var blank in blanks)
        {
            var width = free * blank.Share / total;
            _page.DrawString(blank.Label, Font(7.5), XBrushes.Black, x, _y + Font(7.5).GetHeight());
            if (blank.Value is { } value)
                _page.DrawString(PdfLines.Wrap(_page, value, Font(9.5, bold: true), width)[0], Font(9.5, bold: true),
                    XBrushes.Black, x, _y + BlankHeight - 7);
            _page.DrawLine(new XPen(XColors.Black, 0.5), x, _y + BlankHeight - 4, x + width, _y + BlankHeight - 4);
            x += width + BlankGap;
        }
        _y += BlankHeight;
        return this;
    }

    /// <summary>A box to tick before each text; they go on in the next line when the line is full.</summary>
    public PdfSheet Ticks(params ReadOnlySpan<string> texts)
    {
        Fit(BoxHeight);
        var x = Left;
        foreach (var text in texts)
        {
            var lines = PdfLines.Wrap(_page, text, Font(9.5), Width - TickSide - 6);
            var wide = TickSide + 6 + lines.Max(line => _page.MeasureString(line, Font(9.5)).Width);
            if (x > Left && x + wide > Left + Width)
            {
                x = Left;
                _y += BoxHeight;
                Fit(BoxHeight);
            }
            _page.DrawRectangle(new XPen(XColors.Black, 0.7), x, _y + 4, TickSide, TickSide);
            for (var i = 0; i < lines.Count; i++)
            {
                if (i > 0) _y += Font(9.5).GetHeight();
                _page.DrawString(lines[i], Font(9.5), XBrushes.Black, x + TickSide + 6, _y + 12);
            }
            x += wide + BlankGap;
        }
        _y += BoxHeight + 2;
        return this;
    }

    void Draw(PdfBox box, double x, double width, double height)
    {
        var pen = new XPen(XColors.Black, 0.6);
        if (box.Tick) _page.DrawRectangle(pen, x, _y + (height - TickSide) / 2, TickSide, TickSide);
        else _page.DrawRectangle(pen, x, _y + 1.5, width, height - 3.5);
    }
}
