using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>A municipality in a season: its people, what it pre-ordered, got and used.</summary>
public sealed class CoverageRow
{
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
    public string CountyNumber { get; init; } = "";
    public string County { get; init; } = "";
    public long Population { get; init; }
    public double Latitude { get; init; }
    public double Longitude { get; init; }
    public long Age0 { get; init; }
    public long Age1To17 { get; init; }
    public long Age18To64 { get; init; }
    public long Age65Up { get; init; }
    public long? PreOrdered { get; init; }
    public long? Allotted { get; init; }
    /// <summary>Doses that left the supplier for the target groups, pre-orders and re-orders.</summary>
    public long Delivered { get; init; }
    /// <summary>Doses customers in the municipality have entered as used since dispatch began.</summary>
    public long Used { get; init; }
    public long PassedOn { get; init; }

    public TargetGroupSize Target { get; internal set; } = new(0, 0, 0);
    /// <summary>The municipality has made its yearly offer possible: it has pre-ordered (FLU-002).</summary>
    public bool HasOffer => PreOrdered > 0;
    public long OrderedPerMille => Of(PreOrdered ?? 0);
    public long DeliveredPerMille => Of(Delivered);
    public long UsedPerMille => Of(Used);

    long Of(long doses) => Target.People == 0 ? 0 : (doses * 1000 + Target.People / 2) / Target.People;
}

/// <summary>
/// Coverage of the target groups by municipality. Used doses are what customers there entered in their own stock; who
/// enters nothing counts as zero. Doses of hospitals are left out, since their patients live elsewhere too.
/// </summary>
public static class Coverage
{
    /// <summary>Every municipality in order of number; refuses season-unknown.</summary>
    public static async Task<Result<IReadOnlyList<CoverageRow>>> Run(
        Db db, string? code, Moment now, string? county = null)
    {
        var season = await Seasons.Get(db, code, now.Day);
        if (!season.Ok) return season.Refusal!;
        var rows = await db.List<CoverageRow>($"""
            with asked as (
                select o.municipality_number as number, cast(sum(l.doses) as bigint) as doses,
                    cast(sum(l.allotted) as bigint) as allotted
                from pre_order o join pre_order_line l on l.pre_order_id = o.id
                where o.season = @Code and o.kind = 'municipality' and o.target_group group by o.municipality_number),
            sent as (
                select i.municipality_number as number, cast(sum(sl.quantity) as bigint) as doses
                from influenza_order i join orders r on r.number = i.order_number
                join party p on p.id = r.customer_id and p.type <> 'hospital'
                join shipment s on s.order_number = r.number join shipment_line sl on sl.shipment_id = s.id
                where i.season = @Code and i.target_group group by i.municipality_number),
            used as (
                select p.municipality_number as number, cast(sum(e.quantity) as bigint) as doses
                from stock_entry e join lot l on l.id = e.lot_id join party p on p.id = e.holder_id
                where e.kind = 'use' and e.corrected_at is null and e.counts_on >= @from and e.counts_on < @until
                    and p.type <> 'hospital' and l.article_number in @articles group by p.municipality_number),
            passed as (
                select municipality_number as number, cast(sum(doses) as bigint) as doses from cooperation
                where season = @Code and ended_at is null group by municipality_number)
            select m.number, m.name, m.county_number, c.name as county, m.population, m.latitude, m.longitude, m.age_0,
                m.age_1_17 as age1_to17, m.age_18_64 as age18_to64, m.age_65_up, a.doses as pre_ordered, a.allotted,
                coalesce(s.doses, 0) as delivered, coalesce(u.doses, 0) as used, coalesce(d.doses, 0) as passed_on
            from municipality m join county c on c.number = m.county_number left join asked a on a.number = m.number
            left join sent s on s.number = m.number left join used u on u.number = m.number
            left join passed d on d.number = m.number
            {(county is null ? "" : "where m.county_number = @county")} order by m.number
            """, new
        {
            season.Value.Season.Code, county, articles = InList.Of(season.Value.Season.Prices.Keys),
            from = season.Value.Season.Dispatch.From, until = season.Value.Season.Dispatch.From.AddYears(1),
        });
        var numbers = Rules.Book.On(now.Day);
        foreach (var row in rows)
            row.Target = TargetGroups.Size(new AgeGroups((int)row.Age0, (int)row.Age1To17, 0, (int)row.Age18To64,
                (int)row.Age65Up, 0), numbers);
        return rows;
    }
}
