using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class FulfilmentPagesTests(ForsynServer server, BrowserFixture browser)
{
    /// <summary>BCG vaccine: every handling note there is.</summary>
    const string Bcg = "900004";

    async Task<Window> As(string persona, string language, int width)
    {
        var window = await browser.Open(server, width, language, script: language != "nn");
        await window.Page.SetExtraHTTPHeadersAsync(
            new Dictionary<string, string> { ["Forsyn-Now"] = $"{Databases.SeededAt}" });
        await window.SignIn(persona);
        return window;
    }

    // axe is a script, so where there is none only the rest is looked at.
    static async Task Look(Window window, string name, string language)
    {
        if (language != "nn") await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture($"{name}-{language}");
    }

    [Theory]
    [InlineData("nb", 1280), InlineData("nn", 390), InlineData("en", 390)]
    public async Task An_order_is_picked_by_scan_and_by_hand_sent_and_received_in_every_language(
        string language, int width)
    {
        var api = new FulfilmentApiTests(server);
        var number = await api.Allocated(200, Bcg);
        await using (var window = await As("lager", language, width))
        {
            var page = window.Page;
            await page.GotoAsync("/warehouse");
            await Look(window, "warehouse", language);
            await page.GotoAsync($"/warehouse/{number}");
            await Look(window, "warehouse-order", language);
            await page.Locator("input[name=Code]").FillAsync("(01)05701234567899(10)X");
            await window.Arriving(() => page.Locator("input[name=Code]").PressAsync("Enter"));
            await page.Locator("[role=alert]").WaitForAsync();
            await Look(window, "warehouse-wrong-scan", language);
            await page.Locator("input[name='Form.Lines[0].Doses']").FillAsync("100");
            await page.Locator("select[name='Form.Lines[0].Short']").SelectOptionAsync("broken");
            await window.Follow("form:has(table) button[type=submit]");
            await window.Follow(".notice button");
            await page.Locator("dl.facts").WaitForAsync();
            await Look(window, "warehouse-dispatched", language);
        }
        await using (var window = await As("lege", language, width))
        {
            var page = window.Page;
            await page.GotoAsync("/shipments");
            await Look(window, "shipments", language);
            await window.Follow(
                page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = $"{number}", Exact = true }));
            await Look(window, "shipment", language);
            await page.Locator("input[name='Form.Lines[0].Good']").FillAsync("90");
            await window.Follow(".row.end button");
            await page.Locator("[role=alert]").WaitForAsync();
            await page.Locator("select[name='Form.Lines[0].Deviation']").SelectOptionAsync("missing");
            await window.Follow(".row.end button");
            await page.Locator(".flash").WaitForAsync();
            await Look(window, "shipment-received", language);
        }
        var state = (await api.Get("lege", $"/orders/{number}")).GetProperty("state").GetString();
        Assert.Equal("received", state);
    }

    [Theory]
    [InlineData("nb", 1280), InlineData("nn", 390), InlineData("en", 390)]
    public async Task Own_stock_is_used_and_the_entry_undone_in_every_language(string language, int width)
    {
        var api = new FulfilmentApiTests(server);
        var number = await api.Allocated(5);
        await api.Post("lager", $"/orders/{number}/pick", null);
        await api.Post("lager", $"/orders/{number}/dispatch", null);
        await api.Post("lege", $"/orders/{number}/receive", null);
        await using var window = await As("lege", language, width);
        var page = window.Page;
        await page.GotoAsync("/stock");
        await Look(window, "own-stock", language);
        await window.Follow("tbody a.ds-button");
        await page.Locator("input[name='Form.Doses']").FillAsync("1000000");
        await window.Follow("main form button[type=submit]");
        await page.Locator("[role=alert]").WaitForAsync();
        await Look(window, "own-stock-entry", language);
        await page.Locator("input[name='Form.Doses']").FillAsync("1");
        await page.Locator("input[name='Form.Text']").FillAsync("prøve");
        await window.Follow("main form button[type=submit]");
        await page.Locator(".flash").WaitForAsync();
        await Look(window, "own-stock-entries", language);
        await window.Follow("button[name=Id]");
        await page.Locator("tbody tr:first-child .ds-tag").WaitForAsync();
        await Look(window, "own-stock-undone", language);
    }

    [Fact]
    public async Task A_parcel_of_another_is_a_page_that_is_not_there()
    {
        var api = new FulfilmentApiTests(server);
        var number = await api.Allocated(1);
        await api.Post("lager", $"/orders/{number}/pick", null);
        var sent = await api.Post("lager", $"/orders/{number}/dispatch", null);
        await using var window = await As("apotek", "nb", 1280);
        var answer = await window.Page.GotoAsync($"/shipments/{sent.GetProperty("shipment").GetInt64()}");
        Assert.Equal(404, answer!.Status);
        Assert.DoesNotContain(sent.GetProperty("sscc").GetString()!, await window.Page.ContentAsync());
    }
}
