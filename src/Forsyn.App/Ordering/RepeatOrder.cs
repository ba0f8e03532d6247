using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>Puts the lines of an earlier order in the basket, beside what is there; refuses order-unknown.</summary>
public static class RepeatOrder
{
    public static async Task<Result<OrderRequest>> Run(Db db, long number, Moment now, Caller caller)
    {
        var order = await GetOrder.Run(db, number, caller);
        if (!order.Ok) return order.Refusal!;
        var draft = await Basket.Read(db, caller);
        var lines = order.Value.Lines.Select(l => new LineRequest
        {
            ArticleNumber = l.ArticleNumber, Doses = l.Doses.Units, Purpose = l.Purpose,
        });
        return await Basket.Save(db, draft with { Lines = [.. draft.Lines ?? [], .. lines] }, now, caller);
    }
}
