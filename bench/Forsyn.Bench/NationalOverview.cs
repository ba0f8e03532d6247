using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.Bench;

/// <summary>
/// The first page of the overview under ten filters, beside the plain group-by over all balances, which is what a
/// program without sums of its own would ask.
/// </summary>
sealed class NationalOverview(BenchDatabase bench)
{
    const int Rounds = 12, P95LimitMs = 100, TimesFasterLimit = 100;

    const string Plain = """
        select l.article_number, sum(b.quantity), count(distinct b.holder_id), count(distinct b.lot_id),
            sum(case when l.expires_on <= '2026-08-13' then b.quantity end),
            sum(case when b.status = 1 then b.quantity end), min(b.changed_at), max(b.changed_at)
        from balance b join lot l on l.id = b.lot_id
        where b.status < 10 and b.quantity <> 0 group by l.article_number order by 2 desc limit 50
        """;

    public static IEnumerable<(string Name, StockFilter Filter, GroupBy By)> Filters(string article, long holder) =>
    [
        ("everything, by product", new(), GroupBy.Product),
        ("everything, by county", new(), GroupBy.County),
        ("everything, by pool", new(), GroupBy.Pool),
        ("one county, by product", new(County: "46"), GroupBy.Product),
        ("one municipality, by holder", new(Municipality: "5601"), GroupBy.Holder),
        ("ATC group J, by product", new(Atc: "J"), GroupBy.Product),
        ("pharmacies, by product", new(HolderType: PartyType.Pharmacy), GroupBy.Product),
        ("in quarantine, by product", new(Status: Status.Quarantine), GroupBy.Product),
        ("expires within 90 days, by product", new(Expiring: 90), GroupBy.Product),
        ("one product, by holder", new(article), GroupBy.Holder),
    ];

    public static Task<long> Holder(Db db) => db.One<long>(
        "select b.holder_id from balance b join party p on p.id = b.holder_id where p.type = 'hospital' " +
        "group by b.holder_id order by count(*) desc, b.holder_id limit 1");

    public async Task Run()
    {
        var article = (await bench.Db.One<string>("select article_number from product where article_number " +
            "between '961000' and '989999' order by article_number limit 1"))!;
        var plain = NationalBench.P50(await NationalBench.Times(3, async _ =>
        {
            await using var connection = await bench.Db.Read();
            await using var command = connection.CreateCommand();
            command.CommandText = Plain;
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync();
        }));
        NationalBench.Line("the plain group-by, p50 ms", plain, null);
        // As the worker does once a minute; the reports before this have moved stock.
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await RollUpStock.Run(bench.Db, BenchDatabase.Now);
        NationalBench.Line("taking in what has moved since the last sums, ms", clock.Elapsed.TotalMilliseconds, null);
        clock.Restart();
        if (await UseFlow.Build(bench.Db))
            NationalBench.Line("use summed by day, by the worker, minutes", clock.Elapsed.TotalMinutes, null);
        var all = new List<double>();
        foreach (var (name, filter, by) in Filters(article, await Holder(bench.Db)))
        {
            var times = await NationalBench.Times(Rounds, async _ =>
            {
                var page = await Overview.Run(bench.Db, new OverviewQuery(filter, by), BenchDatabase.Now);
                if (!page.Ok) throw new InvalidOperationException($"refused: {page.Refusal!.Code}");
            });
            all.AddRange(times);
            NationalBench.Line($"overview: {name}, p50 ms", NationalBench.P50(times), null);
            NationalBench.Line("  p95 ms", NationalBench.P95(times), P95LimitMs);
        }
        all.Sort();
        NationalBench.Line("overview, all ten, p95 ms", NationalBench.P95(all), P95LimitMs);
        NationalBench.Line("times faster than the plain group-by, at p50", plain / NationalBench.P50(all),
            TimesFasterLimit);
        foreach (var (name, query) in Pages)
        {
            var times = await NationalBench.Times(Rounds, _ => Page(query));
            NationalBench.Line($"whole page: {name}, p50 ms", NationalBench.P50(times), null);
            NationalBench.Line("  p95 ms", NationalBench.P95(times), P95LimitMs);
        }
    }

    /// <summary>Those whose rows have days of cover; the products that most places have are the dearest.</summary>
    public static IEnumerable<(string Name, OverviewQuery Query)> Pages =>
    [
        ("everything", new(new())), ("everything, held at most places first", new(new(), Sort: SortBy.Positions)),
        ("one county", new(new(County: "46"), Sort: SortBy.Positions)),
        ("pharmacies", new(new(HolderType: PartyType.Pharmacy), Sort: SortBy.Positions)),
    ];

    // All that the page of the overview asks, but for the words and the frame.
    public async Task Page(OverviewQuery query, Db? other = null)
    {
        var (db, now) = (other ?? bench.Db, BenchDatabase.Now);
        var page = await Overview.Run(db, query, now);
        await OverviewDetail.Of(db, query, page.Value.Rows, now);
        await FilterNames.Of(db, query.Filter, now);
        await OverviewMap.Run(db, query.Filter, now);
    }
}
