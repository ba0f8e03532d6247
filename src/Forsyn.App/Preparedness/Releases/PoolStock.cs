using Forsyn.App.Database;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Releases;

/// <summary>A lot that stands available in a stockpile, with what people call it.</summary>
public sealed class PoolLotRow
{
    public string Holder { get; init; } = "";
    public long HolderId { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public long LotId { get; init; }
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public long PlaceId { get; init; }
    public string Place { get; init; } = "";
    public long Units { get; init; }

    internal PoolLot ToLot() =>
        new(Holder, LotId, PlaceId, Core.Catalogue.ArticleNumber.Of(ArticleNumber), ExpiresOn, Units);
}

/// <summary>What stands available in a scheme's pool of what a release is about, first to expire first.</summary>
static class PoolStock
{
    public static Task<List<PoolLotRow>> Of(Tx tx, DutyScheme scheme, ReleaseRow release, string holder = "") =>
        tx.List<PoolLotRow>("""
            select y.key as holder, b.holder_id, l.article_number, p.name as product, b.lot_id, l.lot_number,
                l.expires_on, b.place_id, coalesce(w.name, '') as place, b.quantity as units
            from product p join lot l on l.article_number = p.article_number
            join balance b on b.lot_id = l.id and b.status = 0 and b.pool = @pool and b.quantity > 0
            join party y on y.id = b.holder_id left join place w on w.id = b.place_id
            where p.class = 'medicine' and p.atc >= @Atc and p.atc < @end and y.key in @keys
                and (@article = '' or p.article_number = @article) and (@holder = '' or y.key = @holder)
            order by l.expires_on, b.lot_id, b.place_id
            """, new
        {
            pool = (short)scheme.Pool, release.Atc, end = $"{release.Atc}a", article = release.ArticleNumber ?? "",
            holder, keys = InList.Of(scheme.Holders.Select(key => key.Value)),
        });
}
