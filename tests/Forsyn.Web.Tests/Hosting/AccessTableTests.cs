using System.Net;
using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Tests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Forsyn.Web.Tests.Hosting;

/// <summary>Who may open which route: one table to read, made from the routes and held against real requests.</summary>
public class AccessTableTests(ForsynServer server)
{
    const string File = "docs/access.md";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    const string Open = "open", SignedIn = "signed in", Denied = "denied";

    /// <param name="Demands">A policy, or one of the three words above.</param>
    sealed record Route(string Method, string Path, string Demands)
    {
        public bool IsPlain => Method.StartsWith("GET") && !Path.Contains('{');
        public bool Allows(Caller? caller) => Demands switch
        {
            Open => true,
            Denied => false,
            SignedIn => caller is not null,
            _ => caller?.May(Demands) == true,
        };
    }

    /// <summary>FORSYN_WRITE=1 ./test web --only Access renews the file after a route or a right has changed.</summary>
    [Fact]
    public async Task The_table_of_access_is_the_one_we_have_agreed_to() =>
        Generated.AssertCurrent(File, Table(Routes(), await People()));

    [Fact]
    public async Task Everybody_gets_what_the_table_says()
    {
        var people = (Caller?[])[null, .. await People()];
        var wrong = new List<string>();
        foreach (var route in Routes().Where(route => route.IsPlain))
            foreach (var caller in people)
                if (await Answer(route, caller) is var status && !Fits(status, route, caller))
                    wrong.Add($"{caller?.PersonaId ?? "nobody"} {route.Path}: {(int)status}, {route.Demands}");
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_right_that_is_given_away_shows_in_the_table()
    {
        var (routes, people) = (Routes(), await People());
        var open = routes.Select(r => r is { Path: "/api/v1/ledger/audit" } ? r with { Demands = Open } : r).ToList();
        Assert.NotEqual(Table(routes, people), Table(open, people));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, false)]
    [InlineData(HttpStatusCode.NotFound, false)]
    [InlineData(HttpStatusCode.InternalServerError, false)]
    [InlineData(HttpStatusCode.Forbidden, true)]
    public async Task An_answer_that_is_not_what_the_table_says_is_caught(HttpStatusCode status, bool fits)
    {
        var admin = (await People()).Single(person => person.PersonaId == "admin");
        Assert.Equal(fits, Fits(status, new Route("GET", "/overview", Policy.StockNational), admin));
        Assert.Equal(status == HttpStatusCode.OK, Fits(status, new Route("GET", "/", Policy.CatalogueRead), admin));
    }

    static bool Fits(HttpStatusCode status, Route route, Caller? caller) =>
        route.Allows(caller) ? (int)status is >= 200 and < 400 or 422 // some pages and lists want a question first
        : caller is null ? status is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect
        : status == HttpStatusCode.Forbidden;

    async Task<HttpStatusCode> Answer(Route route, Caller? caller)
    {
        using var client = server.Client(caller?.PersonaId);
        using var answer = await client.GetAsync(route.Path, HttpCompletionOption.ResponseHeadersRead, Stop);
        var away = answer.Headers.Location?.ToString().Contains("/sign-in") == true && caller is not null;
        return away ? HttpStatusCode.Unauthorized : answer.StatusCode;
    }

    // The people of the country as it is seeded; other tests give access to more.
    static async Task<IReadOnlyList<Caller>> People()
    {
        await using var country = await Databases.Seeded(DbKind.Sqlite);
        return await Personas.Of(country, Databases.SeededAt).All();
    }

    IReadOnlyList<Route> Routes() =>
        [.. server.Routes.Where(IsOurs).SelectMany(Of).Distinct().GroupBy(route => (route.Path, route.Demands))
            .Select(same => new Route(string.Join(' ', same.Select(r => r.Method).Order()), same.Key.Path,
                same.Key.Demands))
            .OrderBy(route => route.Path.StartsWith("/api")).ThenBy(route => route.Path, StringComparer.Ordinal)
            .ThenBy(route => route.Method, StringComparer.Ordinal)];

    // Style, script and icons are open to all, and there is one route for each file.
    static bool IsOurs(RouteEndpoint route) =>
        !route.Metadata.Any(item => item.GetType().Name == "StaticAssetDescriptor")
        && route.RoutePattern.RawText?.StartsWith("/_") != true;

    static IEnumerable<Route> Of(RouteEndpoint route)
    {
        var path = "/" + string.Join('/', route.RoutePattern.PathSegments.Select(Written));
        var demands = route.Metadata.GetMetadata<IAllowAnonymous>() is not null ? Open
            : route.Metadata.GetMetadata<IAuthorizeData>() is { } rule ? rule.Policy ?? SignedIn : Denied;
        foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            yield return new(method, path, demands);
    }

    static string Written(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        _ => "?",
    }));

    static string Table(IReadOnlyList<Route> routes, IReadOnlyList<Caller> people)
    {
        var text = new StringBuilder();
        text.Append("""
            # Who may open what

            Made from the routes and `App/Identity/Access.cs`; `FORSYN_WRITE=1 ./test web --only Access` writes it,
            and a test asks for every page as everybody. A route in the table can still refuse a single row: an order
            of another party is unknown. Style, script and the reader of the API's description at /api are open and
            not listed.

            """);
        foreach (var (heading, part) in new[] { ("Pages", false), ("API", true) })
        {
            text.Append($"\n## {heading}\n\n| route | demands | nobody |");
            foreach (var person in people) text.Append($" {person.PersonaId} |");
            text.Append("\n|---|---|---|").Append(string.Concat(people.Select(_ => "---|"))).Append('\n');
            foreach (var route in routes.Where(route => route.Path.StartsWith("/api") == part))
                text.Append($"| {route.Method} {route.Path} | {route.Demands} | {Mark(route.Allows(null))} |")
                    .Append(string.Concat(people.Select(person => $" {Mark(route.Allows(person))} |"))).Append('\n');
        }
        return text.ToString();
    }

    static string Mark(bool may) => may ? "✓" : "–";
}
