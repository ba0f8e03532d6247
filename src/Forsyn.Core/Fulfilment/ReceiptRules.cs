using Forsyn.Core.Ledger;

namespace Forsyn.Core.Fulfilment;

/// <summary>
/// What was wrong with units that were sent: they were not in the parcel, or came damaged, broken or too warm or cold.
/// </summary>
public enum Deviation { Missing, Damaged, Broken, Temperature }

/// <summary>A line of a shipment as it was sent.</summary>
public sealed record SentLine(int Line, string Product, string LotNumber, Quantity Sent);

/// <summary>What the receiver counted on a line.</summary>
/// <param name="Received">Good units; all that were sent when left out.</param>
/// <param name="Damaged">Units with the deviation, when some are besides missing; otherwise all that are not good have
/// it.</param>
public sealed record ReceiptEntry(int Line, long? Received, long? Damaged, string? Deviation, string? Text);

/// <summary>A line with every unit accounted for: good, with a deviation, or missing.</summary>
/// <param name="Deviation">What is wrong with the units of Bad; missing when nothing but missing units deviate.</param>
public sealed record CountedLine(
    SentLine Line, Quantity Good, Quantity Bad, Quantity Missing, Deviation? Deviation, string Text);

/// <summary>Whether a receiver's count accounts for everything that was sent.</summary>
public static class ReceiptRules
{
    /// <summary>
    /// Every line of the shipment counted; lines without an entry came as they were sent. What is wrong is told at
    /// once, as findings of the refusal receipt-not-counted.
    /// </summary>
    public static Result<IReadOnlyList<CountedLine>> Count(
        IReadOnlyList<SentLine> sent, IReadOnlyList<ReceiptEntry> entries)
    {
        var findings = new List<Finding>();
        foreach (var unknown in entries.Where(e => sent.All(s => s.Line != e.Line)))
            findings.Add(PickRules.Wrong("receipt-line-not-here", unknown.Line));
        foreach (var twice in entries.GroupBy(e => e.Line).Where(g => g.Count() > 1))
            findings.Add(PickRules.Wrong("receipt-line-twice", twice.Key));
        var counted = sent.Select(line => Count(line, entries.FirstOrDefault(e => e.Line == line.Line), findings))
            .ToList();
        return findings.Count > 0
            ? new Refusal("receipt-not-counted", new Dictionary<string, string>(), findings)
            : counted.OfType<CountedLine>().ToList();
    }

    /// <summary>
    /// Where units with a deviation go: damaged ones are written off, ones of doubtful temperature wait for an answer.
    /// </summary>
    public static Status Bad(Deviation deviation) =>
        deviation == Deviation.Temperature ? Status.Quarantine : Status.Destroyed;

    static CountedLine? Count(SentLine line, ReceiptEntry? entry, List<Finding> findings)
    {
        var good = entry?.Received ?? line.Sent.Units;
        var text = entry?.Text?.Trim() ?? "";
        var named = !string.IsNullOrWhiteSpace(entry?.Deviation);
        var kind = Deviation.Missing;
        if (named && !Kebab.TryParse(entry!.Deviation!, out kind))
            return Wrong("deviation-unknown", "deviation", entry.Deviation!, "possible",
                string.Join(", ", Kebab.All<Deviation>()));
        if (good < 0 || entry?.Damaged < 0 || good > line.Sent.Units)
            return Wrong("received-more-than-sent", "received", $"{good}", "sent", $"{line.Sent}");
        var rest = line.Sent.Units - good;
        var bad = entry?.Damaged ?? (kind == Deviation.Missing ? 0 : rest);
        if (bad > rest) return Wrong("received-more-than-sent", "received", $"{good + bad}", "sent", $"{line.Sent}");
        if (rest > 0 && !named) return Wrong("deviation-missing", "missing", $"{rest}");
        if (bad > 0 && kind == Deviation.Missing) return Wrong("deviation-of-damaged-missing", "damaged", $"{bad}");
        return new CountedLine(line, new(good), new(bad), new(rest - bad),
            rest == 0 ? null : bad == 0 ? Deviation.Missing : kind, text);

        CountedLine? Wrong(string code, params string[] args)
        {
            findings.Add(PickRules.Wrong(code, line.Line, ["product", line.Product, "lot", line.LotNumber, .. args]));
            return null;
        }
    }
}
