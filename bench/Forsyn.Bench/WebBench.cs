using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Microsoft.AspNetCore.Builder;

namespace Forsyn.Bench;

/// <summary>
/// Fifty people at once over HTTP, nine requests in ten reading: pages of the overview, products, the shop, orders and
/// own stock; the tenth an order, a receipt or an entry of use. First at the pace of people, who read before they go
/// on, then as fast as they are answered. The pace of printing and of requests for access is not met by any of this.
/// bench web [--seconds N] [--users N] [--postgres CONNECTION]
/// </summary>
static class WebBench
{
    const double P95LimitMs = 100;
    const int ReadingMs = 1000;

    public static async Task<int> Run(string[] args)
    {
        var seconds = Number("--seconds", 60);
        var users = Number("--users", 50);
        await using var bench = await BenchDatabase.Start(args);
        await using var app = Web.Program.Build(["--urls", "http://127.0.0.1:0", "--Forsyn:Demo", "true",
            "--Forsyn:Database", bench.Connection, "--Logging:LogLevel:Default", "Error"]);
        await app.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = users })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
        client.DefaultRequestHeaders.Add("Forsyn-Now", "2026-05-15T08:00:00+02:00");
        var work = new WebWork(bench, client);
        await work.Prepare(users * seconds / 10);
        await Load(work, users, Math.Min(seconds, 10), 0);
        await Costs(bench, work);
        await Measured("at the pace of people, a second between requests", work, users, seconds, ReadingMs);
        await Measured("without a pause", work, users, seconds, 0);
        await app.StopAsync();
        return 0;

        int Number(string name, int otherwise) => int.Parse(BenchDatabase.Option(args, name) ?? $"{otherwise}",
            CultureInfo.InvariantCulture);
    }

    // Processor time says where to look, also on a machine that does other things.
    static async Task Costs(BenchDatabase bench, WebWork work)
    {
        const int times = 20;
        // The machine code gets its final form on the way.
        for (var i = 0; i < 2 * times; i++)
            foreach (var (what, persona, path) in work.Pages) await work.Get(what, persona, path);
        Console.WriteLine($"\nprocessor ms for one request{"",8}{"program",10}{"database",10}");
        foreach (var (what, persona, path) in work.Pages)
        {
            var (own, server) = (Environment.CpuUsage.TotalTime, bench.ServerCpu());
            for (var i = 0; i < times; i++) await work.Get(what, persona, path);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{path,-36}{(Environment.CpuUsage.TotalTime - own).TotalMilliseconds / times,10:0.0}") +
                string.Create(CultureInfo.InvariantCulture,
                $"{(bench.ServerCpu() - server).TotalMilliseconds / times,10:0.0}"));
        }
    }

    static async Task Measured(string how, WebWork work, int users, int seconds, int pauseMs)
    {
        var start = Stopwatch.GetTimestamp();
        var done = await Load(work, users, seconds, pauseMs);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine($"\n{users} people, {seconds} s, {how}");
        Console.WriteLine($"{"",-28}{"requests",10}{"a second",10}{"failed",8}{"p50 ms",9}{"p95 ms",9}{"limit",7}");
        foreach (var same in done.GroupBy(one => one.What).OrderBy(same => same.Key)) Tell(same.Key, [.. same]);
        Tell("all", done);

        void Tell(string what, List<Request> requests)
        {
            var sorted = requests.Select(one => one.Ms).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-28}{requests.Count,10}" +
                $"{requests.Count / elapsed,10:0.0}{requests.Count(one => one.Failure is not null),8}") +
                string.Create(CultureInfo.InvariantCulture, $"{NationalBench.P50(sorted),9:0.0}") +
                string.Create(CultureInfo.InvariantCulture, $"{NationalBench.P95(sorted),9:0.0}{P95LimitMs,7}"));
            foreach (var failure in requests.Where(one => one.Failure is not null).Select(one => one.Failure).Distinct()
                .Take(3)) Console.WriteLine($"    {failure}");
        }
    }

    static async Task<List<Request>> Load(WebWork work, int users, int seconds, int pauseMs)
    {
        var (clock, done) = (Stopwatch.StartNew(), new ConcurrentQueue<Request>());
        await Task.WhenAll(Enumerable.Range(1, users).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            if (pauseMs > 0) await Task.Delay(random.Next(pauseMs));
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                var start = Stopwatch.GetTimestamp();
                var (what, failure) = await work.Any(random);
                done.Enqueue(new(what, Stopwatch.GetElapsedTime(start).TotalMilliseconds, failure));
                if (pauseMs > 0) await Task.Delay(random.Next(pauseMs / 2, pauseMs * 3 / 2));
            }
        })));
        return [.. done];
    }

    sealed record Request(string What, double Ms, string? Failure);
}

/// <summary>What people do, one request at a time.</summary>
sealed class WebWork(BenchDatabase bench, HttpClient client)
{
    static readonly string[] Overviews =
    [
        "", "?groupBy=county", "?county=46", "?atc=J07", "?holderType=pharmacy&groupBy=holder", "?expiring=90",
        "?groupBy=pool",
    ];
    readonly ConcurrentQueue<long> _parcels = [];
    string[] _ordered = [];
    Lot _lot = new();

    /// <summary>Sends so many parcels on their way, and receives one of them.</summary>
    public async Task Prepare(int parcels)
    {
        var people = Personas.Of(bench.Db, BenchDatabase.Now);
        var (desk, warehouse) = ((await people.Find("forsyning"))!, (await people.Find("lager"))!);
        var random = new Random(1);
        for (var i = 0; i < Math.Clamp(parcels, 20, 250); i++)
        {
            var placed = await PlaceOrder.Run(bench.Db, bench.RandomOrder(random, 1) with
                { Lines = [bench.RandomOrder(random, 1).Lines![0]! with { Doses = 1000 }] }, BenchDatabase.Now,
                bench.Physician);
            if (!placed.Ok || placed.Value.Number is not { } number) continue;
            await MoveOrder.Run(bench.Db, number, OrderAction.Release, null, BenchDatabase.Now, desk);
            await AllocateOrder.Run(bench.Db, number, BenchDatabase.Now, desk);
            await PickOrder.Run(bench.Db, number, null, BenchDatabase.Now, warehouse);
            var sent = await DispatchOrder.Run(bench.Db, number, BenchDatabase.Now, warehouse);
            if (sent.Ok) _parcels.Enqueue(number);
        }
        _ordered = [.. _parcels.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        if (_parcels.TryDequeue(out var first))
            await ReceiveShipment.Run(bench.Db, first, null, BenchDatabase.Now, bench.Physician);
        // As the worker does.
        await RollUpStock.Run(bench.Db, BenchDatabase.Now);
        await UseFlow.Build(bench.Db);
        await StockFlow.Build(bench.Db);
        _lot = await bench.Db.One<Lot>("select l.article_number, l.lot_number from balance b join lot l on " +
            "l.id = b.lot_id where b.holder_id = @Party and b.status = 0 and b.quantity > 500 order by b.quantity desc",
            new { bench.Physician.Party }) ?? throw new InvalidOperationException("nothing was received");
    }

    public Task<(string What, string? Failure)> Any(Random random) => random.Next(100) switch
    {
        < 25 => Get("overview", "dmp", $"/overview{Overviews[random.Next(Overviews.Length)]}"),
        < 45 => Get("product", "dmp", $"/products/{Article(random)}"),
        < 65 => Get("shop", "lege", random.Next(2) == 0 ? "/shop" : "/shop?query=vaksine"),
        < 80 => Get("orders", "lege", random.Next(2) == 0 ? "/orders"
            : $"/orders/{_ordered[random.Next(_ordered.Length)]}"),
        < 90 => Get("stock", "lege", "/stock"),
        < 96 => Post("order placed", "lege", "/api/v1/orders", bench.RandomOrder(random, 3)),
        < 98 when _parcels.TryDequeue(out var number) =>
            Post("parcel received", "lege", $"/api/v1/orders/{number}/receive", null),
        _ => Post("use entered", "lege", "/api/v1/stock/entries",
            new { kind = "use", articleNumber = _lot.ArticleNumber, lotNumber = _lot.LotNumber, doses = 1 }),
    };

    string Article(Random random) => bench.Articles[random.Next(bench.Articles.Length)];

    public IEnumerable<(string What, string Persona, string Path)> Pages =>
    [
        .. Overviews.Select(asked => ("overview", "dmp", $"/overview{asked}")),
        ("product", "dmp", $"/products/{bench.Articles[0]}"), ("product", "lege", $"/products/{bench.Articles[0]}"),
        ("shop", "lege", "/shop"), ("orders", "lege", "/orders"), ("orders", "lege", $"/orders/{_ordered[0]}"),
        ("stock", "lege", "/stock"),
    ];

    public Task<(string, string?)> Get(string what, string persona, string path) =>
        Send(what, persona, new HttpRequestMessage(HttpMethod.Get, path));

    Task<(string, string?)> Post(string what, string persona, string path, object? body) => Send(what, persona,
        new HttpRequestMessage(HttpMethod.Post, path)
            { Content = body is null ? null : JsonContent.Create(body, options: Json.Options) });

    async Task<(string, string?)> Send(string what, string persona, HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Demo {persona}");
            try
            {
                using var answer = await client.SendAsync(request);
                var body = await answer.Content.ReadAsStringAsync();
                return (what, answer.IsSuccessStatusCode ? null
                    : $"{(int)answer.StatusCode} {request.RequestUri}: {body[..Math.Min(200, body.Length)]}");
            }
            catch (HttpRequestException e)
            {
                return (what, e.Message);
            }
        }
    }

    sealed class Lot
    {
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
    }
}
