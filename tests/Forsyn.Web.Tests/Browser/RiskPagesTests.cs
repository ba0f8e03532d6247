using System.Net;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class RiskPagesTests(ForsynServer server, BrowserFixture browser)
{
    static string Day(int days) => $"{DateTime.Today.AddDays(days):yyyy-MM-dd}";

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("GOA-017")]
    public async Task The_agency_puts_a_risk_in_the_register_acts_on_it_and_closes_it(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/shortages/risks/new?atc=N02BE01");
        await window.Follow("main form button[type=submit]");
        Assert.Equal(6, await window.Page.Locator(".finding").CountAsync());
        await window.MustBeSound();
        await window.Picture($"risk-faulty-{language}-{width}");
        foreach (var (name, value) in new[]
        {
            ("Title", $"Ett anlegg {language}"), ("MayHappen", "Alt blir borte"), ("Cause", "Ett anlegg"),
            ("Owner", "Beredskap"), ("ReviewOn", Day(30)), ("Text", "Slik vi ser det"),
        })
            await window.Page.Locator($"[name='Form.{name}']").FillAsync(value);
        await window.Page.Locator("[name='Form.Likelihood']").SelectOptionAsync("4");
        await window.Page.Locator("[name='Form.Consequence']").SelectOptionAsync("5");
        await window.Follow("main form button[type=submit]");
        await window.Page.Locator("[name='Measure.Text']").FillAsync("Finn en annen");
        await window.Page.Locator("[name='Measure.Owner']").FillAsync("Innkjøp");
        await window.Page.Locator("[name='Measure.DueOn']").FillAsync(Day(10));
        await window.Follow("form:has([name='Measure.Text']) button[type=submit]");
        await window.MustBeSound();
        await window.Picture($"risk-{language}-{width}");
        await window.Page.Locator("[name='End.Text']").FillAsync("Funnet");
        await window.Follow("form:has([name='End.Text']) button[type=submit]");
        Assert.Equal(0, await window.Page.Locator("[name='End.Text']").CountAsync());
        await window.Page.GotoAsync("/shortages/risks");
        await window.MustBeSound();
        await window.Picture($"risks-{language}-{width}");
        await window.Follow("a[href*='likelihood=4&consequence=5']");
        await window.Follow($"tbody a:has-text('Ett anlegg {language}')");
        await window.Page.Locator("[name='Close.Text']").FillAsync("To anlegg nå");
        await window.Follow("form:has([name='Close.Text']) button[type=submit]");
        Assert.Equal(0, await window.Page.Locator("main form").CountAsync());
        await window.Page.GotoAsync("/preparedness/criteria");
        await window.MustBeSound();
        await window.Picture($"criteria-now-{language}-{width}");
    }

    [Fact]
    [Requirement("GOA-017")]
    public async Task Only_the_agency_writes_in_the_register_and_those_who_oversee_read_it()
    {
        var body = new
        {
            subject = "supplier", title = "Én leverandør", mayHappen = "Alt stopper", cause = "Anbud",
            assessment = new
            {
                likelihood = "2", consequence = "2", owner = "Beredskap", reviewOn = Day(20), text = "Slik vi ser det",
            },
        };
        foreach (var persona in (string[])["hod", "rhf", "revisor", "grossist", "apotek"])
            Assert.Equal(HttpStatusCode.Forbidden, (await server.Post(persona, "/shortages/risks", body)).Status);
        var done = await server.Post("dmp", "/shortages/risks", body);
        Assert.Equal(HttpStatusCode.Created, done.Status);
        var path = $"/shortages/risks/{done["risk"].GetProperty("id").GetInt64()}";
        foreach (var persona in (string[])["hod", "rhf", "revisor"])
        {
            Assert.Equal("low", (await server.Get(persona, path))["risk"].GetProperty("class").GetString());
            Assert.Equal(HttpStatusCode.OK, (await server.Get(persona, "/shortages/risks/suggestions")).Status);
            Assert.Equal(HttpStatusCode.OK, (await server.Get(persona, "/shortages/risks/matrix")).Status);
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Get("grossist", path)).Status);
        using var client = server.Client("revisor");
        Assert.Contains("Én leverandør",
            await client.GetStringAsync("/shortages/risks.csv", TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, (await server.Post("dmp", $"{path}/close", new { text = "Borte" })).Status);
        (await server.Post("dmp", $"{path}/measures", new { text = "x" }))
            .MustBeProblem(HttpStatusCode.Conflict, "risk-not-in-state");
    }
}
