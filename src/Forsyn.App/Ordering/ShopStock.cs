using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>What the supplier could send today of a product, for the shop to say before anything is ordered.</summary>
public sealed class ShopStock
{
    readonly Dictionary<(string Article, Pool Pool), long> _doses = [];

    /// <summary>Doses with the guaranteed shelf life left, in the stock that serves the purpose.</summary>
    public long Of(string article, Purpose purpose) =>
        _doses.GetValueOrDefault((article, SupplyRules.PoolFor(purpose)));

    public static async Task<ShopStock> Run(Db db, IEnumerable<string> articles, DateOnly day)
    {
        var rows = await db.List<Row>(
            """
            select l.article_number, b.pool, sum(b.quantity) as doses
            from balance b join lot l on l.id = b.lot_id
            where b.holder_id = @supplier and b.status = 0 and b.quantity > 0 and l.article_number in @articles
                and l.expires_on >= @earliest
            group by l.article_number, b.pool
            """, new
            {
                supplier = await Supplier.Id(db, day), articles = InList.Of(articles),
                earliest = day.AddDays(Rules.Book.On(day).Days("guaranteed-shelf-life-days")),
            });
        var stock = new ShopStock();
        foreach (var row in rows) stock._doses[(row.ArticleNumber, row.Pool)] = row.Doses;
        return stock;
    }

    sealed class Row
    {
        public string ArticleNumber { get; init; } = "";
        public Pool Pool { get; init; }
        public long Doses { get; init; }
    }
}
