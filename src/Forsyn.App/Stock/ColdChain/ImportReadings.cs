using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>What came of a file.</summary>
/// <param name="AlreadyDone">The same file was read before; nothing was changed.</param>
/// <param name="Same">Readings that were there before, from a file that overlaps.</param>
/// <param name="Twice">Readings in the hour that comes twice in autumn.</param>
/// <param name="Excursions">Excursions found or made longer, that are open.</param>
public sealed record ReadingsAnswer(
    long File, bool AlreadyDone, string Serial, long Readings, long Added, long Same, long Empty, long Twice,
    Moment From, Moment To, IReadOnlyList<Gap> Gaps, IReadOnlyList<long> Excursions);

/// <summary>
/// Reads a logger's file into the series of its equipment, whole or not at all, and finds what was out of range.
/// </summary>
public static class ImportReadings
{
    const int FindingsToldAtMost = 500, GapsToldAtMost = 100;

    /// <summary>
    /// Refuses equipment-unknown, cold-file-not-understood, logger-unclear, and cold-file-faulty with every row,
    /// column and value that is wrong, among them readings that differ from a file read before.
    /// </summary>
    /// <param name="layout">How to read it; what the file looks like when left out. With a name it is saved.</param>
    /// <param name="serial">The logger, where the file does not say it.</param>
    public static async Task<Result<ReadingsAnswer>> Run(
        Db db, long equipment, LoggerFile file, LoggerLayout? layout, string? serial, Moment now, Caller caller)
    {
        var guess = layout is null ? await Layouts.Propose(db, equipment, file, caller)
            : new GuessedLayout(layout, GuessLayout.Run(file.Lines)?.Serial);
        if (!guess.Ok) return guess.Refusal!;
        var how = guess.Value.Layout;
        if (LoggerLayouts.Faults(how) is { Count: > 0 } wrong)
            return Faulty([.. wrong.Select(one => new Finding(one.Code, Severity.Block, null, [], "", one.Args))], 0);
        var series = LoggerTable.Read(file.Rows(how), how, now);
        return await db.Write<ReadingsAnswer>(async tx =>
        {
            var own = await Equipment.Own(tx, equipment, caller);
            if (!own.Ok) return own.Refusal!;
            if (await Before(tx, equipment, file) is { } before) return before;
            if (series.Faults.Count > 0) return Faulty(series.Faults, file.Lines.Count);
            if (series.Readings.Count == 0) return Refusal.Of("cold-file-not-understood", "name", file.Name);
            var logger = await Logger(tx, equipment, guess.Value.Serial, serial);
            if (!logger.Ok) return logger.Refusal!;
            return await Save(tx, own.Value, logger.Value, file, how, series, now, caller);
        }, caller.Once);
    }

    static Refusal Faulty(IReadOnlyList<Finding> faults, int lines) => new("cold-file-faulty",
        new Dictionary<string, string> { ["errors"] = $"{faults.Count}", ["lines"] = $"{lines}" },
        [.. faults.Take(FindingsToldAtMost)]);

    static async Task<ReadingsAnswer?> Before(Tx tx, long equipment, LoggerFile file)
    {
        var row = await tx.One<FileRow>("select f.id, g.serial, f.readings, f.empty_rows, f.twice, f.first_at, " +
            "f.last_at from cold_file f join cold_logger g on g.id = f.logger_id " +
            "where f.equipment_id = @equipment and f.fingerprint = @Fingerprint", new { equipment, file.Fingerprint });
        return row is null ? null : new(row.Id, true, row.Serial, row.Readings, 0, row.Readings, row.EmptyRows,
            row.Twice, row.FirstAt, row.LastAt, [], []);
    }

    // The file's own serial number goes before what a person chose: files are mixed up more easily than loggers.
    static async Task<Result<(long Id, string Serial)>> Logger(Tx tx, long equipment, string? inFile, string? chosen)
    {
        var loggers = await tx.List<LoggerView>("select id, serial, layout, calibrated_on, removed_on " +
            "from cold_logger where equipment_id = @equipment and removed_on is null order by id", new { equipment });
        var possible = string.Join(", ", loggers.Select(one => one.Serial));
        var found = loggers.FirstOrDefault(one => one.Serial == inFile);
        if (found is null && inFile is not null)
            return Refusal.Of("logger-not-here", "serial", inFile, "possible", possible);
        found ??= loggers.FirstOrDefault(one => one.Serial == chosen) ?? (loggers.Count == 1 ? loggers[0] : null);
        return found is null ? Refusal.Of("logger-unclear", "possible", possible) : (found.Id, found.Serial);
    }

    static async Task<Result<ReadingsAnswer>> Save(
        Tx tx, EquipmentView equipment, (long Id, string Serial) logger, LoggerFile file, LoggerLayout layout,
        LoggerSeries series, Moment now, Caller caller)
    {
        var (from, to) = (series.Readings[0].At, series.Readings[^1].At);
        var there = (await tx.List<ReadingRow>("select at, milli from cold_reading where logger_id = @Id " +
            "and at >= @from and at <= @to", new { logger.Id, from = from.Microseconds, to = to.Microseconds }))
            .ToDictionary(row => row.At, row => row.Milli);
        var differ = series.Readings.Where(r => there.TryGetValue(r.At.Microseconds, out var was)
            && was != r.Temperature.Milli).ToList();
        if (differ.Count > 0)
            return Faulty([.. differ.Select(r => new Finding("cold-differs-from-before", Severity.Block, null, [], "",
                Refusal.Of("", "at", $"{r.At.Oslo:yyyy-MM-dd HH:mm}", "value", $"{r.Temperature}", "before",
                    $"{new Celsius(there[r.At.Microseconds])}").Args))], file.Lines.Count);

        var added = series.Readings.Where(r => !there.ContainsKey(r.At.Microseconds)).ToList();
        var limits = ColdRules.Limits(equipment.StorageValue, now.Day);
        var gaps = TemperatureSeries.Gaps(series.Readings, limits.Gap);
        var id = tx.Ids.Next();
        var batch = new Batch(tx);
        batch.Add("insert into cold_file (id, equipment_id, logger_id, name, fingerprint, layout, readings, added, " +
            "gaps, empty_rows, twice, first_at, last_at, imported_at, imported_by) values " +
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, equipment.Id, logger.Id, file.Name, file.Fingerprint,
            Json.Write(layout), series.Readings.Count, added.Count, gaps.Count, series.Empty, series.Twice, from, to,
            now, caller.Name);
        batch.Add("insert into cold_file_content (file_id, content) values (?, ?)", id, file.Content);
        if (layout.Name != "")
        {
            Layouts.Save(batch, equipment.HolderId, layout);
            batch.Add("update cold_logger set layout = ? where id = ?", layout.Name, logger.Id);
        }
        await batch.Run();
        await Store(tx, equipment.Id, logger.Id, id, added);
        var open = await FindExcursions.Run(tx, equipment, added, limits, now, caller);
        if (!open.Ok) return open.Refusal!;
        return new ReadingsAnswer(id, false, logger.Serial, series.Readings.Count, added.Count,
            series.Readings.Count - added.Count, series.Empty, series.Twice, from, to,
            [.. gaps.Take(GapsToldAtMost)], open.Value);
    }

    internal static async Task Store(Tx tx, long equipment, long logger, long file, IReadOnlyList<Reading> added)
    {
        if (added.Count == 0) return;
        await Bulk.Load(tx, "cold_reading", ["logger_id", "at", "milli", "file_id"], added.Select(r =>
            (object?[])[logger, r.At.Microseconds, r.Temperature.Milli, file]));
        await new Batch(tx).Add("update cold_equipment set last_at = ?, last_milli = ? where id = ? and " +
            "(last_at is null or last_at < ?)", added[^1].At, added[^1].Temperature.Milli, equipment, added[^1].At)
            .Run();
    }

    sealed class ReadingRow
    {
        public long At { get; init; }
        public long Milli { get; init; }
    }

    sealed class FileRow
    {
        public long Id { get; init; }
        public string Serial { get; init; } = "";
        public long Readings { get; init; }
        public long EmptyRows { get; init; }
        public long Twice { get; init; }
        public Moment FirstAt { get; init; }
        public Moment LastAt { get; init; }
    }
}
