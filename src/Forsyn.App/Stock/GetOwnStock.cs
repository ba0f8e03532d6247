using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Stock;

/// <summary>Own stock of one product: its lots, those that expire first at the top.</summary>
public sealed record OwnProduct(
    string ArticleNumber, string Name, string Storage, long DosesPerPack, long Available, long InTransit,
    long SetAside, IReadOnlyList<OwnLot> Lots);

/// <summary>Units of a lot in one status at one place.</summary>
public sealed class OwnLot
{
    public string ArticleNumber { get; init; } = "";
    public string Name { get; init; } = "";
    public string Storage { get; init; } = "";
    public long DosesPerPack { get; init; }
    public long LotId { get; init; }
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public Status Status { get; init; }
    public string Place { get; init; } = "";
    public Pool Pool { get; init; }
    public long Quantity { get; init; }
    public Moment ChangedAt { get; init; }
    public int DaysLeft(DateOnly today) => ExpiresOn.DayNumber - today.DayNumber;
}

/// <summary>
/// What the caller's party has, by product and lot, with what is on its way; a page of products at a time.
/// </summary>
public static class GetOwnStock
{
    // The products of a page are found first, so that the page is cut between products and never inside one.
    const string Sql = """
        with held as (select b.* from balance b where b.holder_id = @holder and b.status < 10 and b.quantity > 0),
        page as (
            select distinct p.name, p.article_number from held h join lot l on l.id = h.lot_id
            join product p on p.article_number = l.article_number
            where p.search like '%' || @query || '%'
                and (p.name > @name or (p.name = @name and p.article_number > @article))
            order by p.name, p.article_number limit @limit)
        select p.article_number, p.name, p.storage, p.doses_per_pack, l.id as lot_id, l.lot_number, l.expires_on,
            h.status,
            coalesce(pl.name, '') as place, h.pool, h.quantity, h.changed_at
        from page join product p on p.article_number = page.article_number
        join lot l on l.article_number = p.article_number join held h on h.lot_id = l.id
        left join place pl on pl.id = h.place_id
        order by p.name, p.article_number, h.status, l.expires_on, l.lot_number, h.place_id, h.pool
        """;

    /// <param name="query">A part of the product's name, substance or number; all when left out.</param>
    /// <param name="after">Article number of the last product of the page before.</param>
    public static async Task<IReadOnlyList<OwnProduct>> Run(
        Db db, Caller caller, string? query = null, string? after = null, int limit = 50)
    {
        var name = string.IsNullOrEmpty(after) ? null
            : await db.One<string>("select name from product where article_number = @after", new { after });
        var lots = await db.List<OwnLot>(Sql, new
        {
            holder = caller.Party ?? 0, query = query?.Trim().ToLowerInvariant() ?? "", name = name ?? "",
            article = after ?? "",
            limit = Math.Clamp(limit, 1, 200),
        });
        return [.. lots.GroupBy(l => l.ArticleNumber)
            .Select(g => new OwnProduct(g.Key, g.First().Name, g.First().Storage,
            g.First().DosesPerPack, Sum(g, Status.Available), Sum(g, Status.InTransit),
            Sum(g, Status.Reserved, Status.Quarantine, Status.Recalled), [.. g]))];
    }

    static long Sum(IEnumerable<OwnLot> lots, params Status[] statuses) =>
        lots.Where(l => statuses.Contains(l.Status)).Sum(l => l.Quantity);
}
