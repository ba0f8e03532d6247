using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Coordination;

/// <summary>A coordination task of DMP's as it stands.</summary>
public sealed class CoordinationTask
{
    public long Id { get; init; }
    public string Title { get; init; } = "";
    public string Arena { get; init; } = "";
    /// <summary>With whom: a national actor or a network.</summary>
    public string Partner { get; init; } = "";
    /// <summary>Id of the person at DMP; empty where nobody has it.</summary>
    public string AssignedTo { get; init; } = "";
    public string AssignedName { get; init; } = "";
    public DateOnly? DueOn { get; init; }
    public string State { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public long? LotId { get; init; }
    public string LotNumber { get; init; } = "";
    public long? RecallId { get; init; }
    public long? WarningId { get; init; }
    /// <summary>Made for the demonstration country.</summary>
    public bool Made { get; init; }
    public Moment OpenedAt { get; init; }
    public string OpenedBy { get; init; } = "";
    public Moment ChangedAt { get; init; }
    public long Version { get; init; }

    public CoordinationState StateValue => Kebab.Read<CoordinationState>(State);
    public CoordinationArena ArenaValue => Kebab.Read<CoordinationArena>(Arena);
    public bool IsLate(DateOnly today) => DueOn < today && !CoordinationRules.IsClosed(StateValue);
}

/// <summary>An entry of the log, with what the task was after it.</summary>
public sealed class CoordinationEntry
{
    public long Id { get; init; }
    public long TaskId { get; init; }
    public string Kind { get; init; } = "";
    public string Text { get; init; } = "";
    public string State { get; init; } = "";
    public string AssignedTo { get; init; } = "";
    public DateOnly? DueOn { get; init; }
    /// <summary>The entry it stands in place of.</summary>
    public long? Corrects { get; init; }
    /// <summary>The entry that stands in its place.</summary>
    public long? CorrectedBy { get; init; }
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";

    public CoordinationEntryKind KindValue => Kebab.Read<CoordinationEntryKind>(Kind);
    public CoordinationState StateValue => Kebab.Read<CoordinationState>(State);
}

/// <summary>A task and all that was written of it, the oldest first.</summary>
public sealed record CoordinationView(CoordinationTask Task, IReadOnlyList<CoordinationEntry> Entries);

/// <param name="Closed">Tasks that are done or dropped, in place of those that are not.</param>
/// <param name="Late">Only those whose day has passed.</param>
/// <param name="Query">Words of the title or of with whom.</param>
/// <param name="Cursor">Next of the page before.</param>
public sealed record CoordinationFilter(
    bool Closed = false, CoordinationArena? Arena = null, bool Late = false, string? Query = null,
    string? ArticleNumber = null, long? Recall = null, string? Cursor = null, int Limit = 50);

/// <summary>The log of DMP's coordination tasks, for those who may read it (ACT-008).</summary>
public static class CoordinationLog
{
    internal const string Tasks = """
        select t.*, coalesce(p.name, '') as product, coalesce(l.lot_number, '') as lot_number,
            coalesce(a.name, t.assigned_to) as assigned_name,
            (select max(e.at) from coordination_entry e where e.task_id = t.id) as changed_at
        from coordination_task t left join product p on p.article_number = t.article_number
        left join lot l on l.id = t.lot_id left join person a on a.persona = t.assigned_to
        """;

    const string Entries = """
        select e.*, c.id as corrected_by from coordination_entry e
        left join coordination_entry c on c.corrects = e.id
        """;

    /// <summary>The newest first.</summary>
    public static async Task<Page<CoordinationTask>> List(Db db, CoordinationFilter filter, DateOnly today)
    {
        var most = Math.Clamp(filter.Limit, 1, 200);
        long? after = long.TryParse(filter.Cursor, out var id) ? id : null;
        var rows = await db.List<CoordinationTask>(
            $"{Tasks} where {Where(filter, after)} order by t.id desc limit @most",
            Values(filter, today, after, most + 1));
        return new(rows.Count > most ? rows[..most] : rows, rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    /// <summary>Refuses coordination-task-unknown.</summary>
    public static async Task<Result<CoordinationView>> Get(Db db, long id)
    {
        var task = await db.One<CoordinationTask>($"{Tasks} where t.id = @id", new { id });
        if (task is null) return Refusal.Of("coordination-task-unknown", "id", $"{id}");
        return new CoordinationView(task, await db.List<CoordinationEntry>(
            $"{Entries} where e.task_id = @id order by e.id", new { id }));
    }

    /// <summary>The tasks of a filter whole, for a file: a task with all its entries, the newest task first.</summary>
    public static async IAsyncEnumerable<CoordinationView> All(Db db, CoordinationFilter filter, DateOnly today)
    {
        var asked = filter with { Cursor = null, Limit = 200 };
        do
        {
            var page = await List(db, asked, today);
            var entries = (await db.List<CoordinationEntry>($"{Entries} where e.task_id in @ids order by e.id",
                new { ids = InList.Of(page.Items.Select(task => task.Id)) })).ToLookup(entry => entry.TaskId);
            foreach (var task in page.Items) yield return new(task, [.. entries[task.Id]]);
            asked = asked with { Cursor = page.Next };
        } while (asked.Cursor is not null);
    }

    static string Where(CoordinationFilter filter, long? after) => string.Join(" and ", ((string?[])
    [
        filter.Closed ? "t.state in ('done', 'dropped')" : "t.state in ('open', 'waiting')",
        filter.Arena is null ? null : "t.arena = @arena", filter.Late ? "t.due_on < @today" : null,
        string.IsNullOrWhiteSpace(filter.Query) ? null
            : "(lower(t.title) like @text escape '\\' or lower(t.partner) like @text escape '\\')",
        string.IsNullOrWhiteSpace(filter.ArticleNumber) ? null : "t.article_number = @ArticleNumber",
        filter.Recall is null ? null : "t.recall_id = @Recall", after is null ? null : "t.id < @after",
    ]).Where(part => part is not null));

    static object Values(CoordinationFilter filter, DateOnly today, long? after, int most) => new
    {
        arena = filter.Arena is { } arena ? Kebab.Of(arena) : null, today, after, most, filter.Recall,
        ArticleNumber = filter.ArticleNumber?.Trim(),
        text = $"%{StockFilter.Like((filter.Query ?? "").Trim().ToLowerInvariant())}%",
    };
}
