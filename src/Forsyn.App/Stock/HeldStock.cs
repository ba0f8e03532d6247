namespace Forsyn.App.Stock;

/// <summary>
/// The holders' own balances as a common table "held" (holder_id, status, lot_id, place_id, pool, units, changed_at):
/// now, as of the day @AsOf, or as it was known when @KnownBefore came. The past is today's balance less the movements
/// that count for later days or were written later: the further back, the more of them, but never the whole history.
/// </summary>
static class HeldStock
{
    const string Now =
        "held as (select holder_id, status, lot_id, place_id, pool, quantity as units, changed_at " +
        "from balance where status < 10)";

    // Added up and not joined: the planner cannot know how many balances have moved since, and would join them row by
    // row. What narrows most is asked of the movements themselves, which have an index for it.
    static string Then(StockFilter filter, bool ages, string later, string earlier)
    {
        var narrow = (filter.ArticleNumber is null ? ""
            : " and lot_id in (select id from lot where article_number = @ArticleNumber)")
            + (filter.Lot is null ? "" : " and lot_id = @Lot")
            + (filter.Holder is null ? "" : " and holder_id = @Holder");
        return $"""
            held as (
                select holder_id, status, lot_id, place_id, pool, cast(sum(units) as bigint) as units,
                    {(ages ? Age(earlier) : "max(changed_at)")} as changed_at
                from (
                    select holder_id, status, lot_id, place_id, pool, quantity as units, changed_at, 0 as moved
                    from balance where status < 10{narrow}
                    union all
                    select holder_id, to_status, lot_id, to_place, to_pool, -quantity, 0, 1
                    from transfer where ({later}) and to_status < 10{narrow}
                    union all
                    select holder_id, from_status, lot_id, from_place, from_pool, quantity, 0, 1
                    from transfer where ({later}) and from_status < 10{narrow}) a
                group by holder_id, status, lot_id, place_id, pool)
            """;

        // The age of a figure of the past is that of the last movement that is in it, not of a later one.
        static string Age(string earlier) => $"""
            case when max(moved) = 0 then max(changed_at) else (
                select max(t.recorded_at) from transfer t
                where t.lot_id = a.lot_id and {earlier} and t.holder_id = a.holder_id
                    and (t.to_status = a.status and t.to_place = a.place_id and t.to_pool = a.pool
                        or t.from_status = a.status and t.from_place = a.place_id and t.from_pool = a.pool)) end
            """;
    }

    /// <param name="ages">Whether changed_at is looked up for the past, which costs a look at each balance.</param>
    public static string Sql(StockFilter filter, bool ages = true) => (filter.AsOf, filter.KnownOn) switch
    {
        (null, null) => Now,
        (not null, null) => Then(filter, ages, "counts_on > @AsOf", "t.counts_on <= @AsOf"),
        (null, not null) => Then(filter, ages, "recorded_at >= @KnownBefore", "t.recorded_at < @KnownBefore"),
        _ => Then(filter, ages, "counts_on > @AsOf or recorded_at >= @KnownBefore",
            "t.counts_on <= @AsOf and t.recorded_at < @KnownBefore"),
    };
}
