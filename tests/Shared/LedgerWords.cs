using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;

namespace Forsyn.Tests;

/// <summary>Between the words of the model and the types of the program.</summary>
public static class LedgerWords
{
    static readonly Dictionary<string, Status> Statuses = new()
    {
        ["available"] = Status.Available, ["transit"] = Status.InTransit, ["reserved"] = Status.Reserved,
        ["quarantine"] = Status.Quarantine, ["recalled"] = Status.Recalled, ["supplier"] = Status.Supplier,
        ["consumed"] = Status.Consumed, ["destroyed"] = Status.Destroyed, ["expired"] = Status.Expired,
        ["counted"] = Status.Counted, ["exchange"] = Status.Exchange, ["nowhere"] = (Status)9,
        ["negative"] = (Status)(-1),
    };

    static readonly Dictionary<string, Pool> Pools = new()
    {
        [""] = Pool.None, ["sale"] = Pool.Sale, ["programme"] = Pool.Programme, ["emergency"] = Pool.Emergency,
        ["primary"] = Pool.PreparednessPrimary, ["specialist"] = Pool.PreparednessSpecialist, ["other"] = (Pool)77,
    };

    static readonly Dictionary<Status, string> StatusWord = Statuses.ToDictionary(s => s.Value, s => s.Key);
    static readonly Dictionary<Pool, string> PoolWord = Pools.ToDictionary(p => p.Value, p => p.Key);

    public static Slot Slot(LedgerModel.Spot spot) => new(Statuses[spot.Status], spot.Place, Pools[spot.Pool]);

    public static LedgerModel.Spot Spot(Slot slot) => Spot(slot.Status, slot.Place, slot.Pool);

    public static LedgerModel.Spot Spot(Status status, long place, Pool pool) =>
        new(StatusWord[status], place, PoolWord[pool]);

    public static Transfer Transfer(LedgerModel.Line line, long? corrects = null) => new(
        line.Holder, line.Lot, new Quantity(line.Units), Slot(line.From), Slot(line.To), line.Why, line.Source,
        line.Day,
        Corrects: corrects);
}
