using PdfSharp.Drawing;

namespace Forsyn.App.Documents;

/// <summary>Breaks text into lines that fit a width.</summary>
static class PdfLines
{
    public static List<string> Wrap(XGraphics page, string text, XFont font, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' '))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length == 0 || page.MeasureString(longer, font).Width <= width) line = longer;
                else
                {
                    lines.Add(line);
                    line = word;
                }
                while (page.MeasureString(line, font).Width > width && line.Length > 1)
                {
                    var fits = Fitting(page, line, font, width);
                    lines.Add(line[..fits]);
                    line = line[fits..];
                }
            }
            lines.Add(line);
        }
        return lines;
    }

    // A word wider than the column is broken where it must be.
    static int Fitting(XGraphics page, string word, XFont font, double width)
    {
        var length = word.Length - 1;
        while (length > 1 && page.MeasureString(word[..length], font).Width > width) length--;
        return length;
    }
}
