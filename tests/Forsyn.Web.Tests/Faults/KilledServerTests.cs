using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Faults;

/// <summary>
/// The real program in a process of its own, killed without warning while eight callers place orders.
/// </summary>
public class KilledServerTests
{
    const int Callers = 8, RoundsADatabase = 10;

    [Theory, EveryDatabase]
    public async Task Every_acknowledged_order_is_there_once_after_the_process_was_killed_again_and_again(DbKind kind)
    {
        await using var database = await Databases.Seeded(kind);
        var acknowledged = new ConcurrentDictionary<string, long>();
        var asked = new ConcurrentBag<string>();
        for (var round = 0; round < RoundsADatabase; round++)
        {
            var random = new Random(round);
            using var server = await Server.Start(database.Connection);
            using var client = server.Client();
            var before = acknowledged.Count;
            var callers = Enumerable.Range(0, Callers)
                .Select(c => PlaceUntilItDies(client, $"{round}-{c}", acknowledged, asked)).ToList();
            // A cold process needs a while for its first answer; the blow falls some time after it, while others are in
            // work.
            while (acknowledged.Count == before) await Task.Delay(5, TestContext.Current.CancellationToken);
            await Task.Delay(random.Next(0, 400), TestContext.Current.CancellationToken);
            server.Kill();
            await Task.WhenAll(callers);
        }
        Assert.True(asked.Count > acknowledged.Count, "no order was in work when the process was killed");
        await EveryRequestIsOneOrder(database, acknowledged, asked);
        var audit = await AuditLedger.Run(database);
        Assert.True(audit.Clean, string.Join("\n", audit.Differences.Take(10)));
    }

    // A request whose answer was lost is sent again under its key: it becomes the order it was, or one if it never was.
    static async Task EveryRequestIsOneOrder(
        TestDatabase database, ConcurrentDictionary<string, long> acknowledged, IReadOnlyCollection<string> asked)
    {
        using (var server = await Server.Start(database.Connection))
        {
            using var client = server.Client();
            foreach (var key in asked)
            {
                var number = await Place(client, key);
                Assert.Equal(number, acknowledged.GetOrAdd(key, number));
            }
            server.Kill();
        }
        var orders = await database.Db.List<long>("select number from orders order by number");
        Assert.Equal(acknowledged.Values.Order(), orders);
        Assert.Equal(asked.Count, orders.Count);
        Assert.Equal(orders.Count, await database.Db.One<long>("select count(*) from fact where name = 'OrderPlaced'"));
        Assert.Equal(orders.Count * 3,
            await database.Db.One<long>("select sum(quantity) from reservation where state = 0"));
    }

    static async Task PlaceUntilItDies(
        HttpClient client, string caller, ConcurrentDictionary<string, long> acknowledged, ConcurrentBag<string> asked)
    {
        for (var n = 0; ; n++)
        {
            var key = $"{caller}-{n}";
            asked.Add(key);
            try { acknowledged[key] = await Place(client, key); }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException) { return; }
        }
    }

    static async Task<long> Place(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
        {
            Content = JsonContent.Create(new
            {
                channel = "web", lines = new[] { new { articleNumber = "481047", doses = 3, purpose = "payable" } },
            }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("number").GetInt64();
    }

    sealed class Server : IDisposable
    {
        readonly Process _process;
        readonly string _address;

        Server(Process process, string address) => (_process, _address) = (process, address);

        public static async Task<Server> Start(string database)
        {
            var start = new ProcessStartInfo("dotnet",
                [typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0",
                "--Forsyn:Demo", "true", "--Forsyn:Database", database, "--environment", "Test"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            };
            var process = Process.Start(start)!;
            const string listening = "Now listening on: ";
            while (await process.StandardOutput.ReadLineAsync() is { } line)
                if (line.Contains(listening))
                {
                    _ = process.StandardOutput.ReadToEndAsync();
                    _ = process.StandardError.ReadToEndAsync();
                    return new Server(process,
                        line[(line.IndexOf(listening, StringComparison.Ordinal) + listening.Length)..].Trim());
                }
            throw new InvalidOperationException(
                $"the server did not start: {await process.StandardError.ReadToEndAsync()}");
        }

        public HttpClient Client()
        {
            var client = new HttpClient { BaseAddress = new Uri(_address), Timeout = TimeSpan.FromSeconds(60) };
            client.DefaultRequestHeaders.Add("Authorization", "Demo lege");
            client.DefaultRequestHeaders.Add("Forsyn-Now", "2026-05-15T08:00:00+02:00");
            return client;
        }

        public void Kill()
        {
            _process.Kill();
            _process.WaitForExit();
        }

        public void Dispose()
        {
            if (!_process.HasExited) Kill();
            _process.Dispose();
        }
    }
}
