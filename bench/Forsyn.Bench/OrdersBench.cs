using System.Diagnostics;
using System.Net.Http.Json;
using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Microsoft.AspNetCore.Builder;

namespace Forsyn.Bench;

/// <summary>How many orders of three lines a second, durable, through the use case and through HTTP, beside pgbench.</summary>
static class OrdersBench
{
    public static async Task<int> Run(string[] args)
    {
        var seconds = int.Parse(BenchDatabase.Option(args, "--seconds") ?? "10");
        await using var bench = await BenchDatabase.Start(args);
        await using var app = Web.Program.Build(["--urls", "http://127.0.0.1:0", "--Forsyn:Demo", "true", "--Forsyn:Database",
            bench.Connection, "--Logging:LogLevel:Default", "Warning"]);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("Authorization", "Demo lege");
        client.DefaultRequestHeaders.Add("Forsyn-Now", "2026-05-15T08:00:00+02:00");

        await Measure(8, 3, random => Place(bench, random)); // warm: the machine code, the plans, the pages of the tables
        await Measure(8, 3, random => Send(bench, client, random));
        Console.WriteLine("orders of three lines, every commit on disk                orders/s   p50 ms   p95 ms   pgbench/s   ratio (limit 1.00)");
        foreach (var callers in (int[])[1, 8])
        {
            var limit = bench.PgBench(callers, seconds);
            Print($"use case, {callers} caller(s)", await Measure(callers, seconds, random => Place(bench, random)), limit);
            Print($"HTTP, {callers} caller(s)", await Measure(callers, seconds, random => Send(bench, client, random)), limit);
        }
        await app.StopAsync();
        return 0;
    }

    static async Task Place(BenchDatabase bench, Random random)
    {
        var caller = bench.Physician with { Party = bench.Customers[random.Next(bench.Customers.Length)] };
        var placed = await PlaceOrder.Run(bench.Db, bench.RandomOrder(random, 3), BenchDatabase.Now, caller);
        if (!placed.Ok) throw new InvalidOperationException(
            $"refused: {placed.Refusal!.Code} {string.Join(", ", placed.Refusal.Findings?.Select(f => f.Code) ?? [])}");
    }

    static async Task Send(BenchDatabase bench, HttpClient client, Random random)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/orders", bench.RandomOrder(random, 3), Json.Options);
        answer.EnsureSuccessStatusCode();
    }

    static async Task<(double PerSecond, double P50, double P95)> Measure(int callers, int seconds, Func<Random, Task> work)
    {
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            var times = new List<double>();
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                var start = Stopwatch.GetTimestamp();
                await work(random);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            return times;
        })));
        var elapsed = clock.Elapsed.TotalSeconds;
        var sorted = all.SelectMany(times => times).Order().ToList();
        return (sorted.Count / elapsed, sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.95)]);
    }

    static void Print(string what, (double PerSecond, double P50, double P95) m, double? limit) => Console.WriteLine(
        $"{what,-58}{m.PerSecond,9:0}{m.P50,9:0.0}{m.P95,9:0.0}{limit,12:0}{(limit is null ? null : m.PerSecond / limit),8:0.00}");
}
