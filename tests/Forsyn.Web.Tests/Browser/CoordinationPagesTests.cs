using System.Net;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;
using Forsyn.Tests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Forsyn.Web.Tests.Browser;

public class CoordinationPagesTests(ForsynServer server, BrowserFixture browser)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(ShellTests.LanguagesAndWidths), MemberType = typeof(ShellTests))]
    public async Task A_task_is_opened_from_a_product_written_in_and_corrected(string language, int width)
    {
        await using var window = await browser.Open(server, width, language);
        await window.SignIn("dmp");
        await window.Page.GotoAsync("/coordination");
        await window.MustBeSound();
        await window.Picture($"coordination-{language}-{width}");
        await window.Page.GotoAsync("/products/569568");
        await window.Follow("a[href='/coordination/new?article=569568']");
        await window.Follow("main form button[type=submit]");
        Assert.Equal(1, await window.Page.Locator("[role=alert]").CountAsync());
        await window.MustBeSound();
        await window.Page.Locator("[name='Form.Title']").FillAsync($"Rabies {language}");
        await window.Page.Locator("[name='Form.Partner']").FillAsync("HERA");
        await window.Page.Locator("[name='Form.Text']").FillAsync("Spør hvem som har");
        await window.Follow("main form button[type=submit]");
        Assert.Contains($"Rabies {language}", await window.Page.Locator("h1").InnerTextAsync());
        await window.Page.Locator("[name='Form.Text']").FillAsync("Sendt");
        await window.Page.Locator("[name='Form.State']").SelectOptionAsync("waiting");
        await window.Follow("form:has([name='Form.State']) button[type=submit]");
        Assert.Equal(2, await window.Page.Locator(".history li").CountAsync());
        await window.Follow(".history li a[href*='correct=']");
        await window.Page.Locator("[name=Correction]").FillAsync("Spør alle");
        await window.MustBeSound();
        await window.Follow("form:has([name=Correction]) button[type=submit]");
        Assert.Equal(1, await window.Page.Locator(".history del").CountAsync());
        await window.MustBeSound();
        await window.Picture($"coordination-task-{language}-{width}");
    }

    [Fact]
    public async Task The_ministry_and_the_auditor_read_the_log_and_its_file_and_write_nothing()
    {
        foreach (var persona in (string[])["hod", "revisor"])
        {
            using var client = server.Client(persona);
            Assert.DoesNotContain("/coordination/new", await client.GetStringAsync("/coordination", Stop));
            var file = await client.GetStringAsync("/coordination.csv", Stop);
            Assert.StartsWith("task,title,arena,partner", file);
            Assert.Contains("EMA", file);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/coordination/new", Stop)).StatusCode);
        }
        using var other = server.Client("rhf");
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/coordination.csv", Stop)).StatusCode);
    }

    /// <summary>
    /// What shows the nation's stock, its shortages or its production is open to DMP, whichever page or route comes.
    /// </summary>
    [Fact, Requirement("ACT-008")]
    public async Task DMP_reads_every_page_and_route_that_shows_national_stock_shortage_or_production()
    {
        string[] national = ["/overview", "/recalls", "/shortages", "/production", "/preparedness", "/coordination",
            "/stock/reports/late", "/stock/reports/odd", "/stock/register"];
        bool Shows(RouteEndpoint route)
        {
            var path = "/" + route.RoutePattern.RawText!.TrimStart('/').Replace("api/v1/", "");
            return route.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(rule => rule.Policy == Policy.StockNational)
                || national.Any(path.StartsWith);
        }
        var reads = server.Routes.Where(route => Shows(route)
            && (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Contains("GET")).ToList();
        Assert.True(reads.Count > 15, $"{reads.Count} routes");
        var denied = reads.Where(route => route.Metadata.GetOrderedMetadata<IAuthorizeData>()
            .Any(rule => rule.Policy is { } policy && !Access.Allows([Role.Regulator], policy)
                && policy is not (Policy.LotControl or Policy.StockOwn or Policy.PreparednessRotate))).ToList();
        Assert.Empty(denied.Select(route => route.RoutePattern.RawText));

        using var dmp = server.Client("dmp");
        foreach (var path in reads.Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/').TrimEnd('/'))
            .Where(path => !path.Contains('{')).Distinct())
        {
            using var answer = await dmp.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Stop);
            if (answer.StatusCode == HttpStatusCode.Forbidden)
                // A recall is opened by those who control lots, and a holder's suppliers are its own.
                Assert.Contains(path, new[] { "/recalls/new", "/api/v1/preparedness/rotation/suppliers" });
            else Assert.True((int)answer.StatusCode is 200 or 422, $"{path}: {answer.StatusCode}");
        }
    }
}
