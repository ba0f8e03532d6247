using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class ReturnPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory]
    [MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("INC-009")]
    public async Task Goods_are_sent_back_counted_and_checked_in_every_language(string language, int width)
    {
        var api = new FulfilmentApiTests(server);
        var number = await api.Allocated(5, "157068");
        await api.Post("lager", $"/orders/{number}/pick", null);
        await api.Post("lager", $"/orders/{number}/dispatch", null);
        await api.Post("lege", $"/orders/{number}/receive", null);
        await using var office = await browser.Open(server, width, language);
        await office.SignIn("lege");
        await office.Page.GotoAsync("/shipments?all=true");
        await office.Follow(office.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = $"{number}" }));
        await office.Follow("a[href$='/return']");
        await office.Page.Locator("input[value=wrong-delivery]").CheckAsync();
        await office.Follow("main form button[type=submit]");
        await Look(office, $"return-faulty-{language}");
        await office.Page.Locator("input[value=wrong-delivery]").CheckAsync();
        await office.Page.Locator("[name='Form.Text']").FillAsync("Feil vare i pakken");
        await office.Page.Locator("[name='Form.Lines[0].Units']").FillAsync("3");
        await office.Follow("main form button[type=submit]");
        var address = office.Page.Url;
        await Look(office, $"return-announced-{language}");

        await using var desk = await browser.Open(server, width, language);
        await desk.SignIn("forsyning");
        await desk.Page.GotoAsync(address);
        await desk.Follow("button[value=accept]");
        await office.Page.GotoAsync(address);
        await office.Follow("button[value=send]");
        await using var store = await browser.Open(server, width, language);
        await store.SignIn("lager");
        await store.Page.GotoAsync("/returns");
        await Look(store, $"returns-{language}");
        await store.Page.GotoAsync(address);
        await store.Follow("button[value=receive]");
        await desk.Page.GotoAsync(address);
        await desk.Page.Locator("[name='Check.Available']").FillAsync("3");
        await desk.Follow("form:has([name='Check.Available']) button[type=submit]");
        Assert.True(await desk.Page.Locator(".finding").CountAsync() >= 3);
        await Look(desk, $"return-not-sold-{language}");
        // The parcel left half a year before the clock of the pages, so it is too late to sell what came back.
        await desk.Page.Locator("[name='Check.Available']").FillAsync("");
        await desk.Page.Locator("[name='Check.Destroyed']").FillAsync("3");
        await desk.Page.Locator("[name='Check.Text']").FillAsync("Uten logger");
        await desk.Follow("form:has([name='Check.Available']) button[type=submit]");
        Assert.Equal(0, await desk.Page.Locator("[role=alert]").CountAsync());
        await Look(desk, $"return-closed-{language}");
    }

    static async Task Look(Window window, string name)
    {
        await window.MustBeSound();
        await window.Picture(name);
    }
}
