using Forsyn.Tests;

namespace Forsyn.Web.Tests.Browser;

public class PreparednessPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory]
    [InlineData("nb", 1280), InlineData("nn", 390), InlineData("en", 1280)]
    [Requirement("STP-004"), Requirement("INC-011")]
    public async Task The_regulator_sees_the_targets_of_each_wholesaler_and_opens_one(string language, int width)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/preparedness");
        Assert.Equal(2, await window.Page.Locator(".schemes section").CountAsync());
        await Look(window, $"preparedness-{language}", script);
        await window.Page.GotoAsync("/preparedness?query=J01CA04");
        Assert.Equal(3, await window.Page.Locator("main tbody tr").CountAsync());
        await window.Follow("main tbody th a");
        Assert.True(await window.Page.Locator("main tbody tr").CountAsync() >= 9);
        await Look(window, $"preparedness-target-{language}", script);
        await window.Page.GotoAsync("/preparedness?scheme=specialist&sort=must");
        Assert.Equal(25, await window.Page.Locator("main tbody tr").CountAsync());
    }

    [Theory]
    [InlineData("nb", 1280, "R03AC02"), InlineData("nn", 390, "N05BA01"), InlineData("en", 390, "H02AB06")]
    [Requirement("ACT-015"), Requirement("ACT-016")]
    public async Task A_proposal_is_written_down_mended_and_decided_by_the_ministry(
        string language, int width, string atc)
    {
        var script = language != "nn";
        await using var agency = await browser.Open(server, width, language, script);
        await agency.SignIn("dmp");
        await agency.Page.GotoAsync("/preparedness/lists");
        await Look(agency, $"preparedness-lists-{language}", script);
        await agency.Page.GotoAsync("/preparedness/lists/new?scheme=primary");
        await agency.Page.Locator("[name='Form.Changes[0].Kind']").SelectOptionAsync("change");
        await agency.Page.Locator("[name='Form.Changes[0].Atc']").FillAsync(atc);
        await agency.Page.Locator("[name='Form.Changes[0].Count']").FillAsync("7");
        // More rows are asked for before anything is proposed, and keep what is written.
        await agency.Follow("main form button[value=more]");
        Assert.Equal(8, await agency.Page.Locator(".proposal-row").CountAsync());
        Assert.Equal(0, await agency.Page.Locator(".finding").CountAsync());
        Assert.Equal(atc, await agency.Page.Locator("[name='Form.Changes[0].Atc']").InputValueAsync());
        Assert.Equal("change", await agency.Page.Locator("[name='Form.Changes[0].Kind']").InputValueAsync());
        await agency.Follow("main form button[type=submit]:not([name])");
        Assert.Equal(6, await agency.Page.Locator(".finding").CountAsync());
        await Look(agency, $"preparedness-proposal-faulty-{language}", script);
        await agency.Page.Locator("[name='Form.Title']").FillAsync($"Endring {atc}");
        await agency.Page.Locator("[name='Form.Commissioners'][value=dmp]").CheckAsync();
        await agency.Page.Locator("[name='Form.Changes[0].Count']").FillAsync("5");
        await agency.Page.Locator("[name='Form.Changes[0].Recommendation']").FillAsync("Fem måneder");
        await agency.Page.Locator("[name='Form.Changes[0].Reasons']").FillAsync("Få leverandører");
        await agency.Page.Locator("[name='Form.Changes[0].Day']").FillAsync("2026-05-01");
        await agency.Follow("main form button[type=submit]:not([name])");
        var address = agency.Page.Url;
        Assert.Equal(0, await agency.Page.Locator("button[value=accept]").CountAsync());

        await using var ministry = await browser.Open(server, width, language, script);
        await ministry.SignIn("hod");
        await ministry.Page.GotoAsync(address);
        await Look(ministry, $"preparedness-proposal-{language}", script);
        await ministry.Follow("button[value=accept]");
        Assert.Equal(1, await ministry.Page.Locator("[role=alert]").CountAsync());
        await ministry.Page.Locator("[name='Form.Decision']").FillAsync("Vedtak 26/77");
        await ministry.Follow("button[value=accept]");
        Assert.Equal(0, await ministry.Page.Locator("button[value=accept]").CountAsync());
        await ministry.Page.GotoAsync($"/preparedness/lists?scheme=primary&on=2027-12-31&query={atc}");
        Assert.Contains("5", await ministry.Page.Locator("section:has(#list) tbody td.short").First.InnerTextAsync());
    }

    [Theory]
    [InlineData("nb", 1280, "2024-01"), InlineData("nn", 390, "2023-12"), InlineData("en", 390, "2023-11")]
    public async Task A_wholesaler_sends_a_month_of_sales_and_sees_only_its_own(
        string language, int width, string month)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("grossist");
        await window.Page.GotoAsync("/preparedness/sales");
        await Look(window, $"preparedness-sales-{language}", script);
        await Send(window, month, "kunde;varenummer;pakninger\nnowhere;002033;5\npharmacy-5601-1;x;many\n");
        Assert.Equal(3, await window.Page.Locator(".finding").CountAsync());
        await Look(window, $"preparedness-sales-faulty-{language}", script);
        await Send(window, month, "kunde;varenummer;pakninger\npharmacy-5601-1;002033;5\n");
        Assert.Equal(1, await window.Page.Locator($"tbody tr:has-text('{month}')").CountAsync());
        Assert.Equal(0, await window.Page.Locator("tbody tr:has-text('Norsk Medisinaldepot')").CountAsync());
    }

    static async Task Send(Window window, string month, string csv)
    {
        await window.Page.Locator("[name='Form.Month']").FillAsync(month);
        await window.Page.Locator("[name='Form.File']").SetInputFilesAsync(new Microsoft.Playwright.FilePayload
        {
            Name = "sales.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(csv),
        });
        await window.Follow("main form button[type=submit]");
    }

    static async Task Look(Window window, string name, bool script)
    {
        if (script) await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture(name);
    }
}
