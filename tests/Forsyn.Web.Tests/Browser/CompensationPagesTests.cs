using System.Net;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class CompensationPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("STP-006")]
    public async Task A_year_is_made_sent_and_returned_and_becomes_the_next_version(string language, int width)
    {
        await using var holder = await browser.Open(server, width, language);
        await holder.SignIn("grossist");
        await holder.Page.GotoAsync("/preparedness/statements");
        await holder.Page.Locator("[name='Form.Year']").FillAsync("soon");
        await holder.Follow("form:has([name='Form.Year']) button[type=submit]");
        Assert.Equal(1, await holder.Page.Locator(".finding").CountAsync());
        await holder.Page.Locator("[name='Form.Year']").FillAsync("2025");
        await holder.Follow("form:has([name='Form.Year']) button[type=submit]");
        Assert.Equal(0, await holder.Page.Locator("[role=alert]").CountAsync());
        Assert.True(await holder.Page.Locator("main tbody tr").CountAsync() > 20);
        await Look(holder, $"statement-draft-{language}-{width}");
        var address = holder.Page.Url;
        await holder.Follow("form:has([name='Form.Step']) button[type=submit]");
        Assert.Equal(0, await holder.Page.Locator("[name='Form.Step']").CountAsync());

        await using var agency = await browser.Open(server, width, language);
        await agency.SignIn("dmp");
        await agency.Page.GotoAsync(address);
        await agency.Page.Locator("[name='Form.Step']").SelectOptionAsync("return");
        await agency.Follow("form:has([name='Form.Step']) button[type=submit]");
        Assert.Equal(1, await agency.Page.Locator(".finding").CountAsync());
        await agency.Page.Locator("[name='Form.Text']").FillAsync("Prisen i mai er feil");
        await agency.Follow("form:has([name='Form.Step']) button[type=submit]");
        Assert.Equal(2, await agency.Page.Locator(".history li").CountAsync());
        await Look(agency, $"statement-returned-{language}-{width}");
        await agency.Page.GotoAsync("/preparedness/statements");
        Assert.Equal(0, await agency.Page.Locator("[name='Form.Year']").CountAsync());
        await Look(agency, $"statements-{language}-{width}");
    }

    [Fact]
    public async Task The_api_makes_and_moves_statements_and_the_auditor_reads_the_files()
    {
        var body = new { scheme = "specialist", year = "2025" };
        Assert.Equal(HttpStatusCode.Forbidden,
            (await server.Post("dmp", "/preparedness/statements", body)).Status);
        var made = await server.Post("grossist", "/preparedness/statements", body);
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var id = made["statement"].GetProperty("id").GetInt64();
        Assert.Equal(4, made["payers"].GetArrayLength());
        (await server.Post("rhf", $"/preparedness/statements/{id}/steps", new { step = "approve" }))
            .MustBeProblem(HttpStatusCode.Conflict, "statement-not-in-state");
        Assert.Equal(HttpStatusCode.OK,
            (await server.Post("grossist", $"/preparedness/statements/{id}/steps", new { step = "send" })).Status);
        var done = await server.Post("rhf", $"/preparedness/statements/{id}/steps", new { step = "approve" });
        Assert.Equal("approved", done["statement"].GetProperty("state").GetString());
        var stop = TestContext.Current.CancellationToken;
        using var auditor = server.Client("revisor");
        Assert.Contains("approved",
            await auditor.GetStringAsync("/preparedness/statements.csv?scheme=specialist", stop));
        Assert.StartsWith("statement,scheme",
            await auditor.GetStringAsync($"/preparedness/statements/{id}/lines.csv", stop));
        foreach (var sheet in (string[])["statements.xlsx?scheme=specialist", $"statements/{id}/lines.xlsx"])
            Assert.Equal("PK", (await auditor.GetStringAsync($"/preparedness/{sheet}", stop))[..2]);
        Assert.True((await auditor.GetByteArrayAsync($"/preparedness/statements/{id}/statement.pdf", stop))
            .AsSpan().StartsWith("%PDF"u8));
        using var other = server.Client("lege");
        Assert.Equal(HttpStatusCode.Forbidden,
            (await other.GetAsync("/preparedness/statements", stop)).StatusCode);
    }

    static async Task Look(Window window, string name)
    {
        await window.MustBeSound();
        await window.Picture(name);
    }
}
