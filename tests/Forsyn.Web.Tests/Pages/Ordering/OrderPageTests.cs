using System.Net;
using AngleSharp.Dom;
using Forsyn.App.Database;

namespace Forsyn.Web.Tests.Pages.Ordering;

[Collection("Baskets")]
public class OrderPageTests(ForsynServer server)
{
    [Fact]
    public async Task An_order_is_followed_found_and_cancelled()
    {
        using var person = new Visitor(server, "lege");
        var number = await Placed(person);
        Assert.Contains("er sendt", person.Page.QuerySelector(".flash")!.TextContent);
        Assert.Contains("Ekspedisjonsgebyret er 200,00", person.Text);
        Assert.Contains("Alta legekontor", person.Text);
        await person.Open($"/orders?query={number}");
        Assert.Equal(number, person.Page.QuerySelector("tbody th a")!.TextContent);
        await person.Open($"/orders?query={number}&state=received");
        Assert.NotNull(person.Page.QuerySelector(".empty"));
        await person.Open($"/orders/{number}");
        await person.Press("details button[data-color=danger]");
        Assert.Contains("er avbestilt", person.Page.QuerySelector(".flash")!.TextContent);
        Assert.Null(person.Page.QuerySelector("details button[data-color=danger]"));
        Assert.Equal("cancelled", await State(number));
    }

    [Fact]
    public async Task An_order_of_another_customer_is_not_there()
    {
        using var person = new Visitor(server, "lege");
        var number = await Placed(person);
        using var stranger = new Visitor(server, "sykehus");
        await stranger.Open($"/orders/{number}");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await stranger.Open($"/orders?query={number}");
        Assert.NotNull(stranger.Page.QuerySelector(".empty"));
        using var auditor = new Visitor(server, "revisor");
        await auditor.Open($"/orders/{number}");
        Assert.Equal(HttpStatusCode.OK, auditor.Status);
        Assert.Empty(auditor.Page.QuerySelectorAll("main form[method=post]"));
    }

    [Fact]
    public async Task A_stale_page_cannot_cancel()
    {
        using var person = new Visitor(server, "lege");
        var number = await Placed(person);
        using var desk = new Visitor(server, "forsyning");
        await desk.Open($"/desk/{number}");
        await desk.Press("button[value=release]");
        await person.Press("details button[data-color=danger]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, person.Status);
        Assert.Contains("endret av andre", person.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal("released", await State(number));
    }

    [Fact]
    public async Task An_order_is_repeated_into_the_basket()
    {
        using var person = new Visitor(server, "lege");
        var number = await Placed(person);
        await person.Open($"/orders/{number}");
        await person.Press("form:has(input[value=repeat]) button");
        Assert.Equal("/basket", person.Path);
        Assert.Equal("2", ShopTests.Value(person, "Form.Lines[0].Amount"));
    }

    [Fact]
    public async Task What_is_unknown_is_not_found()
    {
        using var person = new Visitor(server, "lege");
        await person.Open("/orders/999999999");
        Assert.Equal(HttpStatusCode.NotFound, person.Status);
    }

    /// <summary>Orders two packs of a vaccine and returns the number; the person stands at the order's page.</summary>
    internal static async Task<string> Placed(
        Visitor person, string words = "020227", params (string, string)[] written)
    {
        await BasketTests.With(person, words, ("Amount", "2"), ("For", "payable"));
        await person.Press("button.ds-button[value=place]", written);
        Assert.StartsWith("/orders/", person.Path);
        return person.Path.Split('/')[^1];
    }

    Task<string?> State(string number) =>
        server.Database.One<string>("select state from orders where number = @number",
            new { number = long.Parse(number) });
}
