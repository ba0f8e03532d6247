using System.Diagnostics;
using System.Globalization;
using Forsyn.App.Database;
using Forsyn.App.Demo;
using Forsyn.App.Ordering;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Products;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.Bench;

/// <summary>
/// A country at national size: how long it takes to make, and what the hot use cases cost in it, each beside its limit.
/// The database is kept where --folder says and used again; without it, it goes at the end.
/// bench national [--folder FOLDER] [--size national|SHARE] [--plans FILE] [--only PART[,PART]]
/// </summary>
static class NationalBench
{
    // What a server that carries a country is set to; the rest is what PostgreSQL comes with.
    const string Settings = "-c shared_buffers=3GB -c effective_cache_size=16GB -c random_page_cost=1.1 " +
        "-c work_mem=64MB -c max_wal_size=16GB -c checkpoint_timeout=30min -c wal_level=minimal -c max_wal_senders=0";
    const int MinutesLimit = 15;

    public static async Task<int> Run(string[] args)
    {
        var size = NationSize.Parse(BenchDatabase.Option(args, "--size") ?? "national", 1)
            ?? throw new InvalidOperationException("--size is national or a share from 0.0005 to 1");
        var folder = BenchDatabase.Option(args, "--folder");
        var server = TemporaryPostgres.Start(durable: true, folder, Settings);
        Watchdog.Of(server.Folder, keep: folder is not null);
        var name = $"nation_{(int)(size.Share * 10_000)}";
        if (!server.Run("psql", "-h", server.Folder, "-U", "forsyn", "-d", "postgres", "-Atc",
            $"select 1 from pg_database where datname = '{name}'").StartsWith('1'))
            server.Run("createdb", "-h", server.Folder, "-U", "forsyn", name);
        var clock = Stopwatch.StartNew();
        await using var bench = await BenchDatabase.Fill(server, server.Connection(name),
            db => SeedNation.Run(db, size, BenchDatabase.Now, Tell, Rows(size, clock)));
        Console.WriteLine($"{"",-52}{"measured",12}{"limit",12}");
        Line($"country made or found, minutes ({size})", clock.Elapsed.TotalMinutes, MinutesLimit, "0.0");
        await Counts(bench.Db);
        // Reports are the last: they move stock on days that the others would see.
        foreach (var (part, measure) in ((string, Func<Task>)[])
            [
                ("overview", () => new NationalOverview(bench).Run()), ("past", () => NationalPast.Run(bench)),
                ("products", () => Products(bench)),
                ("allocate", () => AllocateBench.Measure(bench, 1200)),
                ("history", () => HistoryAgainstNone(bench, server)),
                ("reports", () => new NationalReports(bench).Run()),
            ])
            if (BenchDatabase.Option(args, "--only") is not { } only || only.Split(',').Contains(part))
                await measure();
        var path = BenchDatabase.Option(args, "--plans") ?? Path.Combine(folder ?? ".", "national-plans.txt");
        await using var file = File.CreateText(path);
        await WritePlans(bench, new Plans(Path.Combine(server.Folder, "log"), file));
        Console.WriteLine($"plans are in {path}");
        return 0;
    }

    public static void Line(string what, double measured, double? limit, string format = "0.0") =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-52}{measured.ToString(format, CultureInfo.InvariantCulture),12}{limit,12}"));

    static void Tell(string what) => Console.Error.WriteLine(what);

    static Action<long> Rows(NationSize size, Stopwatch clock)
    {
        var next = 0L;
        return rows =>
        {
            if (rows < Interlocked.Read(ref next)) return;
            Interlocked.Exchange(ref next, rows + size.Transfers / 50);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{rows:n0} of about {size.Transfers:n0} transfers, {rows / clock.Elapsed.TotalSeconds:n0} a second"));
        };
    }

    static async Task Counts(Db db)
    {
        Line("balances with stock", await db.One<long>(
            "select count(*) from balance where status < 10 and quantity > 0"), null, "n0");
        Line("transfers", await db.One<long>("select count(*) from transfer"), null, "n0");
        Line("database, GB", await db.One<long>("select pg_database_size(current_database())") / 1e9, null);
    }

    /// <summary>Times of the clock in milliseconds, sorted; the first of each work is not counted.</summary>
    public static async Task<List<double>> Times(int rounds, Func<int, Task> work)
    {
        await work(0);
        var times = new List<double>();
        for (var i = 1; i <= rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await work(i);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        return times;
    }

    public static double P50(List<double> times) => times[times.Count / 2];
    public static double P95(List<double> times) => times[(int)(times.Count * 0.95)];

    static async Task Products(BenchDatabase bench)
    {
        var articles = await Popular(bench.Db);
        var page = await Times(40, i => ProductPage(bench.Db, articles[i % articles.Count]));
        Line("product page, p50 ms", P50(page), null);
        Line("product page, p95 ms", P95(page), 100);
        var movements = await Times(40, async i =>
            await ProductMovements.Run(bench.Db, articles[i % articles.Count], (MovementKind?)null, BenchDatabase.Now));
        Line("a product's movements, first page, p95 ms", P95(movements), 100);
    }

    static async Task ProductPage(Db db, string article)
    {
        var page = await ProductStock.Run(db, new ProductStockQuestion(article, null, null, null), BenchDatabase.Now,
            new("bench", "bench", [Role.Regulator], null, ""));
        if (!page.Ok) throw new InvalidOperationException($"refused: {page.Refusal!.Code}");
    }

    // From the most to the least popular, evenly.
    static async Task<List<string>> Popular(Db db) =>
        [.. (await db.List<string>("select l.article_number from lot l join balance b on b.lot_id = l.id " +
            "where b.status = 0 group by l.article_number order by count(*) desc, l.article_number"))
            .Where((_, i) => i % 97 == 0).Take(40)];

    // The two take turns, so that what else the machine does falls on both.
    static async Task HistoryAgainstNone(BenchDatabase bench, TemporaryPostgres server)
    {
        var none = await BenchDatabase.Fill(null, server.NewDatabase("forsyn_none_"),
            db => SeedCountry.Run(db, BenchDatabase.Now));
        var (with, without) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < 6; turn++)
            foreach (var (database, times) in ((BenchDatabase, List<double>)[])[(bench, with), (none, without)])
            {
                var random = new Random(turn);
                var some = await Times(150, _ => OrdersBench.Place(database, random));
                if (turn > 0) times.AddRange(some);
            }
        await none.DisposeAsync();
        with.Sort();
        without.Sort();
        Line("order of 3 lines, empty history, p50 ms", P50(without), null, "0.00");
        Line("order of 3 lines, this history, p50 ms", P50(with), null, "0.00");
        Line("ratio of the two", P50(with) / P50(without), 1.1, "0.00");
    }

    static async Task WritePlans(BenchDatabase bench, Plans plans)
    {
        await using var db = Db.Open(Plans.Explained(bench.Connection));
        var article = (await Popular(bench.Db))[0];
        foreach (var (name, query) in NationalPast.Questions)
            await plans.Of(name, db, async one => await Overview.Run(one, query, BenchDatabase.Now));
        foreach (var (name, filter, by) in NationalOverview.Filters(article, await NationalOverview.Holder(bench.Db)))
            await plans.Of($"overview: {name}", db, async one =>
                await Overview.Run(one, new OverviewQuery(filter, by), BenchDatabase.Now));
        foreach (var (name, query) in NationalOverview.Pages)
            await plans.Of($"whole page: {name}", db, one => new NationalOverview(bench).Page(query, one));
        await plans.Of("product page", db, one => ProductPage(one, article));
        await plans.Of("a product's movements", db, async one =>
            await ProductMovements.Run(one, article, (MovementKind?)null, BenchDatabase.Now));
        var random = new Random(7);
        await plans.Of("an order of 3 lines", db, async one => await PlaceOrder.Run(one, bench.RandomOrder(random, 3),
            BenchDatabase.Now, bench.Physician));
        await plans.Of("a holder's own stock", db, async one => await GetOwnStockOf(one, bench));
        await plans.Of("a report of a hospital", db, async one =>
            await new NationalReports(bench).Small(one));
    }

    static async Task GetOwnStockOf(Db db, BenchDatabase bench) => await GetOwnStock.Run(db,
        bench.Physician with { Party = await NationalOverview.Holder(bench.Db) });
}
