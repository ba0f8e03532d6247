using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;
using Places = System.Collections.Generic.IReadOnlyList<Forsyn.App.Stock.OverviewRow>;

namespace Forsyn.App.Stock.Products;

/// <summary>What is asked about a product's stock, as it is written in an address or at the command line.</summary>
/// <param name="From">First day of the curve, yyyy-MM-dd; a quarter before the last when left out.</param>
/// <param name="To">Last day of the curve, yyyy-MM-dd; today when left out.</param>
/// <param name="By">What the layers of the curve are: status or pool.</param>
public sealed record ProductStockQuestion(string ArticleNumber, string? From, string? To, string? By)
{
    public const int UsualDays = 90, MostDays = 731;

    /// <summary>Refuses stock-question-wrong with a finding for every part that cannot be read.</summary>
    public Result<(DateOnly First, DateOnly Last, CurveBy By)> Read(DateOnly today)
    {
        var wrong = new List<Finding>();
        var last = Written.Day("to", To, wrong, today) ?? today;
        var first = Written.Day("from", From, wrong, today) ?? last.AddDays(-UsualDays);
        var by = CurveBy.Status;
        if (!string.IsNullOrWhiteSpace(By) && !Kebab.TryParse(By.Trim(), out by))
            Wrong("word-unknown", "by", By, ("possible", string.Join(", ", Kebab.All<CurveBy>())));
        if (wrong.Count == 0 && (first > last || last.DayNumber - first.DayNumber > MostDays))
            Wrong("curve-period-wrong", "from", $"{first:yyyy-MM-dd}", ("to", $"{last:yyyy-MM-dd}"),
                ("most", $"{MostDays}"));
        return wrong.Count == 0 ? (first, last, by)
            : new Refusal("stock-question-wrong", new Dictionary<string, string>(), wrong);

        void Wrong(string code, string field, string text, params ReadOnlySpan<(string Name, string Value)> more) =>
            wrong.Add(StockQuestion.Wrong(code, field, text, more));
    }
}

/// <summary>
/// A product's stock in the whole country: how much, for what, where, how it has been, what waits for it, and what may
/// not be used.
/// </summary>
/// <param name="Lots">Those that expire first, at most ProductLots.Most.</param>
public sealed record ProductStockView(
    string ArticleNumber, string Name, StockFigures Total, StockCurve Curve, CoverView Cover,
    IReadOnlyList<OverviewRow> Pools,
    IReadOnlyList<OverviewRow> Counties, IReadOnlyList<OverviewRow> Holders, IReadOnlyList<OverviewRow> OnTheRoad,
    IReadOnlyList<ProductLot> Lots, IReadOnlyList<WaitingLines> Waiting, IReadOnlyList<RecallSummary> Recalls,
    IReadOnlyList<QuarantinedUnits> Quarantined);

/// <summary>The stock of one product, for those who see the whole country.</summary>
public static class ProductStock
{
    const int HoldersShown = 10;

    /// <summary>Refuses article-unknown, and stock-question-wrong with every finding.</summary>
    public static async Task<Result<ProductStockView>> Run(
        Db db, ProductStockQuestion asked, Moment now, Caller caller)
    {
        var product = await GetProduct.Run(db, asked.ArticleNumber);
        if (!product.Ok) return product.Refusal!;
        var question = asked.Read(now.Day);
        if (!question.Ok) return question.Refusal!;
        var (article, (first, last, by)) = (product.Value.ArticleNumber, question.Value);
        var (total, pools, counties, holders, onTheRoad) = await Sums(db, new(article), now);
        return new ProductStockView(article, product.Value.Name, total,
            await ProductCurve.Run(db, article, by, first, last), await ProductCover.Run(db, article, now),
            pools, counties, holders, onTheRoad,
            await ProductLots.Run(db, article), await OrdersWaiting.Run(db, article),
            (await Stock.Recalls.List(db, openOnly: true, caller, article: article)).Items,
            await ProductLots.Quarantined(db, article));
    }

    // On one snapshot, so that they sum.
    static Task<(StockFigures Total, Places Pools, Places Counties, Places Holders, Places OnTheRoad)> Sums(
        Db db, StockFilter filter, Moment now) => db.Snapshot(async tx =>
    {
        var rolled = await RollUpStock.State(tx);
        return (await Overview.TotalOf(tx, filter, rolled, now), await Rows(filter, GroupBy.Pool),
            await Rows(filter, GroupBy.County), await Rows(filter, GroupBy.Holder, HoldersShown),
            await Rows(filter with { Status = Status.InTransit }, GroupBy.Holder, HoldersShown));

        Task<Places> Rows(StockFilter which, GroupBy group, int most = 50) =>
            Overview.Sums(tx, new(which, group, Limit: most), rolled, now);
    });
}
