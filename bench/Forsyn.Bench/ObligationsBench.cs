using System.Diagnostics;
using System.Globalization;
using Forsyn.App.Database;
using Forsyn.App.Demo;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.App.Preparedness;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.Bench;

/// <summary>
/// The stockpile duty at national size: targets of all substances from thirty million lines of sales beside one plain
/// aggregate over the same lines, first from scratch and then after one more month, and what rests on the targets. The
/// country is made as forsyn demo makes it, but for the years of movements. bench obligations [--size national|SHARE]
/// </summary>
static class ObligationsBench
{
    const string Settings = "-c shared_buffers=3GB -c effective_cache_size=12GB -c random_page_cost=1.1 " +
        "-c work_mem=64MB -c max_wal_size=16GB -c checkpoint_timeout=30min -c wal_level=minimal -c max_wal_senders=0";
    // What holders have besides is only the opening of their shelves.
    const double History = 0.0001;

    // A query that is kept is read by several processes at once, one that is inserted by one.
    const string Sums = """
        create temp table summed as select s.file_id, s.article_number, p.type, cast(sum(s.packs) as bigint) as packs
        from sale s join party p on p.id = s.buyer_id where s.file_id in (select max(id) from sales_file
            where month >= '{0}' and month <= '{1}' group by seller_id, month)
        group by s.file_id, s.article_number, p.type;
        insert into turnover (seller_id, month, article_number, buyer_type, packs)
        select f.seller_id, f.month, s.article_number, s.type, s.packs from summed s
        join sales_file f on f.id = s.file_id;
        drop table summed
        """;

    const string Plain = "select count(*), cast(sum(packs) as bigint) from (select f.seller_id, s.article_number, " +
        "p.type, sum(s.packs) as packs from sale s join sales_file f on f.id = s.file_id " +
        "join party p on p.id = s.buyer_id where f.month >= @first and f.month <= @last " +
        "group by f.seller_id, s.article_number, p.type) sums";

    static readonly Moment Now = BenchDatabase.Now, Later = BenchDatabase.Now.Plus(TimeSpan.FromDays(31));

    public static async Task<int> Run(string[] args)
    {
        var share = NationSize.Parse(BenchDatabase.Option(args, "--size") ?? "national", 1)
            ?? throw new InvalidOperationException("--size is national or a share from 0.0005 to 1");
        var size = share with { History = History };
        var server = TemporaryPostgres.Start(durable: true, null, Settings);
        Watchdog.Of(server.Folder, keep: false);
        var clock = Stopwatch.StartNew();
        await using var bench = await BenchDatabase.Fill(server, server.NewDatabase("obligations_"),
            db => SeedNation.Run(db, size, Now, Console.Error.WriteLine));
        var db = bench.Db;
        await db.Write<int>(async tx => await tx.Do("analyze sale"));
        Console.WriteLine($"{"",-76}{"measured",12}{"beside",12}");
        Line($"country made, s ({size})", clock.Elapsed.TotalSeconds, null);
        Line("lines of sales", await db.One<long>("select count(*) from sale"), null, "n0");
        var caller = (await Personas.Of(db, Now).Find("dmp"))!;
        var country = Country.Load().Value;
        await Targets(db, Now, "from scratch", async () =>
        {
            await SumAnew(db, Now);
            return (await ComputeTargets.Run(db, "primary", Now, caller)).Value.Targets
                + (await ComputeTargets.Run(db, "specialist", Now, caller)).Value.Targets;
        });
        await Targets(db, Now, "from the sums kept", async () =>
            (await ComputeTargets.Run(db, "primary", Now, caller)).Value.Targets
            + (await ComputeTargets.Run(db, "specialist", Now, caller)).Value.Targets);
        clock.Restart();
        var month = (await MakeSales.Run(db, country, new(1, size.PackagesSold, 1, size.PharmaciesBuying),
            Later)).Value;
        Line($"one more month taken in and summed, {month.Lines:n0} lines, s", clock.Elapsed.TotalSeconds, null);
        await Targets(db, Later, "after one more month", async () =>
            (await ComputeTargets.Due(db, Later, "bench")).Sum(one => one.Targets));
        await new ObligationsStock(db, caller).Run(Now);
        return 0;
    }

    /// <summary>Seconds of the targets of both schemes, beside those of one plain aggregate over the same lines.
    /// </summary>
    static async Task Targets(Db db, Moment now, string what, Func<Task<long>> work)
    {
        var period = Schemes.All.On(now.Day).First().Base.Before(new DateOnly(now.Day.Year, now.Day.Month, 1));
        var months = new { first = $"{period.First}", last = $"{period.Last}" };
        var clock = Stopwatch.StartNew();
        await db.List<long>(Plain, months);
        var plain = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var targets = await work();
        Line($"{targets:n0} targets {what}, s; the plain aggregate", clock.Elapsed.TotalSeconds, plain, "0.00");
    }

    // As if no sums had been kept: those of the base period go, and are made of the lines again.
    static async Task SumAnew(Db db, Moment now)
    {
        var last = Month.Of(now.Day).Plus(-1);
        var months = new { first = $"{last.Plus(-11)}", last = $"{last}" };
        var done = await db.Write<long>(async tx =>
        {
            var before = await Sum(tx);
            await tx.Do("delete from turnover where month >= @first and month <= @last", months);
            await tx.Do(string.Format(CultureInfo.InvariantCulture, Sums, months.first, months.last));
            var after = await Sum(tx);
            return before == after ? after
                : throw new InvariantBroken($"sums kept say {before} packs, the lines say {after}");
        });
        if (!done.Ok) throw new InvalidOperationException(done.Refusal!.Code);

        Task<long> Sum(Tx tx) => tx.One<long>("select coalesce(cast(sum(packs) as bigint), 0) from turnover " +
            "where month >= @first and month <= @last", months);
    }

    public static void Line(string what, double measured, double? beside, string format = "0.0") =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-76}{measured.ToString(format, CultureInfo.InvariantCulture),12}" +
            $"{beside?.ToString(format, CultureInfo.InvariantCulture),12}"));
}
