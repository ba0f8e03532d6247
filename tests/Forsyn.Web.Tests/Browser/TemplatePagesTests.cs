using Forsyn.Web.Tests.Api;
using Forsyn.Web.Tests.Pages;

namespace Forsyn.Web.Tests.Browser;

// A person has one basket: tests that fill it take turns.
[Collection("Baskets")]
public class TemplatePagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task A_basket_is_saved_changed_put_in_the_basket_and_deleted(string language, int width)
    {
        await server.EmptyBasket("apotek");
        await using var window = await Open(language, width);
        await window.SignIn("apotek");
        await window.Page.GotoAsync("/templates?query=nosuchtemplate");
        await window.MustBeSound();
        await window.Page.GotoAsync("/shop?query=020227");
        await window.Follow(".product button");
        await window.Page.GotoAsync("/basket");
        await window.Follow("a[href='/templates/new']");
        await window.Follow("main form button.ds-button[value=save]");
        await window.MustBeSound();
        await window.Picture($"template-refused-{language}-{width}");
        var name = $"Fast {language} {width}";
        await window.Page.Locator("[name='Form.Name']").FillAsync(name);
        await window.Page.Locator("[name='Form.NewArticle']").FillAsync("481047");
        await window.Page.Locator("[name='Form.NewDoses']").FillAsync("4");
        await window.Follow("button[value=add]");
        Assert.Equal(2, await window.Page.Locator(".basket-lines > li").CountAsync());
        await window.MustBeSound();
        await window.Picture($"template-{language}-{width}");
        await window.Follow("button[value=remove-0]");
        await window.Follow("main form button.ds-button[value=save]");
        Assert.EndsWith("/templates", window.Page.Url);
        await window.MustBeSound();
        await window.Picture($"templates-{language}-{width}");
        await server.EmptyBasket("apotek");
        var card = window.Page.Locator(".queue > li", new() { HasText = name });
        await window.Follow(card.Locator("button"));
        Assert.EndsWith("/basket", window.Page.Url);
        Assert.Equal("481047", await window.Page.Locator("[name='Form.Lines[0].Article']").InputValueAsync());
        await window.Page.GotoAsync("/templates");
        await window.Follow(card.Locator("a"));
        await window.Page.Locator("details:has(button[name=Sure]) summary").ClickAsync();
        await window.MustBeSound();
        await window.Follow("button[name=Sure]");
        Assert.Equal(0, await card.CountAsync());
        await server.EmptyBasket("apotek");
    }

    [Fact]
    public async Task The_interface_saves_lists_changes_uses_and_deletes()
    {
        await server.EmptyBasket("apotek");
        var lines = new[] { new { articleNumber = "481047", doses = 3, purpose = "payable" } };
        var saved = await server.Post("apotek", "/order-templates", new { name = "Fra grensesnittet", lines });
        Assert.Equal(System.Net.HttpStatusCode.Created, saved.Status);
        var id = saved["id"].GetInt64();
        Assert.Equal(id, (await server.Get("apotek", "/order-templates?query=grensesnittet"))["items"][0]
            .GetProperty("id").GetInt64());
        Assert.Equal("\"1\"", (await server.Get("apotek", $"/order-templates/{id}")).Headers.ETag!.Tag);
        (await server.Post("apotek", $"/order-templates/{id}", new { name = "", lines }))
            .MustBeProblem(System.Net.HttpStatusCode.UnprocessableEntity, "template-faulty");
        (await server.Post("apotek", $"/order-templates/{id}", new { name = "B", lines }, ("If-Match", "\"5\"")))
            .MustBeProblem(System.Net.HttpStatusCode.PreconditionFailed, "template-changed-meanwhile");
        Assert.Equal(2, (await server.Post("apotek", $"/order-templates/{id}", new { name = "Ny", lines },
            ("If-Match", "\"1\"")))["version"].GetInt64());
        Assert.Equal(3, (await server.Post("apotek", $"/order-templates/{id}/use"))["lines"][0]
            .GetProperty("doses").GetInt64());
        Assert.Equal(id, (await server.Post("apotek", $"/order-templates/{id}/delete"))["id"].GetInt64());
        (await server.Get("apotek", $"/order-templates/{id}"))
            .MustBeProblem(System.Net.HttpStatusCode.NotFound, "template-unknown");
        await server.EmptyBasket("apotek");
    }

    async Task<Window> Open(string language, int width)
    {
        var window = await browser.Open(server, width, language);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = Visitor.Monday });
        return window;
    }
}
