using System.Diagnostics;
using System.Globalization;
using Forsyn.App.Database;
using Forsyn.App.Demo;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Basics;
using Forsyn.Core.Stock;

namespace Forsyn.Bench;

/// <summary>
/// Taking in a wholesaler's report, from the file's bytes to the commit, beside loading the same rows into a bare table
/// in a transaction of its own. bench reports [--lines N] [--postgres CONNECTION] [--sqlite FILE]
/// </summary>
static class ReportsBench
{
    public static async Task<int> Run(string[] args)
    {
        var lines = int.Parse(BenchDatabase.Option(args, "--lines") ?? "20000", CultureInfo.InvariantCulture);
        if (BenchDatabase.Option(args, "--sqlite") is { } file)
        {
            await using var db = Db.Open(file);
            await Migrate.Run(db);
            await SeedCountry.Run(db, BenchDatabase.Now);
            await new Measured(db, () => TimeSpan.Zero).Reports(lines);
            return 0;
        }
        await using var bench = await BenchDatabase.Start(args);
        await new Measured(bench.Db, bench.ServerCpu).Reports(lines);
        return 0;
    }
}

/// <summary>Processor time is that of this program and of a server of its own: the steadier figure.</summary>
sealed class Measured(Db db, Func<TimeSpan> serverCpu)
{
    const double Aim = 0.5;
    static readonly string[] Bare = ["article_number", "lot_number", "expires_on", "quantity"];

    public async Task Reports(int lines)
    {
        Console.WriteLine($"{db.Kind}, {lines} lines in a report; aim of the ratio to a bare load: {Aim:0.0}");
        Console.WriteLine($"{"",-46}{"ms",8}{"CPU ms",8}{"rows/s",12}{"ratio",8}{"of CPU",8}");
        var caller = (await Personas.Of(db, BenchDatabase.Now).Find("grossist"))!;
        var rows = await Lots(db, lines);
        await db.Write<int>(async tx => await tx.Do("create table bare (article_number text, lot_number text, " +
            $"expires_on {(db.Kind == DbKind.Postgres ? "date" : "text")}, quantity bigint)"));
        await Load(db, rows);
        await Load(db, rows);
        var bare = await Timed(() => Load(db, rows));
        Tell("the same rows into a bare table", lines, bare, bare);
        // Small ones first, so that the code is in its final form.
        for (var i = 0; i < 3; i++) await Send(db, rows[..500], caller, BenchDatabase.Now.Day.AddDays(-9 + i), true);
        Tell("first report: every line is new and booked", lines, await Timed(() =>
            Send(db, rows, caller, BenchDatabase.Now.Day.AddDays(-3), false)), bare);
        var some = rows.Select((row, i) => i % 20 == 0 ? row with { Units = row.Units + 1 } : row).ToArray();
        Tell("next report: one line in twenty has changed", lines, await Timed(() =>
            Send(db, some, caller, BenchDatabase.Now.Day.AddDays(-2), false)), bare);
        Tell("a report that says what the books say", lines, await Timed(() =>
            Send(db, some, caller, BenchDatabase.Now.Day.AddDays(-1), false)), bare);
        Tell("the same again", lines, await Timed(() =>
            Send(db, some, caller, BenchDatabase.Now.Day.AddDays(-1), false)), bare);
    }

    static void Tell(string what, int lines, Spent ms, Spent bare) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what,-46}{ms.Clock,8:0}{ms.Cpu,8:0}{lines / ms.Clock * 1000,12:0}") +
        string.Create(CultureInfo.InvariantCulture, $"{bare.Clock / ms.Clock,8:0.00}{bare.Cpu / ms.Cpu,8:0.00}"));

    async Task<Spent> Timed(Func<Task> work)
    {
        var (clock, cpu) = (Stopwatch.StartNew(), Cpu());
        await work();
        return new(clock.Elapsed.TotalMilliseconds, (Cpu() - cpu).TotalMilliseconds);
    }

    TimeSpan Cpu() => serverCpu() + Environment.CpuUsage.TotalTime;

    static async Task Send(Db db, BenchRow[] rows, Caller caller, DateOnly day, bool difference)
    {
        await using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(
            "articleNumber;lotNumber;expiresOn;quantity\n" + string.Concat(rows.Select(row =>
                string.Create(CultureInfo.InvariantCulture, $"{row.Article};{row.Lot};2029-01-01;{row.Units}\n")))));
        var read = await ReportFile.Read(file);
        var done = await ImportStockReport.Run(db, new StockReportRequest(null, $"{day:yyyy-MM-dd}", read.Value,
            difference), BenchDatabase.Now, caller);
        if (!done.Ok) throw new InvalidOperationException($"refused: {done.Refusal!.Code} " +
            string.Join(", ", (done.Refusal.Findings ?? []).Take(3).Select(f => $"{f.Line} {f.Code}")));
    }

    static async Task Load(Db db, BenchRow[] rows) => await db.Write<long>(async tx => await Bulk.Load(tx, "bare", Bare,
        rows.Select(row => (object?[])[row.Article, row.Lot, new DateOnly(2029, 1, 1), row.Units])));

    // Lots that the country knows and the wholesaler has never had, spread over all medicines.
    static async Task<BenchRow[]> Lots(Db db, int lines)
    {
        var articles = await db.List<string>("select article_number from product where class = 'medicine' " +
            "order by article_number");
        var rows = Enumerable.Range(1, lines)
            .Select(i => new BenchRow(articles[i % articles.Count], $"B{i}", i % 50 + 1)).ToArray();
        await db.Write<long>(async tx => await Bulk.Load(tx, "lot",
            ["id", "article_number", "lot_number", "expires_on"], rows.Select(row =>
                (object?[])[tx.Ids.Next(), row.Article, row.Lot, new DateOnly(2029, 1, 1)])));
        return rows;
    }

    readonly record struct Spent(double Clock, double Cpu);

    sealed record BenchRow(string Article, string Lot, long Units);
}
