using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Texts;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>
/// Finds the lots that were in an excursion, wherever their units are now, and puts what is on a shelf in quarantine.
/// </summary>
static class AffectedLots
{
    /// <summary>The holders that have or had units of them.</summary>
    public static async Task<Result<IReadOnlyList<long>>> Hold(
        Tx tx, long excursion, EquipmentView equipment, Moment start, Moment end, Moment now, Caller caller,
        bool tell)
    {
        var lots = await Candidates(tx, equipment, start, end);
        var trails = await LotTrails.Of(tx, lots, [excursion]);
        var there = trails.SelectMany(trail => trail.Value.Traces
            .Where(one => one.Value.Excursions.Contains(excursion) && one.Value.Units > 0 && one.Key.Place >= 0)
            .Select(one => (Lot: trail.Key, Where: one.Key, one.Value.Units))).ToList();
        var used = trails.SelectMany(trail => trail.Value.Used.Where(one => one.Excursion == excursion)
            .Select(one => (Lot: trail.Key, one.Holder, one.Units))).ToList();
        foreach (var (lot, holder) in there.Select(one => (one.Lot, one.Where.Holder))
            .Concat(used.Select(one => (one.Lot, one.Holder))).Distinct().Order())
        {
            var here = there.Where(one => one.Lot == lot && one.Where.Holder == holder).ToList();
            var held = await Quarantine(tx, excursion, equipment, lot, holder,
                [.. here.Where(one => !one.Where.OnRoad).Select(one => one.Where.Place)], now, caller, tell);
            if (!held.Ok) return held.Refusal!;
            var road = here.Where(one => one.Where.OnRoad).Sum(one => one.Units);
            await new Batch(tx).Add(
                "insert into cold_excursion_lot (excursion_id, lot_id, holder_id, held, on_road, used, state) " +
                "values (?, ?, ?, ?, ?, ?, ?) on conflict (excursion_id, lot_id, holder_id) do update set " +
                "held = cold_excursion_lot.held + excluded.held, on_road = excluded.on_road, used = excluded.used, " +
                // What was proposed was proposed of a shorter excursion.
                "state = case when cold_excursion_lot.state = 'proposed' then 'waiting' " +
                "when cold_excursion_lot.state = 'gone' then excluded.state else cold_excursion_lot.state end",
                excursion, lot, holder, held.Value, road,
                used.Where(one => one.Lot == lot && one.Holder == holder).Sum(one => one.Units),
                here.Count > 0 ? "waiting" : "gone").Run();
        }
        return there.Select(one => one.Where.Holder).Concat(used.Select(one => one.Holder)).Distinct().ToList();
    }

    // Lots of the equipment's storage class that stand there or have moved since it began; of a box, the shipment's.
    static async Task<IReadOnlyList<long>> Candidates(
        Tx tx, EquipmentView equipment, Moment start, Moment end)
    {
        var args = new
        {
            equipment.HolderId, equipment.PlaceId, equipment.Storage, equipment.Id, from = start.Microseconds,
            to = end.Microseconds,
        };
        return equipment.PlaceId is null
            ? await tx.List<long>("""
                select distinct x.lot_id from cold_trip t join shipment_line x on x.shipment_id = t.shipment_id
                join lot l on l.id = x.lot_id join product p on p.article_number = l.article_number
                where t.equipment_id = @Id and t.from_at <= @to and (t.to_at is null or t.to_at >= @from)
                    and p.storage = @Storage order by x.lot_id
                """, args)
            : await tx.List<long>("""
                select distinct b.lot_id from balance b join lot l on l.id = b.lot_id
                join product p on p.article_number = l.article_number
                where b.holder_id = @HolderId and b.place_id = @PlaceId and b.status in (0, 2, 3, 4)
                    and (b.quantity > 0 or b.changed_at >= @from) and p.storage = @Storage order by b.lot_id
                """, args);
    }

    static async Task<Result<long>> Quarantine(
        Tx tx, long excursion, EquipmentView equipment, long lot, long holder, IReadOnlyList<long> places, Moment now,
        Caller caller, bool tell)
    {
        if (places.Count == 0) return 0L;
        var batch = new Batch(tx);
        var pending = (await Reservations.PendingOfLots(tx, [lot]))
            .Where(r => r.HolderId == holder && places.Contains(r.PlaceId)).ToList();
        var freed = await SetAside.Free(batch, pending, now, caller);
        if (!freed.Ok) return freed.Refusal!;
        var rows = await tx.List<StockRow>(
            "select holder_id, status, lot_id, place_id, pool, quantity from balance where holder_id = @holder and " +
            "status = 0 and lot_id = @lot and place_id in @places and quantity > 0 order by place_id, pool",
            new { holder, lot, places = InList.Of(places) });
        var id = tx.Ids.Next();
        var moved = SetAside.Move(batch, rows, Status.Quarantine, "quarantine", $"excursion/{excursion}/{id}", now,
            caller);
        if (!moved.Ok || moved.Value == 0) return moved;
        batch.Add("insert into lot_event (id, lot_id, holder_id, kind, reason, units, at, by_person) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?)", id, lot, holder, "quarantine",
            Text.Get(Language.Nb, "cold.event", ("name", equipment.Name)), moved.Value, now, caller.Name);
        if (tell)
            Outbox.Append(batch, new LotQuarantined(lot, holder, [.. pending.Select(r => r.Document).Distinct()]), now);
        await batch.Run();
        return moved.Value;
    }
}
