using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using Forsyn.Tests;
using Microsoft.AspNetCore.Builder;

namespace Forsyn.Web.Tests.Pages.Identity;

// The queue of requests is one: tests that fill it take turns.
[Collection("Access")]
public class AccessTests(ForsynServer server)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Requirement("CHN-002")]
    public async Task Access_is_asked_for_handled_in_a_queue_and_opens_the_shop()
    {
        using var stranger = new Visitor(server, null);
        await stranger.Open("/access");
        await stranger.Press("form:has([name='Form.Name']) button", ("Form.Name", "Siri Bakke"),
            ("Form.Workplace", "Alta kommunelegekontor"), ("Form.Email", "siri@example.no"));
        Assert.Contains("Vi har fått søknaden", stranger.Text);

        using var admin = new Visitor(server, "admin");
        await admin.Open("/");
        Assert.Contains("om tilgang", admin.Page.QuerySelector(".choice.work")!.TextContent);
        await admin.Open("/people/requests");
        var card = "#"
            + admin.Page.QuerySelectorAll(".queue > li").Last(one => one.TextContent.Contains("Siri Bakke")).Id;
        await admin.Press($"{card} button[value=find]");
        await admin.Press($"{card} button[value=approve]", ("Party", ""));
        Assert.Contains("Velg virksomheten", admin.Page.QuerySelector("[role=alert]")!.TextContent);
        await admin.Press($"{card} button[value=approve]", ("Party", "office-5601-1"));
        Assert.Contains("Siri Bakke har fått tilgang", admin.Page.QuerySelector(".flash")!.TextContent);
        await admin.Open("/people?query=siri");
        Assert.Contains("siri-bakke", admin.Text);

        using var siri = new Visitor(server, "siri-bakke");
        await siri.Open("/shop");
        Assert.Equal(HttpStatusCode.OK, siri.Status);
        using var other = new Visitor(server, null);
        await other.Open("/sign-in");
        Assert.Contains("Siri Bakke", other.Text);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_and_nothing_is_lost()
    {
        using var stranger = new Visitor(server, null);
        await stranger.Open("/access");
        await stranger.Press("form:has([name='Form.Name']) button", ("Form.Name", "S"), ("Form.Workplace", ""),
            ("Form.Phone", "12"), ("Form.HprNumber", "abc"), ("Form.Email", "siri"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stranger.Status);
        Assert.Equal(5, stranger.Page.QuerySelectorAll("[aria-invalid]").Length);
        Assert.Equal("siri", stranger.Page.QuerySelector("[name='Form.Email']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_request_is_refused_with_a_reason_only()
    {
        using var nobody = server.Client();
        var asked = await nobody.PostAsJsonAsync("/api/v1/access-requests",
            new { name = "Ukjent Mann", workplace = "Et sted", role = "physician", email = "u@example.no" }, Cancel);
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        using var admin = new Visitor(server, "admin");
        await admin.Open("/people/requests");
        var card = "#"
            + admin.Page.QuerySelectorAll(".queue > li").Last(one => one.TextContent.Contains("Ukjent Mann")).Id;
        await admin.Press($"{card} button[value=refuse]", ("Reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, admin.Status);
        await admin.Press($"{card} button[value=refuse]", ("Reason", "Ingen kunde"));
        Assert.Contains("er avslått", admin.Page.QuerySelector(".flash")!.TextContent);
    }

    [Fact]
    public async Task The_interface_asks_lists_and_decides_once()
    {
        using var nobody = server.Client();
        using var admin = server.Client("admin");
        var asked = await nobody.PostAsJsonAsync("/api/v1/access-requests",
            new { name = "Eli Moe", workplace = "Alta", role = "public-health-nurse", phone = "+47 900 00 000" },
            Cancel);
        var id = (await asked.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetInt64();
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await nobody.GetAsync("/api/v1/access-requests", Cancel)).StatusCode);
        Assert.Contains("Eli Moe", await admin.GetStringAsync("/api/v1/access-requests?state=open&limit=200", Cancel));
        var approve = $"/api/v1/access-requests/{id}/approve";
        async Task<HttpStatusCode> Approve(string party) =>
            (await admin.PostAsJsonAsync(approve, new { party }, Cancel)).StatusCode;
        Assert.Equal(HttpStatusCode.NotFound, await Approve("nowhere"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Approve("dmp"));
        Assert.Equal(HttpStatusCode.OK, await Approve("station-5601-1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Approve("station-5601-1"));
        var wrong = await nobody.PostAsJsonAsync("/api/v1/access-requests",
            new { name = "Eli Moe", workplace = "Alta", role = "administrator", phone = "90000000" }, Cancel);
        Assert.Contains("access-role", await wrong.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Asking_again_and_again_is_stopped()
    {
        await using var app = Program.Build(
            ["--urls", "http://127.0.0.1:0", "--Forsyn:Demo", "true", "--Forsyn:Database", server.Connection,
                "--Forsyn:AccessRequests", "2", "--Logging:LogLevel:Default", "Critical"]);
        await app.StartAsync(Cancel);
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        async Task<HttpStatusCode> Ask() =>
            (await client.PostAsJsonAsync("/api/v1/access-requests", new { name = "" }, Cancel)).StatusCode;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Ask());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Ask());
        Assert.Equal(HttpStatusCode.TooManyRequests, await Ask());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/access", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("/people")]
    [InlineData("/people/requests")]
    public async Task Only_those_who_manage_people_see_them(string path)
    {
        using var desk = new Visitor(server, "forsyning");
        await desk.Open(path);
        Assert.Equal(HttpStatusCode.Forbidden, desk.Status);
    }
}
