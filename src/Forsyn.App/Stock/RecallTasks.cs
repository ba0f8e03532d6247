using Forsyn.App.Database;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>What a holder must account for of a recalled lot, and what it has answered.</summary>
public sealed class RecallTask
{
    public long RecallId { get; init; }
    public long HolderId { get; init; }
    public string Holder { get; init; } = "";
    public long LotId { get; init; }
    public string LotNumber { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public long Taken { get; init; }
    public long OnRoad { get; init; }
    public long Used { get; init; }
    public long Lost { get; init; }
    public long Found { get; init; }
    public long Given { get; init; }
    public long Destroyed { get; init; }
    public long Missing { get; init; }

    public RecallAccount Account => new(new(Taken), new(OnRoad), new(Found + Given + Destroyed + Missing));
    public long Unknown => Account.Unknown.Units;
}

/// <summary>The tasks of a recall, as the ledger gives them before it and as they stand.</summary>
public static class RecallTasks
{
    const string Names = $"""
        {StockFilter.HolderName} as holder, l.lot_number, l.article_number, p.name as product
        """;

    /// <summary>
    /// Everyone who has units of the lots or has had them: holders whose books show any, now or gone.
    /// </summary>
    public static Task<List<RecallTask>> Before(Tx tx, IReadOnlyList<long> lots) => tx.List<RecallTask>($"""
        select t.holder_id, t.lot_id, t.taken, t.on_road, t.used, t.lost, {Names}
        from (select holder_id, lot_id,
                cast(sum(case when status in (0, 2, 3, 4) then quantity else 0 end) as bigint) as taken,
                cast(sum(case when status = 1 then quantity else 0 end) as bigint) as on_road,
                cast(sum(case when status = 11 then quantity else 0 end) as bigint) as used,
                cast(sum(case when status in (12, 13) then quantity else 0 end) as bigint) as lost
            from balance where lot_id in @lots and status in (0, 1, 2, 3, 4, 11, 12, 13)
            group by holder_id, lot_id having sum(quantity) > 0) t
        join party y on y.id = t.holder_id join lot l on l.id = t.lot_id
        join product p on p.article_number = l.article_number
        order by t.holder_id, t.lot_id
        """, new { lots = InList.Of(lots) });

    const string Tasks = $"""
        select t.recall_id, t.holder_id, t.lot_id, t.taken, t.on_road, t.used, t.lost, t.found, t.given, t.destroyed,
            t.missing, {Names}
        from recall_task t join party y on y.id = t.holder_id join lot l on l.id = t.lot_id
        join product p on p.article_number = l.article_number
        """;

    internal static Task<RecallTask?> One(Tx tx, long recall, long holder, long lot) => tx.One<RecallTask>(
        $"{Tasks} where t.recall_id = @recall and t.holder_id = @holder and t.lot_id = @lot",
        new { recall, holder, lot });

    /// <summary>The tasks of one recall, or of one holder in all recalls that are open.</summary>
    public static Task<List<RecallTask>> Of(Db db, long? recall, long? holder) => db.List<RecallTask>($"""
        {Tasks} where {(recall is null ? "t.recall_id in (select id from recall where closed_at is null)"
            : "t.recall_id = @recall")} {(holder is null ? "" : "and t.holder_id = @holder")}
        order by t.recall_id desc, t.taken + t.on_road - t.found - t.given - t.destroyed - t.missing desc,
            t.holder_id, t.lot_id
        """, new { recall, holder });

    /// <summary>
    /// Locks the lots that are on their way in and says under which open recall they are: a lot recalled while it was
    /// on the road is not put on the shelf.
    /// </summary>
    public static async Task<Dictionary<long, long>> Open(Tx tx, IEnumerable<long> lots)
    {
        var ids = lots.ToHashSet();
        // A recall locks the lots' rows to take what stands there; until it is done, nothing may be added.
        if (tx.Kind == DbKind.Postgres) await Share(tx, ids);
        var open = await tx.List<OpenRow>("select recall_id, lot_id from recall_lot where is_open");
        return open.Where(row => ids.Contains(row.LotId)).ToDictionary(row => row.LotId, row => row.RecallId);
    }

    // A long report may add to every lot a wholesaler has: they go over as a table, since a parameter for each of
    // twenty thousand takes longer than all the rest.
    static async Task Share(Tx tx, HashSet<long> ids)
    {
        if (ids.Count <= Few)
        {
            await tx.Do("select id from lot where id in @ids order by id for share", new { ids = InList.Of(ids) });
            return;
        }
        await tx.Do("create temp table if not exists shared (lot_id bigint)");
        await tx.Do("delete from shared");
        await Bulk.Load(tx, "shared", ["lot_id"], ids.Order().Select(id => (object?[])[id]));
        await tx.Do("select count(*) from (select l.id from shared s join lot l on l.id = s.lot_id order by l.id " +
            "for share of l) held");
        await tx.Do("delete from shared");
    }

    const int Few = 100;

    /// <summary>Adds to the batch that units on the road were received: taken now, or lost on the way.</summary>
    public static void Received(Batch batch, long recall, long holder, long lot, Quantity arrived, Quantity lost) =>
        batch.Add("update recall_task set on_road = on_road - ?, taken = taken + ?, lost = lost + ? " +
            "where recall_id = ? and holder_id = ? and lot_id = ?", arrived + lost, arrived, lost, recall, holder, lot);

    /// <summary>Adds to the batch that a holder counted more of a recalled lot than its books had.</summary>
    public static void Counted(Batch batch, long recall, long holder, long lot, long units) =>
        batch.Add("insert into recall_task (recall_id, holder_id, lot_id, taken, on_road, used, lost) " +
            "values (?, ?, ?, ?, 0, 0, 0) on conflict (recall_id, holder_id, lot_id) " +
            "do update set taken = recall_task.taken + excluded.taken", recall, holder, lot, units);

    sealed class OpenRow
    {
        public long RecallId { get; init; }
        public long LotId { get; init; }
    }
}
