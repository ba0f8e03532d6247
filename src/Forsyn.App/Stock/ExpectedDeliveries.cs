using Forsyn.App.Database;

namespace Forsyn.App.Stock;

/// <summary>Units of a product that suppliers have announced for a day and that have not come yet.</summary>
/// <param name="Day">The day they are planned for; a day that has passed means they are late.</param>
public sealed record ExpectedUnits(long Holder, string ArticleNumber, DateOnly Day, Quantity Units);

/// <summary>What is to come from suppliers, for forecasts of stock.</summary>
public static class ExpectedDeliveries
{
    /// <summary>
    /// By holder, product and day; what came in part counts with what is left of it. A product that nobody is to
    /// bring has no row.
    /// </summary>
    /// <param name="products">Their article numbers; all products when left out.</param>
    /// <param name="holder">One holder's only; everyone's when left out.</param>
    public static async Task<IReadOnlyList<ExpectedUnits>> Of(
        Db db, IEnumerable<string>? products = null, long? holder = null) =>
        [.. (await db.List<Row>($"""
            select d.holder_id, l.article_number, d.planned_on, cast(sum(l.units - l.received) as bigint) as units
            from delivery d join delivery_line l on l.delivery_id = d.id
            where d.state in ('expected', 'partly-received') and l.received < l.units
                {(products is null ? "" : "and l.article_number in @articles")}
                {(holder is null ? "" : "and d.holder_id = @holder")}
            group by d.holder_id, l.article_number, d.planned_on
            order by d.holder_id, l.article_number, d.planned_on
            """, new { articles = InList.Of((products ?? []).Distinct()), holder }))
            .Select(row => new ExpectedUnits(row.HolderId, row.ArticleNumber, row.PlannedOn, new(row.Units)))];

    sealed class Row
    {
        public long HolderId { get; init; }
        public string ArticleNumber { get; init; } = "";
        public DateOnly PlannedOn { get; init; }
        public long Units { get; init; }
    }
}
