namespace Forsyn.Core.Ledger;

/// <summary>
/// Where units stand. Below 10 they are a holder's own and never fall below zero; from 10 up they are outside, so that
/// every movement has two ends. The codes are stored and their order is the order in which rows are locked.
/// </summary>
public enum Status : short
{
    Available = 0, InTransit = 1, Reserved = 2, Quarantine = 3, Recalled = 4,
    Supplier = 10, Consumed = 11, Destroyed = 12, Expired = 13, Counted = 14, Exchange = 15,
}

/// <summary>What the stock is for; none is used by outside accounts only. The codes are stored.</summary>
public enum Pool : short { None = 0, Sale = 1, Programme = 2, Emergency = 3, PreparednessPrimary = 4,
    PreparednessSpecialist = 5 }

/// <summary>One side of a transfer within a holder: status, place (0 outside) and pool.</summary>
public readonly record struct Slot(Status Status, long Place, Pool Pool)
{
    public bool Inside => Status < Status.Supplier;
    /// <summary>The status is a known one; inside there is a pool, outside neither place nor pool.</summary>
    public bool Valid => Enum.IsDefined(Status) && Enum.IsDefined(Pool) &&
        (Inside ? Pool != Pool.None && Place >= 0 : Pool == Pool.None && Place == 0);
    public static Slot Outside(Status status) => new(status, 0, Pool.None);
    public static readonly Slot Exchange = Outside(Status.Exchange);
}

/// <summary>
/// A balance of the ledger: holder, slot and lot. Sorted as locks are taken: status first, so available rows come
/// first.
/// </summary>
public readonly record struct Account(long Holder, Slot Slot, long Lot) : IComparable<Account>
{
    public bool Inside => Slot.Inside;

    public int CompareTo(Account other) =>
        ((short)Slot.Status).CompareTo((short)other.Slot.Status) is not 0 and var byStatus ? byStatus
        : Holder.CompareTo(other.Holder) is not 0 and var byHolder ? byHolder
        : Lot.CompareTo(other.Lot) is not 0 and var byLot ? byLot
        : Slot.Place.CompareTo(other.Slot.Place) is not 0 and var byPlace ? byPlace
        : ((short)Slot.Pool).CompareTo((short)other.Slot.Pool);
}
