using System.Net;
using Forsyn.App.Database;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class RestrictionPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory]
    [InlineData("nb", 1280), InlineData("nn", 390), InlineData("en", 1280), InlineData("en", 390)]
    [Requirement("STS-006")]
    public async Task The_agency_restricts_a_sale_and_repeals_it_and_a_pharmacy_sees_it(string language, int width)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/restrictions/new");
        await window.Follow("main form button[type=submit]");
        Assert.Equal(7, await window.Page.Locator(".finding").CountAsync());
        await Look(window, $"restriction-faulty-{language}-{width}", script);
        var title = $"Digoksin {language} {width}";
        foreach (var (name, value) in new[]
        {
            ("Title", title), ("Law", "Prop. 100 L"), ("Grounds", "Sak 26/3"), ("Atc", "C01AA05"), ("MostUnits", "100"),
            ("EveryDays", "14"), ("Ends", $"{DateTime.Today.AddDays(30):yyyy-MM-dd}T23:59"),
            ("ReviewOn", $"{DateTime.Today.AddDays(10):yyyy-MM-dd}"),
        })
            await window.Page.Locator($"[name='Form.{name}']").FillAsync(value);
        await window.Page.Locator("[name='Form.Actors'][value=pharmacy]").CheckAsync();
        await window.Follow("main form button[type=submit]");
        await Look(window, $"restriction-{language}-{width}", script);
        var address = window.Page.Url;
        await using var pharmacy = await browser.Open(server, width, language, script);
        await pharmacy.SignIn("apotek");
        await pharmacy.Page.GotoAsync("/restrictions?state=in-force");
        Assert.Equal(1, await pharmacy.Page.Locator($"tbody tr:has-text('{title}')").CountAsync());
        await Look(pharmacy, $"restrictions-{language}-{width}", script);
        await pharmacy.Page.GotoAsync(address);
        Assert.Equal(0, await pharmacy.Page.Locator("main form").CountAsync());
        await window.Page.Locator("[name='Form.Grounds']").FillAsync("Leveransene er tilbake");
        await window.Follow("main form button[type=submit]");
        Assert.Equal(0, await window.Page.Locator("main form").CountAsync());
        await Look(window, $"restriction-repealed-{language}-{width}", script);
    }

    [Fact]
    [Requirement("STS-006")]
    public async Task A_pharmacy_asks_by_the_interface_and_only_the_agency_decides()
    {
        var article = await server.Database.One<string>(
            "select min(article_number) from product where atc = 'N05BA01'");
        var body = new
        {
            title = "Diazepam", atc = new[] { "N05BA01" }, actors = new[] { "pharmacy" }, mostDays = 28,
            ends = $"{DateTime.Today.AddDays(30):yyyy-MM-dd}T23:59", law = "Prop. 100 L", grounds = "Mangel",
            reviewOn = $"{DateTime.Today.AddDays(5):yyyy-MM-dd}",
        };
        foreach (var persona in (string[])["hod", "rhf", "sav", "apotek", "revisor"])
            Assert.Equal(HttpStatusCode.Forbidden, (await server.Post(persona, "/restrictions", body)).Status);
        var done = await server.Post("dmp", "/restrictions", body);
        Assert.Equal(HttpStatusCode.Created, done.Status);
        var answer = await server.Post("apotek", "/restrictions/judge",
            new { articleNumber = article, actor = "pharmacy", units = 60, daysOfUse = 29 });
        Assert.False(answer["allowed"].GetBoolean());
        Assert.Equal("restriction-days", answer["findings"][0].GetProperty("code").GetString());
        (await server.Post("apotek", "/restrictions/judge", new { articleNumber = "x" }))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "sale-faulty");
        var path = $"/restrictions/{done["id"].GetInt64()}";
        Assert.Equal("Diazepam", (await server.Get("apotek", path))["title"].GetString());
        using var client = server.Client("apotek");
        var stop = TestContext.Current.CancellationToken;
        Assert.Equal("%PDF", (await client.GetStringAsync($"{path}/decision.pdf", stop))[..4]);
        Assert.Contains("Diazepam", await client.GetStringAsync("/restrictions.csv", stop));
        Assert.Equal("PK", (await client.GetStringAsync("/restrictions.xlsx?query=diaz", stop))[..2]);
        Assert.Equal(HttpStatusCode.OK,
            (await server.Post("dmp", $"{path}/repeal", new { grounds = "Ferdig" })).Status);
        (await server.Post("dmp", $"{path}/repeal", new { grounds = "Ferdig" }))
            .MustBeProblem(HttpStatusCode.Conflict, "restriction-not-in-state");
    }

    static async Task Look(Window window, string name, bool script)
    {
        if (script) await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture(name);
    }
}
