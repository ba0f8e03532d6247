using Forsyn.App.Texts;

namespace Forsyn.Web.Tests.Browser;

public class ShellTests(ForsynServer server, BrowserFixture browser)
{
    /// <summary>Each language once, and a wide and a narrow window: every pair of them would double the time.</summary>
    public static TheoryData<string, int> LanguagesAndWidths()
    {
        var data = new TheoryData<string, int>();
        foreach (var language in Languages.All) data.Add(language.Code(), language == Language.Nb ? 1280 : 390);
        return data;
    }

    [Theory, MemberData(nameof(LanguagesAndWidths))]
    public async Task The_sign_in_and_start_pages_are_sound(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.Page.GotoAsync("/sign-in");
        Assert.Equal(language, await window.Page.Locator("html").GetAttributeAsync("lang"));
        await window.MustBeSound();
        await window.Picture($"sign-in-{language}-{width}");
        await window.SignIn("forsyning");
        await window.MustBeSound();
        await window.Picture($"start-{language}-{width}");
    }

    [Fact]
    public async Task What_is_seldom_needed_is_behind_one_press_and_works_without_script()
    {
        await using var window = await browser.Open(server, script: false);
        await window.SignIn("forsyning");
        await window.Page.Locator(".site-nav .more summary").ClickAsync();
        await window.Picture("more");
        await window.Follow(".site-nav .more a[href='/invoices/all']");
        Assert.Equal("yes", await window.Page.Locator(".site-nav .more summary").GetAttributeAsync("data-active"));
        Assert.Equal(1, await window.Page.Locator(".site-nav .wide a[aria-current=page]").CountAsync());
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_error_page_is_sound(int width)
    {
        await using var window = await browser.Open(server, width);
        await window.Page.GotoAsync("/error/404");
        await window.MustBeSound();
        await window.Picture($"error-{width}");
    }

    [Fact]
    public async Task All_works_without_script()
    {
        await using var window = await browser.Open(server, script: false);
        await window.SignIn("revisor");
        await window.Follow("button[name=language][value=nn]");
        Assert.Equal("nn", await window.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Contains("Nils Holm", await window.Page.Locator(".who").InnerTextAsync());
        await window.Follow("form[action='/sign-out'] button");
        Assert.EndsWith("/sign-in", window.Page.Url);
    }

    [Fact]
    public async Task The_first_tab_leads_past_the_menu()
    {
        await using var window = await browser.Open(server);
        await window.SignIn("lege");
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await window.Page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    [Fact]
    public async Task A_page_that_breaks_the_rules_is_caught()
    {
        await using var window = await browser.Open(server);
        await window.Page.GotoAsync("/sign-in");
        await window.Page.EvaluateAsync("() => document.querySelector('main').append(document.createElement('input'))");
        Assert.Contains(await window.Barriers(), barrier => barrier.StartsWith("label"));
        await window.Page.EvaluateAsync(
            "() => { const s = document.createElement('script'); s.textContent = 'x = 1'; document.body.append(s); }");
        Assert.Contains(window.Errors, error => error.Contains("Content Security Policy"));
        await window.Page.EvaluateAsync("() => { document.querySelector('main').style.width = '3000px'; }");
        Assert.True(await window.Overflow() > 0);
    }

    [Fact]
    public async Task The_first_visit_weighs_less_than_150_kB()
    {
        await using var window = await browser.Open(server);
        var weight = 0;
        window.Page.RequestFinished += async (_, request) =>
        {
            var sizes = await request.SizesAsync();
            Interlocked.Add(ref weight, sizes.ResponseBodySize + sizes.ResponseHeadersSize);
        };
        await window.SignIn("forsyning");
        await window.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        TestContext.Current.TestOutputHelper!.WriteLine($"{weight} bytes");
        Assert.InRange(weight, 50_000, 150_000);
    }
}
