using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;
using Forsyn.Web.Tests.Pages;

namespace Forsyn.Web.Tests.Browser;

// The last order of a party is whatever was placed last: no other test may place one meanwhile.
[Collection(nameof(AloneOnTheServer))]
public class SuggestionPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task A_suggested_quantity_is_shown_with_its_formula_and_put_in_the_basket(string language, int width)
    {
        await server.EmptyBasket("lege");
        await using var window = await Open(language, width);
        await window.SignIn("lege");
        await window.Page.GotoAsync("/shop?query=havrix");
        var card = window.Page.Locator("#p-585869");
        await card.Locator(".suggestion summary").ClickAsync();
        await window.MustBeSound();
        await window.Picture($"suggestion-shop-{language}-{width}");
        var doses = await card.Locator("button[name=Suggested]").GetAttributeAsync("value");
        await window.Follow(card.Locator("button[name=Suggested]"));
        await window.Page.GotoAsync("/basket");
        await window.Page.Locator(".suggestion summary").ClickAsync();
        Assert.Equal(doses, await window.Page.Locator("[name='Form.Lines[0].Amount']").InputValueAsync());
        await window.Picture($"suggestion-basket-{language}-{width}");
        await window.MustBeSound();
        await window.Follow(".suggestion a[href$='#use']");
        Assert.Equal(24, await window.Page.Locator("#use tbody tr").CountAsync());
        await window.MustBeSound();
        await window.Picture($"suggestion-inputs-{language}-{width}");
        await server.EmptyBasket("lege");
    }

    [Fact]
    public async Task The_last_order_is_repeated_from_the_shop_and_from_the_list_of_orders()
    {
        using var customer = new Visitor(server, "lege");
        await Forsyn.Web.Tests.Pages.Ordering.OrderPageTests.Placed(customer, "020227");
        var (number, article) = await Last();
        foreach (var page in (string[])["/shop", "/orders"])
        {
            await server.EmptyBasket("lege");
            await using var window = await Open("nb", 390);
            await window.SignIn("lege");
            await window.Page.GotoAsync(page);
            Assert.Equal($"{number}", await window.Page.Locator("button[name=Last]").GetAttributeAsync("value"));
            await window.MustBeSound();
            await window.Follow("button[name=Last]");
            Assert.EndsWith("/basket", window.Page.Url);
            Assert.Equal(article, await window.Page.Locator("[name='Form.Lines[0].Article']").InputValueAsync());
        }
        await server.EmptyBasket("lege");
    }

    [Fact]
    public async Task The_interface_suggests_and_repeats()
    {
        await server.EmptyBasket("lege");
        var suggested = await server.Get("lege", "/products/585869/suggestion");
        Assert.Equal("suggested", suggested["suggestion"].GetProperty("outcome").GetString());
        Assert.Equal(24, suggested["use"].GetArrayLength());
        (await server.Get("lege", "/products/999999/suggestion"))
            .MustBeProblem(System.Net.HttpStatusCode.NotFound, "article-unknown");
        var number = (await server.Post("lege", "/orders", Calls.Payable())).Number;
        Assert.Equal("481047", (await server.Post("lege", $"/orders/{number}/repeat"))["lines"][0]
            .GetProperty("articleNumber").GetString());
        await server.EmptyBasket("lege");
        Assert.Equal((await Last()).Article, (await server.Post("lege", "/orders/repeat-last"))["lines"][0]
            .GetProperty("articleNumber").GetString());
        (await server.Post("apotek", $"/orders/{number}/repeat"))
            .MustBeProblem(System.Net.HttpStatusCode.NotFound, "order-unknown");
        await server.EmptyBasket("lege");
    }

    // Other tests place orders at hours of their own choosing, so the last may be one of theirs.
    async Task<(long Number, string? Article)> Last()
    {
        var person = await Personas.Of(server.Database, Databases.SeededAt).Find("lege");
        var number = (await RepeatOrder.Last(server.Database, person!))!.Number;
        var order = await server.Get("lege", $"/orders/{number}");
        return (number, order["lines"][0].GetProperty("articleNumber").GetString());
    }

    async Task<Window> Open(string language, int width)
    {
        var window = await browser.Open(server, width, language);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = Visitor.Monday });
        return window;
    }
}
