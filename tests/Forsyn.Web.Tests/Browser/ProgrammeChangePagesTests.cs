using System.Net;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class ProgrammeChangePagesTests(ForsynServer server, BrowserFixture browser)
{
    static string Day(int days) => $"{DateTime.Today.AddDays(days):yyyy-MM-dd}";

    [Theory]
    [InlineData("nb", 1280, "rsv"), InlineData("nn", 390, "mpox"), InlineData("en", 390, "tbe")]
    [Requirement("ACT-013")]
    public async Task A_change_is_recommended_answered_and_shown_at_the_programme(
        string language, int width, string disease)
    {
        var script = language != "nn";
        await using var knows = await browser.Open(server, width, language, script);
        await knows.SignIn("forsyning");
        await knows.Page.GotoAsync("/programmes/changes/new?programme=childhood");
        await knows.Follow("main form button[type=submit]");
        Assert.Equal(3, await knows.Page.Locator(".finding").CountAsync());
        await Look(knows, $"programme-change-faulty-{language}", script);
        await knows.Page.Locator("[name='Form.Disease']").SelectOptionAsync(disease);
        await knows.Page.Locator("[name='Form.WantedFrom']").FillAsync(Day(3));
        await knows.Page.Locator("[name='Form.Grounds']").FillAsync("Færre spedbarn på sykehus, sak 26/12");
        await knows.Follow("main form button[type=submit]");
        var address = knows.Page.Url;
        Assert.Equal(0, await knows.Page.Locator("button[value=accept]").CountAsync());
        await Look(knows, $"programme-change-recommended-{language}", script);

        await using var supplies = await browser.Open(server, width, language, script);
        await supplies.SignIn("dmp");
        await supplies.Page.GotoAsync("/programmes/changes");
        await Look(supplies, $"programme-changes-{language}", script);
        Assert.Equal(0, await supplies.Page.Locator("a[href^='/programmes/changes/new']").CountAsync());
        await supplies.Page.GotoAsync(address);
        await supplies.Follow("button[value=accept]");
        Assert.Equal(1, await supplies.Page.Locator(".finding").CountAsync());
        await Look(supplies, $"programme-change-answer-{language}", script);
        await supplies.Page.Locator("[name='Form.Note']").FillAsync("Anbud 26/7");
        await supplies.Follow("button[value=accept]");
        Assert.Equal(0, await supplies.Page.Locator("button[value=accept]").CountAsync());
        await Look(supplies, $"programme-change-accepted-{language}", script);

        await using var nurse = await browser.Open(server, width, language, script);
        await nurse.SignIn("helsesykepleier");
        await nurse.Page.GotoAsync("/programmes/childhood");
        Assert.NotEqual(0, await nurse.Page.Locator("ul[aria-labelledby=decided] li").CountAsync());
        await Look(nurse, $"programme-changed-{language}", script);
        await supplies.Page.GotoAsync("/programmes/changes?programme=pertussis-pregnancy");
        Assert.Equal(1, await supplies.Page.Locator(".empty").CountAsync());
    }

    [Fact, Requirement("ACT-013")]
    public async Task The_interface_keeps_the_two_apart_and_gives_the_list_as_a_file()
    {
        var asked = new
        {
            programme = "influenza", kind = "add", disease = "covid-19", wantedFrom = Day(3), grounds = "26/14",
        };
        foreach (var persona in (string[])["dmp", "hod", "revisor", "lege", "admin"])
            Assert.Equal(HttpStatusCode.Forbidden,
                (await server.Post(persona, "/programmes/changes", asked)).Status);
        var made = await server.Post("forsyning", "/programmes/changes", asked);
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var path = $"/programmes/changes/{made["id"].GetInt64()}";
        var answer = new { accept = true, inForceOn = Day(4), note = "Anbud" };
        foreach (var persona in (string[])["forsyning", "hod", "revisor", "lege"])
            Assert.Equal(HttpStatusCode.Forbidden, (await server.Post(persona, $"{path}/answer", answer)).Status);
        (await server.Post("dmp", $"{path}/answer", answer with { note = "" }))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "programme-answer-faulty");
        Assert.Equal("accepted", (await server.Post("dmp", $"{path}/answer", answer)).State);
        Assert.Equal("accepted", (await server.Get("revisor", path)).State);
        Assert.Equal(Day(4), (await server.Get("lege", "/programmes/influenza"))["changes"][0]
            .GetProperty("inForceOn").GetString());
        (await server.Get("dmp", "/programmes/changes/7"))
            .MustBeProblem(HttpStatusCode.NotFound, "programme-change-unknown");
        var other = await server.Post("forsyning", "/programmes/changes", asked with { disease = "polio" });
        Assert.Equal("withdrawn",
            (await server.Post("forsyning", $"/programmes/changes/{other["id"].GetInt64()}/withdraw", new { })).State);
        using var client = server.Client("dmp");
        Assert.Contains("influenza,add,disease,covid-19", await client.GetStringAsync(
            "/programmes/changes.csv?programme=influenza", TestContext.Current.CancellationToken));
    }

    static async Task Look(Window window, string name, bool script)
    {
        if (script) await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture(name);
    }
}
