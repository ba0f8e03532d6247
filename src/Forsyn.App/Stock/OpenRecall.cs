using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>Fact: lots were withdrawn from everyone; the documents lost what was reserved of them.</summary>
public sealed record LotRecalled(
    long Recall, IReadOnlyList<long> Lots, IReadOnlyList<string> Documents, IReadOnlyList<long> Holders);

/// <summary>
/// What to withdraw: a product's lots by number, by expiry (both days included) or all of them, or one lot by its id.
/// </summary>
/// <param name="Class">one, two or three.</param>
public sealed record RecallRequest(
    string? Class, string? Reason, string? ArticleNumber, IReadOnlyList<string>? LotNumbers = null,
    string? ExpiresFrom = null, string? ExpiresTo = null, long? Lot = null);

/// <summary>What a recall takes, holder by holder and lot by lot.</summary>
public sealed record RecallScope(long? Recall, IReadOnlyList<RecallTask> Tasks)
{
    public long Taken => Tasks.Sum(task => task.Taken);
    public long OnRoad => Tasks.Sum(task => task.OnRoad);
    public long Used => Tasks.Sum(task => task.Used);
    public int Holders => Tasks.Select(task => task.HolderId).Distinct().Count();
}

/// <summary>
/// Withdraws lots at every holder in one transaction: what stands on shelves, in quarantine or is reserved becomes
/// recalled, each holder that has or has had units gets a task, and those who react are told by LotRecalled.
/// </summary>
public static class OpenRecall
{
    public static string Source(long recall) => $"recall/{recall}";

    /// <summary>What would be taken; nothing is changed. Refuses what Run refuses.</summary>
    public static Task<Result<RecallScope>> Preview(Db db, RecallRequest request) =>
        db.Snapshot<Result<RecallScope>>(async tx =>
        {
            var lots = await RecallLots.Find(tx, request);
            return lots.Ok ? new RecallScope(null, await RecallTasks.Before(tx, lots.Value)) : lots.Refusal!;
        });

    /// <summary>Refuses recall-not-opened with every finding, and lot-recalled-before.</summary>
    public static Task<Result<RecallScope>> Run(Db db, RecallRequest request, Moment now, Caller caller) =>
        db.Write<RecallScope>(async tx =>
        {
            var found = await RecallLots.Find(tx, request, forUpdate: true);
            if (!found.Ok) return found.Refusal!;
            var lots = found.Value;
            if (await tx.One<string>("select l.lot_number from recall_lot r join lot l on l.id = r.lot_id " +
                "where r.is_open and r.lot_id in @lots", new { lots = InList.Of(lots) }) is { } before)
                return Refusal.Of("lot-recalled-before", "lot", before);

            var tasks = await RecallTasks.Before(tx, lots);
            var pending = await Reservations.PendingOfLots(tx, lots);
            var batch = new Batch(tx);
            var freed = await SetAside.Free(batch, pending, now, caller);
            if (!freed.Ok) return freed.Refusal!;
            var id = tx.Ids.Next();
            var moved = await SetAside.Move(batch, lots, null, Status.Recalled, "recall", Source(id), now, caller);
            if (!moved.Ok) return moved.Refusal!;
            Save(batch, id, request, lots, tasks, now, caller);
            Outbox.Append(batch, new LotRecalled(id, lots, [.. pending.Select(r => r.Document).Distinct()],
                [.. tasks.Select(task => task.HolderId).Distinct()]), now);
            await batch.Run();
            return new RecallScope(id, tasks);
        }, caller.Once);

    static void Save(
        Batch batch, long id, RecallRequest request, IReadOnlyList<long> lots, IReadOnlyList<RecallTask> tasks,
        Moment now, Caller caller)
    {
        batch.Add("insert into recall (id, class, reason, opened_at, opened_by, version) values (?, ?, ?, ?, ?, 1)",
            id, request.Class, request.Reason!.Trim(), now, caller.Name);
        batch.AddRows("insert into recall_lot (recall_id, lot_id, is_open) {values}",
            [.. lots.Select(lot => (object?[])[id, lot, true])]);
        batch.AddRows(
            "insert into recall_task (recall_id, holder_id, lot_id, taken, on_road, used, lost) {values}",
            [.. tasks.Select(task => (object?[])
                [id, task.HolderId, task.LotId, task.Taken, task.OnRoad, task.Used, task.Lost])]);
    }
}

/// <summary>The lots a request for recall names.</summary>
static class RecallLots
{
    const int MostLots = 1000;

    public static async Task<Result<IReadOnlyList<long>>> Find(Tx tx, RecallRequest request, bool forUpdate = false)
    {
        var findings = new List<Finding>();
        void Problem(string code, params string[] args) =>
            findings.Add(new(code, Severity.Block, null, [], "", Refusal.Of(code, args).Args));
        if (!Kebab.TryParse<RecallClass>(request.Class ?? "", out _))
            Problem("recall-class-unknown", "possible", string.Join(", ", Kebab.All<RecallClass>()));
        if (string.IsNullOrWhiteSpace(request.Reason)) Problem("recall-reason-missing");
        DateOnly Day(string? text, DateOnly open)
        {
            if (string.IsNullOrWhiteSpace(text)) return open;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day)) return day;
            Problem("recall-day-unreadable", "day", text);
            return open;
        }
        var (from, to) = (Day(request.ExpiresFrom, DateOnly.MinValue), Day(request.ExpiresTo, DateOnly.MaxValue));
        var article = request.ArticleNumber?.Trim() ?? "";
        var wanted = (request.LotNumbers ?? []).Select(n => n.Trim()).Where(n => n != "").Distinct().ToList();
        if (request.Lot is null && !ArticleNumber.TryParse(article, out _))
            Problem("article-number-wrong", "article", article);
        var readable = findings.Count == 0;
        var rows = !readable ? [] : await tx.List<LotRow>(
            "select id, lot_number from lot where expires_on >= @from and expires_on <= @to and "
            + (request.Lot is null ? "article_number = @article" : "id = @lot")
            + (wanted.Count > 0 ? " and lot_number in @wanted" : "") + " order by id"
            + (forUpdate && tx.Kind == DbKind.Postgres ? " for update" : ""),
            new { article, lot = request.Lot, from, to, wanted = InList.Of(wanted) });
        if (readable)
            foreach (var lot in wanted.Except(rows.Select(row => row.LotNumber)))
                Problem("entry-lot-not-found", "lot", lot);
        if (readable && rows.Count == 0 && wanted.Count == 0) Problem("recall-lots-missing", "article", article);
        if (rows.Count > MostLots) Problem("recall-lots-many", "lots", $"{rows.Count}", "most", $"{MostLots}");
        return findings.Count > 0 ? new Refusal("recall-not-opened", new Dictionary<string, string>(), findings)
            : rows.Select(row => row.Id).ToList();
    }

    sealed class LotRow
    {
        public long Id { get; init; }
        public string LotNumber { get; init; } = "";
    }
}
