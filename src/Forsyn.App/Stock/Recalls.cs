using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>A recall as lists show it, with what is still unknown of it.</summary>
public class RecallSummary
{
    public long Id { get; init; }
    public string Class { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Product { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public long Lots { get; init; }
    public long Holders { get; init; }
    public long Taken { get; init; }
    public long Unknown { get; init; }
    public Moment OpenedAt { get; init; }
    public string OpenedBy { get; init; } = "";
    public Moment? ClosedAt { get; init; }
    public string? ClosedBy { get; init; }
    public string Conclusion { get; init; } = "";
    public long Version { get; init; }
    public RecallClass ClassValue => Kebab.Read<RecallClass>(Class);
}

/// <summary>A recall whole: its tasks, the most unknown first, and every answer, the newest first.</summary>
public sealed record RecallView(
    RecallSummary Recall, IReadOnlyList<RecallTask> Tasks, IReadOnlyList<RecallAnswerView> Answers);

/// <summary>
/// Recalls for those who may see them: everyone's for the desk and for those who see the country, for others the parts
/// that concern their own stock.
/// </summary>
public static class Recalls
{
    const string Summary = """
        select r.id, r.class, r.reason, r.opened_at, r.opened_by, r.closed_at, r.closed_by, r.conclusion, r.version,
            (select count(*) from recall_lot x where x.recall_id = r.id) as lots,
            (select count(distinct t.holder_id) from recall_task t where t.recall_id = r.id) as holders,
            (select coalesce(cast(sum(t.taken + t.on_road) as bigint), 0) from recall_task t
             where t.recall_id = r.id) as taken,
            (select coalesce(cast(sum(t.taken + t.on_road - t.found - t.given - t.destroyed - t.missing) as bigint), 0)
             from recall_task t where t.recall_id = r.id) as unknown,
            (select max(p.name) from recall_lot x join lot l on l.id = x.lot_id
             join product p on p.article_number = l.article_number where x.recall_id = r.id) as product,
            (select max(l.article_number) from recall_lot x join lot l on l.id = x.lot_id
             where x.recall_id = r.id) as article_number
        from recall r
        """;

    public static bool SeesAll(Caller caller) => caller.May(Policy.LotControl) || caller.May(Policy.StockNational);

    /// <summary>The newest first, a page at a time; the cursor is the last id of the page before.</summary>
    /// <param name="article">Only those of lots of this product.</param>
    public static async Task<Page<RecallSummary>> List(
        Db db, bool openOnly, Caller caller, long? after = null, int limit = 50, string? article = null)
    {
        var most = Math.Clamp(limit, 1, 200);
        var where = new[]
        {
            openOnly ? "r.closed_at is null" : null, after is null ? null : "r.id < @after",
            article is null ? null : "exists (select 1 from recall_lot x join lot l on l.id = x.lot_id " +
                "where x.recall_id = r.id and l.article_number = @article)",
            SeesAll(caller) ? null
                : "exists (select 1 from recall_task t where t.recall_id = r.id and t.holder_id = @holder)",
        }.Where(part => part is not null).DefaultIfEmpty("1 = 1");
        var rows = await db.List<RecallSummary>(
            $"{Summary} where {string.Join(" and ", where)} order by r.id desc limit @most",
            new { after, holder = caller.Party ?? 0, most = most + 1, article });
        return new(rows.Count > most ? rows[..most] : rows, rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    /// <summary>Refuses recall-unknown, also for one that does not concern the caller.</summary>
    public static async Task<Result<RecallView>> Get(Db db, long id, Caller caller)
    {
        long? holder = SeesAll(caller) ? null : caller.Party ?? 0;
        var recall = await db.One<RecallSummary>($"{Summary} where r.id = @id", new { id });
        var tasks = recall is null ? [] : await RecallTasks.Of(db, id, holder);
        if (recall is null || (holder is not null && tasks.Count == 0))
            return Refusal.Of("recall-unknown", "recall", $"{id}");
        return new RecallView(recall, tasks, await db.List<RecallAnswerView>($"""
            select {RecallAnswerView.Columns}, l.lot_number, {StockFilter.HolderName} as holder
            from recall_answer a join lot l on l.id = a.lot_id join party y on y.id = a.holder_id
            where a.recall_id = @id {(holder is null ? "" : "and a.holder_id = @holder")} order by a.id desc
            """, new { id, holder }));
    }

    /// <summary>
    /// Ends a recall when every unit is accounted for. Refuses recall-unknown, recall-closed, recall-changed-meanwhile,
    /// recall-conclusion-missing and recall-still-open with the number of unknown units.
    /// </summary>
    public static Task<Result<RecallSummary>> Close(
        Db db, long id, string? conclusion, Moment now, Caller caller, long? version = null) =>
        db.Write<RecallSummary>(async tx =>
        {
            await tx.Do("update recall set version = version where id = @id", new { id });
            var recall = await tx.One<RecallSummary>($"{Summary} where r.id = @id", new { id });
            if (recall is null) return Refusal.Of("recall-unknown", "recall", $"{id}");
            if (recall.ClosedAt is not null) return Refusal.Of("recall-closed", "recall", $"{id}");
            if (version is { } seen && seen != recall.Version)
                return Refusal.Of("recall-changed-meanwhile", "recall", $"{id}");
            if (string.IsNullOrWhiteSpace(conclusion)) return Refusal.Of("recall-conclusion-missing");
            if (recall.Unknown > 0)
                return Refusal.Of("recall-still-open", "recall", $"{id}", "units", $"{recall.Unknown}");
            var batch = new Batch(tx);
            batch.Add("update recall set closed_at = ?, closed_by = ?, conclusion = ?, version = version + 1 " +
                "where id = ?", now, caller.Name, conclusion.Trim(), id);
            batch.Add("update recall_lot set is_open = ? where recall_id = ?", false, id);
            await batch.Run();
            return (await tx.One<RecallSummary>($"{Summary} where r.id = @id", new { id }))!;
        }, caller.Once);
}
