using System.Globalization;
using Forsyn.Core.Ledger;

namespace Forsyn.Core.Stock;

/// <summary>The transfers of one made report, each with a source of its own.</summary>
sealed class MadeDocument(long id, MadeHolder holder, DateOnly day)
{
    readonly List<Transfer> _transfers = [];

    public IReadOnlyList<Transfer> Transfers => _transfers;

    public void Move(long lot, int units, Slot from, Slot to, string reason) =>
        _transfers.Add(new(holder.Party, lot, new Quantity(units), from, to, reason, Source("report"), day));

    /// <summary>Units from another holder, on the road when the day ends.</summary>
    public void Deliver(long seller, long lot, int units, Slot from, Slot to) => _transfers.AddRange(Transfer.Between(
        new(seller, lot, new Quantity(units), from, Slot.Exchange, "dispatch", Source("delivery"), day),
        holder.Party, to.Place, to.Pool));

    string Source(string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}/{id}/{_transfers.Count + 1}");
}
