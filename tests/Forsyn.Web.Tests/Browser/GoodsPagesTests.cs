using Forsyn.Tests;

namespace Forsyn.Web.Tests.Browser;

public class GoodsPagesTests(ForsynServer server, BrowserFixture browser)
{
    // Goods of a product nobody orders in other tests: what comes stays in quarantine until it is released here.
    [Theory]
    [MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("SHL-004")]
    public async Task Goods_are_expected_received_with_deviations_and_released_in_every_language(
        string language, int width)
    {
        await using var store = await browser.Open(server, width, language);
        await store.SignIn("lager");
        await store.Page.GotoAsync("/goods/new");
        await store.Follow("main form button[type=submit]");
        Assert.True(await store.Page.Locator(".finding").CountAsync() >= 2);
        await Look(store, $"goods-faulty-{language}-{width}");
        await store.Page.Locator("[name='Form.Supplier']").SelectOptionAsync("sup-alpin");
        await store.Page.Locator("[name='Form.Reference']").FillAsync($"PO-{language}-{width}");
        await store.Page.Locator("[name='Form.PlannedOn']").FillAsync("2031-05-20");
        await store.Page.Locator("[name='Form.Lines[0].Product']").FillAsync("900020");
        await store.Page.Locator("[name='Form.Lines[0].Units']").FillAsync("500");
        await store.Follow("main form button[type=submit]");
        var address = store.Page.Url;
        await Look(store, $"goods-delivery-{language}-{width}");

        await store.Page.GotoAsync(address + "/receive");
        await store.Page.Locator("[name='Form.Temperature']").FillAsync("9,1");
        await store.Page.Locator("[name='Form.Lines[0].Lot']").FillAsync($"BR-{language}-{width}");
        await store.Page.Locator("[name='Form.Lines[0].Expires']").FillAsync("2033-01-31");
        await store.Page.Locator("[name='Form.Lines[0].Units']").FillAsync("300");
        await Look(store, $"goods-receive-{language}-{width}");
        await store.Follow("button[value=receive]");
        Assert.True(await store.Page.Locator("[data-color=warning].ds-tag").CountAsync() >= 1);
        await Look(store, $"goods-received-{language}-{width}");

        await using var desk = await browser.Open(server, width, language);
        await desk.SignIn("forsyning");
        await desk.Page.GotoAsync("/goods/waiting");
        await Look(desk, $"goods-waiting-{language}-{width}");
        await desk.Follow(desk.Page.GetByRole(Microsoft.Playwright.AriaRole.Link,
            new() { Name = $"BR-{language}-{width}" }));
        await desk.Page.Locator("input[value=release]").CheckAsync();
        await desk.Page.Locator("[name='Form.Text']").FillAsync("Stabilitetsdata");
        await desk.Follow("form:has(input[value=release]) button[type=submit]");
        Assert.Equal(1, await desk.Page.Locator("[role=alert]").CountAsync());
        await desk.Page.Locator("input[value=release]").CheckAsync();
        await desk.Page.Locator("[name='Form.Text']").FillAsync("Stabilitetsdata");
        await desk.Page.Locator("[name='Form.File']").SetInputFilesAsync(new Microsoft.Playwright.FilePayload
        {
            Name = "release.pdf", MimeType = "application/pdf", Buffer = MadeFiles.Pdf(),
        });
        await desk.Follow("form:has(input[value=release]) button[type=submit]");
        Assert.Equal(0, await desk.Page.Locator("[role=alert]").CountAsync());
        await Look(desk, $"goods-decided-{language}-{width}");
        await store.Page.GotoAsync(desk.Page.Url);
        await store.Follow("button[value^=agree]");
        Assert.Equal(0, await store.Page.Locator("button[value^=agree]").CountAsync());
        await store.Page.GotoAsync("/goods?show=all");
        await Look(store, $"goods-{language}-{width}");
    }

    static async Task Look(Window window, string name)
    {
        await window.MustBeSound();
        await window.Picture(name);
    }
}
