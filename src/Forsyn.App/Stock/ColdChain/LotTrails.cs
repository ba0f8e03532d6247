using Forsyn.App.Database;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>What the units of lots have been through, played from the ledger (docs/decisions/0049).</summary>
static class LotTrails
{
    /// <param name="also">Excursions that are not written down of the lots yet.</param>
    public static async Task<Dictionary<long, UnitTrail>> Of(
        Tx tx, IReadOnlyList<long> lots, IReadOnlyCollection<long>? also = null)
    {
        if (lots.Count == 0) return [];
        var ids = InList.Of(lots);
        var met = (await tx.List<MetRow>(
            "select distinct lot_id, excursion_id from cold_excursion_lot where lot_id in @ids", new { ids }))
            .ToLookup(row => row.LotId, row => row.ExcursionId);
        var exposures = await Exposures(tx, [.. lots.SelectMany(lot => met[lot]).Concat(also ?? []).Distinct()]);
        var rows = (await tx.List<TransferRow>("""
            select id, link, lot_id, holder_id, quantity, from_status, from_place, to_status, to_place, counts_on,
                recorded_at
            from transfer where lot_id in @ids order by recorded_at, id
            """, new { ids })).ToLookup(row => row.LotId);
        return lots.ToDictionary(lot => lot, lot => UnitTrail.Follow(Movements(rows[lot]),
            [.. met[lot].Concat(also ?? []).Distinct().SelectMany(id => exposures[id])]));
    }

    /// <summary>Where and when each excursion was: at its place, or on the road with each shipment of a box.</summary>
    static async Task<ILookup<long, PlaceExposure>> Exposures(Tx tx, IReadOnlyList<long> excursions)
    {
        var ids = InList.Of(excursions);
        var degrees = (await tx.List<DegreeRow>(
            "select excursion_id, degree, seconds from cold_excursion_degree where excursion_id in @ids",
            new { ids })).ToLookup(row => row.ExcursionId);
        var rows = await tx.List<WhereRow>("""
            select e.id, e.holder_id, e.place_id, 0 as on_road, e.start_at, e.end_at, e.lowest
            from cold_excursion e where e.id in @ids and e.place_id is not null and e.joined_into is null
            union all
            select e.id, s.customer_id, s.place_id, 1, e.start_at, e.end_at, e.lowest
            from cold_excursion e join cold_trip t on t.equipment_id = e.equipment_id
                and t.from_at <= e.end_at and (t.to_at is null or t.to_at >= e.start_at)
            join shipment s on s.id = t.shipment_id
            where e.id in @ids and e.place_id is null and e.joined_into is null
            """, new { ids });
        return rows.ToLookup(row => row.Id, row => new PlaceExposure(row.Id,
            new(row.HolderId, row.PlaceId, row.OnRoad != 0), new(row.StartAt), new(row.EndAt),
            new Exposure(degrees[row.Id].ToDictionary(d => (int)d.Degree, d => d.Seconds), new Celsius(row.Lowest))));
    }

    // A movement between holders is two rows of one link; the first to leave is the first to arrive.
    static IEnumerable<UnitMovement> Movements(IEnumerable<TransferRow> rows)
    {
        var leaving = new Dictionary<long, Queue<TransferRow>>();
        foreach (var row in rows)
        {
            var (from, to) = (At(row.HolderId, row.FromStatus, row.FromPlace),
                At(row.HolderId, row.ToStatus, row.ToPlace));
            if (row.ToStatus == Status.Exchange)
            {
                if (!leaving.TryGetValue(row.Link, out var queue)) leaving[row.Link] = queue = new();
                queue.Enqueue(row);
                continue;
            }
            if (row.FromStatus == Status.Exchange && leaving.TryGetValue(row.Link, out var sent)
                && sent.TryDequeue(out var first))
                from = At(first.HolderId, first.FromStatus, first.FromPlace);
            if (from == to) continue;
            var recorded = new Moment(row.RecordedAt);
            var late = row.CountsOn < recorded.Day;
            yield return new(from, to, row.Quantity,
                late ? Moment.InOslo(row.CountsOn, TimeOnly.MinValue) : recorded,
                late ? Moment.InOslo(row.CountsOn.AddDays(1), TimeOnly.MinValue) : recorded,
                row.ToStatus == Status.Consumed);
        }
    }

    // What is used, destroyed or counted out keeps a position of its own, so that a correction brings it back with
    // what it has been through. Only what a supplier sends has no past.
    static Position? At(long holder, Status status, long place) => status switch
    {
        Status.Supplier or Status.Exchange => null,
        Status.InTransit => new(holder, place, OnRoad: true),
        < Status.Supplier => new(holder, place, OnRoad: false),
        _ => new(holder, -(long)status, OnRoad: false),
    };

    sealed class MetRow
    {
        public long LotId { get; init; }
        public long ExcursionId { get; init; }
    }

    sealed class DegreeRow
    {
        public long ExcursionId { get; init; }
        public long Degree { get; init; }
        public long Seconds { get; init; }
    }

    sealed class WhereRow
    {
        public long Id { get; init; }
        public long HolderId { get; init; }
        public long PlaceId { get; init; }
        public long OnRoad { get; init; }
        public long StartAt { get; init; }
        public long EndAt { get; init; }
        public long Lowest { get; init; }
    }

    sealed class TransferRow
    {
        public long Id { get; init; }
        public long Link { get; init; }
        public long LotId { get; init; }
        public long HolderId { get; init; }
        public long Quantity { get; init; }
        public Status FromStatus { get; init; }
        public long FromPlace { get; init; }
        public Status ToStatus { get; init; }
        public long ToPlace { get; init; }
        public DateOnly CountsOn { get; init; }
        public long RecordedAt { get; init; }
    }
}
