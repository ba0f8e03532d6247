namespace Forsyn.Tests;

/// <summary>
/// A second ledger, slow and simple, written from the words of the design and not from the code it is compared with:
/// a bag of numbers, a journal, and the answers in plain text.
/// </summary>
public sealed class LedgerModel
{
    /// <summary>
    /// Where units stand within a holder; inside statuses have a pool, outside ones neither place nor pool.
    /// </summary>
    public readonly record struct Spot(string Status, long Place = 0, string Pool = "");

    public sealed record Line(
        long Holder, long Lot, long Units, Spot From, Spot To, string Why, string Source, DateOnly Day,
        string? Undoes = null);

    public sealed record Entry(Line Line, long At);

    static readonly HashSet<string> Inside = ["available", "transit", "reserved", "quarantine", "recalled"];
    static readonly HashSet<string> Outside = ["supplier", "consumed", "destroyed", "expired", "counted", "exchange"];
    static readonly HashSet<string> Pools = ["sale", "programme", "emergency", "primary", "specialist"];

    readonly Dictionary<(long Holder, long Lot, Spot Spot), long> _units = [];
    readonly Dictionary<(long Holder, string Source), Line> _known = [];
    readonly HashSet<(long Holder, string Source)> _undone = [];

    public List<Entry> Journal { get; } = [];

    /// <summary>Every account that does not hold zero.</summary>
    public Dictionary<(long Holder, long Lot, Spot Spot), long> Holdings =>
        _units.Where(u => u.Value != 0).ToDictionary(u => u.Key, u => u.Value);

    public long At(long holder, long lot, Spot spot) => _units.GetValueOrDefault((holder, lot, spot));

    /// <summary>
    /// What stood where on a day, as it was known at an instant, by replaying the journal from the beginning.
    /// </summary>
    public Dictionary<(long Holder, long Lot, Spot Spot), long> AsOf(DateOnly day, long known = long.MaxValue)
    {
        var units = new Dictionary<(long, long, Spot), long>();
        foreach (var (line, at) in Journal)
            if (line.Day <= day && at <= known)
            {
                units[(line.Holder, line.Lot, line.From)] =
                    units.GetValueOrDefault((line.Holder, line.Lot, line.From)) - line.Units;
                units[(line.Holder, line.Lot, line.To)] = units.GetValueOrDefault((line.Holder, line.Lot, line.To))
                    + line.Units;
            }
        return units.Where(u => u.Value != 0).ToDictionary(u => u.Key, u => u.Value);
    }

    /// <summary>"done", "already-done", or why not; after a no everything is as before.</summary>
    public string Post(IReadOnlyList<Line> lines, long at = 0)
    {
        if (lines.Count == 0) return "nothing-to-post";
        foreach (var line in lines)
            if (Wrong(line) is { } wrong) return wrong;
        if (lines.DistinctBy(l => (l.Holder, l.Source)).Count() < lines.Count) return "source-repeated";
        foreach (var lot in lines.Select(l => l.Lot).Distinct())
        {
            long left = lines.Where(l => l.Lot == lot && l.To.Status == "exchange").Sum(l => l.Units);
            long arrived = lines.Where(l => l.Lot == lot && l.From.Status == "exchange").Sum(l => l.Units);
            if (left != arrived) return "exchange-not-balanced";
        }
        if (Before(lines) is { } before) return before;
        foreach (var line in lines)
        {
            Add(line.Holder, line.Lot, line.From, -line.Units);
            Add(line.Holder, line.Lot, line.To, line.Units);
        }
        if (lines.Any(l => BelowZero(l.Holder, l.Lot, l.From) || BelowZero(l.Holder, l.Lot, l.To)))
        {
            foreach (var line in lines)
            {
                Add(line.Holder, line.Lot, line.From, line.Units);
                Add(line.Holder, line.Lot, line.To, -line.Units);
            }
            return "not-enough-units";
        }
        foreach (var line in lines)
        {
            _known[(line.Holder, line.Source)] = line;
            if (line.Undoes is { } undone) _undone.Add((line.Holder, undone));
            Journal.Add(new Entry(line, at));
        }
        return "done";
    }

    static string? Wrong(Line line)
    {
        if (line.Units < 1) return "quantity-not-positive";
        if (line.Units > 1_000_000_000_000) return "quantity-too-large";
        foreach (var spot in (Spot[])[line.From, line.To])
        {
            var inside = Inside.Contains(spot.Status) && Pools.Contains(spot.Pool) && spot.Place >= 0;
            var outside = Outside.Contains(spot.Status) && spot.Pool == "" && spot.Place == 0;
            if (!inside && !outside) return "slot-not-valid";
        }
        if (line.From == line.To) return "same-account";
        if (Outside.Contains(line.From.Status) && Outside.Contains(line.To.Status)) return "between-outside-accounts";
        return line.Source.Trim() == "" ? "source-missing" : null;
    }

    string? Before(IReadOnlyList<Line> lines)
    {
        var known = lines.Where(l => _known.ContainsKey((l.Holder, l.Source))).ToList();
        var undoneBefore = lines.Any(l => l.Undoes is { } u && _undone.Contains((l.Holder, u)));
        if (known.Any(l => _known[(l.Holder, l.Source)] != l)) return "source-used-differently";
        if (known.Count == lines.Count) return "already-done";
        if (undoneBefore) return "already-corrected";
        return known.Count > 0 ? "source-used-differently" : null;
    }

    bool BelowZero(long holder, long lot, Spot spot) => Inside.Contains(spot.Status) && At(holder, lot, spot) < 0;

    void Add(long holder, long lot, Spot spot, long units) =>
        _units[(holder, lot, spot)] = At(holder, lot, spot) + units;
}
