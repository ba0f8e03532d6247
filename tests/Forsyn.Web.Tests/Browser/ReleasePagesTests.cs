using System.Net;
using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class ReleasePagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory]
    [InlineData("nb", 1280, "B01AA03"), InlineData("nn", 390, "C03CA01"), InlineData("en", 1280, "J01CA04"),
        InlineData("en", 390, "A02BC05")]
    [Requirement("STP-002")]
    public async Task A_stockpile_is_asked_for_released_taken_out_and_taken_back(string language, int width, string atc)
    {
        var script = language != "nn";
        await Stock(atc);
        await using var agency = await browser.Open(server, width, language, script);
        await agency.SignIn("dmp");
        await agency.Page.GotoAsync("/preparedness/releases/new?scheme=primary");
        await agency.Follow("main form button[type=submit]");
        Assert.Equal(4, await agency.Page.Locator(".finding").CountAsync());
        await Look(agency, $"release-faulty-{language}-{width}", script);
        await agency.Page.Locator("[name='Form.Atc']").SelectOptionAsync(atc);
        await agency.Page.Locator("[name='Form.Units']").FillAsync("300");
        await agency.Page.Locator("[name='Form.WantedBy']").FillAsync("Apotek i nord");
        await agency.Page.Locator("[name='Form.Reason']").FillAsync("Ingen leveranser på seks uker");
        await agency.Follow("main form button[type=submit]");
        var address = agency.Page.Url;
        await agency.Page.Locator("[name='Form.LastDay']").FillAsync($"{DateTime.Today.AddDays(30):yyyy-MM-dd}");
        await agency.Follow("button[value=accept]");
        Assert.Equal(1, await agency.Page.Locator("#refusal").CountAsync());
        await Look(agency, $"release-decide-{language}-{width}", script);
        await agency.Page.Locator("[name='Form.Kind']").SelectOptionAsync("shortage-buffer");
        await agency.Page.Locator("[name='Form.Grounds']").FillAsync("Sak 26/88");
        await agency.Follow("button[value=accept]");
        Assert.Equal(0, await agency.Page.Locator("button[value=accept]").CountAsync());

        await agency.Page.Locator("details.ds-details summary").Last.ClickAsync();
        await agency.Page.Locator("[name='Priority.Groups[0].Group']").FillAsync("intensive-care");
        await agency.Page.Locator("[name='Priority.Groups[0].Rule']").FillAsync("Intensivpasienter");
        await agency.Page.Locator("[name='Priority.Grounds']").FillAsync("Sak 26/89");
        await agency.Follow("form:has([name='Priority.Grounds']) button[type=submit]");
        await agency.Page.Locator("[name='Claim.Party']").FillAsync("unn-tromso");
        await agency.Page.Locator("[name='Claim.Units']").FillAsync("500");
        await agency.Follow("form:has([name='Claim.Party']) button[type=submit]");
        Assert.Contains("300", await agency.Page.Locator("table:has(#claims) tbody").InnerTextAsync());
        await Look(agency, $"release-ranked-{language}-{width}", script);

        await using var holder = await browser.Open(server, width, language, script);
        await holder.SignIn("sav");
        await holder.Page.GotoAsync(address);
        await Look(holder, $"release-open-{language}-{width}", script);
        await holder.Follow("form:has([name='CarryOut.First']) button[type=submit]");
        await Look(holder, $"release-taken-{language}-{width}", script);
        await holder.Follow("form:has([name='Undo.Line']) button[type=submit]");
        Assert.Equal(0, await holder.Page.Locator("#refusal").CountAsync());
        await Look(holder, $"release-back-{language}-{width}", script);
        await holder.Page.GotoAsync("/preparedness/releases");
        await Look(holder, $"releases-{language}-{width}", script);
        await holder.Page.GotoAsync("/preparedness/releases?query=nothing-of-the-kind");
        Assert.Equal(1, await holder.Page.Locator(".empty").CountAsync());
    }

    [Fact]
    [Requirement("STS-003")]
    public async Task The_ministry_sees_who_decides_and_has_no_form_to_decide_in()
    {
        var asked = await server.Post("rhf", "/preparedness/releases",
            new { scheme = "specialist", atc = "C01CA03", units = 10, reason = "Få", wantedBy = "Intensiv" });
        Assert.Equal(HttpStatusCode.Created, asked.Status);
        var path = $"/preparedness/releases/{asked["id"].GetInt64()}";
        await using var window = await browser.Open(server, 1280, "nb");
        await window.SignIn("hod");
        await window.Page.GotoAsync(path);
        Assert.Equal(0, await window.Page.Locator("button[value=accept]").CountAsync());
        Assert.Contains("Helse Vest RHF", await window.Page.Locator("main").InnerTextAsync());
        var decision = new { kind = "crisis", law = "x", grounds = "x", lastDay = "2027-01-01" };
        foreach (var persona in (string[])["hod", "sav", "grossist", "revisor", "lege"])
            Assert.Equal(HttpStatusCode.Forbidden, (await server.Post(persona, $"{path}/decide", decision)).Status);
        (await server.Post("dmp", $"{path}/decide", decision))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "release-decided-by-others");
        (await server.Post("rhf", $"{path}/decide", decision with { grounds = "" }))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "release-faulty");
        Assert.Equal("refused", (await server.Post("rhf", $"{path}/refuse", new { grounds = "Tomt" })).State);
    }

    [Fact]
    public async Task Releases_are_fetched_as_files_and_as_a_report()
    {
        var asked = await server.Post("grossist", "/preparedness/releases",
            new { scheme = "primary", atc = "J01CA04", units = 10, reason = "Få", wantedBy = "Apotek" });
        var id = asked["id"].GetInt64();
        var stop = TestContext.Current.CancellationToken;
        using var client = server.Client("dmp");
        var csv = await client.GetStringAsync("/preparedness/releases.csv?scheme=primary", stop);
        Assert.Contains($"{id},primary", csv);
        Assert.Equal("PK", (await client.GetStringAsync("/preparedness/releases.xlsx", stop))[..2]);
        Assert.Equal("%PDF", (await client.GetStringAsync("/preparedness/releases/report.pdf?year=2026", stop))[..4]);
        Assert.Equal("%PDF", (await client.GetStringAsync($"/preparedness/releases/{id}/report.pdf", stop))[..4]);
        Assert.Equal(id, (await server.Get("dmp", $"/preparedness/releases/{id}"))["release"].GetProperty("id")
            .GetInt64());
        Assert.Equal("withdrawn",
            (await server.Post("grossist", $"/preparedness/releases/{id}/withdraw", new { })).State);
        Assert.Equal(HttpStatusCode.OK, (await server.Get("dmp", "/preparedness/releases/totals")).Status);
        (await server.Get("dmp", "/preparedness/releases/7"))
            .MustBeProblem(HttpStatusCode.NotFound, "release-unknown");
    }

    // Nine hundred units come from a supplier into the stockpile of one wholesaler.
    async Task Stock(string atc)
    {
        var lot = await server.Database.One<LotRow>("select l.id, p.id as holder, w.id as place from lot l " +
            "join product m on m.article_number = l.article_number, party p join place w on w.party_id = p.id " +
            "where m.atc = @atc and l.expires_on > @day and p.key = 'nmd' order by l.expires_on desc, w.id limit 1",
            new { atc, day = Moment.Of(DateTimeOffset.UtcNow).Day });
        Assert.NotNull(lot);
        var now = Moment.Of(DateTimeOffset.UtcNow);
        Assert.True((await Post.Run(server.Database, [new Transfer(lot.Holder, lot.Id, new Quantity(900),
            Slot.Outside(Status.Supplier), new Slot(Status.Available, lot.Place, Pool.PreparednessPrimary), "receive",
            $"test/{Guid.NewGuid()}", now.Day)], now, "test")).Ok);
    }

    sealed class LotRow
    {
        public long Id { get; init; }
        public long Holder { get; init; }
        public long Place { get; init; }
    }

    static async Task Look(Window window, string name, bool script)
    {
        if (script) await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture(name);
    }
}
