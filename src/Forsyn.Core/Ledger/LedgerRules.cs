namespace Forsyn.Core.Ledger;

/// <summary>A change of one balance.</summary>
public readonly record struct Change(Account Account, long Units);

/// <summary>What a posting must satisfy before the database is asked, and what it does to the balances.</summary>
public static class LedgerRules
{
    /// <summary>
    /// The balance changes of linked transfers, one for each account, in lock order. Refuses, in this order: nothing to
    /// post, quantity-not-positive, same-account, between-outside-accounts, source-missing, source-repeated, exchange-not-balanced.
    /// Whether the units are there is for the guarded balances to say, in the same transaction.
    /// </summary>
    public static Result<IReadOnlyList<Change>> Changes(IReadOnlyList<Transfer> transfers)
    {
        if (transfers.Count == 0) return Refusal.Of("nothing-to-post");
        foreach (var t in transfers)
        {
            if (t.Quantity <= Quantity.Zero) return Refusal.Of("quantity-not-positive", "source", t.Source, "quantity", $"{t.Quantity}");
            if (t.From == t.To) return Refusal.Of("same-account", "source", t.Source);
            if (!t.From.Inside && !t.To.Inside) return Refusal.Of("between-outside-accounts", "source", t.Source);
            if (string.IsNullOrWhiteSpace(t.Source)) return Refusal.Of("source-missing");
        }
        if (transfers.CountBy(t => (t.Holder, t.Source)).FirstOrDefault(c => c.Value > 1) is { Value: > 1 } twice)
            return Refusal.Of("source-repeated", "source", twice.Key.Source);
        var road = new Dictionary<long, long>();
        var changes = new SortedDictionary<Account, long>();
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
        return changes.Select(c => new Change(c.Key, c.Value)).ToList();
    }
}
