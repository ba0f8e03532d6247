using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Ledger;

/// <summary>One promise of the ledger as a query that finds the rows which break it.</summary>
sealed record AuditCheck(
    string Kind, string Sql, Func<AuditHit, string> What, Func<AuditHit, string> Row, Func<AuditHit, string> Expected,
    Func<AuditHit, string> Found);

/// <summary>What a check's query answers; each fills what it needs.</summary>
sealed class AuditHit
{
    public long HolderId { get; init; }
    public Status Status { get; init; }
    public long LotId { get; init; }
    public long PlaceId { get; init; }
    public Pool Pool { get; init; }
    public long Id { get; init; }
    public string Source { get; init; } = "";
    public long Expected { get; init; }
    public long Found { get; init; }
    public long Hits { get; init; }
}

/// <summary>The promises that can be asked of the database in one query each; the seals are in AuditSeals.</summary>
static class AuditChecks
{
    public static readonly IReadOnlyList<AuditCheck> All =
    [
        Numbers("balance-differs", Account, BalanceRow, """
            select holder_id, status, lot_id, place_id, pool, cast(sum(moved) as bigint) as expected,
                cast(sum(stored) as bigint) as found
            from (
                select holder_id, to_status as status, lot_id, to_place as place_id, to_pool as pool,
                    quantity as moved, 0 as stored
                from transfer
                union all select holder_id, from_status, lot_id, from_place, from_pool, -quantity, 0 from transfer
                union all select holder_id, status, lot_id, place_id, pool, 0, quantity from balance) both_sides
            group by holder_id, status, lot_id, place_id, pool having sum(moved) <> sum(stored)
            """),
        Numbers("lot-not-zero", hit => $"lot {hit.LotId} over all accounts", hit => $"balance rows of lot {hit.LotId}",
            """
            select lot_id, 0 as expected, cast(sum(quantity) as bigint) as found from balance group by lot_id
                having sum(quantity) <> 0
            """),
        Numbers("negative-balance", Account, BalanceRow, """
            select holder_id, status, lot_id, place_id, pool, 0 as expected, quantity as found from balance
            where quantity < 0 and status < 10
            """),
        Numbers("source-repeated", hit => $"source {hit.Source} of holder {hit.HolderId}",
            hit => $"transfer rows of holder {hit.HolderId} with source {hit.Source}", """
            select holder_id, source, 1 as expected, count(*) as found from transfer group by holder_id, source
                having count(*) > 1
            """),
        Numbers("corrected-twice", hit => $"corrections of transfer {hit.Id}",
            hit => $"transfer rows of holder {hit.HolderId} that correct {hit.Id}", """
            select holder_id, corrects as id, 1 as expected, count(*) as found from transfer
            where corrects is not null group by holder_id, corrects having count(*) > 1
            """),
        Content("correction-differs", hit => $"the transfer that {hit.Id} corrects",
            "the same units moved the other way", """
            select t.holder_id, t.id from transfer t
            left join transfer o on o.holder_id = t.holder_id and o.id = t.corrects
            where t.corrects is not null and (o.id is null or o.lot_id <> t.lot_id or o.quantity <> t.quantity
                or o.from_status <> t.to_status or o.from_place <> t.to_place or o.from_pool <> t.to_pool
                or o.to_status <> t.from_status or o.to_place <> t.from_place or o.to_pool <> t.from_pool)
            """),
        Content("settlement-differs", hit => $"the reservation that {hit.Id} settles",
            "no more than its units, from where they were held", """
            select t.holder_id, t.id from transfer t
            left join reservation r on r.holder_id = t.holder_id and r.id = t.settles
            where t.settles is not null and (r.id is null or r.lot_id <> t.lot_id or r.quantity < t.quantity
                or t.from_status <> 2 or r.place_id <> t.from_place or r.pool <> t.from_pool)
            """),
        Numbers("reserved-differs", Account, BalanceRow, """
            select holder_id, 2 as status, lot_id, place_id, pool, cast(sum(promised) as bigint) as expected,
                cast(sum(held) as bigint) as found
            from (
                select holder_id, lot_id, place_id, pool, quantity as promised, 0 as held from reservation
                    where state = 0
                union all select holder_id, lot_id, place_id, pool, 0, quantity from balance
                    where status = 2) both_sides
            group by holder_id, lot_id, place_id, pool having sum(promised) <> sum(held)
            """),
        Ended,
        Numbers("exchange-open", hit => $"lot {hit.LotId} between holders",
            hit => $"balance rows of lot {hit.LotId} with status 15", """
            select lot_id, 0 as expected, cast(sum(quantity) as bigint) as found from balance
            where status = 15 group by lot_id having sum(quantity) <> 0
            """),
        Numbers("link-open", hit => $"lot {hit.LotId} in link {hit.Id}", hit => $"transfer rows of link {hit.Id}", """
            select link as id, lot_id, 0 as expected,
                cast(sum(case when to_status = 15 then quantity else 0 end)
                    - sum(case when from_status = 15 then quantity else 0 end) as bigint) as found
            from transfer where to_status = 15 or from_status = 15 group by link, lot_id
            having sum(case when to_status = 15 then quantity else 0 end)
                <> sum(case when from_status = 15 then quantity else 0 end)
            """),
        Numbers("place-of-another", hit => $"place {hit.PlaceId}, where holder {hit.HolderId} has units", BalanceRow,
            """
            select b.holder_id, b.status, b.lot_id, b.place_id, b.pool, b.holder_id as expected, p.party_id as found
            from balance b join place p on p.id = b.place_id where b.status < 10 and p.party_id <> b.holder_id
            """),
    ];

    // Pending has no settling transfer; posted has one into exchange; voided and expired have one back to available.
    static AuditCheck Ended => Content("reservation-differs", hit => $"reservation {hit.Id}",
        "a transfer that reserved its units, and one that ended it just as its state says", """
        select r.holder_id, r.id from reservation r
        left join transfer t on t.holder_id = r.holder_id and t.id = r.id
        left join transfer e on e.holder_id = r.holder_id and e.settles = r.id
        where t.id is null or t.to_status <> 2 or t.lot_id <> r.lot_id or t.to_place <> r.place_id
            or t.to_pool <> r.pool
            or t.quantity <> r.quantity
            or not case r.state
                when 0 then e.id is null
                when 1 then e.id is not null and e.to_status = 15
                when 2 then e.id is not null and e.to_status = 0 and e.reason = 'reservation-voided'
                when 3 then e.id is not null and e.to_status = 0 and e.reason = 'reservation-expired'
                else 1 = 0 end
        """);

    static AuditCheck Numbers(string kind, Func<AuditHit, string> what, Func<AuditHit, string> row, string sql) =>
        new(kind, sql, what, row, hit => $"{hit.Expected}", hit => $"{hit.Found}");

    static AuditCheck Content(string kind, Func<AuditHit, string> what, string expected, string sql) =>
        new(kind, sql, what, hit => $"holder {hit.HolderId}, id {hit.Id}", _ => expected, _ => "something else");

    static string Account(AuditHit hit) => hit.Status < Status.Supplier
        ? $"lot {hit.LotId} at holder {hit.HolderId}, place {hit.PlaceId}, {Kebab.Of(hit.Pool)}, {Kebab.Of(hit.Status)}"
        : $"lot {hit.LotId} at holder {hit.HolderId}, {Kebab.Of(hit.Status)}";

    static string BalanceRow(AuditHit hit) => $"balance row (holder_id {hit.HolderId}, status {(short)hit.Status}, " +
        $"lot_id {hit.LotId}, place_id {hit.PlaceId}, pool {(short)hit.Pool})";
}
