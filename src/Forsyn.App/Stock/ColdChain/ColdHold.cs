using Forsyn.App.Database;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>A lot at a holder about which an excursion is not decided.</summary>
public sealed class HeldLot
{
    public long ExcursionId { get; init; }
    public long LotId { get; init; }
    public long HolderId { get; init; }
    public long Held { get; init; }
    public long OnRoad { get; init; }
}

/// <summary>What may not be released or put on a shelf before an excursion is decided.</summary>
public static class ColdHold
{
    public static Task<List<HeldLot>> Of(Tx tx, long holder, IEnumerable<long> lots) => tx.List<HeldLot>(
        "select excursion_id, lot_id, holder_id, held, on_road from cold_excursion_lot where holder_id = @holder " +
        "and lot_id in @lots and state in ('waiting', 'proposed') order by excursion_id",
        new { holder, lots = InList.Of(lots.Distinct()) });

    /// <summary>Adds to the batch that units on the road arrived, of which some were put in quarantine.</summary>
    public static void Received(Batch batch, HeldLot held, Quantity arrived, Quantity sent) =>
        batch.Add("update cold_excursion_lot set held = held + ?, " +
            "on_road = case when on_road > ? then on_road - ? else 0 end " +
            "where excursion_id = ? and lot_id = ? and holder_id = ?",
            arrived, sent, sent, held.ExcursionId, held.LotId, held.HolderId);
}
