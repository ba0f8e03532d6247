using System.Net;
using Forsyn.App.Texts;

namespace Forsyn.Web.Tests.Hosting;

public class SecurityTests(ForsynServer server)
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/no-such-page")]
    [InlineData("/mark.svg")]
    public async Task Every_answer_says_what_a_browser_may_do_with_it(string path)
    {
        using var client = server.Client();
        var headers = (await client.GetAsync(path, TestContext.Current.CancellationToken)).Headers;
        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
        Assert.True(headers.Contains("Permissions-Policy"));
        Assert.False(headers.Contains("Server"));
    }

    [Fact]
    public async Task A_page_is_never_kept_by_the_browser_and_an_asset_always()
    {
        using var client = server.Client();
        var page = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        Assert.True(page.Headers.CacheControl!.NoStore);
        var font = await client.GetAsync("/built/inter.woff2", TestContext.Current.CancellationToken);
        Assert.Equal(TimeSpan.FromDays(365), font.Headers.CacheControl!.MaxAge);
    }

    [Fact]
    public async Task Cookies_are_out_of_reach_of_scripts_and_of_other_hosts()
    {
        using var client = server.Client();
        var answer = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        var cookies = answer.Headers.GetValues("Set-Cookie");
        Assert.All(cookies, cookie => Assert.Contains("httponly", cookie));
        Assert.All(cookies, cookie => Assert.Contains("samesite=", cookie));
    }

    [Theory]
    [InlineData(401, "403"), InlineData(403, "403"), InlineData(404, "404"), InlineData(405, "400")]
    [InlineData(415, "400"), InlineData(500, "500"), InlineData(503, "500")]
    public async Task An_error_page_takes_the_blame_only_for_what_went_wrong_here(int status, string told)
    {
        using var client = server.Client();
        var page = await client.GetStringAsync($"/error/{status}", TestContext.Current.CancellationToken);
        Assert.Contains($"<h1>{Text.Get(Language.Nb, $"error.{told}")}", page);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/language")]
    public async Task A_form_from_elsewhere_is_refused(string path)
    {
        using var client = server.Client();
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["language"] = "en", ["Persona"] = "admin", ["_handler"] = "sign-in",
        });
        var answer = await client.PostAsync(path, form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_page_is_sent_compressed()
    {
        using var client = server.Client();
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        var answer = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        Assert.Contains("br", answer.Content.Headers.ContentEncoding);
    }
}
