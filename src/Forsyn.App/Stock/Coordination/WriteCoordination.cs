using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;
using static Forsyn.App.Stock.Written;

namespace Forsyn.App.Stock.Coordination;

/// <summary>A new coordination task as it is written in a form or at the command line.</summary>
/// <param name="Arena">national, nordic or european.</param>
/// <param name="Partner">With whom: a national actor or a network.</param>
/// <param name="AssignedTo">Id of a person at DMP.</param>
/// <param name="DueOn">yyyy-MM-dd.</param>
public sealed record CoordinationRequest(
    string? Title, string? Arena, string? Partner, string? Text, string? AssignedTo = null, string? DueOn = null,
    string? ArticleNumber = null, long? Lot = null, long? Recall = null, long? Warning = null);

/// <summary>Something to write of a task; what is left out stays as it is.</summary>
public sealed record CoordinationEntryRequest(
    string? Text, string? State = null, string? AssignedTo = null, string? DueOn = null);

/// <summary>
/// Writes in the log of coordination tasks: what is written stays, and is corrected by what is written later.
/// </summary>
public static class WriteCoordination
{
    /// <summary>Refuses coordination-not-written with every finding.</summary>
    public static Task<Result<CoordinationTask>> Open(
        Db db, CoordinationRequest request, Moment now, Caller caller) => db.Write<CoordinationTask>(async tx =>
    {
        var findings = new List<Finding>();
        var (title, partner, text) = (Text(request.Title), Text(request.Partner), Text(request.Text));
        CoordinationRules.Check(title, partner, text, findings);
        var arena = Word<CoordinationArena>("arena", request.Arena, findings);
        var due = Day("dueOn", request.DueOn, findings);
        var assigned = await Person(tx, Text(request.AssignedTo), findings);
        var article = Text(request.ArticleNumber);
        await About(tx, "product", "article_number", article == "" ? null : article, findings);
        await About(tx, "lot", "id", request.Lot, findings);
        await About(tx, "recall", "id", request.Recall, findings);
        await About(tx, "warning", "id", request.Warning, findings);
        if (findings.Count > 0 || arena is not { } where) return NotWritten(findings);
        return await Save(tx, title, where, partner, text, assigned, due, article, request, false, now, caller.Name);
    }, caller.Once);

    internal static async Task<CoordinationTask> Save(
        Tx tx, string title, CoordinationArena arena, string partner, string text, string assigned, DateOnly? due,
        string article, CoordinationRequest about, bool made, Moment now, string by)
    {
        var id = tx.Ids.Next();
        var batch = new Batch(tx);
        batch.Add("insert into coordination_task (id, title, arena, partner, assigned_to, due_on, state, " +
            "article_number, lot_id, recall_id, warning_id, made, opened_at, opened_by, version) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", id, title, Kebab.Of(arena), partner, assigned, due,
            Kebab.Of(CoordinationState.Open), article, about.Lot, about.Recall, about.Warning, made, now, by);
        Entry(batch, id, CoordinationEntryKind.Opened, text, CoordinationState.Open, assigned, due, null, now, by);
        await batch.Run();
        return (await Read(tx, id))!;
    }

    /// <summary>
    /// Adds a note and, where asked, changes state, person and day. Refuses coordination-task-unknown,
    /// coordination-changed-meanwhile and coordination-not-written with every finding.
    /// </summary>
    public static Task<Result<CoordinationTask>> Add(
        Db db, long id, CoordinationEntryRequest request, Moment now, Caller caller, long? version = null) =>
        db.Write<CoordinationTask>(async tx =>
        {
            await tx.Do("update coordination_task set version = version where id = @id", new { id });
            var task = await Read(tx, id);
            if (task is null) return Refusal.Of("coordination-task-unknown", "id", $"{id}");
            if (version is { } seen && seen != task.Version)
                return Refusal.Of("coordination-changed-meanwhile", "id", $"{id}");
            var findings = new List<Finding>();
            var text = Text(request.Text);
            var state = Text(request.State) == "" ? task.StateValue
                : Word<CoordinationState>("state", request.State, findings) ?? task.StateValue;
            var assigned = request.AssignedTo is null ? task.AssignedTo
                : await Person(tx, Text(request.AssignedTo), findings);
            var due = request.DueOn is null ? task.DueOn : Day("dueOn", request.DueOn, findings);
            var changes = state != task.StateValue || assigned != task.AssignedTo || due != task.DueOn;
            CoordinationRules.CheckText(text, findings, changes);
            if (findings.Count > 0) return NotWritten(findings);
            var batch = new Batch(tx);
            batch.Add("update coordination_task set state = ?, assigned_to = ?, due_on = ?, version = version + 1 " +
                "where id = ?", Kebab.Of(state), assigned, due, id);
            Entry(batch, id, changes ? CoordinationEntryKind.Changed : CoordinationEntryKind.Note, text, state,
                assigned, due, null, now, caller.Name);
            await batch.Run();
            return (await Read(tx, id))!;
        }, caller.Once);

    /// <summary>
    /// Writes what an entry should have said. The entry stays, and is shown as corrected. Refuses
    /// coordination-entry-unknown, coordination-corrected-before and coordination-not-written.
    /// </summary>
    public static Task<Result<CoordinationTask>> Correct(
        Db db, long entry, string? written, Moment now, Caller caller) => db.Write<CoordinationTask>(async tx =>
    {
        var old = await tx.One<CoordinationEntry>("select * from coordination_entry where id = @entry", new { entry });
        if (old is null) return Refusal.Of("coordination-entry-unknown", "id", $"{entry}");
        await tx.Do("update coordination_task set version = version + 1 where id = @TaskId", new { old.TaskId });
        if (await tx.One<long>("select count(*) from coordination_entry where corrects = @entry", new { entry }) > 0)
            return Refusal.Of("coordination-corrected-before", "id", $"{entry}");
        var (findings, text) = (new List<Finding>(), Text(written));
        CoordinationRules.CheckText(text, findings);
        if (findings.Count > 0) return NotWritten(findings);
        var task = (await Read(tx, old.TaskId))!;
        var batch = new Batch(tx);
        Entry(batch, task.Id, CoordinationEntryKind.Corrected, text, task.StateValue, task.AssignedTo, task.DueOn,
            entry, now, caller.Name);
        await batch.Run();
        return (await Read(tx, task.Id))!;
    }, caller.Once);

    /// <summary>Those who may have a task: the people who may write in the log.</summary>
    public static async Task<IReadOnlyList<(string Persona, string Name)>> People(Db db) =>
        [.. (await db.List<PersonRow>("select persona, name, role from person order by name, persona"))
            .Where(row => row.Writes).Select(row => (row.Persona, row.Name))];

    static Task<CoordinationTask?> Read(Tx tx, long id) =>
        tx.One<CoordinationTask>($"{CoordinationLog.Tasks} where t.id = @id", new { id });

    static void Entry(
        Batch batch, long task, CoordinationEntryKind kind, string text, CoordinationState state, string assigned,
        DateOnly? due, long? corrects, Moment now, string by) =>
        batch.Add("insert into coordination_entry (id, task_id, kind, text, state, assigned_to, due_on, corrects, " +
            "at, by_person) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", batch.Tx.Ids.Next(), task, Kebab.Of(kind), text,
            Kebab.Of(state), assigned, due, corrects, now, by);

    static async Task About(Tx tx, string table, string key, object? value, List<Finding> findings)
    {
        if (value is null) return;
        if (await tx.One<long>($"select count(*) from {table} where {key} = @value", new { value }) == 0)
            findings.Add(StockQuestion.Wrong("coordination-about-unknown", table, $"{value}"));
    }

    static async Task<string> Person(Tx tx, string persona, List<Finding> findings)
    {
        if (persona != "" && await tx.One<PersonRow>("select persona, name, role from person where persona = @persona",
            new { persona }) is not { Writes: true })
            findings.Add(StockQuestion.Wrong("coordination-person-unknown", "assignedTo", persona));
        return persona;
    }

    static Refusal NotWritten(List<Finding> findings) =>
        new("coordination-not-written", new Dictionary<string, string>(), findings);

    sealed class PersonRow
    {
        public string Persona { get; init; } = "";
        public string Name { get; init; } = "";
        public string Role { get; init; } = "";
        public bool Writes => Access.Allows([Kebab.Read<Role>(Role)], Policy.CoordinationWrite);
    }
}
