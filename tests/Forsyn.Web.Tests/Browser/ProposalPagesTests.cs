using System.Net;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class ProposalPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task The_regulator_sees_every_transfer_and_a_holder_what_concerns_it_in_every_language(
        string language, int width)
    {
        var script = language != "nn";
        // Worked out at the hour the country was made; what somebody has said yes to stays, whatever the clock says.
        await server.Post("dmp", "/stock/proposals/compute", new { });
        var move = (await server.Get("apotek", "/stock/proposals"))["items"][0];
        await server.Post("apotek", $"/stock/proposals/{move.GetProperty("id").GetInt64()}/accept", new { });
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/stock/proposals");
        Assert.Equal(1, await window.Page.Locator("button[name=Compute]").CountAsync());
        await Look(window, $"proposals-{language}", script);
        Assert.NotEqual(0, await window.Page.Locator("main article").CountAsync());
        await window.Page.GotoAsync("/stock/losses");
        await Look(window, $"losses-{language}", script);
        await window.SignIn("sykehus");
        await window.Page.GotoAsync("/stock/proposals");
        var card = "main article:has(button[value=decline])";
        await window.Follow($"{card} button[value=decline]");
        Assert.Equal(1, await window.Page.Locator("[role=alert]").CountAsync());
        await Look(window, $"proposals-own-{language}", script);
    }

    [Fact]
    public async Task Two_holders_agree_on_a_transfer_by_the_interface_and_others_cannot_touch_it()
    {
        Assert.Equal(HttpStatusCode.OK, (await server.Post("dmp", "/stock/proposals/compute", new { })).Status);
        var move = (await server.Get("apotek", "/stock/proposals"))["items"][0];
        var path = $"/stock/proposals/{move.GetProperty("id").GetInt64()}";
        (await server.Post("lege", $"{path}/accept", new { }))
            .MustBeProblem(HttpStatusCode.NotFound, "stock-move-unknown");
        Assert.Equal("proposed", (await server.Post("apotek", $"{path}/accept", new { }))["state"].GetString());
        (await server.Post("apotek", $"{path}/send", new { }))
            .MustBeProblem(HttpStatusCode.Conflict, "stock-move-not-in-state");
        (await server.Post("sykehus", $"{path}/decline", new { reason = "" }))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "reason-missing");
    }

    static async Task Look(Window window, string name, bool script)
    {
        if (script) await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture(name);
    }
}
