using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>A stock entry whose words have been read.</summary>
sealed record ReadEntry(StockEntryKind Kind, WasteCause? Cause, DateOnly Day, string Text, Status From)
{
    /// <summary>
    /// The entry as far as it could be read, and everything in it that could not, saying what would do.
    /// </summary>
    public static (ReadEntry Entry, List<Finding> Findings) Of(StockEntryRequest request, DateOnly today)
    {
        var findings = new List<Finding>();
        if (!Kebab.TryParse<StockEntryKind>(request.Kind ?? "", out var kind))
            findings.Add(
                Problem("entry-kind-unknown", "kind", request.Kind ?? "", "possible",
                    string.Join(", ", Kebab.All<StockEntryKind>())));
        WasteCause? cause = null;
        if (kind == StockEntryKind.Waste && !string.IsNullOrWhiteSpace(request.Cause))
            if (Kebab.TryParse<WasteCause>(request.Cause, out var known)) cause = known;
            else findings.Add(
                Problem("waste-cause-unknown", "cause", request.Cause, "possible",
                    string.Join(", ", Kebab.All<WasteCause>())));
        var day = today;
        if (!string.IsNullOrWhiteSpace(request.Day) && !DateOnly.TryParseExact(request.Day, "yyyy-MM-dd", out day))
            findings.Add(Problem("entry-day-unreadable", "day", request.Day));
        // That the day has come is a rule of its own.
        else if (day < today && LateEntry.Check(day, today) is { } late) findings.Add(late);
        var status = Status.Available;
        if (request.From == Kebab.Of(Status.Quarantine) && kind != StockEntryKind.Use) status = Status.Quarantine;
        else if (request.From is not (null or "" or "available"))
            findings.Add(Problem("entry-from-unknown", "from", request.From));
        return (new ReadEntry(kind, cause, day, request.Text?.Trim() ?? "", status), findings);
    }

    public static Finding Problem(string code, params string[] args) =>
        new(code, Severity.Block, null, [], "", Refusal.Of(code, args).Args);
}
