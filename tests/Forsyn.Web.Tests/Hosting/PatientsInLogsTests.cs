using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Forsyn.App.Database;
using Forsyn.Tests;
using Forsyn.Web.Tests.Api;
using Microsoft.Extensions.Logging;

namespace Forsyn.Web.Tests.Hosting;

/// <summary>A server that writes down all it can, and prescriptions of somebody who could not be mistaken.</summary>
public class PatientsInLogsTests
{
    static readonly string[] Canaries = ["Kanarius", "Fuglemoen", BlueApiTests.Number];

    [Fact]
    public async Task No_log_and_no_refusal_names_a_patient()
    {
        await using var database = await Databases.Seeded(DbKind.Sqlite);
        var log = new Everything();
        await using var app = Program.Build(["--urls", "http://127.0.0.1:0", "--Forsyn:Demo", "true",
            "--environment", "Test", "--Forsyn:Database", database.Connection,
            "--Forsyn:PatientKey", Databases.PatientKey, "--Logging:LogLevel:Default", "Trace"],
            builder => builder.Logging.ClearProviders().AddProvider(log));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("Authorization", "Demo forsyning");
        client.DefaultRequestHeaders.Add("Forsyn-Now", Calls.Morning);

        Assert.Equal(HttpStatusCode.Created, (await Send(BlueApiTests.Order())).Status);
        var answers = new List<string>
        {
            (await Send(With(line => line["section4"] = false))).Text,
            (await Send(With(line => line["patient"]!["identityNumber"] = 13811060059))).Text,
            (await Send(With(line => line["patient"] = "Kanarius Fuglemoen"))).Text,
            (await Send(With(line => line["patient"]!["municipalityNumber"] = "Fuglemoen"))).Text,
            (await Send(With(line => line["indication"]!["exposedOn"] = "13811060059"))).Text,
            (await SendText("{ \"lines\": [ { \"patient\": { \"name\": \"Kanarius Fuglemoen\", ")).Text,
        };
        Assert.All(answers, answer => Assert.DoesNotContain(Canaries, answer.Contains));
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => Canaries.Any(line.Contains));

        Task<(HttpStatusCode Status, string Text)> Send(JsonObject order) => SendText(order.ToJsonString());

        async Task<(HttpStatusCode Status, string Text)> SendText(string text)
        {
            var content = new StringContent(text, Encoding.UTF8, "application/json");
            var answer = await client.PostAsync("/api/v1/orders", content, TestContext.Current.CancellationToken);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    static JsonObject With(Action<JsonNode> change)
    {
        var order = BlueApiTests.Order();
        change(order["lines"]![0]!);
        return order;
    }

    sealed class Everything : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
