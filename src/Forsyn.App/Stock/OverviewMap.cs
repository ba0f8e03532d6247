using Forsyn.App.Database;

namespace Forsyn.App.Stock;

/// <summary>A municipality on the map: where it is, who lives there, and what its holders have.</summary>
public sealed class MapPlace
{
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
    public string CountyNumber { get; init; } = "";
    public string County { get; init; } = "";
    public long Population { get; init; }
    public double Latitude { get; init; }
    public double Longitude { get; init; }
    public long Units { get; init; }
    public long Expiring { get; init; }

    /// <summary>Units for every thousand inhabitants, rounded to whole units.</summary>
    public long PerThousand => Population == 0 ? 0 : (Units * 1000 + Population / 2) / Population;
}

/// <summary>
/// What the filter gives in each municipality, those with nothing included. The municipality of the filter itself does
/// not narrow the map: it is one circle among its neighbours.
/// </summary>
public static class OverviewMap
{
    public static async Task<IReadOnlyList<MapPlace>> Run(Db db, StockFilter filter, Moment now)
    {
        var wide = filter with { Municipality = null };
        return await db.Snapshot(async tx =>
        {
            var (summed, values) = await Overview.Source(tx, wide, GroupBy.Municipality, now);
            return await tx.List<MapPlace>($"""
                with {summed}
                select m.number, m.name, m.county_number, c.name as county, m.population, m.latitude, m.longitude,
                    coalesce(s.units, 0) as units, coalesce(s.expiring, 0) as expiring
                from municipality m join county c on c.number = m.county_number left join summed s on s.key = m.number
                {(wide.County is null ? "" : "where m.county_number = @County")}
                order by m.number
                """, values);
        });
    }
}
