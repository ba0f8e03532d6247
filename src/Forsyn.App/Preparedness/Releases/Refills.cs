using Forsyn.App.Database;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Releases;

/// <summary>What a holder has taken out of a stockpile in one release, with its plan to buy it back.</summary>
public sealed record HolderRelease(long Release, string Atc, string Holder, ReleasedUnits Units);

/// <summary>How what was released comes back: the plans, and what the ledger says has come.</summary>
public static class Refills
{
    /// <summary>
    /// What has been taken out of a scheme's stockpile by a day, by release and holder, with the plans; what
    /// <see cref="RefillRules.ReleasedFloorOn"/> lowers a floor by. Units are the smallest, summed over the packages of
    /// the substance.
    /// </summary>
    public static Task<IReadOnlyList<HolderRelease>> Of(Db db, string scheme, DateOnly day) =>
        db.Snapshot(tx => Of(tx, scheme, "", day));

    internal static async Task<IReadOnlyList<HolderRelease>> Of(Tx tx, string scheme, string atc, DateOnly day) =>
    [
        .. (await tx.List<Row>("""
            select r.id, r.atc, m.holder, r.valid_to, r.refilled_by, r.lead_days, r.cycle_days,
                coalesce(p.doses_per_pack, 1) as pack, min(m.counts_on) as since,
                cast(sum(m.units) as bigint) as units
            from stock_release r join release_move m on m.release_id = r.id
            left join product p on p.article_number = r.article_number
            where r.scheme = @scheme and (@atc = '' or r.atc = @atc) and m.counts_on <= @day
            group by r.id, r.atc, m.holder, r.valid_to, r.refilled_by, r.lead_days, r.cycle_days, p.doses_per_pack
            having sum(m.units) > 0 order by r.id, m.holder
            """, new { scheme, atc, day })).Select(row => row.ToRelease()),
    ];

    /// <summary>The plan of each holder in a release, and how far it has come.</summary>
    internal static async Task<IReadOnlyList<Refill>> Of(
        Tx tx, ReleaseRow release, IReadOnlyList<ReleaseShare> shares, DateOnly today)
    {
        if (shares.All(share => share.Moved == 0)) return [];
        var all = (await Standing(tx, release.Scheme, release.Atc, today))
            .Where(one => one.Release.Release == release.Id).ToDictionary(one => one.Release.Holder);
        return [.. from share in shares
            where all.ContainsKey(share.Holder)
            let one = all[share.Holder]
            select new Refill(share.Holder, share.HolderName, one.Release.Units.Units,
                one.Lines.Sum(line => line.Back), one.Lines)];
    }

    /// <summary>Each plan of a scheme line by line, and what the ledger says has come of it by a day.</summary>
    /// <param name="atc">Empty for all substances.</param>
    internal static async Task<IReadOnlyList<(HolderRelease Release, IReadOnlyList<RefillStanding> Lines)>> Standing(
        Tx tx, string scheme, string atc, DateOnly today)
    {
        var standing = new List<(HolderRelease, IReadOnlyList<RefillStanding>)>();
        foreach (var some in (await Of(tx, scheme, atc, today)).GroupBy(one => (one.Atc, one.Holder)))
        {
            var of = some.ToList();
            var inflow = await Inflow(tx, scheme, some.Key.Atc, some.Key.Holder, of.Min(one => one.Units.From), today);
            var back = RefillRules.CameBack([.. of.Select(one => one.Units)], inflow);
            standing.AddRange(of.Select((one, i) => (one, RefillRules.Standing(one.Units.Refill, back[i], today))));
        }
        return standing;
    }

    // What came on the first day before anything was taken out was there already.
    static async Task<IReadOnlyList<PoolInflow>> Inflow(
        Tx tx, string scheme, string atc, string holder, DateOnly from, DateOnly today) =>
        [.. (await tx.List<DayRow>("""
        select t.counts_on as day, cast(sum(case when t.to_pool = @pool then t.quantity else 0 end
            - case when t.from_pool = @pool then t.quantity else 0 end) as bigint) as units
        from transfer t join lot l on l.id = t.lot_id join product p on p.article_number = l.article_number
        join party y on y.id = t.holder_id
        where t.counts_on >= @from and t.counts_on <= @today and y.key = @holder and p.class = 'medicine'
            and p.atc >= @atc and p.atc < @end and (t.to_pool = @pool or t.from_pool = @pool)
            and t.source not like 'release/%' and (t.counts_on > @from or t.recorded_at > (select min(m.booked_at)
                from release_move m join stock_release r on r.id = m.release_id
                where r.scheme = @scheme and r.atc = @atc and m.holder = @holder))
        group by t.counts_on order by t.counts_on
        """, new
    {
        pool = (short)(Schemes.All.On(scheme, today)?.Pool ?? 0), scheme, atc, end = $"{atc}a", holder, from, today,
    })).Select(row => new PoolInflow(row.Day, row.Units))];

    sealed class DayRow
    {
        public DateOnly Day { get; init; }
        public long Units { get; init; }
    }

    sealed class Row
    {
        public long Id { get; init; }
        public string Atc { get; init; } = "";
        public string Holder { get; init; } = "";
        public DateOnly ValidTo { get; init; }
        public DateOnly RefilledBy { get; init; }
        public int LeadDays { get; init; }
        public int CycleDays { get; init; }
        public long Pack { get; init; }
        public DateOnly Since { get; init; }
        public long Units { get; init; }

        public HolderRelease ToRelease() => new(Id, Atc, Holder, new(Since, Units,
            RefillRules.RefillAfterRelease(Units, ValidTo, RefilledBy, LeadDays, CycleDays, Pack)));
    }
}
