using Forsyn.App.Database;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Stock;

/// <summary>
/// What stands where: now, as of any day, or as it was known at any instant. A day in the past is today's balances less
/// what was booked for later days, so that a recent day costs little however long the history is; what was known at an
/// instant needs a look at every transfer.
/// </summary>
public static class StockOnHand
{
    const string Key = "holder_id, status, lot_id, place_id, pool";
    const string AfterRow = "where (s.holder_id, s.status, s.lot_id, s.place_id, s.pool) > " +
        "(@HolderId, @AfterStatus, @LotId, @PlaceId, @AfterPool)";

    /// <summary>
    /// The accounts that do not hold zero, in the order of their key, from after a row given as cursor.
    /// </summary>
    public static Task<List<StockRow>> Run(Db db, StockQuery query)
    {
        var after = query.After;
        return db.List<StockRow>($"""
            select s.holder_id, s.status, s.lot_id, s.place_id, s.pool, s.quantity, s.changed_at,
                coalesce(l.article_number, '') as article_number, coalesce(l.lot_number, '') as lot_number, l.expires_on
            from ({(query.Past ? Earlier(query) : Now(query))}) s left join lot l on l.id = s.lot_id
            {(after is null ? "" : AfterRow)}
            order by s.holder_id, s.status, s.lot_id, s.place_id, s.pool limit @Limit
            """, new
        {
            query.Holder, query.ArticleNumber, query.Day, query.Limit, Known = query.Known?.Microseconds,
            Status = (short?)query.Status, Pool = (short?)query.Pool,
            after?.HolderId, AfterStatus = (short?)after?.Status, after?.LotId, after?.PlaceId,
                AfterPool = (short?)after?.Pool,
        });
    }

    static string Now(StockQuery query) =>
        $"select {Key}, quantity, changed_at from balance where quantity <> 0 and {Filter(query)}";

    static string Earlier(StockQuery query)
    {
        var later = string.Join(" or ", ((string?[])
        [
            query.Day is null ? null : "counts_on > @Day", query.Known is null ? null : "recorded_at > @Known",
        ]).Where(part => part is not null));
        var holder = query.Holder is null ? "" : " and holder_id = @Holder";
        return $"""
            select {Key}, cast(sum(quantity) as bigint) as quantity, null as changed_at from (
                select {Key}, quantity from balance
                union all
                select holder_id, to_status, lot_id, to_place, to_pool, -quantity from transfer where ({later}){holder}
                union all
                select holder_id, from_status, lot_id, from_place, from_pool, quantity from transfer
                    where ({later}){holder}) a
            where {Filter(query)} group by {Key} having sum(quantity) <> 0
            """;
    }

    static string Filter(StockQuery query) => string.Join(" and ", ((string?[])
    [
        query.Status is null ? "status < 10" : "status = @Status",
        query.Holder is null ? null : "holder_id = @Holder",
        query.Pool is null ? null : "pool = @Pool",
        query.ArticleNumber is null ? null : "lot_id in (select id from lot where article_number = @ArticleNumber)",
    ]).Where(part => part is not null));
}

/// <summary>
/// Which stock is asked for; what is null is not asked about, and without a status all inside accounts are.
/// </summary>
/// <param name="Day">As of the end of this day; null is now.</param>
/// <param name="Known">Only what was recorded by this instant; null is all that is known now.</param>
/// <param name="After">The last row of the page before.</param>
/// <param name="Limit">Rows a page.</param>
public sealed record StockQuery(
    long? Holder = null, string? ArticleNumber = null, Status? Status = null, Pool? Pool = null,
    DateOnly? Day = null, Moment? Known = null, StockRow? After = null, int Limit = 100)
{
    public bool Past => Day is not null || Known is not null;
}

/// <summary>Units of a lot in one account. When it last changed is known for now only.</summary>
public sealed class StockRow
{
    public long HolderId { get; init; }
    public Status Status { get; init; }
    public long LotId { get; init; }
    public long PlaceId { get; init; }
    public Pool Pool { get; init; }
    public long Quantity { get; init; }
    public long? ChangedAt { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string LotNumber { get; init; } = "";
    public DateOnly? ExpiresOn { get; init; }
}
