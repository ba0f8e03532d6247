using Forsyn.App.Database;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>A part of the time: the lowest and the highest that any logger measured in it.</summary>
public sealed record CurvePart(Moment From, Moment To, long Readings, Celsius Lowest, Celsius Highest);

/// <summary>Temperatures over a time; where there are many readings, in parts of equal length.</summary>
/// <param name="MeanKinetic">Of all readings of the time; null without any.</param>
public sealed record TemperatureCurve(
    Moment From, Moment To, long Readings, Celsius? Lowest, Celsius? Highest, Celsius? MeanKinetic,
    IReadOnlyList<CurvePart> Parts, IReadOnlyList<Gap> Gaps);

/// <summary>Reads series for drawing. Thinning keeps the extremes of each part, so no peak is hidden.</summary>
public static class Curves
{
    const int MostParts = 480, MostReadings = 400_000, UsualDays = 7;

    /// <param name="from">First day; a week before the last reading when left out.</param>
    /// <param name="to">Last day, included.</param>
    public static async Task<TemperatureCurve> Of(
        Db db, EquipmentView equipment, DateOnly? from = null, DateOnly? to = null)
    {
        var last = to ?? equipment.LastAt?.Day ?? from ?? equipment.InUseFrom;
        var first = from ?? last.AddDays(1 - UsualDays);
        return await Between(db, equipment, Moment.InOslo(first <= last ? first : last, TimeOnly.MinValue),
            Moment.InOslo(last.AddDays(1), TimeOnly.MinValue));
    }

    public static async Task<TemperatureCurve> Between(Db db, EquipmentView equipment, Moment from, Moment to)
    {
        var rows = await db.List<Row>("select r.logger_id, r.at, r.milli from cold_logger g join cold_reading r " +
            "on r.logger_id = g.id where g.equipment_id = @Id and r.at >= @from and r.at < @to " +
            "order by r.at limit @most",
            new { equipment.Id, from = from.Microseconds, to = to.Microseconds, most = MostReadings });
        if (rows.Count == 0) return new(from, to, 0, null, null, null, [], []);
        var limits = ColdRules.Limits(equipment.StorageValue, from.Day);
        var loggers = rows.GroupBy(row => row.LoggerId).Select(logger =>
            (IReadOnlyList<Reading>)[.. logger.Select(row => new Reading(new(row.At), new(row.Milli)))]).ToList();
        var length = Math.Max(1, (to.Microseconds - from.Microseconds) / MostParts);
        // Few readings are drawn one by one.
        var parts = rows.GroupBy(row => rows.Count <= MostParts ? row.At : (row.At - from.Microseconds) / length)
            .Select(part => new CurvePart(new(part.First().At), new(part.Last().At), part.LongCount(),
                new(part.Min(row => row.Milli)), new(part.Max(row => row.Milli)))).ToList();
        return new(from, to, rows.Count, new(rows.Min(row => row.Milli)), new(rows.Max(row => row.Milli)),
            loggers.Select(logger => MeanKineticTemperature.Of(logger, limits.Gap)).Max(), parts,
            [.. loggers.SelectMany(logger => TemperatureSeries.Gaps(logger, limits.Gap)).OrderBy(gap => gap.From)]);
    }

    sealed class Row
    {
        public long LoggerId { get; init; }
        public long At { get; init; }
        public long Milli { get; init; }
    }
}
