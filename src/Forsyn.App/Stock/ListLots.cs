using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Stock;

/// <summary>A lot at the caller's party, by what may be done with it, and what was last decided about it.</summary>
public sealed class LotView
{
    public long Id { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public long Available { get; init; }
    public long Reserved { get; init; }
    public long Quarantine { get; init; }
    public long Recalled { get; init; }
    public long? Recall { get; init; }
    public string? Decision { get; init; }
}

/// <summary>The lots the caller's party holds, those that expire first before the others.</summary>
public static class ListLots
{
    /// <param name="query">A part of the product's name, its article number or the lot number.</param>
    public static async Task<Page<LotView>> Run(
        Db db, string? query, Caller caller, long? after = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 200);
        var rows = await db.List<LotView>($"""
            select l.id, l.article_number, p.name as product, l.lot_number, l.expires_on, s.available, s.reserved,
                s.quarantine, s.recalled,
                (select r.recall_id from recall_lot r where r.lot_id = l.id and r.is_open) as recall,
                (select e.kind || ': ' || e.reason from lot_event e where e.lot_id = l.id and e.holder_id = @holder
                 order by e.id desc limit 1) as decision
            from (select lot_id, cast(sum(case when status = 0 then quantity else 0 end) as bigint) as available,
                    cast(sum(case when status = 2 then quantity else 0 end) as bigint) as reserved,
                    cast(sum(case when status = 3 then quantity else 0 end) as bigint) as quarantine,
                    cast(sum(case when status = 4 then quantity else 0 end) as bigint) as recalled
                from balance where holder_id = @holder and status in (0, 2, 3, 4) and quantity > 0 group by lot_id) s
            join lot l on l.id = s.lot_id join product p on p.article_number = l.article_number
            where (@text = '' or p.search like '%' || @text || '%' or lower(l.lot_number) like '%' || @text || '%')
                {(after is null ? "" : "and (l.expires_on, l.id) > (select expires_on, id from lot where id = @after)")}
            order by l.expires_on, l.id limit @most
            """, new
        {
            holder = caller.Party ?? 0, text = (query ?? "").Trim().ToLowerInvariant(), after, most = most + 1,
        });
        return new(rows.Count > most ? rows[..most] : rows, rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }
}
