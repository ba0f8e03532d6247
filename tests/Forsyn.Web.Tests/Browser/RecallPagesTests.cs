using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class RecallPagesTests(ForsynServer server, BrowserFixture browser)
{
    // Each language recalls a product of its own, since a lot is under one recall at a time.
    [Theory]
    [InlineData("nb", 1280, "900006"), InlineData("nn", 390, "296945"), InlineData("en", 390, "041332")]
    [Requirement("MAN-011")]
    public async Task A_lot_is_recalled_answered_for_and_followed_in_every_language(
        string language, int width, string article)
    {
        var api = new FulfilmentApiTests(server);
        var number = await api.Allocated(5, article);
        await api.Post("lager", $"/orders/{number}/pick", null);
        await api.Post("lager", $"/orders/{number}/dispatch", null);
        await api.Post("lege", $"/orders/{number}/receive", null);
        var script = language != "nn";
        await using var desk = await browser.Open(server, width, language, script);
        await desk.SignIn("forsyning");
        await desk.Page.GotoAsync($"/lots?query={article}");
        await Look(desk, $"lots-{language}", script);
        await desk.Page.GotoAsync($"/recalls/new?article={article}");
        await desk.Follow("button[value=preview]");
        await Look(desk, $"recall-faulty-{language}", script);
        await desk.Page.Locator("input[value=one]").CheckAsync();
        await desk.Page.Locator("[name='Form.Reason']").FillAsync("Partikler i hetteglasset");
        await desk.Follow("button[value=preview]");
        await Look(desk, $"recall-preview-{language}", script);
        await desk.Follow("button[value=open]");
        var address = desk.Page.Url;
        await Look(desk, $"recall-{language}", script);

        await using var office = await browser.Open(server, width, language, script);
        await office.SignIn("lege");
        await office.Page.GotoAsync("/recalls");
        await Look(office, $"recalls-{language}", script);
        await office.Page.GotoAsync(address);
        await office.Page.Locator("[name='Form.Missing']").First.FillAsync("999999");
        await office.Follow("main section form button[type=submit]");
        Assert.Equal(1, await office.Page.Locator("[role=alert]").CountAsync());
        await office.Page.Locator("[name='Form.Missing']").First.FillAsync("");
        await office.Page.Locator("[name='Form.Found']").First.FillAsync("5");
        await office.Follow("main section form button[type=submit]");
        await Look(office, $"recall-answered-{language}", script);
        await office.Follow("button[name=Id]");
        Assert.Equal(0, await office.Page.Locator("button[name=Id]").CountAsync());

        await desk.Page.GotoAsync(address);
        await desk.Page.Locator("[name=Conclusion]").FillAsync("Ferdig");
        await desk.Follow("form:has([name=Conclusion]) button[type=submit]");
        Assert.Equal(1, await desk.Page.Locator("[role=alert]").CountAsync());
    }

    // axe is a script, so where there is none only the rest is looked at.
    static async Task Look(Window window, string name, bool script)
    {
        if (script) await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture(name);
    }
}
