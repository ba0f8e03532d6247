using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>What a holder says of a recalled lot, in units; what is left out is none.</summary>
public sealed record RecallAnswerRequest(
    long Lot, long? Found = null, long? Given = null, long? Destroyed = null, long? Missing = null,
    string? Text = null);

/// <summary>
/// Books a holder's answer: found units stay in stock as recalled, given, destroyed and missing ones leave it. The
/// same holder may answer again until nothing is unknown, and an answer can be undone while the recall is open.
/// </summary>
public static class AnswerRecall
{
    static string Source(long answer) => $"recall-answer/{answer}";

    /// <summary>
    /// Refuses recall-task-unknown (also for another's), recall-closed, and recall-not-answered with every finding.
    /// </summary>
    public static Task<Result<RecallTask>> Run(
        Db db, long recall, RecallAnswerRequest request, Moment now, Caller caller) => db.Write<RecallTask>(async tx =>
    {
        var locked = await Lock(tx, recall, request.Lot, caller);
        if (!locked.Ok) return locked.Refusal!;
        var task = locked.Value;
        var answer = new RecallAnswer(new(request.Found ?? 0), new(request.Given ?? 0), new(request.Destroyed ?? 0),
            new(request.Missing ?? 0), request.Text?.Trim() ?? "");
        var findings = new List<Finding>();
        RecallRules.Check(answer, task.Account, findings);
        if (findings.Count > 0)
            return new Refusal("recall-not-answered", new Dictionary<string, string>(), findings);

        var id = tx.Ids.Next();
        var batch = new Batch(tx);
        var link = await Book(tx, batch, id, task, answer, now, caller);
        if (!link.Ok) return link.Refusal!;
        Count(batch, task, answer, 1);
        batch.Add("insert into recall_answer (id, recall_id, holder_id, lot_id, found, given, destroyed, missing, " +
            "text, answered_at, answered_by, link) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id, recall, task.HolderId, task.LotId, answer.Found, answer.Given, answer.Destroyed, answer.Missing,
            answer.Text, now, caller.Name, link.Value);
        await batch.Run();
        return (await RecallTasks.One(tx, recall, task.HolderId, task.LotId))!;
    }, caller.Once, whenShort: Refusal.Of("recall-units-gone"));

    /// <summary>Refuses recall-answer-unknown, recall-answer-undone-before and recall-closed.</summary>
    public static Task<Result<RecallTask>> Undo(Db db, long id, Moment now, Caller caller) =>
        db.Write<RecallTask>(async tx =>
        {
            var row = await tx.One<RecallAnswerView>(
                $"select {RecallAnswerView.Columns} from recall_answer a where a.id = @id", new { id });
            if (row is null) return Refusal.Of("recall-answer-unknown", "id", $"{id}");
            var locked = await Lock(tx, row.RecallId, row.LotId, caller);
            if (!locked.Ok) return locked.Refusal!;
            var task = locked.Value;
            if (row.HolderId != task.HolderId) return Refusal.Of("recall-answer-unknown", "id", $"{id}");
            var batch = new Batch(tx);
            batch.Add("update recall_answer set undone_at = ?, undone_by = ? where id = ? and undone_at is null",
                now, caller.Name, id);
            if (await batch.Run() == 0) return Refusal.Of("recall-answer-undone-before", "id", $"{id}");
            if (row.Link is { } link)
            {
                var booked = await tx.List<TransferRow>(
                    $"select {Post.TransferColumns} from transfer where holder_id = @HolderId and link = @link " +
                    "order by id", new { row.HolderId, link });
                var posted = Post.Append(batch, [.. booked.Select(t =>
                    t.ToTransfer().Correction(t.Id, $"{Source(id)}/undo/{t.Id}", now.Day))], now, caller.PersonaId);
                if (!posted.Ok) return posted.Refusal!;
            }
            Count(batch, task, row.Answer, -1);
            await batch.Run();
            return (await RecallTasks.One(tx, row.RecallId, task.HolderId, task.LotId))!;
        }, caller.Once);

    // One answer at a time for a holder and lot: the task's row is the lock.
    static async Task<Result<RecallTask>> Lock(Tx tx, long recall, long lot, Caller caller)
    {
        if (caller.Party is not { } holder) return Refusal.Of("holder-missing");
        await tx.Do("update recall_task set found = found where recall_id = @recall and holder_id = @holder and " +
            "lot_id = @lot", new { recall, holder, lot });
        var task = await RecallTasks.One(tx, recall, holder, lot);
        if (task is null) return Refusal.Of("recall-task-unknown", "recall", $"{recall}");
        return await tx.One<long?>("select closed_at from recall where id = @recall", new { recall }) is null
            ? task : Refusal.Of("recall-closed", "recall", $"{recall}");
    }

    static async Task<Result<long?>> Book(
        Tx tx, Batch batch, long id, RecallTask task, RecallAnswer answer, Moment now, Caller caller)
    {
        var shelves = new Queue<(Slot Slot, long Units)>((await tx.List<StockRow>(
            "select holder_id, status, lot_id, place_id, pool, quantity from balance where holder_id = @HolderId and " +
            "status = 4 and lot_id = @LotId and quantity > 0 order by place_id, pool", task))
            .Select(row => (new Slot(row.Status, row.PlaceId, row.Pool), row.Quantity)));
        var transfers = new List<Transfer>();
        foreach (var (units, status, reason) in new[]
        {
            (answer.Given, Status.Consumed, "recall-given"), (answer.Destroyed, Status.Destroyed, "recall-destroyed"),
            (answer.Missing, Status.Counted, "recall-missing"),
        })
            for (var left = units.Units; left > 0;)
            {
                if (!shelves.TryDequeue(out var shelf)) return Refusal.Of("recall-units-gone");
                var taken = Math.Min(left, shelf.Units);
                transfers.Add(new Transfer(task.HolderId, task.LotId, new(taken), shelf.Slot, Slot.Outside(status),
                    reason, $"{Source(id)}/{transfers.Count + 1}", now.Day));
                left -= taken;
                if (taken < shelf.Units) shelves = new([(shelf.Slot, shelf.Units - taken), .. shelves]);
            }
        if (transfers.Count == 0) return (long?)null;
        var posted = Post.Append(batch, transfers, now, caller.PersonaId);
        return posted.Ok ? posted.Value[0] : posted.Refusal!;
    }

    static void Count(Batch batch, RecallTask task, RecallAnswer answer, int sign) =>
        batch.Add("update recall_task set found = found + ?, given = given + ?, destroyed = destroyed + ?, " +
            "missing = missing + ? where recall_id = ? and holder_id = ? and lot_id = ?",
            sign * answer.Found.Units, sign * answer.Given.Units, sign * answer.Destroyed.Units,
            sign * answer.Missing.Units, task.RecallId, task.HolderId, task.LotId);
}

/// <summary>An answer as it is shown in a recall's timeline.</summary>
public sealed class RecallAnswerView
{
    internal const string Columns =
        "a.id, a.recall_id, a.holder_id, a.lot_id, a.found, a.given, a.destroyed, a.missing, a.text, a.answered_at, " +
        "a.answered_by, a.link, a.undone_at, a.undone_by";

    public long Id { get; init; }
    public long RecallId { get; init; }
    public long HolderId { get; init; }
    public string Holder { get; init; } = "";
    public long LotId { get; init; }
    public string LotNumber { get; init; } = "";
    public long Found { get; init; }
    public long Given { get; init; }
    public long Destroyed { get; init; }
    public long Missing { get; init; }
    public string Text { get; init; } = "";
    public Moment AnsweredAt { get; init; }
    public string AnsweredBy { get; init; } = "";
    public long? Link { get; init; }
    public Moment? UndoneAt { get; init; }
    public string? UndoneBy { get; init; }

    internal RecallAnswer Answer => new(new(Found), new(Given), new(Destroyed), new(Missing), Text);
}
