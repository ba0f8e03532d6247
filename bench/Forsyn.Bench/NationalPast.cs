using System.Diagnostics;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;

namespace Forsyn.Bench;

/// <summary>The first page of the overview as of past days, and as it was known on them.</summary>
static class NationalPast
{
    const int Rounds = 6, P95LimitMs = 1000;

    public static IEnumerable<(string Name, OverviewQuery Query)> Questions =>
        from past in (StockFilter[])
        [
            new(AsOf: Days(30)), new(AsOf: Days(300)), new(KnownOn: Days(3)),
        ]
        from rows in (GroupBy[])[GroupBy.Product, GroupBy.County, GroupBy.Pool]
        select ($"{(past.AsOf is null ? "known" : "as of")} {Ago(past)} days ago, by {Kebab.Of(rows)}",
            new OverviewQuery(past, rows));

    public static async Task Run(BenchDatabase bench)
    {
        await RollUpStock.Run(bench.Db, BenchDatabase.Now);
        var clock = Stopwatch.StartNew();
        if (await StockFlow.Build(bench.Db))
            NationalBench.Line("the past summed by day, by the worker, minutes", clock.Elapsed.TotalMinutes, null);
        foreach (var (name, query) in Questions)
        {
            var times = await NationalBench.Times(Rounds, async _ =>
            {
                var page = await Overview.Run(bench.Db, query, BenchDatabase.Now);
                if (!page.Ok) throw new InvalidOperationException($"refused: {page.Refusal!.Code}");
            });
            NationalBench.Line($"{name}, p50 ms", NationalBench.P50(times), null);
            NationalBench.Line("  p95 ms", NationalBench.P95(times), P95LimitMs);
        }
    }

    static DateOnly Days(int ago) => BenchDatabase.Now.Day.AddDays(-ago);

    static int Ago(StockFilter past) =>
        BenchDatabase.Now.Day.DayNumber - (past.AsOf ?? past.KnownOn)!.Value.DayNumber;
}
