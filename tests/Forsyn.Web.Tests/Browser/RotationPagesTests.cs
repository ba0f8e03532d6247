using Forsyn.Tests;

namespace Forsyn.Web.Tests.Browser;

public class RotationPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory]
    [InlineData("nb", 1280), InlineData("nn", 390), InlineData("en", 1280)]
    [Requirement("STS-004")]
    public async Task The_regulator_sees_alarms_first_and_opens_a_plan_with_its_curve(string language, int width)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/preparedness/rotation");
        Assert.True(await window.Page.Locator("main tbody tr").CountAsync() > 10);
        await Look(window, $"rotation-{language}", script);
        await window.Page.GotoAsync("/preparedness/rotation?scheme=primary&holder=ahn&query=J01CA04");
        Assert.Equal(1, await window.Page.Locator("main tbody tr").CountAsync());
        await window.Follow("main tbody th a");
        Assert.True(await window.Page.Locator(".curve svg polygon").CountAsync() >= 2);
        Assert.Equal(1, await window.Page.Locator(".curve polyline.floor").CountAsync());
        Assert.True(await window.Page.Locator("section:has(#leaving) tbody tr").CountAsync() > 0);
        Assert.Equal(0, await window.Page.Locator("[name='Form.LeadDays']").CountAsync());
        await Look(window, $"rotation-plan-{language}", script);
    }

    [Theory]
    [InlineData("nb", 390), InlineData("en", 1280)]
    public async Task A_wholesaler_says_how_it_buys_and_the_plan_follows(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.SignIn("grossist");
        await window.Page.GotoAsync("/preparedness/rotation");
        Assert.Equal(0, await window.Page.Locator("[name=Holder]").CountAsync());
        await window.Page.GotoAsync("/preparedness/rotation/primary/ahn/J01CA04");
        await window.Page.Locator("details:has(form) summary").ClickAsync();
        await window.Page.Locator("[name='Form.LeadDays']").FillAsync("mange");
        await window.Follow("main details form button[type=submit]");
        Assert.Equal(1, await window.Page.Locator(".finding").CountAsync());
        await window.MustBeSound();
        await window.Page.Locator("details:has(form) summary").ClickAsync();
        await window.Page.Locator("[name='Form.LeadDays']").FillAsync("11");
        await window.Follow("main details form button[type=submit]");
        Assert.Equal(1, await window.Page.Locator("section:has(#packages) td:text-is('11')").CountAsync());
        Assert.Equal(404, (await window.Page.GotoAsync("/preparedness/rotation/primary/nmd/J01CA04"))!.Status);
    }

    [Theory]
    [InlineData("nb", 1280), InlineData("nn", 390), InlineData("en", 390)]
    public async Task What_would_be_is_answered_beside_what_is_and_kept_to_compare(string language, int width)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/preparedness/rotation/what-if");
        await window.Page.Locator("[name=Holder]").SelectOptionAsync("ahn");
        await window.Page.Locator("[name=Atc]").FillAsync("J01CA04");
        await window.Page.Locator("[name=Months]").FillAsync("mange");
        await window.Follow("main form[method=get] button[type=submit]");
        Assert.Equal(1, await window.Page.Locator(".finding").CountAsync());
        await window.Page.Locator("[name=Months]").FillAsync("2");
        await window.Follow("main form[method=get] button[type=submit]");
        Assert.Equal(1, await window.Page.Locator(".curve svg polyline.floor").CountAsync());
        await window.Page.Locator("[name=KeepName]").FillAsync($"To til {language}");
        await window.Follow("main form:has([name=KeepName]) button[type=submit]");
        await window.Page.Locator("[name=Months]").FillAsync("-1");
        await window.Page.Locator("[name=OutWeeks]").FillAsync("8");
        await window.Follow("main form[method=get] button[type=submit]");
        Assert.True(await window.Page.Locator("section:has(#compared) thead th").CountAsync() >= 4);
        await Look(window, $"rotation-what-if-{language}", script);
        await window.Follow($"li:has-text('To til {language}') button[type=submit]");
        Assert.Equal(0, await window.Page.Locator($"li:has-text('To til {language}')").CountAsync());
        await window.Page.GotoAsync("/preparedness/rotation/what-if?scheme=specialist&demand=25");
        Assert.Equal(10, await window.Page.Locator("section:has(#compared) tbody tr").CountAsync());
    }

    [Theory]
    [InlineData("nb", 1280), InlineData("nn", 390), InlineData("en", 390)]
    public async Task What_expired_is_asked_for_by_period_and_cause(string language, int width)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/preparedness/rotation/expired?from=2020-01-01");
        await Look(window, $"rotation-expired-{language}", script);
        await window.Page.GotoAsync("/preparedness/rotation/expired?from=x&cause=y");
        Assert.Equal(2, await window.Page.Locator(".finding").CountAsync());
    }

    static async Task Look(Window window, string name, bool script)
    {
        if (script) await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture(name);
    }
}
