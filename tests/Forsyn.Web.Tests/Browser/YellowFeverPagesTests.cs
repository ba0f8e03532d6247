using Forsyn.Tests;
using Forsyn.Web.Tests.Pages;

namespace Forsyn.Web.Tests.Browser;

public class YellowFeverPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("YEL-007"), Requirement("YEL-008")]
    public async Task A_chief_municipal_physician_authorises_a_workplace_and_withdraws_it(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = Visitor.Monday });
        await window.SignIn("smittevernlege");
        await window.Page.GotoAsync("/yellow-fever");
        await window.MustBeSound();
        await window.Picture($"yellow-fever-{language}-{width}");
        await window.Follow("a[href*='show=all']");
        await window.MustBeSound();
        await window.Follow("a[href='/yellow-fever/office-5601-3'], a[href='/yellow-fever/office-5601-2']");
        await window.Follow("section.decision button[type=submit]");
        await window.MustBeSound();
        await window.Picture($"yellow-fever-granted-{language}-{width}");
        Assert.Equal(1, await window.Page.Locator(".history summary").CountAsync());

        await window.Page.Locator(".history summary").ClickAsync();
        await window.Follow(".history form button[type=submit]");
        Assert.True(await window.Page.Locator(".refusal").IsVisibleAsync()); // no reason
        await window.Page.Locator(".history [name=Reason]").FillAsync("Kontoret er lagt ned");
        await window.Follow(".history form button[type=submit]");
        await window.MustBeSound();
        Assert.Equal(0, await window.Page.Locator(".history summary").CountAsync());
        await window.Page.GotoAsync("/products/list");
        await window.MustBeSound();
        await window.Picture($"price-list-{language}-{width}");
    }
}
