namespace Forsyn.Web.Tests.Browser;

public class FormsPageTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task The_forms_are_found_by_anybody(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.Page.GotoAsync("/");
        await window.Page.Locator(".site-footer a[href='/forms']").ClickAsync();
        await window.Page.WaitForURLAsync("**/forms");
        await window.MustBeSound();
        await window.Picture($"forms-{language}-{width}");
        Assert.Equal(12, await window.Page.Locator("a[href$='.pdf?language=nb'], a[href$='.pdf?language=nn'], "
            + "a[href$='.pdf?language=en']").CountAsync());
    }
}
