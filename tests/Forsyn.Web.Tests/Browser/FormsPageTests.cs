using Forsyn.Tests;

namespace Forsyn.Web.Tests.Browser;

public class FormsPageTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task The_forms_are_found_by_anybody(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.Page.GotoAsync("/");
        await window.Follow(".site-footer a[href='/forms']");
        await window.MustBeSound();
        await window.Picture($"forms-{language}-{width}");
        Assert.Equal(12, await window.Page.Locator("a[href$='.pdf?language=nb'], a[href$='.pdf?language=nn'], "
            + "a[href$='.pdf?language=en']").CountAsync());
    }

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("REP-016")]
    public async Task Anybody_sees_how_much_is_in_which_written_language(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.Page.GotoAsync("/languages");
        await window.MustBeSound();
        await window.Picture($"languages-{language}-{width}");
        Assert.Equal(4, await window.Page.Locator("tbody tr").CountAsync());
        Assert.Equal(1, await window.Page.Locator(".ds-alert[data-color=success]").CountAsync());
    }
}
