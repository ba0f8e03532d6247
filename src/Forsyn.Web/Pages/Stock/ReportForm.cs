using Forsyn.Core.Stock;

namespace Forsyn.Web.Pages.Stock;

/// <summary>A report as it is uploaded or typed.</summary>
public sealed class ReportForm
{
    public string? Key { get; set; }
    public string? Kind { get; set; }
    public string? Day { get; set; }
    public bool Difference { get; set; }
    public IFormFile? File { get; set; }
    public List<ReportFormLine> Lines { get; set; } = [];

    /// <summary>The typed lines that say something; an empty field says nothing.</summary>
    public IReadOnlyList<ReportLine> Typed =>
        [.. Lines.Select((line, i) => line.Read(i + 1)).Where(line => !string.IsNullOrWhiteSpace(line.Quantity))];
}

/// <summary>One typed line.</summary>
public sealed class ReportFormLine
{
    public string? Article { get; set; }
    public string? Lot { get; set; }
    public string? Expires { get; set; }
    public string? Quantity { get; set; }

    public ReportLine Read(int row) => new(row, Article, Lot, Expires, Quantity);
}
