using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Texts;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Warnings;

/// <summary>A warning as its readers see it.</summary>
public sealed class Warning
{
    public long Id { get; init; }
    public string Person { get; init; } = "";
    public string PersonName { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Area { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Args { get; init; } = "{}";
    public string Link { get; init; } = "";
    public Moment OpenedAt { get; init; }
    public Moment HeldAt { get; init; }
    public Moment? ClosedAt { get; init; }
    /// <summary>The newest note; the first one acknowledged the warning.</summary>
    public string? Note { get; init; }
    public Moment? NotedAt { get; init; }
    public string? NotedBy { get; init; }

    public WarningKind KindValue => Kebab.Read<WarningKind>(Kind);

    /// <summary>What is wrong, in the reader's language.</summary>
    public string Says(Language language) =>
        Text.Find(language, $"warning-text.{Kind}", Json.Read<Dictionary<string, string>>(Args))
            ?? throw new InvariantBroken($"no text has the key warning-text.{Kind}");
}

/// <summary>Whose warnings are listed.</summary>
public enum WarningsOf { Mine, Workplace, All }

/// <param name="Closed">Those that no longer hold, in place of those that do.</param>
/// <param name="Cursor">Next of the page before.</param>
public sealed record WarningFilter(
    bool Closed = false, WarningKind? Kind = null, WarningsOf Whose = WarningsOf.Mine, bool Unnoted = false,
    string? Cursor = null, int Limit = 50);

/// <summary>
/// Warnings of the caller, of those at the same workplace, and for those who oversee of everybody.
/// </summary>
public static class Warnings
{
    const string Rows = """
        select w.id, w.person, coalesce(p.name, w.person) as person_name, w.kind, w.area, w.subject, w.args, w.link,
            w.opened_at, w.held_at, w.closed_at, n.text as note, n.at as noted_at, n.by_person as noted_by
        from warning w left join person p on p.persona = w.person
        left join warning_note n on n.id = (select max(x.id) from warning_note x where x.warning_id = w.id)
        """;

    /// <summary>The newest first.</summary>
    public static async Task<Page<Warning>> List(Db db, WarningFilter filter, Caller caller)
    {
        var most = Math.Clamp(filter.Limit, 1, 200);
        long? after = long.TryParse(filter.Cursor, out var id) ? id : null;
        var where = string.Join(" and ", ((string?[])
        [
            Seen(filter.Whose, caller), filter.Closed ? "w.closed_at is not null" : "w.closed_at is null",
            filter.Kind is null ? null : "w.kind = @kind", filter.Unnoted ? "n.id is null" : null,
            after is null ? null : "w.id < @after",
        ]).Where(part => part is not null));
        var rows = await db.List<Warning>($"{Rows} where {where} order by w.id desc limit @most", new
        {
            caller.PersonaId, party = caller.Party ?? 0, kind = filter.Kind is { } k ? Kebab.Of(k) : null, after,
            most = most + 1,
        });
        return new(rows.Count > most ? rows[..most] : rows, rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    /// <summary>Refuses warning-unknown, also for one the caller may not read.</summary>
    public static async Task<Result<Warning>> Get(Db db, long id, Caller caller) =>
        await db.One<Warning>($"{Rows} where w.id = @id and {Seen(WarningsOf.All, caller)}",
            new { id, caller.PersonaId, party = caller.Party ?? 0 }) is { } found ? found : Unknown(id);

    /// <summary>
    /// Says that somebody has seen it and what is done; more may be said later. Refuses warning-unknown, also where it
    /// is not of the caller's workplace, warning-closed and warning-note-missing.
    /// </summary>
    public static Task<Result<Warning>> Acknowledge(Db db, long id, string? note, Moment now, Caller caller) =>
        db.Write<Warning>(async tx =>
        {
            var args = new { id, caller.PersonaId, party = caller.Party ?? 0 };
            var sql = $"{Rows} where w.id = @id and {Seen(WarningsOf.Workplace, caller)}";
            var found = await tx.One<Warning>(sql, args);
            if (found is null) return Unknown(id);
            if (found.ClosedAt is not null) return Refusal.Of("warning-closed", "id", $"{id}");
            if (string.IsNullOrWhiteSpace(note)) return Refusal.Of("warning-note-missing");
            await tx.Do("insert into warning_note (id, warning_id, text, at, by_person) " +
                "values (@key, @id, @text, @now, @Name)",
                new { key = tx.Ids.Next(), id, text = note.Trim(), now, caller.Name });
            return (await tx.One<Warning>(sql, args))!;
        }, caller.Once);

    static string Seen(WarningsOf whose, Caller caller) => whose switch
    {
        WarningsOf.All when caller.May(Policy.WarningsReadAll) => "1 = 1",
        WarningsOf.Mine => "w.person = @PersonaId",
        // Colleagues have different rights: what looks at the country is for those who may see it.
        _ => "(w.person = @PersonaId or (w.party_id = @party"
            + (caller.May(Policy.StockNational) ? "))" : " and w.area = 'own'))"),
    };

    static Refusal Unknown(long id) => Refusal.Of("warning-unknown", "id", $"{id}");
}
