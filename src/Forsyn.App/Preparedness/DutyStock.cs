using Forsyn.App.Database;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness;

/// <summary>Available units of a lot that a holder has in one pool and that count towards a target.</summary>
/// <param name="Pool">The scheme's own, or sale.</param>
/// <param name="Substitute">It stands in for the substance.</param>
/// <param name="Ddd">Micro-DDD; zero where the package has no daily dose.</param>
public sealed record DutyLot(
    string Scheme, string Atc, string PackageGroup, string Holder, long HolderId, ArticleNumber Article, long Lot,
    string LotNumber, DateOnly ExpiresOn, Pool Pool, bool Substitute, long Units, long Ddd)
{
    public Amount Amount => new(Ddd, Units);
}

/// <summary>
/// What the holders of a scheme have towards its targets now, by lot: available units set aside for it and for sale.
/// What is expired, reserved, quarantined, recalled or on its way counts for nothing.
/// </summary>
public static class DutyStock
{
    /// <param name="holder">One of the scheme's holders; null for all of them.</param>
    public static Task<IReadOnlyList<DutyLot>> Run(Db db, DutyScheme scheme, DateOnly today, string? holder = null) =>
        db.Snapshot(tx => Run(tx, scheme, today, holder));

    /// <param name="packages">What Counted says of the day, where it was asked already.</param>
    internal static async Task<IReadOnlyList<DutyLot>> Run(Tx tx, DutyScheme scheme, DateOnly today,
        string? holder = null, IReadOnlyList<CountedPackage>? packages = null)
    {
        var counted = (packages ?? await Counted(tx, scheme, today)).ToDictionary(one => $"{one.Package.Article}");
        var rows = await tx.List<Row>("""
            select y.key as holder, b.holder_id, l.article_number, b.lot_id, l.lot_number, l.expires_on, b.pool,
                cast(sum(b.quantity) as bigint) as units
            from balance b join party y on y.id = b.holder_id join lot l on l.id = b.lot_id
            where y.key in @holders and b.status = 0 and b.pool in (@pool, @sale) and b.quantity > 0
                and l.expires_on >= @today and l.article_number in @articles
            group by y.key, b.holder_id, l.article_number, b.lot_id, l.lot_number, l.expires_on, b.pool
            order by y.key, l.expires_on, b.lot_id, b.pool
            """, new
        {
            holders = InList.Of(scheme.Holders.Select(key => key.Value).Where(key => holder is null || key == holder)),
            pool = (short)scheme.Pool, sale = (short)Pool.Sale, today, articles = InList.Of(counted.Keys),
        });
        return [.. rows.Select(row => row.ToLot(scheme.Scheme, counted[row.ArticleNumber]))];
    }

    /// <summary>Packages by the target of the day they count towards; none where no target counts.</summary>
    internal static async Task<IReadOnlyList<CountedPackage>> Counted(Tx tx, DutyScheme scheme, DateOnly day)
    {
        var codes = await tx.List<string>($"select distinct atc from target where run_id = {Targets.RunOn("@day")}",
            new { scheme = scheme.Scheme, day });
        return CountedPackage.Of(scheme, codes.ToHashSet(), await DutyPackages.Load(tx));
    }

    sealed class Row
    {
        public string Holder { get; init; } = "";
        public long HolderId { get; init; }
        public string ArticleNumber { get; init; } = "";
        public long LotId { get; init; }
        public string LotNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
        public Pool Pool { get; init; }
        public long Units { get; init; }

        public DutyLot ToLot(string scheme, CountedPackage counted) => new(scheme, counted.Atc, counted.Group, Holder,
            HolderId, counted.Package.Article, LotId, LotNumber, ExpiresOn, Pool, counted.Substitute, Units,
            counted.Ddd(Units));
    }
}
