using System.Net;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class ContinuityPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory]
    [InlineData("nb", 1280), InlineData("nn", 390), InlineData("en", 390)]
    [Requirement("REP-013")]
    public async Task Who_answers_when_it_was_tested_and_what_is_overdue_is_seen_and_kept(string language, int width)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/continuity");
        Assert.Equal(4, await window.Page.Locator("tbody tr").CountAsync());
        Assert.True(await window.Page.Locator(".ds-tag[data-color=warning]").CountAsync() > 0);
        await window.Picture($"continuity-{language}");
        if (script) await window.MustBeSound();
        // Each language keeps a plan of its own.
        var kind = language switch { "nb" => "electricity", "nn" => "ict", _ => "water" };
        await window.Page.GotoAsync($"/continuity/{kind}");
        await window.Page.FillAsync("#field-Test-Hours", "80");
        await window.Page.FillAsync("#field-Test-Next", "1999-01-01");
        await window.Follow("form:has(#field-Test-Hours) button[type=submit]");
        Assert.Equal(1, await window.Page.Locator(".finding").CountAsync());
        await window.Picture($"continuity-plan-{language}");
        if (script) await window.MustBeSound();
        await window.Page.FillAsync("#field-Test-Hours", "80");
        await window.Page.FillAsync("#field-Test-Next", $"{DateTime.UtcNow.AddMonths(6):yyyy-MM-dd}");
        await window.Follow("form:has(#field-Test-Hours) button[type=submit]");
        Assert.Equal(2, await window.Page.Locator("tbody tr").CountAsync());
    }

    [Fact]
    public async Task A_site_sees_its_packs_and_no_plans_and_nobody_fetches_anothers()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Get("lege", "/continuity")).Status);
        (await server.Get("lege", "/continuity/packs/forsyn-pack-national-2026-05-15.zip"))
            .MustBeProblem(HttpStatusCode.NotFound, "pack-unknown");
        var continuity = await server.Get("revisor", "/continuity");
        Assert.Equal((72, 4), (continuity["runsAloneHours"].GetInt32(), continuity["plans"].GetArrayLength()));
    }
}
