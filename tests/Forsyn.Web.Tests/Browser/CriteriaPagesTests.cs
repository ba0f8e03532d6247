using System.Net;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Browser;

public class CriteriaPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("GOA-018"), Requirement("GOA-019")]
    public async Task The_agency_writes_beside_the_figures_and_enters_what_supervision_cost(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/preparedness/criteria?half=2024-1");
        await window.Page.Locator("[name='Form.Subject']").SelectOptionAsync("supervision-criterion");
        await window.Page.Locator("[name='Form.Text']").FillAsync($"Tre tilsyn ({language})");
        await window.Follow("form:has([name='Form.Text']) button[type=submit]");
        Assert.Contains($"({language})", await window.Page.Locator("main").InnerTextAsync());
        await window.Page.Locator("[name='Used.Day']").FillAsync("2024-03-01");
        await window.Follow("form:has([name='Used.Day']) button[type=submit]");
        Assert.Equal(3, await window.Page.Locator(".finding").CountAsync());
        await window.Page.Locator("[name='Used.Hours']").FillAsync("8");
        await window.Page.Locator("[name='Used.Kroner']").FillAsync("9000");
        await window.Page.Locator("[name='Used.Text']").FillAsync("Besøk");
        await window.Follow("form:has([name='Used.Day']) button[type=submit]");
        Assert.True(await window.Page.Locator("main tbody tr").CountAsync() > 0);
        await window.MustBeSound();
        await window.Picture($"criteria-{language}-{width}");
    }

    [Fact]
    public async Task The_ministry_and_the_auditor_read_the_file_and_write_nothing()
    {
        var stop = TestContext.Current.CancellationToken;
        foreach (var persona in (string[])["hod", "revisor"])
        {
            using var client = server.Client(persona);
            Assert.Contains("stockpiles-parameter",
                await client.GetStringAsync("/preparedness/criteria.csv?half=2024-1", stop));
            Assert.DoesNotContain("Form.Text", await client.GetStringAsync("/preparedness/criteria", stop));
        }
        using var other = server.Client("grossist");
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/preparedness/criteria", stop)).StatusCode);
    }
}
