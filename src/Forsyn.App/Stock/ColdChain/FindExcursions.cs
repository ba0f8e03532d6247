using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>
/// Fact: equipment was out of its range, or longer than was known; the holders have units that were in it, and those
/// stand in quarantine.
/// </summary>
public sealed record ExcursionFound(
    long Excursion, long Equipment, string EquipmentName, ExcursionSide Side, DateOnly Day, bool First,
    IReadOnlyList<long> Holders);

/// <summary>Finds what new readings say of the time around them, and holds the lots that were there.</summary>
static class FindExcursions
{
    /// <summary>The ids of the excursions that were found or grew, oldest first.</summary>
    /// <param name="tell">Whether facts are written; not of what is made for a demonstration.</param>
    public static async Task<Result<IReadOnlyList<long>>> Run(
        Tx tx, EquipmentView equipment, IReadOnlyList<Reading> added, ColdLimits limits, Moment now, Caller caller,
        bool tell = true)
    {
        if (added.Count == 0) return new List<long>();
        var (from, to) = await Window(tx, equipment.Id, added[0].At, added[^1].At, limits);
        var known = await Known(tx, equipment.Id, from, to);
        var found = TemperatureSeries.Together(await Loggers(tx, equipment.Id, from, to, limits,
            [.. known.Where(k => k.Decided)]));
        var ids = new List<long>();
        foreach (var excursion in found)
        {
            var same = known.Where(k => !k.Decided && k.Side == Kebab.Of(excursion.Side)
                && k.StartAt <= excursion.End.Microseconds && k.EndAt >= excursion.Start.Microseconds).ToList();
            if (same.Count == 1 && same[0].Is(excursion)) continue;
            var id = same.Count > 0 ? same[0].Id : tx.Ids.Next();
            await Save(tx, id, same, equipment, excursion, limits, now, caller);
            var holders = await HoldAndTell(tx, id, equipment, excursion.Side, excursion.Start, excursion.End,
                same.Count == 0, now, caller, tell);
            if (!holders.Ok) return holders.Refusal!;
            ids.Add(id);
        }
        // A decided one whose end was not seen has ended: what came after it is an excursion of its own.
        foreach (var one in known.Where(k => k.Decided && k.Ongoing && added[^1].At.Microseconds >= k.EndAt))
            await tx.Do("update cold_excursion set ongoing = @no where id = @Id", new { no = false, one.Id });
        return ids;
    }

    /// <summary>Looks again at the lots of excursions in a time, once it is known what a box carried.</summary>
    public static async Task<Result<int>> Again(
        Tx tx, EquipmentView equipment, Moment from, Moment to, Moment now, Caller caller)
    {
        var known = await Known(tx, equipment.Id, from, to);
        foreach (var one in known)
        {
            var held = await HoldAndTell(tx, one.Id, equipment, Kebab.Read<ExcursionSide>(one.Side),
                new(one.StartAt), new(one.EndAt), false, now, caller, tell: true);
            if (!held.Ok) return held.Refusal!;
        }
        return known.Count;
    }

    static async Task<Result<IReadOnlyList<long>>> HoldAndTell(
        Tx tx, long id, EquipmentView equipment, ExcursionSide side, Moment start, Moment end, bool first, Moment now,
        Caller caller, bool tell)
    {
        var holders = await AffectedLots.Hold(tx, id, equipment, start, end, now, caller, tell);
        if (!holders.Ok || !tell) return holders;
        var batch = new Batch(tx);
        Outbox.Append(batch, new ExcursionFound(id, equipment.Id, equipment.Name, side, start.Day, first,
            [.. holders.Value.Append(equipment.HolderId).Distinct()]), now);
        await batch.Run();
        return holders;
    }

    // From the last reading in range before the new ones to the first after them, so that an excursion is seen whole.
    static async Task<(Moment From, Moment To)> Window(
        Tx tx, long equipment, Moment first, Moment last, ColdLimits limits)
    {
        async Task<long?> Nearest(string what, string than, Moment at) => await tx.One<long?>($"""
            select {what}(r.at) from cold_logger g join cold_reading r on r.logger_id = g.id
            where g.equipment_id = @equipment and r.at {than} @at and r.milli >= @low and r.milli <= @high
            """, new { equipment, at = at.Microseconds, low = limits.Lowest.Milli, high = limits.Highest.Milli });
        return (new(await Nearest("max", "<", first) ?? long.MinValue / 4),
            new(await Nearest("min", ">", last) ?? long.MaxValue / 4));
    }

    static async Task<IReadOnlyList<IReadOnlyList<Excursion>>> Loggers(
        Tx tx, long equipment, Moment from, Moment to, ColdLimits limits, IReadOnlyList<KnownRow> decided)
    {
        var rows = await tx.List<Row>("select r.logger_id, r.at, r.milli from cold_logger g join cold_reading r " +
            "on r.logger_id = g.id where g.equipment_id = @equipment and r.at >= @from and r.at <= @to " +
            "order by r.logger_id, r.at", new { equipment, from = from.Microseconds, to = to.Microseconds });
        return [.. rows.Where(row => !decided.Any(d => row.At >= d.StartAt && row.At < d.EndAt))
            .GroupBy(row => row.LoggerId).Select(logger => TemperatureSeries.Excursions(
                [.. logger.Select(row => new Reading(new(row.At), new(row.Milli)))], limits))];
    }

    static Task<List<KnownRow>> Known(Tx tx, long equipment, Moment from, Moment to) => tx.List<KnownRow>("""
        select e.id, e.side, e.start_at, e.end_at, e.ongoing, e.lowest, e.highest,
            (select count(*) from cold_excursion_lot x where x.excursion_id = e.id
                and x.state in ('released', 'destroyed')) as decided_lots,
            (select count(*) from cold_excursion_lot x where x.excursion_id = e.id
                and x.state in ('waiting', 'proposed')) as open_lots
        from cold_excursion e where e.equipment_id = @equipment and e.joined_into is null
            and e.end_at >= @from and e.start_at <= @to order by e.start_at
        """, new { equipment, from = from.Microseconds, to = to.Microseconds });

    static async Task Save(
        Tx tx, long id, List<KnownRow> same, EquipmentView equipment, Excursion excursion, ColdLimits limits,
        Moment now, Caller caller)
    {
        var mean = MeanKineticTemperature.Of(await Readings(tx, equipment.Id, excursion), limits.Gap)?.Milli;
        var batch = new Batch(tx);
        if (same.Count == 0)
            batch.Add("insert into cold_excursion (id, equipment_id, holder_id, place_id, side, start_at, end_at, " +
                "ongoing, lowest, highest, milli_degree_minutes, mean_kinetic, found_at, found_by) " +
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, equipment.Id, equipment.HolderId,
                equipment.PlaceId, Kebab.Of(excursion.Side), excursion.Start, excursion.End, excursion.Ongoing,
                excursion.Lowest.Milli, excursion.Highest.Milli, excursion.MilliDegreeMinutes, mean, now, caller.Name);
        else
            batch.Add("update cold_excursion set start_at = ?, end_at = ?, ongoing = ?, lowest = ?, highest = ?, " +
                "milli_degree_minutes = ?, mean_kinetic = ? where id = ?", excursion.Start, excursion.End,
                excursion.Ongoing, excursion.Lowest.Milli, excursion.Highest.Milli, excursion.MilliDegreeMinutes,
                mean, id);
        // Two that another logger shows to be one: the first carries the time of both.
        foreach (var other in same.Skip(1))
            batch.Add("update cold_excursion set joined_into = ?, ongoing = ? where id = ?", id, false, other.Id);
        batch.Add("delete from cold_excursion_degree where excursion_id = ?", id);
        batch.AddRows("insert into cold_excursion_degree (excursion_id, degree, seconds) {values}",
            [.. excursion.SecondsByDegree.Select(one => (object?[])[id, one.Key, one.Value])]);
        await batch.Run();
    }

    // The day around it: what the goods lived through before and after belongs to the mean.
    static async Task<IReadOnlyList<Reading>> Readings(Tx tx, long equipment, Excursion excursion)
    {
        var day = TimeSpan.FromHours(12);
        var rows = await tx.List<Row>("select r.logger_id, r.at, r.milli from cold_logger g join cold_reading r " +
            "on r.logger_id = g.id where g.equipment_id = @equipment and r.at >= @from and r.at <= @to order by r.at",
            new { equipment, from = excursion.Start.Plus(-day).Microseconds,
                to = excursion.End.Plus(day).Microseconds });
        return [.. rows.GroupBy(row => row.At).Select(at =>
            new Reading(new(at.Key), new(at.Max(row => row.Milli))))];
    }

    sealed class Row
    {
        public long LoggerId { get; init; }
        public long At { get; init; }
        public long Milli { get; init; }
    }

    sealed class KnownRow
    {
        public long Id { get; init; }
        public string Side { get; init; } = "";
        public long StartAt { get; init; }
        public long EndAt { get; init; }
        public bool Ongoing { get; init; }
        public long Lowest { get; init; }
        public long Highest { get; init; }
        public long DecidedLots { get; init; }
        public long OpenLots { get; init; }

        public bool Decided => DecidedLots > 0 && OpenLots == 0;

        public bool Is(Excursion e) => (StartAt, EndAt, Ongoing, Lowest, Highest) == (e.Start.Microseconds,
            e.End.Microseconds, e.Ongoing, e.Lowest.Milli, e.Highest.Milli);
    }
}
