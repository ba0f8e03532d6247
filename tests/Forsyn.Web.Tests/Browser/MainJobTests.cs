using System.Text.RegularExpressions;
using Forsyn.Tests;
using Microsoft.Playwright;

namespace Forsyn.Web.Tests.Browser;

/// <summary>The main job as people do it: from the shop to the shelf, the invoice and the overview.</summary>
[Collection("Baskets")]
public partial class MainJobTests(ForsynServer server, BrowserFixture browser)
{
    const string Hexyon = "420244";

    [Fact, Requirement("MAN-010")]
    public async Task Vaccine_goes_from_the_shop_to_the_shelf_and_the_regulator_sees_where_every_unit_is()
    {
        await server.EmptyBasket("lege");
        await using var lege = await As("lege");
        await lege.Page.GotoAsync("/shop?query=hexyon");
        await lege.Picture("shop");
        await lege.Follow($"#p-{Hexyon} button[type=submit]");
        await lege.Page.GotoAsync("/basket");
        await lege.Page.Locator("[name='Form.PlannedOn']").FillAsync("2027-01-15");
        await lege.Follow("button[value=place]");
        await lege.Page.WaitForURLAsync(OrderAddress());
        var number = OrderAddress().Match(lege.Page.Url).Groups[1].Value;
        await lege.MustBeSound();

        await using var desk = await As("forsyning");
        await desk.Page.GotoAsync("/desk");
        await desk.Picture("desk-queue");
        await desk.Page.GotoAsync($"/desk/{number}");
        await desk.Follow("button[value='release-and-allocate']");
        await desk.Page.GotoAsync($"/desk/{number}");
        await desk.Picture("desk");
        await desk.MustBeSound();

        await using var lager = await As("lager");
        await lager.Page.GotoAsync("/warehouse");
        await lager.Follow($"a[href='/warehouse/{number}']");
        await lager.Page.WaitForURLAsync($"**/warehouse/{number}");
        await lager.Picture("pick-list");
        await lager.MustBeSound();
        await Submit(lager, "pick");
        await Submit(lager, "dispatch");

        await lege.Page.GotoAsync("/shipments");
        await lege.Follow("a[href^='/shipments/']");
        await lege.Page.WaitForURLAsync("**/shipments/*");
        await Submit(lege, "receive");
        await lege.Page.GotoAsync("/stock");
        Assert.Contains("Hexyon", await lege.Page.InnerTextAsync("main"));
        await lege.Page.GotoAsync("/invoices");
        await lege.Follow("main a[href^='/invoices/']");
        Assert.Contains(number, await lege.Page.InnerTextAsync("main"));
        await lege.Page.GotoAsync($"/orders/{number}");
        Assert.Contains("Mottatt", await lege.Page.InnerTextAsync("main"));

        await using var dmp = await As("dmp");
        await dmp.Page.GotoAsync($"/overview?product={Hexyon}");
        await dmp.Picture("overview");
        await dmp.MustBeSound();
        await dmp.Page.GotoAsync($"/orders/{number}");
        Assert.Contains("Hexyon", await dmp.Page.InnerTextAsync("main"));
    }

    [Fact]
    public async Task The_same_by_keyboard_alone_in_nynorsk_and_without_script()
    {
        await server.EmptyBasket("lege");
        await using var lege = await As("lege", "nn", script: false);
        await lege.Page.GotoAsync("/shop?query=hexyon");
        Assert.Equal("nn", await lege.Page.Locator("html").GetAttributeAsync("lang"));
        await Press(lege, $"#p-{Hexyon} button[type=submit]");
        await lege.Page.GotoAsync("/basket");
        await Press(lege, "button.ds-button[value=check]");
        Assert.Contains("Ekspedisjonsgebyret", await lege.Page.InnerTextAsync("main"));
        await Press(lege, "button[value=place]");
        await lege.Page.WaitForURLAsync(OrderAddress());
        var number = OrderAddress().Match(lege.Page.Url).Groups[1].Value;

        await using var desk = await As("forsyning", "nn", script: false);
        await desk.Page.GotoAsync($"/desk/{number}");
        await Press(desk, "button[value='release-and-allocate']");

        await using var lager = await As("lager", "nn", script: false);
        await lager.Page.GotoAsync($"/warehouse/{number}");
        await Press(lager, Button("pick"));
        await Press(lager, Button("dispatch"));

        await lege.Page.GotoAsync("/shipments");
        await Press(lege, "main a[href^='/shipments/']");
        await Press(lege, Button("receive"));
        await lege.Page.GotoAsync($"/orders/{number}");
        Assert.Contains("Motteken", await lege.Page.InnerTextAsync("main"));
    }

    async Task<Window> As(string persona, string language = "nb", bool script = true)
    {
        var window = await browser.Open(server, language: language, script: script);
        await window.SignIn(persona);
        return window;
    }

    static string Button(string form) => $"form:has(input[name=_handler][value={form}]) button.ds-button[type=submit]";

    static Task Submit(Window window, string form) => window.Follow(window.Page.Locator(Button(form)).Last);

    // Steps through the page with the tabulator until the thing has the focus, as a person without a mouse must.
    static async Task Press(Window window, string selector)
    {
        var page = window.Page;
        var wanted = await page.Locator(selector).First.ElementHandleAsync();
        await page.Locator("body").FocusAsync();
        for (var steps = 0; steps < 200; steps++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (!await page.EvaluateAsync<bool>("wanted => document.activeElement === wanted", wanted)) continue;
            await window.Arriving(() => page.Keyboard.PressAsync("Enter"));
            return;
        }
        Assert.Fail($"{selector} on {page.Url} cannot be reached by keyboard");
    }

    [GeneratedRegex(@"/orders/(\d+)$")]
    private static partial Regex OrderAddress();
}
