namespace Forsyn.App.Ledger;

/// <summary>What a level of summed stock tells the goods apart by.</summary>
public enum SumItem { Product, Lot, Class, Atc1, Atc2, Atc3 }

/// <summary>What a level of summed stock tells the holders apart by.</summary>
public enum SumArea { Country, County, HolderType, CountyAndType, Holder }

/// <summary>
/// A level of stock_sum. Each filter and grouping reads the smallest level that tells apart what it asks about, so no
/// level is both of all products and of all holders: that would be the balances over again.
/// </summary>
/// <param name="Code">Stored; never given to another level.</param>
public sealed record StockSumLevel(short Code, SumItem Item, SumArea Area)
{
    public static readonly IReadOnlyList<StockSumLevel> All =
    [
        new(1, SumItem.Product, SumArea.Country), new(2, SumItem.Product, SumArea.County),
        new(3, SumItem.Product, SumArea.HolderType), new(4, SumItem.Product, SumArea.CountyAndType),
        new(5, SumItem.Lot, SumArea.Country), new(6, SumItem.Class, SumArea.Holder),
        new(7, SumItem.Atc1, SumArea.Holder), new(8, SumItem.Atc2, SumArea.Holder),
        new(9, SumItem.Atc3, SumArea.Holder),
    ];

    public static StockSumLevel? Find(SumItem item, SumArea area) =>
        All.FirstOrDefault(level => level.Item == item && level.Area == area);

    /// <summary>The level's key of a row h of stock joined with lot l, product p, party y and municipality m.</summary>
    internal string Keys => string.Join(", ",
        Has(SumArea.County, SumArea.CountyAndType, SumArea.Holder) ? "coalesce(m.county_number, '') as county"
            : "'' as county",
        Has(SumArea.HolderType, SumArea.CountyAndType, SumArea.Holder) ? "y.type as holder_type" : "'' as holder_type",
        Has(SumArea.Holder) ? "h.holder_id" : "0 as holder_id", $"{ItemKey} as item");

    bool Has(params ReadOnlySpan<SumArea> areas) => areas.Contains(Area);

    string ItemKey => Item switch
    {
        SumItem.Product => "l.article_number",
        SumItem.Lot => "cast(h.lot_id as text)",
        SumItem.Class => "p.class",
        SumItem.Atc1 => "substr(p.atc, 1, 1)",
        SumItem.Atc2 => "substr(p.atc, 1, 3)",
        SumItem.Atc3 => "substr(p.atc, 1, 4)",
        _ => throw new InvariantBroken($"no such item: {Item}"),
    };

    internal const string Joins = "join lot l on l.id = h.lot_id join product p on p.article_number = " +
        "l.article_number join party y on y.id = h.holder_id left join municipality m on " +
        "m.number = y.municipality_number";
}
