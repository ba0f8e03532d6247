using Forsyn.Tests;
using Forsyn.Web.Tests.Pages;

namespace Forsyn.Web.Tests.Browser;

public class PaperPageTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task A_fax_is_registered_with_its_scan(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = Visitor.Monday });
        await window.SignIn("forsyning");
        await window.Page.GotoAsync("/desk/register?form=general&query=alta+legekontor");
        await window.Follow("a[href*='party=office-5601-2']");
        await window.Page.Locator("[name='Form.Name']").FillAsync("Ola Lege");
        await window.Page.Locator("[name='Form.Lines[0].Article']").FillAsync("420244");
        await window.Page.Locator("[name='Form.Lines[0].Doses']").FillAsync("10");
        await window.Page.Locator("[name='Form.Paper.File']").SetInputFilesAsync(new Microsoft.Playwright.FilePayload
        {
            Name = "faks.png", MimeType = "image/png", Buffer = MadeFiles.Png(),
        });
        await window.Follow("button.ds-button[value=check]");
        await window.MustBeSound();
        await window.Picture($"paper-register-{language}-{width}");
        await window.Follow("button.ds-button[value=place]");
        await window.MustBeSound();
        await window.Picture($"paper-order-{language}-{width}");
        Assert.Equal(1, await window.Page.Locator("a[href^='/attachments/']").CountAsync());
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("CHN-010")]
    public async Task The_desk_sees_which_ways_orders_came_and_searches_its_queue(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = Visitor.Monday });
        await window.SignIn("forsyning");
        await window.Page.GotoAsync("/orders/all");
        await window.Follow("a[href='/orders/channels']");
        await window.MustBeSound();
        await window.Picture($"channels-{language}-{width}");
        Assert.True(await window.Page.Locator("tbody tr").CountAsync() >= 5);
        await window.Page.GotoAsync("/desk?query=nosuchcustomer&channel=post&sort=planned");
        await window.MustBeSound();
        await window.Picture($"desk-search-{language}-{width}");
    }
}
