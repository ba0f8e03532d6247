using Forsyn.App.Ledger;

namespace Forsyn.App.Stock;

/// <summary>
/// How a dimension is read: the key of a held row h joined with lot l, product p, party y and municipality m; the same
/// key of a row of summed stock h; what the key needs joined; and where the names of the keys stand.
/// </summary>
/// <param name="In">The column that keys are looked up in, where it is not the key itself.</param>
sealed record Dimension(
    string Key, string? SumKey, string Names, string NameJoins = "", bool NeedsProduct = false,
    bool NeedsHolder = false, string? In = null)
{
    const string NoNames = "'' as name, '' as detail, cast(null as bigint) as doses_per_pack";

    /// <summary>How many letters of an ATC code a level has.</summary>
    public static int AtcLength(GroupBy by) => by switch
    {
        GroupBy.Atc1 => 1, GroupBy.Atc2 => 3, GroupBy.Atc3 => 4, GroupBy.Atc4 => 5, GroupBy.Atc5 => 7,
        _ => throw new InvariantBroken($"{by} is no level of ATC"),
    };

    public static Dimension Of(GroupBy by) => by switch
    {
        GroupBy.Product => new("l.article_number", "h.item", "p.name, p.substance as detail, p.doses_per_pack",
            "join product p on p.article_number = s.key"),
        GroupBy.Substance => new("p.substance", "p.substance", "s.key as name, coalesce((select min(p.atc) " +
            "from product p where p.substance = s.key), '') as detail, cast(null as bigint) as doses_per_pack",
            NeedsProduct: true),
        GroupBy.Atc1 or GroupBy.Atc2 or GroupBy.Atc3 or GroupBy.Atc4 or GroupBy.Atc5 => Atc(AtcLength(by)),
        GroupBy.Pool => new("cast(h.pool as text)", "cast(h.pool as text)", NoNames),
        GroupBy.Status => new("cast(h.status as text)", "cast(h.status as text)", NoNames),
        GroupBy.HolderType => new("y.type", "h.holder_type", NoNames, NeedsHolder: true),
        GroupBy.County => new("coalesce(m.county_number, '')", "h.county",
            "coalesce(c.name, '') as name, '' as detail, cast(null as bigint) as doses_per_pack",
            "left join county c on c.number = s.key", NeedsHolder: true),
        GroupBy.Municipality => new("coalesce(m.number, '')", "coalesce(m.number, '')",
            "coalesce(m.name, '') as name, coalesce(c.name, '') as detail, cast(null as bigint) as doses_per_pack",
            "left join municipality m on m.number = s.key left join county c on c.number = m.county_number",
            NeedsHolder: true),
        GroupBy.Holder => new("cast(h.holder_id as text)", "cast(h.holder_id as text)",
            $"{StockFilter.HolderName} as name, coalesce(m.name, '') as detail, cast(null as bigint) as doses_per_pack",
            "join party y on y.id = cast(s.key as bigint) " +
            "left join municipality m on m.number = y.municipality_number", In: "h.holder_id"),
        GroupBy.Lot => new("cast(h.lot_id as text)", "h.item",
            "l.lot_number as name, p.name as detail, p.doses_per_pack",
            "join lot l on l.id = cast(s.key as bigint) join product p on p.article_number = l.article_number",
            In: "h.lot_id"),
        _ => throw new InvariantBroken($"no such dimension: {by}"),
    };

    // FEST has a name for a whole code and for groups with products of their own; the code itself says the rest.
    static Dimension Atc(int length) => new($"substr(p.atc, 1, {length})", $"substr(p.atc, 1, {length})",
        "coalesce((select max(a.name) from fest_atc a where a.atc = s.key), '') as name, '' as detail, " +
        "cast(null as bigint) as doses_per_pack", NeedsProduct: true);

    /// <summary>
    /// The smallest level of summed stock that has all a question asks about; null where only the balances have it.
    /// </summary>
    /// <param name="by">Null for the figures of the whole filter.</param>
    public static StockSumLevel? Level(StockFilter filter, GroupBy? by)
    {
        if ((filter.AsOf ?? filter.KnownOn) is not null || filter.Lot is not null) return null;
        // Only the bands are summed of what expires soon.
        if (filter.Expiring is { } days && !StockFilter.WithinDays.Contains(days)) return null;
        var item = Item(filter, by);
        return StockSumLevel.Find(item, Area(filter, by, item));
    }

    static SumItem Item(StockFilter filter, GroupBy? by) => by switch
    {
        GroupBy.Lot => SumItem.Lot,
        GroupBy.Product or GroupBy.Substance or GroupBy.Atc1 or GroupBy.Atc2 or GroupBy.Atc3 or GroupBy.Atc4
            or GroupBy.Atc5 => SumItem.Product,
        _ when filter.ArticleNumber is not null => SumItem.Product,
        _ when !filter.AsksProduct => SumItem.Class,
        _ when filter with { Atc = null } is { AsksProduct: true } => SumItem.Product,
        _ => filter.Atc!.Length switch
        {
            1 => SumItem.Atc1, 3 => SumItem.Atc2, 4 => SumItem.Atc3, _ => SumItem.Product,
        },
    };

    static SumArea Area(StockFilter filter, GroupBy? by, SumItem item)
    {
        if (item is not (SumItem.Product or SumItem.Lot) || filter.Municipality is not null || filter.Holder is not null
            || by is GroupBy.Municipality or GroupBy.Holder) return SumArea.Holder;
        var (county, type) = (filter.County is not null || by == GroupBy.County,
            filter.HolderType is not null || by == GroupBy.HolderType);
        return (county, type) switch
        {
            (true, true) => SumArea.CountyAndType,
            (true, false) => SumArea.County,
            (false, true) => SumArea.HolderType,
            _ => SumArea.Country,
        };
    }
}
