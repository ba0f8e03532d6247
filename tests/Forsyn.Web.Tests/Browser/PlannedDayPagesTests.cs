using Forsyn.Web.Tests.Api;
using Forsyn.Web.Tests.Pages;

namespace Forsyn.Web.Tests.Browser;

// A person has one basket: tests that fill it take turns.
[Collection("Baskets")]
public class PlannedDayPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task A_planned_day_reminds_on_the_start_page_and_fills_the_basket(string language, int width)
    {
        await server.EmptyBasket("grossist");
        await using var window = await Open(language, width);
        await window.SignIn("grossist");
        await window.Page.GotoAsync("/planned-days?passed=true");
        await window.MustBeSound();
        await window.Page.GotoAsync("/planned-days/new");
        await window.Page.Locator("[name='Form.Day']").FillAsync("2026-05-17");
        await window.Page.Locator("[name='Form.What']").FillAsync("Til 15819850027");
        await window.Page.Locator("[name='Form.Doses']").FillAsync("x");
        await window.Follow("main form button");
        Assert.Equal(3, await window.Page.Locator("[aria-invalid]").CountAsync());
        await window.MustBeSound();
        await window.Picture($"plan-refused-{language}-{width}");
        var what = $"Sykehjemmet {language} {width}";
        await window.Page.Locator("[name='Form.Day']").FillAsync("2026-06-03");
        await window.Page.Locator("[name='Form.What']").FillAsync(what);
        await window.Page.Locator("[name='Form.Article']").FillAsync("020227");
        await window.Page.Locator("[name='Form.Doses']").FillAsync("12");
        await window.Follow("main form button");
        await window.MustBeSound();
        await window.Picture($"plan-{language}-{width}");

        await window.Page.GotoAsync("/basket");
        await window.Page.GotoAsync("/");
        await window.MustBeSound();
        await window.Picture($"plan-start-{language}-{width}");
        await window.Follow(window.Page.Locator(".queue > li", new() { HasText = what }).Locator("button"));
        Assert.EndsWith("/basket", window.Page.Url);
        Assert.Equal("2026-06-03", await window.Page.Locator("[name='Form.PlannedOn']").InputValueAsync());
        Assert.Equal("12", await window.Page.Locator("[name='Form.Lines[0].Amount']").InputValueAsync());
        await window.MustBeSound();
        await window.Picture($"plan-basket-{language}-{width}");
        // A basket that was begun otherwise is dated by the plan too.
        await server.EmptyBasket("grossist");
        await window.Page.GotoAsync("/shop?query=020227");
        await window.Follow(".product button");
        await window.Page.GotoAsync("/basket");
        Assert.Equal("2026-06-03", await window.Page.Locator("[name='Form.PlannedOn']").InputValueAsync());

        await window.Page.GotoAsync("/planned-days");
        await window.Follow(window.Page.Locator(".queue > li", new() { HasText = what }).Locator("a"));
        await window.MustBeSound();
        await window.Follow("button[name=Sure]");
        Assert.Equal(0, await window.Page.Locator(".queue > li", new() { HasText = what }).CountAsync());
        await server.EmptyBasket("grossist");
    }

    [Fact]
    public async Task The_interface_plans_lists_changes_orders_and_deletes()
    {
        await server.EmptyBasket("grossist");
        var saved = await server.Post("grossist", "/planned-days", new { day = "2026-09-01", what = "Skole" });
        Assert.Equal(System.Net.HttpStatusCode.Created, saved.Status);
        var id = saved["id"].GetInt64();
        var one = await server.Get("grossist", $"/planned-days/{id}");
        Assert.Equal(("later", "2026-08-18", "\"1\""),
            (one.State, one["orderBy"].GetString(), one.Headers.ETag!.Tag));
        Assert.Contains((await server.Get("grossist", "/planned-days?limit=200"))["items"].EnumerateArray(),
            day => day.GetProperty("id").GetInt64() == id);
        (await server.Post("grossist", $"/planned-days/{id}", new { day = "2026-09-02", what = "Skole" },
            ("If-Match", "\"9\""))).MustBeProblem(
            System.Net.HttpStatusCode.PreconditionFailed, "planned-day-changed-meanwhile");
        await server.Post("grossist", $"/planned-days/{id}", new { day = "2026-09-02", what = "Skole" });
        Assert.Equal("2026-09-02", (await server.Post("grossist", $"/planned-days/{id}/order"))
            ["plannedVaccinationDate"].GetString());
        (await server.Post("lege", $"/planned-days/{id}/delete"))
            .MustBeProblem(System.Net.HttpStatusCode.NotFound, "planned-day-unknown");
        Assert.Equal(id, (await server.Post("grossist", $"/planned-days/{id}/delete"))["id"].GetInt64());
        await server.EmptyBasket("grossist");
    }

    async Task<Window> Open(string language, int width)
    {
        var window = await browser.Open(server, width, language);
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Forsyn-Now"] = Visitor.Monday });
        return window;
    }
}
