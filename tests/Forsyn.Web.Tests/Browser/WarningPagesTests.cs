using Forsyn.Tests;

namespace Forsyn.Web.Tests.Browser;

public class WarningPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task Warnings_are_chosen_changed_read_and_ended_in_every_language(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.SignIn("forum");
        await window.Page.GotoAsync("/warnings");
        await window.MustBeSound();
        await window.Page.GotoAsync("/warnings/subscriptions");
        await window.MustBeSound();
        await Fill("cover", "nation", "J07", "");
        await window.Follow("form:has([name='Form.Kind']) button[type=submit]");
        Assert.Equal(1, await window.Page.Locator("[role=alert]").CountAsync());
        await window.MustBeSound();
        await Fill("silent-reporter", "nation", "", "3");
        await window.Follow("form:has([name='Form.Kind']) button[type=submit]");
        Assert.Equal(1, await window.Page.Locator("tbody tr").CountAsync());
        await window.MustBeSound();
        await window.Picture($"subscriptions-{language}-{width}");
        await window.Follow("tbody a");
        await window.Page.Locator("[name='Form.Limit']").FillAsync("4");
        await window.Follow("form:has([name='Form.Kind']) button[type=submit]");
        Assert.Contains("4", await window.Page.Locator("tbody tr").First.InnerTextAsync());
        await window.Follow("tbody button[name=Id]");
        Assert.Equal(0, await window.Page.Locator("tbody tr").CountAsync());

        async Task Fill(string kind, string area, string atc, string limit)
        {
            await window.Page.Locator("[name='Form.Kind']").SelectOptionAsync(kind);
            await window.Page.Locator("[name='Form.Area']").SelectOptionAsync(area);
            await window.Page.Locator("[name='Form.Atc']").FillAsync(atc);
            await window.Page.Locator("[name='Form.Limit']").FillAsync(limit);
        }
    }

    [Fact]
    public async Task An_open_warning_is_acknowledged_with_a_note_on_its_page()
    {
        await using var window = await browser.Open(server, 1280, "en");
        await window.SignIn("sav");
        await window.Page.GotoAsync("/warnings");
        Assert.True(await window.Page.Locator(".queue > li").CountAsync() > 0);
        await window.MustBeSound();
        await window.Picture("warnings-en");
        var card = window.Page.Locator(".queue > li").First;
        await window.Follow(card.Locator("button[type=submit]"));
        Assert.Equal(1, await window.Page.Locator("[role=alert]").CountAsync());
        await window.Page.Locator(".queue > li").First.Locator("input[type=text]").FillAsync("We have called them");
        await window.Follow(window.Page.Locator(".queue > li").First.Locator("button[type=submit]"));
        Assert.Contains("We have called them", await window.Page.Locator(".queue > li").First.InnerTextAsync());
    }
}
