using Forsyn.App.Database;

namespace Forsyn.App.Stock;

/// <summary>What the numbers of a filter stand for; null where the filter does not name it or nothing has it.</summary>
public sealed class FilterNames
{
    public string? Product { get; init; }
    public string? County { get; init; }
    public string? Municipality { get; init; }
    public string? Holder { get; init; }
    public string? Lot { get; init; }

    public static async Task<FilterNames> Of(Db db, StockFilter filter, Moment now) =>
        await db.One<FilterNames>($"""
            select (select p.name from product p where p.article_number = @ArticleNumber) as product,
                (select c.name from county c where c.number = @County) as county,
                (select m.name from municipality m where m.number = @Municipality) as municipality,
                (select {StockFilter.HolderName} from party y where y.id = @Holder) as holder,
                (select l.lot_number from lot l where l.id = @Lot) as lot
            """, filter.Values(now.Day)) ?? new();
}
