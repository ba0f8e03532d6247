using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>
/// Puts the lines of an earlier order in the basket, beside what is there; the same product for the same purpose
/// becomes one line. Refuses order-unknown, and repeat-nothing where nothing has been ordered.
/// </summary>
public static class RepeatOrder
{
    public static async Task<Result<OrderRequest>> Run(Db db, long number, Moment now, Caller caller)
    {
        var order = await GetOrder.Run(db, number, caller);
        if (!order.Ok) return order.Refusal!;
        return await Basket.AddLines(db, LinesOf(order.Value), now, caller);
    }

    /// <summary>What can be ordered again of an order: never whom it was for, nor a paper that went with it.</summary>
    public static IReadOnlyList<LineRequest> LinesOf(OrderView order) => [.. order.Lines.Select(l => new LineRequest
    {
        ArticleNumber = l.ArticleNumber, Doses = l.Doses.Units, Purpose = l.Purpose,
    })];

    /// <summary>As <see cref="Run"/>, with the last order of the caller's party.</summary>
    public static async Task<Result<OrderRequest>> Again(Db db, Moment now, Caller caller) =>
        await Last(db, caller) is { } last ? await Run(db, last.Number, now, caller) : Refusal.Of("repeat-nothing");

    /// <summary>The order placed last that was neither refused nor cancelled; null where there is none.</summary>
    public static Task<LastOrder?> Last(Db db, Caller caller) => db.One<LastOrder>(
        "select number, placed_at from orders where customer_id = @party and state not in ('refused', 'cancelled') " +
        "order by placed_at desc, number desc limit 1", new { party = caller.Party ?? 0 });
}

/// <summary>Which order was the last, and when.</summary>
public sealed class LastOrder
{
    public long Number { get; init; }
    public Moment PlacedAt { get; init; }
}
