using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>A file somebody looks at before it is read in, so that it need not be chosen again.</summary>
public static class Drafts
{
    /// <summary>Keeps the file in place of an earlier one. Refuses equipment-unknown.</summary>
    public static Task<Result<long>> Keep(Db db, long equipment, LoggerFile file, Moment now, Caller caller) =>
        db.Write<long>(async tx =>
        {
            var own = await Equipment.Own(tx, equipment, caller);
            if (!own.Ok) return own.Refusal!;
            await new Batch(tx).Add("insert into cold_draft (persona, equipment_id, name, content, made_at) " +
                "values (?, ?, ?, ?, ?) on conflict (persona, equipment_id) do update set name = excluded.name, " +
                "content = excluded.content, made_at = excluded.made_at",
                caller.PersonaId, equipment, file.Name, file.Content, now).Run();
            return equipment;
        });

    /// <summary>Null where there is none.</summary>
    public static async Task<LoggerFile?> Find(Db db, long equipment, Caller caller)
    {
        var row = await db.One<Row>("select name, content from cold_draft where persona = @PersonaId and " +
            "equipment_id = @equipment", new { caller.PersonaId, equipment });
        if (row is null) return null;
        var read = await LoggerFile.Read(new MemoryStream(row.Content), row.Name);
        return read.Ok ? read.Value : null;
    }

    /// <summary>Throws the file away, when it was read in or another is to be chosen.</summary>
    public static Task<Result<int>> Drop(Db db, long equipment, Caller caller) => db.Write<int>(async tx =>
        await tx.Do("delete from cold_draft where persona = @PersonaId and equipment_id = @equipment",
            new { caller.PersonaId, equipment }));

    sealed class Row
    {
        public string Name { get; init; } = "";
        public byte[] Content { get; init; } = [];
    }
}
