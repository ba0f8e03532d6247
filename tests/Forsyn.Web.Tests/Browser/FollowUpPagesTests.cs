using System.Net;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class FollowUpPagesTests(ForsynServer server, BrowserFixture browser)
{
    static readonly Dictionary<string, string> Codes =
        new() { ["nb"] = "J01CA04", ["nn"] = "B01AA03", ["en"] = "A10AB01" };

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("STP-005")]
    public async Task A_breach_is_written_down_asked_about_answered_and_ordered_mended(string language, int width)
    {
        await using var agency = await browser.Open(server, width, language);
        await agency.SignIn("dmp");
        await agency.Page.GotoAsync("/preparedness/permits");
        await Look(agency, $"permits-{language}-{width}");
        await agency.Page.GotoAsync("/preparedness/follow-up");
        await Look(agency, $"follow-up-{language}-{width}");
        await agency.Page.Locator("[name='Form.Holder']").SelectOptionAsync("ahn");
        await agency.Page.Locator("[name='Form.Atc']").FillAsync(Codes[language]);
        await agency.Page.Locator("[name='Form.Since']").FillAsync("2026-05-01");
        await agency.Follow("form:has([name='Form.Atc']) button[type=submit]");
        Assert.Equal(1, await agency.Page.Locator(".finding").CountAsync());
        await agency.Page.Locator("[name='Form.Missing']").FillAsync("400");
        await agency.Follow("form:has([name='Form.Atc']) button[type=submit]");
        // The coverage may have told of it first: then it is on the list.
        if (await agency.Page.Locator("[role=alert]").CountAsync() > 0)
            await agency.Follow($"tr:has-text('{Codes[language]}'):has-text('Alliance') a");
        var address = agency.Page.Url;
        await Write(agency, "Redegjør for årsaken");

        await using var holder = await browser.Open(server, width, language);
        await holder.SignIn("grossist");
        await holder.Page.GotoAsync(address);
        await Write(holder, "Leverandøren er forsinket");
        await Look(holder, $"follow-up-answer-{language}-{width}");

        await agency.Page.GotoAsync(address);
        await Write(agency, "Rett opp innen fristen");
        Assert.Equal(4, await agency.Page.Locator(".history li").CountAsync());
        await Look(agency, $"follow-up-case-{language}-{width}");
        await agency.Page.GotoAsync("/preparedness/follow-up");
        Assert.True(await agency.Page.Locator("main tbody tr").CountAsync() > 0);
        await Look(agency, $"follow-up-list-{language}-{width}");

        await using var owner = await browser.Open(server, width, language);
        await owner.SignIn("rhf");
        await owner.Page.GotoAsync(address);
        Assert.Equal(0, await owner.Page.Locator("[name='Form.Kind']").CountAsync());
    }

    [Fact]
    public async Task The_api_follows_up_by_what_the_duty_rests_on_and_gives_files()
    {
        var body = new
        {
            scheme = "specialist", holder = "ahn", atc = "C01CA03", since = "2026-05-01", missingDdd = "5",
        };
        (await server.Post("dmp", "/preparedness/follow-up", body))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "not-allowed");
        var opened = await server.Post("rhf", "/preparedness/follow-up", body);
        // The coverage may have told of it first.
        Assert.True(opened.Status is HttpStatusCode.Created or HttpStatusCode.UnprocessableEntity);
        var id = (await server.Get("rhf", "/preparedness/follow-up?scheme=specialist&holder=ahn&limit=500"))["items"]
            .EnumerateArray().First(row => row.GetProperty("atc").GetString() == "C01CA03").GetProperty("id")
            .GetInt64();
        var before = await server.Get("rhf", $"/preparedness/follow-up/{id}");
        Assert.Equal("notice", before["next"][0].GetProperty("key").GetString());
        var told = await server.Post("rhf", $"/preparedness/follow-up/{id}",
            new { kind = "step", step = "notice", text = "By the agreement" });
        Assert.Equal("notice", told["followUp"].GetProperty("lastStep").GetString());
        Assert.Contains("C01CA03", (await server.Get("revisor", "/preparedness/follow-up")).Body.GetRawText());
        (await server.Post("dmp", "/preparedness/permits", new { scheme = "primary", holder = "ahn" }))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "permit-not-in-scheme");
        var stop = TestContext.Current.CancellationToken;
        using var auditor = server.Client("revisor");
        Assert.Contains("notice", await auditor.GetStringAsync("/preparedness/follow-up.csv", stop));
        Assert.StartsWith("id,scheme", await auditor.GetStringAsync("/preparedness/permits.csv", stop));
    }

    static async Task Write(Window window, string text)
    {
        await window.Page.Locator("[name='Form.Text']").FillAsync(text);
        await window.Follow("form:has([name='Form.Text']) button[type=submit]");
        Assert.Equal(0, await window.Page.Locator("[role=alert]").CountAsync());
    }

    static async Task Look(Window window, string name)
    {
        await window.MustBeSound();
        await window.Picture(name);
    }
}
