using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;

namespace Forsyn.App.Parties;

/// <summary>Who has a task, and the days; validTo is the first day it no longer holds.</summary>
public sealed class OperatorRow
{
    public string Task { get; init; } = "";
    public string PartyKey { get; init; } = "";
    public string Party { get; init; } = "";
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public string Chapter { get; init; } = "";
    public string Decision { get; init; } = "";
    public string RecordedBy { get; init; } = "";
}

/// <param name="From">The first day, later than today.</param>
/// <param name="Decision">Who decided, and where it is written.</param>
public sealed record OperatorChange(string? Task, string? Party, DateOnly? From, string? Decision);

/// <summary>Who calls off, sells, stores and distributes vaccine, by day (ACT-012).</summary>
public static class Operators
{
    public static Task<List<OperatorRow>> List(Db db) => db.List<OperatorRow>("""
        select o.task, o.party_key, coalesce(n.name_nb, o.party_key) as party, o.valid_from, o.valid_to, o.chapter,
            o.decision, o.recorded_by
        from operator o left join party p on p.key = o.party_key
        left join party_name n on n.party_id = p.id and n.valid_to is null
        order by o.task, o.valid_from
        """);

    /// <summary>
    /// Gives a task to another party from a day to come; what was done before stays with the one who did it. Refuses
    /// operator-faulty with all faults at once, and operator-changed-later where a later change is written already.
    /// </summary>
    public static async Task<Result<OperatorRow>> Change(Db db, OperatorChange change, Moment now, Caller caller)
    {
        var faults = await Faults(db, change, now);
        if (faults.Count > 0) return new Refusal("operator-faulty", new Dictionary<string, string>(), faults);
        var changed = await db.Write<OperatorRow>(async tx =>
        {
            var (task, from) = (change.Task!, change.From!.Value);
            var last = await tx.One<DateOnly>("select max(valid_from) from operator where task = @task", new { task });
            if (last >= from) return Refusal.Of("operator-changed-later", "task", task, "from", $"{last:yyyy-MM-dd}");
            var batch = new Batch(tx);
            batch.Add("update operator set valid_to = ? where task = ? and valid_from = ?", from, task, last);
            batch.Add("insert into operator (task, party_key, valid_from, chapter, decision, recorded_at, " +
                "recorded_by) values (?, ?, ?, ?, ?, ?, ?)", task, change.Party, from, "710", change.Decision!.Trim(),
                now, caller.Name);
            await batch.Run();
            return new OperatorRow
            {
                Task = task, PartyKey = change.Party!, Party = change.Party!, ValidFrom = from, Chapter = "710",
                Decision = change.Decision.Trim(), RecordedBy = caller.Name,
            };
        }, caller.Once);
        if (changed.Ok) Supplier.Forget(db);
        return changed;
    }

    static async Task<List<Finding>> Faults(Db db, OperatorChange change, Moment now)
    {
        var faults = new List<Finding>();
        if (!Kebab.TryParse<OperatorTask>(change.Task ?? "", out _))
            faults.Add(Fault("operator-task", "task", change.Task ?? ""));
        if (await db.One<long>("select count(*) from party p join place l on l.party_id = p.id where p.key = @key",
            new { key = change.Party ?? "" }) == 0)
            faults.Add(Fault("operator-party", "party", change.Party ?? ""));
        if (change.From is not { } from || from <= now.Day)
            faults.Add(Fault("operator-from", "from", $"{change.From:yyyy-MM-dd}"));
        if (string.IsNullOrWhiteSpace(change.Decision)) faults.Add(Fault("operator-decision", "decision", ""));
        return faults;
    }

    internal static Finding Fault(string code, params string[] args) =>
        new(code, Severity.Block, null, [], "", Refusal.Of(code, args).Args);
}
