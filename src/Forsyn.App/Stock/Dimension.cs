namespace Forsyn.App.Stock;

/// <summary>
/// How a dimension is read: the key of a held row, what it needs joined, and where the names of the keys stand.
/// </summary>
sealed record Dimension(string Key, string Names, string NameJoins = "", bool NeedsHolder = false)
{
    const string NoNames = "'' as name, '' as detail, cast(null as bigint) as doses_per_pack";

    public static Dimension Of(GroupBy by) => by switch
    {
        GroupBy.Product => new("l.article_number", "p.name, p.substance as detail, p.doses_per_pack",
            "join product p on p.article_number = s.key"),
        GroupBy.Pool => new("cast(h.pool as text)", NoNames),
        GroupBy.Status => new("cast(h.status as text)", NoNames),
        GroupBy.HolderType => new("y.type", NoNames, NeedsHolder: true),
        GroupBy.County =>
            new("coalesce(m.county_number, '')",
                "coalesce(c.name, '') as name, '' as detail, cast(null as bigint) as doses_per_pack",
            "left join county c on c.number = s.key", NeedsHolder: true),
        GroupBy.Municipality => new("coalesce(m.number, '')",
            "coalesce(m.name, '') as name, coalesce(c.name, '') as detail, cast(null as bigint) as doses_per_pack",
            "left join municipality m on m.number = s.key left join county c on c.number = m.county_number",
            NeedsHolder: true),
        GroupBy.Holder => new("cast(h.holder_id as text)",
            $"{StockFilter.HolderName} as name, coalesce(m.name, '') as detail, cast(null as bigint) as doses_per_pack",
            "join party y on y.id = cast(s.key as bigint) " +
            "left join municipality m on m.number = y.municipality_number"),
        GroupBy.Lot => new("cast(h.lot_id as text)", "l.lot_number as name, p.name as detail, p.doses_per_pack",
            "join lot l on l.id = cast(s.key as bigint) join product p on p.article_number = l.article_number"),
        _ => throw new InvariantBroken($"no such dimension: {by}"),
    };
}
