using Forsyn.Core.Ledger;

namespace Forsyn.Core.Stock;

/// <summary>
/// A lot at a made holder: the units in each status, those outside the holder as they have come and gone. A struct in
/// an array, since a country has five million.
/// </summary>
struct MadeShelf
{
    public int Lot;
    public Pool Pool;
    /// <summary>Days from the first: when the lot is here at the earliest, and when it last moved.</summary>
    public short From, Moved;
    public bool Open;
    public int Available, InTransit, Quarantine, Recalled, Supplier, Consumed, Destroyed, Counted, Exchange;

    /// <summary>Moves units from one status to another; the shelf's own may not fall below zero.</summary>
    public void Move(Status from, Status to, int units, int day)
    {
        Of(from) -= units;
        Of(to) += units;
        Moved = (short)day;
        if (from < Status.Supplier && Of(from) < 0)
            throw new InvariantBroken($"{Kebab.Of(from)} of a made shelf fell below zero");
    }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    ref int Of(Status status)
    {
        switch (status)
        {
            case Status.Available: return ref Available;
            case Status.InTransit: return ref InTransit;
            case Status.Quarantine: return ref Quarantine;
            case Status.Recalled: return ref Recalled;
            case Status.Supplier: return ref Supplier;
            case Status.Consumed: return ref Consumed;
            case Status.Destroyed: return ref Destroyed;
            case Status.Counted: return ref Counted;
            case Status.Exchange: return ref Exchange;
            default: throw new InvariantBroken($"a made shelf has no {Kebab.Of(status)}");
        }
    }

    static readonly Status[] Statuses =
    [
        Status.Available, Status.InTransit, Status.Quarantine, Status.Recalled, Status.Supplier, Status.Consumed,
        Status.Destroyed, Status.Counted, Status.Exchange,
    ];

    /// <summary>What there is available, and every other status that is not empty.</summary>
    public IEnumerable<(Status Status, int Units)> Balances()
    {
        var shelf = this;
        return Statuses.Select(status => (status, shelf.Of(status)))
            .Where(one => one.status == Status.Available || one.Item2 != 0);
    }
}
