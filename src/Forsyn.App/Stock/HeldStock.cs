namespace Forsyn.App.Stock;

/// <summary>
/// The holders' own balances as a common table "held" (holder_id, status, lot_id, place_id, pool, units, changed_at):
/// now, as of the day @AsOf, or as it was known when @KnownBefore came. The past is today's balance less the movements
/// that count for later days or were written later: the further back, the more of them, but never the whole history,
/// and a balance nobody touched since is not looked into.
/// </summary>
static class HeldStock
{
    const string Now =
        "held as (select holder_id, status, lot_id, place_id, pool, quantity as units, changed_at " +
        "from balance where status < 10)";

    // The age of a figure of the past is that of the last movement that is in it, not of a later one.
    static string Then(string later, string earlier) => $"""
        later as (
            select holder_id, to_status as status, lot_id, to_place as place_id, to_pool as pool, quantity as units
            from transfer where ({later}) and to_status < 10
            union all
            select holder_id, from_status, lot_id, from_place, from_pool, -quantity
            from transfer where ({later}) and from_status < 10),
        since as (
            select holder_id, status, lot_id, place_id, pool, sum(units) as units from later
            group by holder_id, status, lot_id, place_id, pool),
        held as (
            select b.holder_id, b.status, b.lot_id, b.place_id, b.pool,
                cast(b.quantity - coalesce(s.units, 0) as bigint) as units,
                case when s.units is null then b.changed_at else
                    (select max(t.recorded_at) from transfer t
                    where t.lot_id = b.lot_id and {earlier} and t.holder_id = b.holder_id
                        and (t.to_status = b.status and t.to_place = b.place_id and t.to_pool = b.pool
                            or t.from_status = b.status and t.from_place = b.place_id and t.from_pool = b.pool))
                end as changed_at
            from balance b
            left join since s on s.holder_id = b.holder_id and s.status = b.status and s.lot_id = b.lot_id
                and s.place_id = b.place_id and s.pool = b.pool
            where b.status < 10)
        """;

    public static string Sql(StockFilter filter) => (filter.AsOf, filter.KnownOn) switch
    {
        (null, null) => Now,
        (not null, null) => Then("counts_on > @AsOf", "t.counts_on <= @AsOf"),
        (null, not null) => Then("recorded_at >= @KnownBefore", "t.recorded_at < @KnownBefore"),
        _ => Then("counts_on > @AsOf or recorded_at >= @KnownBefore",
            "t.counts_on <= @AsOf and t.recorded_at < @KnownBefore"),
    };
}
