using System.Diagnostics;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;

namespace Forsyn.Bench;

/// <summary>How long one very long order takes to be placed, opened and allocated.</summary>
static class AllocateBench
{
    public static async Task<int> Run(string[] args)
    {
        var lines = int.Parse(BenchDatabase.Option(args, "--lines") ?? "1200");
        await using var bench = await BenchDatabase.Start(args);
        await Measure(bench, lines);
        return 0;
    }

    public static async Task Measure(BenchDatabase bench, int lines)
    {
        var random = new Random(1);
        await PlaceOrder.Run(bench.Db, bench.RandomOrder(random, 50), BenchDatabase.Now, bench.Physician);
        Console.WriteLine($"an order of {lines} lines, commits on disk            ms   limit ms");
        var request = bench.RandomOrder(random, lines);
        long number = 0;
        await Timed("check", null,
            async () => await CheckOrder.Run(bench.Db, request, BenchDatabase.Now, bench.Physician));
        await Timed("place", null, async () =>
            number = (await PlaceOrder.Run(bench.Db, request, BenchDatabase.Now, bench.Physician)).Value.Number!.Value);
        await MoveOrder.Run(bench.Db, number, OrderAction.Release, null, BenchDatabase.Now, bench.Physician);
        await Timed("open and allocate", 1000, async () =>
        {
            await GetOrder.Run(bench.Db, number, bench.Physician);
            var allocated = await AllocateOrder.Run(bench.Db, number, BenchDatabase.Now, bench.Physician);
            if (!allocated.Ok) throw new InvalidOperationException($"refused: {allocated.Refusal!.Code}");
        });
    }

    static async Task Timed(string what, int? limit, Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        Console.WriteLine($"{what,-45}{clock.ElapsedMilliseconds,9}{limit,11}");
    }
}
