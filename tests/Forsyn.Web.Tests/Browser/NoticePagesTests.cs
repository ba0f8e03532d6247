using System.Net;
using Forsyn.App.Database;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class NoticePagesTests(ForsynServer server, BrowserFixture browser)
{
    static string Day(int days) => $"{DateTime.Today.AddDays(days):yyyy-MM-dd}";

    Task<string?> Article(string atc) => server.Database.One<string?>(
        "select min(article_number) from product where atc = @atc", new { atc });

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("GOA-016"), Requirement("GOA-023")]
    public async Task The_desk_takes_a_notification_in_changes_assesses_and_closes_it(string language, int width)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/shortages/notices/new");
        await window.Follow("main form button[type=submit]");
        Assert.Equal(5, await window.Page.Locator(".finding").CountAsync());
        await Look(window, $"notice-faulty-{language}-{width}", script);
        var reporter = $"Nordfarm {language}";
        foreach (var (name, value) in new[]
        {
            ("Reporter", reporter), ("Atc", "C01AA05"), ("Articles", (await Article("C01AA05"))!),
            ("StartsOn", Day(90)), ("EndsOn", Day(120)), ("Text", "Linjen bygges om"),
        })
            await window.Page.Locator($"[name='Form.{name}']").FillAsync(value);
        await window.Follow("main form button[type=submit]");
        await window.Follow("a[href$='/change']");
        await window.Page.Locator("[name='Form.EndsOn']").FillAsync(Day(150));
        await Look(window, $"notice-change-{language}-{width}", script);
        await window.Follow("main form button[type=submit]");
        await window.Page.Locator("[name='Assess.Consequence']").SelectOptionAsync("high");
        await window.Page.Locator("[name='Assess.Solution']").SelectOptionAsync("foreign-pack");
        await window.Page.Locator("[name='Assess.Text']").FillAsync("Ingen annen styrke");
        await window.Follow("form:has([name='Assess.Text']) button[type=submit]");
        Assert.Equal(1, await window.Page.Locator(".finding").CountAsync());
        await window.Page.Locator("[name='Assess.ReviewOn']").FillAsync(Day(30));
        await window.Follow("form:has([name='Assess.Text']) button[type=submit]");
        Assert.Equal(3, await window.Page.Locator(".history > li").CountAsync());
        await Look(window, $"notice-{language}-{width}", script);
        await window.Page.Locator("[name='Close.Text']").FillAsync("Leveransene er tilbake");
        await window.Follow("form:has([name='Close.Text']) button[type=submit]");
        Assert.Equal(0, await window.Page.Locator("main form").CountAsync());
        await window.Page.GotoAsync($"/shortages/notices?show=closed&query={reporter}");
        Assert.Equal(1, await window.Page.Locator("tbody tr").CountAsync());
        await window.Page.GotoAsync("/shortages/notices");
        await window.Follow("thead a[href*='sort=consequence']");
        Assert.Equal("descending", await window.Page.Locator("th:has(a[href*='sort=consequence'])")
            .GetAttributeAsync("aria-sort"));
        await Look(window, $"notices-{language}-{width}", script);
        await window.Page.GotoAsync("/shortages/notices?query=zzz");
        Assert.Equal(0, await window.Page.Locator("tbody tr").CountAsync());
        await Look(window, $"notices-none-{language}-{width}", script);
    }

    [Fact]
    [Requirement("GOA-016")]
    public async Task A_wholesaler_reports_by_the_interface_and_only_the_agency_assesses()
    {
        var body = new
        {
            occasion = "undelivered-order", atc = "N05BA01", articles = new[] { await Article("N05BA01") },
            startsOn = Day(0), reason = "distribution", text = "Bestillingen kan ikke leveres",
        };
        foreach (var persona in (string[])["hod", "rhf", "revisor", "apotek", "lege", "sav"])
            Assert.Equal(HttpStatusCode.Forbidden, (await server.Post(persona, "/shortages/notices", body)).Status);
        var done = await server.Post("grossist", "/shortages/notices", body);
        Assert.Equal(HttpStatusCode.Created, done.Status);
        var path = $"/shortages/notices/{done["notice"].GetProperty("id").GetInt64()}";
        var assessment = new { text = "Finnes hos andre", consequence = "none" };
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Post("grossist", $"{path}/assess", assessment)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.Post("dmp", $"{path}/assess", assessment)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Get("apotek", path)).Status);
        foreach (var persona in (string[])["hod", "rhf", "revisor", "grossist"])
            Assert.Equal(2, (await server.Get(persona, path))["entries"].GetArrayLength()
                + (await server.Get(persona, path))["versions"].GetArrayLength());
        using var client = server.Client("grossist");
        var stop = TestContext.Current.CancellationToken;
        Assert.DoesNotContain("Nordfarm", await client.GetStringAsync("/shortages/notices.csv", stop));
        using var agency = server.Client("dmp");
        Assert.Contains("Nordfarm", await agency.GetStringAsync("/shortages/notices.csv", stop));
        var deleted = await server.Post("grossist", $"{path}/delete", new { text = "Feil" });
        Assert.Equal(HttpStatusCode.OK, deleted.Status);
        (await server.Post("dmp", $"{path}/close", new { text = "x" }))
            .MustBeProblem(HttpStatusCode.Conflict, "notice-not-in-state");
        (await server.Post("dmp", "/shortages/notices", new { }))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "notice-faulty");
    }

    static async Task Look(Window window, string name, bool script)
    {
        if (script) await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture(name);
    }
}
