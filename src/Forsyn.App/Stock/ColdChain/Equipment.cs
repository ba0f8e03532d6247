using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>A piece of equipment with its newest reading and what is open about it.</summary>
public sealed class EquipmentView
{
    public long Id { get; init; }
    public long HolderId { get; init; }
    public string Holder { get; init; } = "";
    public long? PlaceId { get; init; }
    public string Place { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Name { get; init; } = "";
    public string Storage { get; init; } = "";
    public DateOnly InUseFrom { get; init; }
    public DateOnly? InUseTo { get; init; }
    /// <summary>Equipment and readings of the demonstration, measured nowhere.</summary>
    public bool Made { get; init; }
    public long Version { get; init; }
    public Moment? LastAt { get; init; }
    public long? LastMilli { get; init; }
    public long OpenExcursions { get; init; }
    public DateOnly? CalibratedOn { get; init; }

    public EquipmentKind KindValue => Kebab.Read<EquipmentKind>(Kind);
    public StorageCondition StorageValue => Kebab.Read<StorageCondition>(Storage);
    public Celsius? Last => LastMilli is { } milli ? new Celsius(milli) : null;
}

/// <summary>A logger and when it was last compared with a standard.</summary>
public sealed class LoggerView
{
    public long Id { get; init; }
    public string Serial { get; init; } = "";
    public string Layout { get; init; } = "";
    public DateOnly CalibratedOn { get; init; }
    public DateOnly? RemovedOn { get; init; }
}

/// <summary>A file that was read into the series.</summary>
public sealed class ColdFileView
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Serial { get; init; } = "";
    public long Readings { get; init; }
    public long Added { get; init; }
    public long Gaps { get; init; }
    public Moment FirstAt { get; init; }
    public Moment LastAt { get; init; }
    public Moment ImportedAt { get; init; }
    public string ImportedBy { get; init; } = "";
}

/// <summary>Equipment whole: its loggers and its newest files.</summary>
public sealed record EquipmentDetails(
    EquipmentView Equipment, ColdLimits Limits, IReadOnlyList<LoggerView> Loggers, IReadOnlyList<ColdFileView> Files);

/// <summary>A place equipment may stand at.</summary>
public sealed class PlaceView
{
    public long Id { get; init; }
    public string Key { get; init; } = "";
    public string Name { get; init; } = "";
}

/// <summary>Equipment for those who may see it: everyone's for the desk and those who see the country.</summary>
public static class Equipment
{
    const string Columns = $"""
        select e.id, e.holder_id, {StockFilter.HolderName} as holder, e.place_id, coalesce(pl.name, '') as place,
            e.kind, e.name, e.storage, e.in_use_from, e.in_use_to, e.made, e.version, e.last_at, e.last_milli,
            (select min(g.calibrated_on) from cold_logger g where g.equipment_id = e.id and g.removed_on is null)
                as calibrated_on,
            (select count(*) from cold_excursion x where x.equipment_id = e.id and {Excursions.Open})
                as open_excursions
        from cold_equipment e join party y on y.id = e.holder_id left join place pl on pl.id = e.place_id
        """;

    /// <summary>Those with something open first, then by holder and name.</summary>
    /// <param name="query">A part of the equipment's or its holder's name.</param>
    public static async Task<Page<EquipmentView>> List(
        Db db, string? query, Caller caller, bool own = false, int offset = 0, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 200);
        var all = Recalls.SeesAll(caller) && !own;
        var rows = await db.List<EquipmentView>($"""
            select * from ({Columns} where (1 = 1 {(all ? "" : "and e.holder_id = @holder")})) t
            where @text = '' or lower(t.name) like '%' || @text || '%' or lower(t.holder) like '%' || @text || '%'
            order by case when t.open_excursions > 0 then 0 else 1 end, t.holder, t.name, t.id
            limit @most offset @offset
            """, new
        {
            holder = caller.Party ?? 0, text = (query ?? "").Trim().ToLowerInvariant(), most = most + 1,
            offset = Math.Max(0, offset),
        });
        return new(rows.Count > most ? rows[..most] : rows, rows.Count > most ? $"{offset + most}" : null);
    }

    /// <summary>Refuses equipment-unknown, also for another holder's.</summary>
    public static async Task<Result<EquipmentDetails>> Get(Db db, long id, DateOnly today, Caller caller)
    {
        var found = await db.One<EquipmentView>($"{Columns} where e.id = @id", new { id });
        if (found is null || !MaySee(caller, found.HolderId)) return Unknown(id);
        return new EquipmentDetails(found, ColdRules.Limits(found.StorageValue, today),
            await db.List<LoggerView>("select id, serial, layout, calibrated_on, removed_on from cold_logger " +
                "where equipment_id = @id order by id", new { id }),
            await db.List<ColdFileView>("""
                select f.id, f.name, g.serial, f.readings, f.added, f.gaps, f.first_at, f.last_at, f.imported_at,
                    f.imported_by
                from cold_file f join cold_logger g on g.id = f.logger_id where f.equipment_id = @id
                order by f.id desc limit 20
                """, new { id }));
    }

    /// <summary>The equipment an excursion is of; whoever may see the excursion may see its temperatures.</summary>
    public static async Task<EquipmentView> OfExcursion(Db db, long excursion) => await db.One<EquipmentView>(
        $"{Columns} where e.id = (select equipment_id from cold_excursion where id = @excursion)", new { excursion })
        ?? throw new InvariantBroken($"excursion {excursion} is of no equipment");

    /// <summary>The file as it came; refuses cold-file-unknown.</summary>
    public static async Task<Result<(string Name, byte[] Content)>> File(Db db, long id, Caller caller)
    {
        var row = await db.One<FileRow>("""
            select f.name, c.content, e.holder_id from cold_file f join cold_file_content c on c.file_id = f.id
            join cold_equipment e on e.id = f.equipment_id where f.id = @id
            """, new { id });
        return row is null || !MaySee(caller, row.HolderId) ? Refusal.Of("cold-file-unknown", "id", $"{id}")
            : (row.Name, row.Content);
    }

    public static Task<List<PlaceView>> Places(Db db, Caller caller) => db.List<PlaceView>(
        "select id, key, name from place where party_id = @holder order by is_default desc, name",
        new { holder = caller.Party ?? 0 });

    /// <summary>The holder's equipment as the transaction sees it, locked against a change by another.</summary>
    internal static async Task<Result<EquipmentView>> Own(Tx tx, long id, Caller caller)
    {
        await tx.Do("update cold_equipment set version = version where id = @id", new { id });
        var found = await tx.One<EquipmentView>($"{Columns} where e.id = @id", new { id });
        return found is null || found.HolderId != caller.Party ? Unknown(id) : found;
    }

    internal static bool MaySee(Caller caller, long holder) => caller.Party == holder || Recalls.SeesAll(caller);

    static Refusal Unknown(long id) => Refusal.Of("equipment-unknown", "id", $"{id}");

    sealed class FileRow
    {
        public string Name { get; init; } = "";
        public byte[] Content { get; init; } = [];
        public long HolderId { get; init; }
    }
}
