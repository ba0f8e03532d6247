using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>Equipment as its holder writes it down.</summary>
/// <param name="Kind">fridge, room, freezer, ultra-freezer or box.</param>
/// <param name="Storage">room, fridge, freezer or ultra-freezer: what it is to keep.</param>
/// <param name="Place">The place's key; a box has none.</param>
/// <param name="Serial">The logger's serial number.</param>
/// <param name="CalibratedOn">yyyy-MM-dd.</param>
public sealed record EquipmentRequest(
    string? Name, string? Kind, string? Storage, string? Place, string? InUseFrom, string? Serial,
    string? CalibratedOn, string? Layout = null);

/// <summary>A logger put in, or calibrated anew where the serial number is there already.</summary>
public sealed record LoggerRequest(string? Serial, string? CalibratedOn, string? Layout = null);

/// <summary>Writes down a holder's fridges, rooms, freezers and boxes with their loggers.</summary>
public static class RegisterEquipment
{
    /// <summary>Everything that is wrong is told at once, as findings of equipment-not-registered.</summary>
    public static Task<Result<long>> Run(Db db, EquipmentRequest request, Moment now, Caller caller) =>
        db.Write<long>(async tx =>
        {
            if (caller.Party is not { } holder) return Refusal.Of("holder-missing");
            var findings = new List<Finding>();
            void Problem(string code, params string[] args) => findings.Add(ReadEntry.Problem(code, args));
            var name = request.Name?.Trim() ?? "";
            if (name.Length is 0 or > 80) Problem("equipment-name-missing");
            if (!Kebab.TryParse<EquipmentKind>(request.Kind ?? "", out var kind))
                Problem("equipment-kind-unknown", "possible", string.Join(", ", Kebab.All<EquipmentKind>()));
            if (!Kebab.TryParse<StorageCondition>(request.Storage ?? "", out _))
                Problem("equipment-storage-unknown", "possible", string.Join(", ", Kebab.All<StorageCondition>()));
            var from = Day(request.InUseFrom, "inUseFrom", now.Day, findings);
            var calibrated = Day(request.CalibratedOn, "calibratedOn", now.Day, findings);
            Serial(request.Serial, findings);
            if (await tx.One<long>("select count(*) from cold_equipment where holder_id = @holder and name = @name",
                new { holder, name }) > 0) Problem("equipment-name-taken", "name", name);
            var place = kind == EquipmentKind.Box ? null : await tx.One<long?>(
                "select id from place where party_id = @holder and key = @key",
                new { holder, key = request.Place ?? "" });
            if (kind != EquipmentKind.Box && place is null) Problem("equipment-place-unknown", "place",
                request.Place ?? "");
            if (findings.Count > 0) return Refused(findings);

            var id = tx.Ids.Next();
            var batch = new Batch(tx);
            Append(batch, id, holder, place, kind, name, request.Storage!, from, false, now, caller.Name);
            Logger(batch, tx.Ids.Next(), id, request.Serial!.Trim(), request.Layout, calibrated);
            await batch.Run();
            return id;
        }, caller.Once);

    internal static void Append(
        Batch batch, long id, long holder, long? place, EquipmentKind kind, string name, string storage,
        DateOnly from, bool made, Moment now, string by) =>
        batch.Add("insert into cold_equipment (id, holder_id, place_id, kind, name, storage, in_use_from, made, " +
            "registered_at, registered_by, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            id, holder, place, Kebab.Of(kind), name, storage, from, made, now, by);

    internal static void Logger(
        Batch batch, long id, long equipment, string serial, string? layout, DateOnly calibrated) =>
        batch.Add("insert into cold_logger (id, equipment_id, serial, layout, calibrated_on) values (?, ?, ?, ?, ?) " +
            "on conflict (equipment_id, serial) do update set calibrated_on = excluded.calibrated_on, " +
            "removed_on = null", id, equipment, serial, layout?.Trim() ?? "", calibrated);

    /// <summary>Puts a logger in, or writes down a calibration. Refuses as Run does, and equipment-unknown.</summary>
    public static Task<Result<long>> AddLogger(Db db, long id, LoggerRequest request, Moment now, Caller caller) =>
        db.Write<long>(async tx =>
        {
            var own = await Equipment.Own(tx, id, caller);
            if (!own.Ok) return own.Refusal!;
            var findings = new List<Finding>();
            Serial(request.Serial, findings);
            var calibrated = Day(request.CalibratedOn, "calibratedOn", now.Day, findings);
            if (findings.Count > 0) return Refused(findings);
            var batch = new Batch(tx);
            Logger(batch, tx.Ids.Next(), id, request.Serial!.Trim(), request.Layout, calibrated);
            batch.Add("update cold_equipment set version = version + 1 where id = ?", id);
            await batch.Run();
            return id;
        }, caller.Once);

    /// <summary>
    /// Takes equipment out of use after a day, or back where no day is given. Refuses equipment-unknown,
    /// equipment-changed-meanwhile and equipment-not-registered.
    /// </summary>
    public static Task<Result<long>> Retire(
        Db db, long id, string? lastDay, Moment now, Caller caller, long? version = null) => db.Write<long>(async tx =>
    {
        var own = await Equipment.Own(tx, id, caller);
        if (!own.Ok) return own.Refusal!;
        if (version is { } seen && seen != own.Value.Version)
            return Refusal.Of("equipment-changed-meanwhile", "id", $"{id}");
        var findings = new List<Finding>();
        DateOnly? last = string.IsNullOrWhiteSpace(lastDay) ? null : Day(lastDay, "inUseTo", now.Day, findings);
        if (last < own.Value.InUseFrom)
            findings.Add(ReadEntry.Problem("equipment-days-reversed", "day", $"{own.Value.InUseFrom:yyyy-MM-dd}"));
        if (findings.Count > 0) return Refused(findings);
        await new Batch(tx).Add("update cold_equipment set in_use_to = ?, version = version + 1 where id = ?",
            last, id).Run();
        return id;
    }, caller.Once);

    static Refusal Refused(List<Finding> findings) =>
        new("equipment-not-registered", new Dictionary<string, string>(), findings);

    static void Serial(string? serial, List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(serial) || serial.Trim().Length > 40)
            findings.Add(ReadEntry.Problem("logger-serial-missing"));
    }

    // A day to come is no day something was done; today where nothing is written.
    static DateOnly Day(string? text, string field, DateOnly today, List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(text)) return today;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) && day <= today) return day;
        findings.Add(ReadEntry.Problem("equipment-day-wrong", "field", field, "day", text));
        return today;
    }
}
