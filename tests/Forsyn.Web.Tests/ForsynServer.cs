using System.Net;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Tests;
using Forsyn.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Forsyn.Web.Tests.ForsynServer))]

namespace Forsyn.Web.Tests;

/// <summary>
/// The whole program on a seeded database and a real port of its own, in demo mode; one for all tests.
/// </summary>
public sealed class ForsynServer : IAsyncLifetime
{
    WebApplication _app = null!;
    TestDatabase _database = null!;

    /// <summary>
    /// The seeded country the server runs on, shared by all tests: a test looks only at what it made itself.
    /// </summary>
    public Db Database => _database;
    public string Connection => _database.Connection;
    public Uri Address { get; private set; } = null!;
    public IServiceProvider Services => _app.Services;

    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    public async ValueTask InitializeAsync()
    {
        _database = await Databases.Seeded(DbKind.Sqlite);
        _app = Program.Build(["--urls", "http://127.0.0.1:0", "--Forsyn:Demo", "true", "--environment", "Test",
            "--Forsyn:Database", _database.Connection, "--Forsyn:AccessRequests", "1000",
            "--Forsyn:PrintsAMinute", "10000",
            "--Forsyn:PatientKey", Databases.PatientKey,
            "--Logging:LogLevel:Default", "Warning"]);
        await _app.StartAsync();
        Address = new(_app.Urls.First());
    }

    /// <summary>Takes out of a person's basket what an earlier test left there.</summary>
    public async Task EmptyBasket(string persona)
    {
        var person = await Personas.Of(Database, Databases.SeededAt).Find(persona);
        await Basket.Empty(Database, Databases.SeededAt, person!);
    }

    /// <summary>A client that follows no redirects, as a made person or as nobody.</summary>
    public HttpClient Client(string? persona = null, bool cookies = false)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false, UseCookies = cookies, AutomaticDecompression = DecompressionMethods.None,
        };
        var client = new HttpClient(handler) { BaseAddress = Address };
        if (persona is not null) client.DefaultRequestHeaders.Add("Authorization", $"Demo {persona}");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
