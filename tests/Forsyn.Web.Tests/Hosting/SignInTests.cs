using Forsyn.Tests;
using System.Net;
using Forsyn.App.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Forsyn.Web.Tests.Hosting;

public class SignInTests(ForsynServer server)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in()
    {
        using var client = server.Client();
        var answer = await client.GetAsync("/", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.IsAbsoluteUri
            ? answer.Headers.Location.PathAndQuery
            : answer.Headers.Location.OriginalString);
    }

    [Fact]
    public void Every_route_names_a_policy_or_says_it_is_open()
    {
        // The framework's own route, for its script, which is not sent: it names nothing and so is denied.
        var routes = server.Routes.Where(route => route.RoutePattern.RawText != "/_framework/opaque-redirect").ToList();
        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.True(IsNamed(route), $"{route.RoutePattern.RawText} names no policy"));
    }

    [Fact]
    public void A_route_that_names_nothing_is_caught() => Assert.False(IsNamed(
        new RouteEndpointBuilder(_ => Task.CompletedTask, RoutePatternFactory.Parse("/x"), 0).Build()));

    [Fact]
    public async Task A_route_that_names_nothing_is_denied_to_everybody()
    {
        await using var app = Program.Build(
            ["--urls", "http://127.0.0.1:0", "--Forsyn:Demo", "true", "--Forsyn:Database", server.Connection,
                "--Logging:LogLevel:Default", "Warning"]);
        app.MapGet("/unnamed", () => "seen");
        await app.StartAsync(Cancel);
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        foreach (var caller in await Personas.Of(server.Database, Databases.SeededAt).All())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/unnamed");
            request.Headers.Add("Authorization", $"Demo {caller.PersonaId}");
            Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request, Cancel)).StatusCode);
        }
    }

    [Fact]
    public async Task Demo_sign_in_is_not_there_outside_demo_mode()
    {
        await using var app = Program.Build(
            ["--urls", "http://127.0.0.1:0", "--ForwardedHeaders_Enabled", "true", "--Logging:LogLevel:Default",
                "Warning"]);
        var schemes = await app.Services.GetRequiredService<IAuthenticationSchemeProvider>().GetAllSchemesAsync();
        Assert.DoesNotContain(schemes, scheme => scheme.Name == "Demo");
        await app.StartAsync(Cancel);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        client.BaseAddress = new(app.Urls.First());
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https"); // as behind the proxy that ends TLS
        client.DefaultRequestHeaders.Add("Authorization", "Demo lege");
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/", Cancel)).StatusCode);
        Assert.DoesNotContain("Persona", await client.GetStringAsync("/sign-in", Cancel));
    }

    [Fact]
    public async Task An_unknown_persona_is_nobody()
    {
        using var client = server.Client("nobody");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/", Cancel)).StatusCode);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        using var client = server.Client("lege");
        var answer = await client.GetAsync("/no-such-page", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(Cancel));
        var api = await client.GetAsync("/api/v1/no-such-thing", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, api.StatusCode);
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType!.MediaType);
    }

    static bool IsNamed(Endpoint route) =>
        route.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || route.Metadata.GetMetadata<IAuthorizeData>() is not null;
}
