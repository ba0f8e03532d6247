using System.Net;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Browser;

public class SupervisionPagesTests(ForsynServer server, BrowserFixture browser)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    [Requirement("STP-011")]
    public async Task A_case_is_planned_counted_reported_answered_and_closed(string language, int width)
    {
        await using var agency = await browser.Open(server, width, language);
        await agency.SignIn("dmp");
        await agency.Page.GotoAsync("/preparedness/supervision");
        await Look(agency, $"supervision-{language}-{width}");
        await agency.Page.GotoAsync("/preparedness/supervision/new?holder=ahn");
        await Look(agency, $"supervision-new-{language}-{width}");
        await agency.Page.Locator("[name='Form.Reasons']").FillAsync(" ");
        await agency.Follow("main form button[type=submit]");
        Assert.Equal(1, await agency.Page.Locator(".finding").CountAsync());
        await agency.Page.Locator("[name='Form.Reasons']").FillAsync("Risk");
        await agency.Page.Locator("[name='Form.Inspectors']").FillAsync("Per Li");
        await agency.Page.Locator("[name='Form.VisitOn']").FillAsync("2031-06-01");
        await agency.Follow("main form button[type=submit]");
        var address = agency.Page.Url;
        await Move(agency, "open");
        await agency.Follow("form:has(input[value=choose]) button[type=submit]");
        // Everything is there but one unit of the first lot.
        var rows = agency.Page.Locator("tr:has(input[name$='.Counted'])");
        for (var i = 0; i < await rows.CountAsync(); i++)
        {
            var book = await rows.Nth(i).Locator("td.number").First.InnerTextAsync();
            var units = long.Parse(string.Concat(book.Where(char.IsAsciiDigit)));
            await rows.Nth(i).Locator("input[name$='.Counted']").FillAsync($"{units - (i == 0 ? 1 : 0)}");
        }
        await agency.Page.Locator("select[name$='.Cause']").First.SelectOptionAsync("unusable");
        await agency.Follow("form:has(input[value=count]) button[type=submit]");
        await agency.Page.Locator("[name='Deviation.Grade']").SelectOptionAsync("major");
        await agency.Page.Locator("[name='Deviation.Text']").FillAsync("Ett parti mangler");
        await agency.Follow("form:has([name='Deviation.Text']) button[type=submit]");
        await Look(agency, $"supervision-case-{language}-{width}");
        await Move(agency, "inspect");
        await Move(agency, "report");

        await using var holder = await browser.Open(server, width, language);
        await holder.SignIn("grossist");
        await holder.Page.GotoAsync(address);
        Assert.Equal(0, await holder.Page.Locator("[name='Form.Step']").CountAsync());
        await holder.Page.Locator("[name='Said.Text']").FillAsync("Partiet er tatt ut av bøkene");
        await holder.Follow("form:has([name='Said.Text']) button[type=submit]");
        await Look(holder, $"supervision-answer-{language}-{width}");

        await agency.Page.GotoAsync(address);
        await agency.Page.Locator("[name='Said.Step']").SelectOptionAsync("accept");
        await agency.Page.Locator("[name='Said.Text']").FillAsync("Godtatt");
        await agency.Follow("form:has([name='Said.Text']) button[type=submit]");
        await Move(agency, "close");
        Assert.Equal(3, await agency.Page.Locator("a[href$='.pdf']").CountAsync());
        await Look(agency, $"supervision-closed-{language}-{width}");
    }

    [Fact]
    public async Task The_auditor_reads_cases_and_their_file_and_others_do_not()
    {
        using var auditor = server.Client("revisor");
        var file = await auditor.GetStringAsync("/preparedness/supervision.csv", Stop);
        Assert.StartsWith("case,year,scheme,holder", file);
        Assert.Contains("apotek1", file);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await auditor.GetAsync("/preparedness/supervision/new", Stop)).StatusCode);
        using var holder = server.Client("grossist");
        Assert.DoesNotContain("apotek1", await holder.GetStringAsync("/preparedness/supervision.csv", Stop));
        using var other = server.Client("rhf");
        Assert.Equal(HttpStatusCode.Forbidden,
            (await other.GetAsync("/preparedness/supervision", Stop)).StatusCode);
    }

    static async Task Move(Window window, string step)
    {
        await window.Page.Locator("[name='Form.Step']").SelectOptionAsync(step);
        await window.Page.Locator("[name='Form.Text']").FillAsync($"Tilsyn: {step}");
        // It was visited sooner than planned: today.
        if (step == "inspect") await window.Page.Locator("[name='Form.VisitOn']").FillAsync("");
        await window.Follow("form:has([name='Form.Step']) button[type=submit]");
        Assert.Equal(0, await window.Page.Locator("[role=alert]").CountAsync());
    }

    static async Task Look(Window window, string name)
    {
        await window.MustBeSound();
        await window.Picture(name);
    }
}
