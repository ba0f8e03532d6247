using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class TemplateTests
{
    static LineRequest Line(string article, long doses, string purpose = "payable") =>
        new() { ArticleNumber = article, Doses = doses, Purpose = purpose };

    static async Task<long> Saved(Orders orders, string name, params LineRequest[] lines) =>
        (await SaveTemplate.Run(orders.Db, new(name, Lines: lines), Orders.Now, orders.Physician)).Value.Id;

    [Theory, EveryDatabase]
    public async Task A_basket_and_an_order_become_templates_that_fill_a_basket_again(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await Basket.Add(orders.Db, Orders.Single, 2, "payable", Orders.Now, orders.Physician);
        var first = (await SaveTemplate.Run(orders.Db, new("Kurven"), Orders.Now, orders.Physician)).Value;
        var number = await orders.Placed(Orders.Request(Orders.Single, 5));
        var second = (await SaveTemplate.Run(orders.Db, new("Bestilt", number), Orders.Now, orders.Physician)).Value;
        await UseTemplate.Run(orders.Db, first.Id, Orders.Now, orders.Physician);
        var basket = (await UseTemplate.Run(orders.Db, second.Id, Orders.Now, orders.Physician)).Value;
        Assert.Equal(9, Assert.Single(basket.Lines!).Doses);

        Assert.Equal("order-unknown",
            (await SaveTemplate.Run(orders.Db, new("X", number), Orders.Now, orders.Nurse)).Refusal!.Code);
        Assert.Equal("template-unknown",
            (await UseTemplate.Run(orders.Db, first.Id, Orders.Now, orders.Nurse)).Refusal!.Code);
        Assert.Equal("template-unknown", (await UseTemplate.Delete(orders.Db, first.Id, orders.Nurse)).Refusal!.Code);
        Assert.Equal("template-unknown", (await SaveTemplate.Run(
            orders.Db, new("Y", Lines: [Line(Orders.Single, 1)]), Orders.Now, orders.Nurse, first.Id)).Refusal!.Code);
        Assert.Empty(await ListTemplates.Run(orders.Db, orders.Nurse));
    }

    [Theory, EveryDatabase]
    public async Task A_template_is_changed_found_paged_and_deleted(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var first = await Saved(orders, "Høst Ærlig", Line(Orders.Single, 2), Line(Orders.Childhood, 10, "childhood"));
        var second = await Saved(orders, "Vår", Line(Orders.Single, 2));
        async Task<List<long>> Found(string? query = null, long after = 0, int limit = 50) => [.. (await
            ListTemplates.Run(orders.Db, orders.Physician, query, after, limit)).Select(t => t.Id)];
        Assert.Equal([first, second], await Found());
        Assert.Equal([first], await Found(limit: 1));
        Assert.Equal([second], await Found(after: first));
        Assert.Equal([first], await Found("HØST ærlig"));
        Assert.Equal([first], await Found("hexyon"));
        Assert.Equal([first, second], await Found(Orders.Single));

        var changed = await SaveTemplate.Run(orders.Db, new("Vår 2", Lines: [Line(Orders.Childhood, 20, "childhood")]),
            Orders.Now, orders.Physician, second, 1);
        Assert.Equal(2, changed.Value.Version);
        Assert.Equal("template-changed-meanwhile", (await SaveTemplate.Run(orders.Db,
            new("Vår 3", Lines: [Line(Orders.Single, 1)]), Orders.Now, orders.Physician, second, 1)).Refusal!.Code);
        var view = (await ListTemplates.One(orders.Db, second, orders.Physician)).Value;
        Assert.Equal(("Vår 2", 1, 20), (view.Head.Name, view.Head.LineCount, view.Head.Doses));
        Assert.Equal(Line(Orders.Childhood, 20, "childhood"), Assert.Single(view.Lines));
        Assert.Equal(second, (await UseTemplate.Delete(orders.Db, second, orders.Physician)).Value);
        Assert.Equal([first], await Found());
        Assert.Equal(2, await orders.Db.One<long>("select count(*) from order_template_line"));
    }

    [Theory, EveryDatabase]
    public async Task All_that_is_wrong_with_a_template_is_said_at_once(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await Saved(orders, "Vår", Line(Orders.Single, 2));
        async Task<IEnumerable<string>> Wrong(string? name, params LineRequest[] lines) => (await SaveTemplate.Run(
            orders.Db, new(name, Lines: lines), Orders.Now, orders.Physician)).Refusal!.Findings!.Select(f => f.Code);
        Assert.Equal(["doses-out-of-range", "purpose-unknown", "article-unknown", "template-name-taken"],
            await Wrong(" Vår ", Line(Orders.Single, 0), Line(Orders.Single, 1, "x"), Line("999999", 1)));
        Assert.Equal(["template-lines", "template-name-missing"], await Wrong(""));
        Assert.Equal(["advice-identity-number"], await Wrong("Til 15819850027", Line(Orders.Single, 1)));
        Assert.Equal(["template-lines"],
            await Wrong("Lang", [.. Enumerable.Range(0, 201).Select(_ => Line(Orders.Single, 1))]));
        Assert.Equal(1, await orders.Db.One<long>("select count(*) from order_template"));
    }
}
