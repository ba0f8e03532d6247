using System.Globalization;
using Forsyn.App.Database;
using Forsyn.App.Demo;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Ordering;
using Forsyn.App.Parties;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.Bench;

/// <summary>A seeded country on a durable PostgreSQL, with so much stock that no measurement runs out of it.</summary>
sealed class BenchDatabase : IAsyncDisposable
{
    public static readonly Moment Now = Moment.Of(new DateTimeOffset(2026, 5, 15, 8, 0, 0, TimeSpan.FromHours(2)));

    readonly TemporaryPostgres? _server;

    BenchDatabase(TemporaryPostgres? server, string connection) =>
        (_server, Connection, Db) = (server, connection, Db.Open(connection, patient: true));

    public Db Db { get; }
    public string Connection { get; }
    public Caller Physician { get; private set; } = null!;
    public long[] Customers { get; private set; } = [];
    public string[] Articles { get; private set; } = [];

    /// <summary>Uses the server of --postgres, or starts one of its own whose commits wait for the disk.</summary>
    public static Task<BenchDatabase> Start(string[] args)
    {
        var given = Option(args, "--postgres");
        var server = given is null ? TemporaryPostgres.Start(durable: true) : null;
        return Fill(server, given ?? server!.NewDatabase("forsyn_bench_"), db => SeedCountry.Run(db, Now));
    }

    /// <summary>Brings a database to the newest schema, fills it and makes it ready for orders; the server, when one
    /// is given, is ended with it.</summary>
    public static async Task<BenchDatabase> Fill<T>(
        TemporaryPostgres? server, string connection, Func<Db, Task<Result<T>>> seed)
    {
        var bench = new BenchDatabase(server, connection);
        await Migrate.Run(bench.Db);
        var seeded = await seed(bench.Db);
        if (!seeded.Ok) throw new InvalidOperationException($"seeding was refused: {seeded.Refusal!.Code}");
        bench.Physician = (await Personas.Of(bench.Db, Now).Find("lege"))!;
        bench.Customers =
            [.. await bench.Db.List<long>("select id from party where type = 'doctors-office' order by id")];
        bench.Articles = [.. await bench.Db.List<string>(
            "select article_number from product where class = 'vaccine' and authorised and not yellow_fever " +
            "and price_ore > 0 and article_number in (select article_number from lot) order by article_number")];
        await bench.FillShelves();
        return bench;
    }

    public OrderRequest RandomOrder(Random random, int lines) => new()
    {
        Channel = "web", PlannedVaccinationDate = "2026-06-20",
        Lines = [.. Enumerable.Range(0, lines).Select(_ => new LineRequest
            { ArticleNumber = Articles[random.Next(Articles.Length)], Doses = 10, Purpose = "payable" })],
    };

    public static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    async Task FillShelves()
    {
        var fhi = await Supplier.Id(Db, Now.Day);
        var lots = await Db.List<Shelf>(
            "select b.lot_id, b.place_id from balance b join lot l on l.id = b.lot_id where b.holder_id = @fhi and " +
            "b.status = 0 " +
            "and b.pool = 1 and l.expires_on > '2026-12-01'", new { fhi });
        foreach (var chunk in lots.Chunk(200))
        {
            var posted = await Post.Run(Db, [.. chunk.Select(s => new Transfer(fhi, s.LotId, new Quantity(10_000_000),
                Slot.Outside(Status.Supplier), new Slot(Status.Available, s.PlaceId, Pool.Sale), "receive",
                $"bench/{s.LotId}.{s.PlaceId}", Now.Day))], Now, "bench");
            if (!posted.Ok) throw new InvalidOperationException($"filling was refused: {posted.Refusal}");
        }
    }

    /// <summary>
    /// PostgreSQL's own measure on the same server: TPC-B-like, prepared, at a scale above the callers.
    /// </summary>
    public Figure? PgBench(int callers, int seconds)
    {
        if (_server is null) return null;
        if (!_pgBenchIsReady)
        {
            _server.Run("createdb", "-h", _server.Folder, "-U", "forsyn", "pgbench");
            _server.Run("pgbench", "-h", _server.Folder, "-U", "forsyn", "-i", "-q", "-s", "20", "pgbench");
            _pgBenchIsReady = true;
        }
        var before = ServerCpu();
        var said = _server.Run("pgbench", "-h", _server.Folder, "-U", "forsyn", "-M", "prepared", "-n",
            "-c", $"{callers}", "-j", $"{Math.Min(callers, 2)}", "-T", $"{seconds}", "pgbench");
        var perSecond = Number("tps");
        var serverMs = (ServerCpu() - before).TotalMilliseconds / (perSecond * seconds);
        return new Figure(perSecond, Number("latency average"), double.NaN, serverMs, double.NaN);

        double Number(string name) => double.Parse(
            said.Split('\n').First(line => line.StartsWith(name)).Split('=')[1].Trim().Split(' ')[0],
            CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Processor time of the server and all its workers, dead ones included; zero for a server of others.
    /// </summary>
    public TimeSpan ServerCpu()
    {
        if (_server is null) return TimeSpan.Zero;
        var postmaster = File.ReadLines(Path.Combine(_server.Folder, "data", "postmaster.pid")).First();
        var ticks = 0L;
        var processes = Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0]));
        foreach (var process in processes)
        {
            string[] stat;
            try { stat = File.ReadAllText(Path.Combine(process, "stat")).Split(") ")[^1].Split(' '); }
            catch (IOException) { continue; } // it ended between the listing and the reading
            // After the name: state, parent, …; own user and system time at 11 and 12, that of ended
            // children at 13 and 14.
            if (stat[1] == postmaster || Path.GetFileName(process) == postmaster)
                ticks += long.Parse(stat[11]) + long.Parse(stat[12]);
            if (Path.GetFileName(process) == postmaster) ticks += long.Parse(stat[13]) + long.Parse(stat[14]);
        }
        return TimeSpan.FromMilliseconds(ticks * 10);
    }

    bool _pgBenchIsReady;

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        _server?.Dispose();
    }

    sealed class Shelf
    {
        public long LotId { get; init; }
        public long PlaceId { get; init; }
    }
}
