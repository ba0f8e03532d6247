using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Outlook;

/// <summary>Fact: the day's outlook proposes transfers to these holders that it did not propose before.</summary>
public sealed record TransfersProposed(IReadOnlyList<long> Holders, DateOnly Day);

/// <summary>
/// Writes what was worked out in place of what stood there; what somebody has said yes or no to stays.
/// </summary>
static class SaveOutlook
{
    const string Untouched = "state = 'proposed' and given_by is null and taken_by is null";

    /// <summary>Answers the holders of transfers that were not proposed before.</summary>
    public static async Task<IReadOnlySet<long>> Run(
        Db db, IReadOnlyList<(ComputeOutlook.ProductRow Product, TransferPlan Plan)> plans, DateOnly today) =>
        (await db.Write<IReadOnlySet<long>>(async tx =>
        {
            var articles = InList.Of(plans.Select(one => one.Product.ArticleNumber));
            var before = (await tx.List<MoveRow>("select lot_id, from_holder, to_holder from stock_move " +
                $"where article_number in @articles and {Untouched}", new { articles }))
                .Select(row => (row.LotId, row.FromHolder, row.ToHolder)).ToHashSet();
            await tx.Do("delete from stock_outlook where article_number in @articles", new { articles });
            await tx.Do($"delete from stock_move where article_number in @articles and {Untouched}", new { articles });
            await Bulk.Load(tx, "stock_outlook",
                ["holder_id", "article_number", "computed_on", "units", "per_day_millionths", "lost", "lost_with",
                    "loss_ore", "loss_with_ore", "lost_on", "runs_out_on", "unmet", "unmet_with"],
                from one in plans
                from outlook in one.Plan.Outlooks
                where outlook.Lost > Quantity.Zero || outlook.LostWith > Quantity.Zero || outlook.RunsOutOn is not null
                select (object?[])
                [
                    outlook.Holder, one.Product.ArticleNumber, today, outlook.Units, outlook.PerDayMillionths,
                    outlook.Lost, outlook.LostWith, one.Product.Price.Of(outlook.Lost),
                    one.Product.Price.Of(outlook.LostWith), outlook.LostOn, outlook.RunsOutOn, outlook.Unmet,
                    outlook.UnmetWith,
                ]);
            await Bulk.Load(tx, "stock_move",
                ["id", "article_number", "lot_id", "from_holder", "to_holder", "units", "saved_ore", "cost_ore",
                    "nearness", "lost_on", "runs_out_on", "lasts_until", "proposed_on", "state", "version"],
                from one in plans
                from move in one.Plan.Proposals
                select (object?[])
                [
                    tx.Ids.Next(), one.Product.ArticleNumber, move.Lot, move.From, move.To, move.Units, move.Saved,
                    move.Cost, Kebab.Of(move.Nearness), move.LostOn, move.RunsOutOn, move.LastsUntil, today,
                    "proposed", 1L,
                ]);
            return plans.SelectMany(one => one.Plan.Proposals)
                .Where(move => !before.Contains((move.Lot, move.From, move.To)))
                .SelectMany(move => new[] { move.From, move.To }).ToHashSet();
        })).Value;

    /// <summary>Products nobody has any more are left out of a run, and what was said of them before goes.</summary>
    /// <param name="told">Holders of transfers that were not proposed before.</param>
    public static Task End(
        Db db, long products, long holders, IReadOnlySet<long> told, Moment now) => db.Write<int>(async tx =>
    {
        await tx.Do("delete from stock_outlook where computed_on < @Day", new { now.Day });
        await tx.Do($"delete from stock_move where proposed_on < @Day and {Untouched}", new { now.Day });
        var batch = new Batch(tx).Add("insert into outlook_run (id, computed_on, computed_at, products, holders) " +
            "values (?, ?, ?, ?, ?)", tx.Ids.Next(), now.Day, now, products, holders);
        if (told.Count > 0) Outbox.Append(batch, new TransfersProposed([.. told.Order()], now.Day), now);
        return await batch.Run();
    });

    sealed class MoveRow
    {
        public long LotId { get; init; }
        public long FromHolder { get; init; }
        public long ToHolder { get; init; }
    }
}
