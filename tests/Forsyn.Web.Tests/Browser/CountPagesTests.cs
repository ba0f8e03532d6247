using System.Net;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;

namespace Forsyn.Web.Tests.Browser;

public class CountPagesTests(ForsynServer server, BrowserFixture browser)
{
    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task A_small_holder_counts_says_why_books_and_undoes_in_every_language(string language, int width)
    {
        var script = language != "nn";
        await using var window = await browser.Open(server, width, language, script);
        await window.SignIn("helsesykepleier");
        await window.Page.GotoAsync("/stock/counts");
        await Look(window, $"counts-{language}", script);
        await window.Follow("form:has([name=Blind]) button[type=submit]");
        await Look(window, $"count-open-{language}", script);
        var rows = window.Page.Locator("main tbody tr");
        for (var i = 0; i < await rows.CountAsync(); i++)
        {
            var book = await rows.Nth(i).Locator("td.number").First.InnerTextAsync();
            var units = long.Parse(string.Concat(book.Where(char.IsAsciiDigit)));
            await rows.Nth(i).Locator("input[type=text]").First.FillAsync($"{(i == 0 ? units - 1 : units)}");
        }
        await window.Follow("form:has(tbody) button[type=submit]");
        await window.Follow("button[value=post]");
        Assert.Equal(1, await window.Page.Locator(".finding").CountAsync());
        await Look(window, $"count-stopped-{language}", script);
        await window.Page.Locator("[name$=Reason]").First.SelectOptionAsync("damage");
        await window.Follow("form:has(tbody) button[type=submit]");
        await window.Follow("button[value=post]");
        Assert.Equal(0, await window.Page.Locator("[role=alert]").CountAsync());
        await Look(window, $"count-posted-{language}", script);
        await window.Page.Locator("[name=Text]").FillAsync("Feil hylle");
        await window.Follow("button[value=undo]");
        await Look(window, $"count-undone-{language}", script);
    }

    [Fact]
    public async Task A_count_by_the_interface_is_counted_by_file_and_scan_and_seen_by_the_regulator_and_no_other()
    {
        var opened = await server.Post("grossist", "/stock/counts", new { blind = true });
        Assert.Equal(HttpStatusCode.Created, opened.Status);
        var path = $"/stock/counts/{opened["id"]}";
        var view = await server.Get("grossist", $"{path}?limit=1");
        Assert.False(view["showsBook"].GetBoolean());
        var line = view["lines"][0];
        var entered = await server.Post("grossist", $"{path}/lines", new
        {
            lines = new[]
            {
                new
                {
                    articleNumber = line.GetProperty("articleNumber").GetString(),
                    lotNumber = line.GetProperty("lotNumber").GetString(), quantity = 3,
                },
            },
        });
        Assert.Equal(1, entered["lines"].GetInt32());
        (await server.Post("grossist", $"{path}/scan", new { scan = "(01)09506000134352(10)A" }))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "count-scan-product-not-known");
        (await server.Post("grossist", $"{path}/post", new { }))
            .MustBeProblem(HttpStatusCode.UnprocessableEntity, "count-not-posted");
        Assert.Equal(3, (await server.Get("dmp", $"{path}?limit=1"))["lines"][0].GetProperty("counted").GetInt32());
        (await server.Get("lege", path)).MustBeProblem(HttpStatusCode.NotFound, "count-unknown");
        Assert.Equal(HttpStatusCode.NoContent,
            (await server.Post("grossist", $"{path}/cancel", new { reason = "Fire drill" })).Status);
    }

    static async Task Look(Window window, string name, bool script)
    {
        if (script) await window.MustBeSound();
        else Assert.Empty(window.Errors);
        await window.Picture(name);
    }
}
