using System.Diagnostics;
using System.Globalization;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.App.Preparedness;
using Forsyn.Core.Basics;

namespace Forsyn.Bench;

/// <summary>
/// Targets of all substances from so many lines of sales, beside one plain aggregate over the same lines: first from
/// scratch, with the year taken in, then when one more month came. bench obligations [--lines MILLIONS]
/// </summary>
static class ObligationsBench
{
    const string Plain = """
        select f.seller_id, s.article_number, p.type, sum(s.packs) as packs
        from sale s join sales_file f on f.id = s.file_id join party p on p.id = s.buyer_id
        where f.month >= '2027-05' and f.month <= '2028-04' group by f.seller_id, s.article_number, p.type
        """;

    // Two years after the country was seeded, so that none of its own sums are in the base period.
    static readonly Moment Now = BenchDatabase.Now.Plus(TimeSpan.FromDays(731));

    public static async Task<int> Run(string[] args)
    {
        var millions = int.Parse(BenchDatabase.Option(args, "--lines") ?? "30", CultureInfo.InvariantCulture);
        await using var bench = await BenchDatabase.Start(args);
        var (db, country) = (bench.Db, Country.Load().Value);
        var caller = (await Personas.Of(db, BenchDatabase.Now).Find("dmp"))!;
        // Twelve months of the packages there are, again and again as other lines, until there are so many.
        var clock = Stopwatch.StartNew();
        var first = await Made(db, country, Now);
        Tell("a year of sales taken in and summed", clock, first);
        while (await db.One<long>("select count(*) from sale") < millions * 1_000_000L)
            await db.Write<int>(async tx => await tx.Do("insert into sale select * from sale limit @n",
                new { n = millions * 1_000_000L - await tx.One<long>("select count(*) from sale") }));
        await db.Write<int>(async tx => await tx.Do("analyze sale"));
        Console.WriteLine($"{await db.One<long>("select count(*) from sale"):N0} lines of sales");

        clock.Restart();
        var groups = (await db.List<long>($"select count(*) from ({Plain}) x"))[0];
        Tell("one plain aggregate over the lines", clock, groups);
        for (var n = 0; n < 2; n++)
        {
            clock.Restart();
            var done = await ComputeTargets.Run(db, "primary", Now, caller);
            Tell(n == 0 ? "targets of all substances" : "the same again", clock, done.Value.Targets);
        }
        var june = Now.Plus(TimeSpan.FromDays(20));
        clock.Restart();
        var month = await Made(db, country, june);
        Tell("one more month taken in and summed", clock, month);
        clock.Restart();
        var anew = await ComputeTargets.Due(db, june, "bench");
        Tell("targets of both schemes after it", clock, anew.Sum(one => one.Targets));
        return 0;
    }

    static async Task<long> Made(Db db, CountryData country, Moment now) =>
        (await MakeSales.Run(db, country, new(12, 4_000, Lines: 12), now)).Value.Lines;

    static void Tell(string what, Stopwatch clock, long rows) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what,-42}{clock.Elapsed.TotalMilliseconds,10:0} ms{rows,14:N0} rows"));
}
