using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class SuggestionTests
{
    // A product that the made office of the physician has used for two years.
    const string Used = "564048";

    [Theory, EveryDatabase]
    public async Task A_suggestion_rests_on_use_stock_and_what_is_on_the_way(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var first = await Suggested();
        Assert.Equal((SuggestionOutcome.Suggested, null), (first.Suggestion.Outcome, first.LastOrderOn));
        Assert.Equal(24, first.Use.Count);
        // February, March and April of the made use; the month of today has none yet.
        Assert.Equal(5 + 12 + 24, first.Suggestion.Limit.Units);
        Assert.Equal(first.Suggestion.Limit, first.Suggestion.Used);

        var number = await orders.Placed(Orders.Request(Used, 7));
        var after = await Suggested();
        Assert.Equal(Orders.Now.Day, after.LastOrderOn);
        Assert.Equal(first.Inputs.OnTheWay.Units + 7, after.Inputs.OnTheWay.Units);
        await MoveOrder.Run(orders.Db, number, OrderAction.Cancel, null, Orders.Now, orders.Physician);
        var cancelled = await Suggested();
        Assert.Null(cancelled.LastOrderOn);
        Assert.Equal(first.Inputs.OnTheWay, cancelled.Inputs.OnTheWay);

        Assert.Equal(SuggestionOutcome.UseNotKnown, (await LoadSuggestions.Run(
            orders.Db, [Used, "999999"], Orders.Now, orders.Nurse)).Single().Value.Suggestion.Outcome);

        async Task<SuggestedQuantity> Suggested() =>
            (await LoadSuggestions.Run(orders.Db, [Used], Orders.Now, orders.Physician))[Used];
    }

    [Theory, EveryDatabase]
    public async Task The_last_order_is_put_in_the_basket_beside_what_is_there(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        Assert.Equal("repeat-nothing",
            (await RepeatOrder.Again(orders.Db, Orders.Now, orders.Physician)).Refusal!.Code);
        await orders.Placed(Orders.Request(Orders.Single, 3));
        var refused = await orders.Placed(Orders.Request(Orders.Childhood, 10, "childhood"));
        await MoveOrder.Run(orders.Db, refused, OrderAction.Cancel, null, Orders.Now, orders.Physician);
        await Basket.Add(orders.Db, Orders.Single, 2, "payable", Orders.Now, orders.Physician);
        await Basket.Add(orders.Db, Used, 1, "payable", Orders.Now, orders.Physician);
        var once = orders.Physician with { Once = Once.Of("lege", "again", "") };
        var basket = (await RepeatOrder.Again(orders.Db, Orders.Now, once)).Value;
        Assert.Equal([(Orders.Single, 5L), (Used, 1L)], basket.Lines!.Select(l => (l.ArticleNumber!, l.Doses!.Value)));
        await RepeatOrder.Again(orders.Db, Orders.Now, once);
        Assert.Equal(5, (await Basket.Read(orders.Db, orders.Physician)).Lines![0].Doses);
        Assert.Null(await RepeatOrder.Last(orders.Db, orders.Nurse));
    }
}
