using Forsyn.Core.Basics.Gs1;
using Forsyn.Core.Ledger;

namespace Forsyn.Core.Fulfilment;

/// <summary>Why less than was reserved could be picked.</summary>
public enum ShortReason { NotFound, Broken, Damaged, Temperature, Other }

/// <summary>Units of a lot at a place that are to be picked for an order line.</summary>
/// <param name="Reservation">The id of the reservation that promises them.</param>
/// <param name="Line">The order line.</param>
/// <param name="Reserved">Units, whole packs.</param>
public sealed record PickTask(
    long Reservation, int Line, string Product, Gtin Gtin, string LotNumber, DateOnly ExpiresOn, Quantity Reserved,
    long UnitsPerPack, bool Confirmed);

/// <summary>
/// What a picker says was picked: a scanned or typed code, or the reservation or line it is about, and how much.
/// </summary>
/// <param name="Units">All that was reserved when left out.</param>
public sealed record PickEntry(long? Reservation, int? Line, string? Scan, long? Units, string? ShortReason);

/// <summary>A task with what was picked of it.</summary>
public sealed record PickedTask(PickTask Task, Quantity Picked, ShortReason? Short, bool Scanned);

/// <summary>Whether what was taken from the shelf is what was reserved.</summary>
public static class PickRules
{
    /// <summary>
    /// The tasks the entries confirm. Everything that is wrong is told at once, as findings of the refusal
    /// pick-not-confirmed.
    /// </summary>
    /// <param name="today">The day of picking, for the century of a scanned date.</param>
    public static Result<IReadOnlyList<PickedTask>> Confirm(
        IReadOnlyList<PickTask> tasks, IReadOnlyList<PickEntry> entries, DateOnly today)
    {
        var findings = new List<Finding>();
        var picked = new List<PickedTask>();
        foreach (var entry in entries)
        {
            var task = Task(tasks, [.. picked.Select(p => p.Task)], entry, today, findings);
            if (task is null) continue;
            if (picked.Any(p => p.Task == task)) findings.Add(
                Wrong("picked-twice", task.Line, "product", task.Product, "lot", task.LotNumber));
            else if (Amount(task, entry, findings) is { } amount)
                picked.Add(new PickedTask(task, amount.Units, amount.Short, !string.IsNullOrWhiteSpace(entry.Scan)));
        }
        return findings.Count > 0
            ? new Refusal("pick-not-confirmed", new Dictionary<string, string>(), findings)
            : picked;
    }

    /// <summary>
    /// Where units go that were reserved and not picked. What is broken is written off; what was not found, or was too
    /// warm or too cold, is put aside, so that it is not promised again before somebody has looked; the rest is free
    /// again.
    /// </summary>
    public static Status Rest(ShortReason reason) => reason switch
    {
        ShortReason.Broken or ShortReason.Damaged => Status.Destroyed,
        ShortReason.NotFound or ShortReason.Temperature => Status.Quarantine,
        _ => Status.Available,
    };

    // One scan may fit several tasks (two lines of one lot, or two places): the first that is not confirmed is meant.
    static PickTask? Task(
        IReadOnlyList<PickTask> tasks, IReadOnlyList<PickTask> picked, PickEntry entry, DateOnly today,
        List<Finding> findings)
    {
        var meant = tasks.Where(t => (entry.Reservation is null || t.Reservation == entry.Reservation)
            && (entry.Line is null || t.Line == entry.Line)).ToList();
        if (meant.Count == 0)
        {
            findings.Add(Wrong("pick-line-not-here", entry.Line));
            return null;
        }
        if (!string.IsNullOrWhiteSpace(entry.Scan))
            meant = Scanned(meant, entry.Scan, today, findings);
        else if (entry.Reservation is null && meant.Count > 1)
        {
            findings.Add(Wrong("pick-lot-missing", entry.Line, "lots", Lots(meant)));
            return null;
        }
        return meant.FirstOrDefault(t => !t.Confirmed && !picked.Contains(t)) ?? meant.FirstOrDefault();
    }

    // The tasks whose product, lot and last day the code names; anything else is said with what was expected.
    static List<PickTask> Scanned(IReadOnlyList<PickTask> meant, string text, DateOnly today, List<Finding> findings)
    {
        var read = PackageScan.Read(text, today);
        if (!read.Ok)
        {
            findings.Add(Wrong("scan-unreadable", null, "scan", text));
            return [];
        }
        var scan = read.Value;
        var ofProduct = meant.Where(t => t.Gtin == scan.Gtin).ToList();
        var ofLot = ofProduct.Where(t => t.LotNumber == scan.Lot).ToList();
        var right = ofLot.Where(t => t.ExpiresOn == scan.ExpiresOn).ToList();
        if (right.Count > 0) return right;
        var line = meant.Select(t => t.Line).Distinct().Count() == 1 ? meant[0].Line : (int?)null;
        findings.Add(
            ofProduct.Count == 0 ? Wrong("scan-wrong-product", line, "scanned", $"{scan.Gtin}",
                "expected", string.Join(", ", meant.Select(t => t.Product).Distinct()))
            : scan.Lot is null || scan.ExpiresOn is null ? Wrong("scan-without-lot", line, "expected", Lots(ofProduct))
            : ofLot.Count == 0
                ? Wrong("scan-wrong-lot", line, "product", ofProduct[0].Product, "scanned", scan.Lot, "expected",
                    Lots(ofProduct))
            : Wrong("scan-wrong-expiry", line, "lot", scan.Lot, "scanned", $"{scan.ExpiresOn:yyyy-MM-dd}", "expected",
                $"{ofLot[0].ExpiresOn:yyyy-MM-dd}"));
        return [];
    }

    static (Quantity Units, ShortReason? Short)? Amount(PickTask task, PickEntry entry, List<Finding> findings)
    {
        var before = findings.Count;
        var units = new Quantity(entry.Units ?? task.Reserved.Units);
        ShortReason? reason = null;
        if (!string.IsNullOrWhiteSpace(entry.ShortReason))
            if (Kebab.TryParse<ShortReason>(entry.ShortReason, out var known)) reason = known;
            else findings.Add(Wrong("short-reason-unknown", task.Line, "reason", entry.ShortReason, "possible",
                string.Join(", ", Kebab.All<ShortReason>())));
        if (units < Quantity.Zero || units > task.Reserved)
            findings.Add(Wrong("pick-more-than-reserved", task.Line, "product", task.Product, "lot", task.LotNumber,
                "units", $"{units}", "reserved", $"{task.Reserved}"));
        else if (units.Units % task.UnitsPerPack != 0)
            findings.Add(
                Wrong("pick-not-whole-packs", task.Line, "product", task.Product, "units", $"{units}", "pack",
                    $"{task.UnitsPerPack}"));
        else if (units < task.Reserved && reason is null && findings.Count == before)
            findings.Add(Wrong("short-reason-missing", task.Line, "product", task.Product, "lot", task.LotNumber));
        return findings.Count > before ? null : (units, units < task.Reserved ? reason : null);
    }

    static string Lots(IEnumerable<PickTask> tasks) => string.Join(", ", tasks.Select(t => t.LotNumber).Distinct());

    internal static Finding Wrong(string code, int? line, params string[] args) =>
        new(code, Severity.Block, line, [], "", Refusal.Of(code, args).Args);
}
