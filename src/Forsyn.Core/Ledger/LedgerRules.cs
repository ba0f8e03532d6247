namespace Forsyn.Core.Ledger;

/// <summary>A change of one balance.</summary>
public readonly record struct Change(Account Account, long Units);

/// <summary>What a posting must satisfy before the database is asked, and what it does to the balances.</summary>
public static class LedgerRules
{
    /// <summary>
    /// The most units one transfer may carry. A thousand times the doses given in the world in a year, and small enough
    /// that a million such transfers fit in 64 bits: SQLite would turn a sum that does not fit into a floating-point
    /// number.
    /// </summary>
    public static readonly Quantity Largest = new(1_000_000_000_000);

    /// <summary>
    /// The balance changes of linked transfers, one for each account, in lock order. Refuses, in this order:
    /// nothing-to-post; then transfer by transfer quantity-not-positive, quantity-too-large, slot-not-valid,
    /// same-account, between-outside-accounts, source-missing; then source-repeated and exchange-not-balanced.
    /// Whether the units are there is for the guarded balances to say, in the same transaction.
    /// </summary>
    public static Result<IReadOnlyList<Change>> Changes(IReadOnlyList<Transfer> transfers)
    {
        if (transfers.Count == 0) return Refusal.Of("nothing-to-post");
        if (transfers.Select(Fault).FirstOrDefault(f => f is not null) is { } fault) return fault;
        var sources = new HashSet<(long, string)>(transfers.Count);
        foreach (var t in transfers)
            if (!sources.Add((t.Holder, t.Source))) return Refusal.Of("source-repeated", "source", t.Source);
        var road = new Dictionary<long, long>();
        var changes = new Dictionary<Account, long>(2 * transfers.Count);
        foreach (var t in transfers)
        {
            changes[t.Debit] = changes.GetValueOrDefault(t.Debit) - t.Quantity.Units;
            changes[t.Credit] = changes.GetValueOrDefault(t.Credit) + t.Quantity.Units;
            if (t.To.Status == Status.Exchange) road[t.Lot] = road.GetValueOrDefault(t.Lot) + t.Quantity.Units;
            if (t.From.Status == Status.Exchange) road[t.Lot] = road.GetValueOrDefault(t.Lot) - t.Quantity.Units;
        }
        // What leaves one holder must arrive at another in the same posting; on the road it stands in transit there.
        if (road.FirstOrDefault(r => r.Value != 0) is { Value: not 0 } open)
            return Refusal.Of("exchange-not-balanced", "lot", $"{open.Key}", "units", $"{open.Value}");
        var sorted = changes.Select(c => new Change(c.Key, c.Value)).ToList();
        sorted.Sort((a, b) => a.Account.CompareTo(b.Account));
        return sorted;
    }

    /// <summary>Why a transfer can be in no posting, whatever else is in it; null when it can.</summary>
    public static Refusal? Fault(Transfer t)
    {
        if (t.Quantity <= Quantity.Zero)
            return Refusal.Of("quantity-not-positive", "source", t.Source, "quantity", $"{t.Quantity}");
        if (t.Quantity > Largest)
            return Refusal.Of("quantity-too-large", "source", t.Source, "quantity", $"{t.Quantity}");
        if (!t.From.Valid || !t.To.Valid) return Refusal.Of("slot-not-valid", "source", t.Source);
        if (t.From == t.To) return Refusal.Of("same-account", "source", t.Source);
        if (!t.From.Inside && !t.To.Inside) return Refusal.Of("between-outside-accounts", "source", t.Source);
        return string.IsNullOrWhiteSpace(t.Source) ? Refusal.Of("source-missing") : null;
    }
}
