using Forsyn.Core.Stock;

namespace Forsyn.Web.Pages.Stock.Counts;

/// <summary>Lines of a count as they are filled in on its page.</summary>
public sealed class CountForm
{
    public List<CountFormLine> Lines { get; set; } = [];
    public string? CountedAt { get; set; }

    /// <summary>
    /// The lines with a figure, by where they stand on the page; an empty field says nothing.
    /// </summary>
    public IReadOnlyList<ReportLine> Counted => [.. Lines
        .Select((line, at) => new ReportLine(at + 1, line.Article, line.Lot, null, line.Units, null, line.Place))
        .Where(line => !string.IsNullOrWhiteSpace(line.Quantity))];
}

/// <summary>One line: what was counted, and why it is not as the books say.</summary>
public sealed class CountFormLine
{
    public int Line { get; set; }
    public string? Article { get; set; }
    public string? Lot { get; set; }
    public string? Place { get; set; }
    public string? Units { get; set; }
    public string? Reason { get; set; }
    public string? Text { get; set; }
}

/// <summary>A scanned pack, or a file of lines.</summary>
public sealed class CountScanForm
{
    public string? Scan { get; set; }
    public string? Units { get; set; }
    public string? Place { get; set; }
    public string? CountedAt { get; set; }
    public IFormFile? File { get; set; }
}
