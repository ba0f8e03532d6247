using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class ReportPagesTests(ForsynServer server, BrowserFixture browser)
{
    // Each language counts a lot of its own on a day of its own, as changes, so that none disturbs another.
    [Theory]
    [InlineData("nb", 1280, "2026-05-12"), InlineData("nn", 390, "2026-05-13"), InlineData("en", 390, "2026-05-14")]
    [Requirement("STS-010")]
    public async Task A_report_is_uploaded_mended_and_booked_in_every_language(string language, int width, string day)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("grossist");
        await window.Page.GotoAsync("/stock/reports");
        await Look(window, $"reports-{language}", script);
        await window.Page.GotoAsync("/stock/reports/new");
        await Look(window, $"report-new-{language}", script);
        await Fill(window, day, "varenummer;parti;antall\n569568;NOTTHERE;5\nx;;many\n");
        await window.Follow("main form button[type=submit]");
        Assert.Equal(4, await window.Page.Locator(".finding").CountAsync());
        await Look(window, $"report-faulty-{language}", script);
        await Fill(window, day, $"varenummer;parti;utløpsdato;antall\n569568;WEB-{language};2029-01-31;5\n");
        await window.Follow("main form button[type=submit]");
        Assert.Equal(1, await window.Page.Locator("tbody tr").CountAsync());
        await Look(window, $"report-{language}", script);
    }

    [Fact]
    public async Task A_report_sent_by_the_interface_is_created_once_and_seen_by_the_regulator_and_no_other()
    {
        var body = new
        {
            day = "2026-05-11", difference = true,
            lines = new[]
            {
                new { articleNumber = "569568", lotNumber = "API-1", expiresOn = "2029-01-31", quantity = 9 },
            },
        };
        var sent = await server.Post("grossist", "/stock/reports", body);
        Assert.Equal((System.Net.HttpStatusCode.Created, 1), (sent.Status, sent["held"].GetInt32()));
        var again = await server.Post("grossist", "/stock/reports", body);
        Assert.Equal((System.Net.HttpStatusCode.OK, true), (again.Status, again["alreadyDone"].GetBoolean()));
        var path = $"/stock/reports/{sent["id"]}";
        Assert.Equal("waiting", (await server.Get("dmp", path))["lines"][0].GetProperty("state").GetString());
        (await server.Get("lege", path)).MustBeProblem(System.Net.HttpStatusCode.NotFound, "stock-report-unknown");
        (await server.Post("grossist", "/stock/reports",
            new { day = "2026-05-11", lines = new[] { new { quantity = 1 } } }))
            .MustBeProblem(System.Net.HttpStatusCode.UnprocessableEntity, "report-faulty");
    }

    [Theory]
    [InlineData("nb", 1280, "2026-05-05"), InlineData("nn", 390, "2026-05-06"), InlineData("en", 390, "2026-05-07")]
    [Requirement("GOA-025"), Requirement("GOA-026")]
    public async Task An_odd_figure_is_looked_at_and_who_is_late_is_seen_in_every_language(
        string language, int width, string day)
    {
        var script = language != "nn";
        await server.Post("grossist", "/stock/reports", new
        {
            day, difference = true,
            lines = new[]
            {
                new { articleNumber = "569568", lotNumber = $"ODD-{language}", expiresOn = "2029-01-31", quantity = 9 },
            },
        });
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/stock/reports/odd");
        await Look(window, $"reports-odd-{language}", script);
        var card = $"article:has-text('ODD-{language}')";
        await window.Follow($"{card} button[value=refuse]");
        Assert.Equal(1, await window.Page.Locator("[role=alert]").CountAsync());
        await window.Page.Locator($"{card} [name=Reason]").FillAsync("Sett");
        await window.Follow($"{card} button[value=accept]");
        Assert.Equal(0, await window.Page.Locator(card).CountAsync());
        foreach (var kind in (string[])["national-stockpile", "specialist-care", "municipal-equipment"])
        {
            await window.Page.GotoAsync($"/stock/reports/late?kind={kind}");
            Assert.Equal(1, await window.Page.Locator("main nav [aria-current=page]").CountAsync());
            await Look(window, $"reports-late-{kind}-{language}", script);
        }
    }

    [Theory]
    [InlineData("nb", 1280), InlineData("nn", 390), InlineData("en", 390)]
    [Requirement("ACT-018")]
    public async Task The_register_of_stocks_is_one_map_and_one_table(string language, int width)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/stock/register");
        Assert.Equal(50, await window.Page.Locator("main tbody tr").CountAsync());
        Assert.Equal(1, await window.Page.Locator("figure.map svg").CountAsync());
        await Look(window, $"register-{language}", script);
        await window.Page.Locator("[name=pool]").SelectOptionAsync("preparedness-primary");
        await window.Follow("main form.search button[type=submit]");
        var rows = await window.Page.Locator("main tbody tr").AllInnerTextsAsync();
        Assert.Contains(rows, row => row.Contains("Apotek 1 Gruppen AS", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => row.Contains("apotek 2", StringComparison.Ordinal));
    }

    static async Task Fill(Window window, string day, string csv)
    {
        await window.Page.Locator("[name='Form.Day']").FillAsync(day);
        await window.Page.Locator("[name='Form.Difference'][value=true]").CheckAsync();
        await window.Page.Locator("[name='Form.File']").SetInputFilesAsync(new Microsoft.Playwright.FilePayload
        {
            Name = "report.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(csv),
        });
    }

    static async Task Look(Window window, string name, bool script)
    {
        if (script) await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture(name);
    }
}
