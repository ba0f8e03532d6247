using Forsyn.Tests;

namespace Forsyn.Web.Tests.Browser;

public class CoveragePagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory]
    [InlineData("nb", 1280), InlineData("nn", 390), InlineData("en", 1280)]
    [Requirement("STP-004"), Requirement("STP-008"), Requirement("INC-012"), Requirement("GOA-020")]
    public async Task The_regulator_sees_every_wholesaler_and_substance_and_opens_one(string language, int width)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/preparedness/coverage?sort=worst");
        Assert.Equal(4, await window.Page.Locator("section:has(#totals) tbody tr").CountAsync());
        Assert.Equal(30, await window.Page.Locator("table.heat tbody tr").CountAsync());
        Assert.Equal(90, await window.Page.Locator("table.heat .cell .state .icon").CountAsync());
        Assert.Contains("60", await window.Page.Locator(".key-figures").InnerTextAsync());
        await Look(window, $"coverage-{language}", script);
        await window.Follow("table.heat .cell.short a");
        Assert.Equal(1, await window.Page.Locator(".curve.coverage svg").CountAsync());
        Assert.True(await window.Page.Locator("section:has(#shortfalls) tbody tr").CountAsync() > 0);
        Assert.Equal(3, await window.Page.Locator("section:has(#layers) dt").CountAsync());
        await Look(window, $"coverage-target-{language}", script);
        await window.Page.GotoAsync("/preparedness/coverage?scheme=specialist&part=intensive-care&on=2026-04-01");
        Assert.True(await window.Page.Locator("table.heat tbody tr").CountAsync() is > 0 and < 25);
        await window.Page.GotoAsync("/preparedness/coverage?query=nowhere");
        Assert.Equal(0, await window.Page.Locator("table.heat").CountAsync());
        await Look(window, $"coverage-empty-{language}", script);
    }

    [Fact]
    public async Task A_wholesaler_sees_its_own_column_only()
    {
        await using var window = await browser.Open(server, 390, "nb", script: false);
        await window.SignIn("grossist");
        await window.Page.GotoAsync("/preparedness/coverage");
        Assert.Equal(2, await window.Page.Locator("table.heat thead th").CountAsync());
        var answer = await window.Page.GotoAsync("/preparedness/coverage/primary/nmd/J01CA04");
        Assert.Equal(404, answer!.Status);
    }

    static async Task Look(Window window, string name, bool script)
    {
        if (script) await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture(name);
    }
}
