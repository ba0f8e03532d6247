namespace Forsyn.Web.Tests.Browser;

public class OverviewPageTests(ForsynServer server, BrowserFixture browser)
{
    [Theory]
    [InlineData("nb", 1280)]
    [InlineData("nn", 390)]
    [InlineData("en", 390)]
    public async Task The_overview_and_the_movements_are_sound(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/overview");
        await window.MustBeSound();
        await window.Picture($"overview-{language}-{width}");
        await window.Follow(".key-figure a.value");
        Assert.Contains("/overview/transfers", window.Page.Url);
        await window.MustBeSound();
        await window.Picture($"transfers-{language}-{width}");
    }

    [Fact]
    public async Task A_county_and_a_day_are_chosen_without_script()
    {
        await using var window = await browser.Open(server, script: false);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/overview");
        await window.Page.Locator("select[name=county]").SelectOptionAsync("46");
        await window.Page.Locator("input[name=asOf]").FillAsync("2026-05-15");
        await window.Follow(".filter button[type=submit]");
        Assert.Contains("15.05.2026", await window.Page.Locator(".as-of").InnerTextAsync());
        Assert.Contains("Bergen", await window.Page.Locator(".regions").InnerTextAsync());
        Assert.DoesNotContain("Tromsø", await window.Page.Locator(".regions").InnerTextAsync());
        await window.Follow(window.Page.Locator(".choices a", new() { HasText = "Kommune" }));
        Assert.Contains("county=46", window.Page.Url);
        await window.Follow(".overview-table thead a");
        Assert.Contains("sort=name", window.Page.Url);
        await window.Follow(".chips a");
        Assert.DoesNotContain("county", window.Page.Url);
    }

    [Fact]
    public async Task A_view_is_kept_by_name_and_the_figures_follow_the_stock()
    {
        await using var window = await browser.Open(server);
        await window.SignIn("sav");
        await window.Page.GotoAsync("/overview?groupBy=county&expiring=180");
        await window.Page.Locator(".saved-views summary").ClickAsync();
        await window.Page.Locator("input[name=ViewName]").FillAsync("Snart ut");
        await window.Follow(".saved-views form[method=post] button[type=submit]");
        Assert.Contains("expiring=180", window.Page.Url);
        await window.Page.Locator(".saved-views summary").ClickAsync();
        Assert.Equal(1, await window.Page.Locator(".saved-views a", new() { HasText = "Snart ut" }).CountAsync());
        await window.MustBeSound();
        await window.Page.Locator("[data-following]").WaitForAsync();
    }

    [Theory]
    [InlineData("nb", 1280)]
    [InlineData("nn", 390)]
    public async Task The_ledger_is_audited_by_a_press_of_a_button(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.SignIn("revisor");
        await window.Page.GotoAsync("/ledger");
        await window.MustBeSound();
        await window.Follow("main form button");
        await window.Page.Locator("[role=status]").WaitForAsync();
        await window.MustBeSound();
        await window.Picture($"ledger-{language}-{width}");
    }
}
