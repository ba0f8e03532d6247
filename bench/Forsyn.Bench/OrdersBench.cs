using System.Diagnostics;
using System.Net.Http.Json;
using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Microsoft.AspNetCore.Builder;

namespace Forsyn.Bench;

/// <summary>
/// How many orders of three lines a second, durable, through the use case and through HTTP, beside pgbench.
/// </summary>
static class OrdersBench
{
    public static async Task<int> Run(string[] args)
    {
        var seconds = int.Parse(BenchDatabase.Option(args, "--seconds") ?? "10");
        await using var bench = await BenchDatabase.Start(args);
        await using var app =
            Web.Program.Build(["--urls", "http://127.0.0.1:0", "--Forsyn:Demo", "true", "--Forsyn:Database",
            bench.Connection, "--Logging:LogLevel:Default", "Warning"]);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("Authorization", "Demo lege");
        client.DefaultRequestHeaders.Add("Forsyn-Now", "2026-05-15T08:00:00+02:00");

        // warm: the machine code, the plans, the pages of the tables
        await Measure(bench, 8, 3, random => Place(bench, random));
        await Measure(bench, 8, 3, random => Send(bench, client, random));
        Console.WriteLine($"{"orders of three lines, every commit on disk",-44}{"per s",9}{"p50 ms",9}{"p95 ms",9}" +
            $"{"server CPU ms",15}{"all CPU ms",12}{"ratio (limit 1.00)",20}");
        foreach (var callers in (int[])[1, 8])
        {
            var limit = bench.PgBench(callers, seconds);
            Print($"pgbench, {callers} caller(s)", limit, limit);
            Print($"use case, {callers} caller(s)",
                await Measure(bench, callers, seconds, random => Place(bench, random)), limit);
            Print($"HTTP, {callers} caller(s)",
                await Measure(bench, callers, seconds, random => Send(bench, client, random)), limit);
        }
        await app.StopAsync();
        return 0;
    }

    public static async Task Place(BenchDatabase bench, Random random)
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

    static async Task<Figure> Measure(BenchDatabase bench, int callers, int seconds, Func<Random, Task> work)
    {
        var clock = Stopwatch.StartNew();
        var (server, own) = (bench.ServerCpu(), Process.GetCurrentProcess().TotalProcessorTime);
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
        var serverMs = (bench.ServerCpu() - server).TotalMilliseconds / sorted.Count;
        var ownMs = (Process.GetCurrentProcess().TotalProcessorTime - own).TotalMilliseconds / sorted.Count;
        return new Figure(sorted.Count / elapsed, sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.95)],
            serverMs, serverMs + ownMs);
    }

    static void Print(string what, Figure? m, Figure? limit)
    {
        if (m is null) return;
        Console.WriteLine(
            $"{what,-44}{m.PerSecond,9:0}{m.P50,9:0.0}{m.P95,9:0.0}{m.ServerCpuMs,15:0.00}{m.AllCpuMs,12:0.00}" +
            $"{(limit is null || ReferenceEquals(m, limit) ? null : m.PerSecond / limit.PerSecond),20:0.00}");
    }
}

/// <summary>
/// What was measured; CPU is for one order or transaction, in the server and in all (server and caller).
/// </summary>
sealed record Figure(double PerSecond, double P50, double P95, double ServerCpuMs, double AllCpuMs);
