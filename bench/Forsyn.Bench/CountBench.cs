using System.Diagnostics;
using System.Globalization;
using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Demo;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock.Counts;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;

namespace Forsyn.Bench;

/// <summary>
/// A count of thousands of lines, from the file's bytes to the commit, and a file with an error on every tenth line.
/// bench count [--lines N] [--postgres CONNECTION] [--sqlite FILE]
/// </summary>
static class CountBench
{
    const int Limit = 2000;

    public static async Task<int> Run(string[] args)
    {
        var lines = int.Parse(BenchDatabase.Option(args, "--lines") ?? "5000", CultureInfo.InvariantCulture);
        if (BenchDatabase.Option(args, "--sqlite") is { } file)
        {
            await using var db = Db.Open(file);
            await Migrate.Run(db);
            await SeedCountry.Run(db, BenchDatabase.Now);
            await Measure(db, lines);
            return 0;
        }
        await using var bench = await BenchDatabase.Start(args);
        await Measure(bench.Db, lines);
        return 0;
    }

    static async Task Measure(Db db, int lines)
    {
        Console.WriteLine($"{db.Kind}, {lines} lines in a count{"",-22}ms   limit ms");
        var people = Personas.Of(db, BenchDatabase.Now);
        var who = (await people.Find("grossist"))!;
        await Shelve(db, who, lines);
        // A count of all that differs nowhere comes first, so that the code is in its final form.
        for (var turn = 0; turn < 2; turn++)
        {
            var count = (await OpenCount.Run(db, new(), BenchDatabase.Now, who)).Value;
            var view = (await StockCounts.Get(db, count.Id, BenchDatabase.Now.Day, who, limit: lines * 2)).Value;
            var sheet = Sheet(view.Lines, (line, i) => $"{line.Frozen!.Value - (turn == 1 ? 1 : 0)}");
            if (turn == 1)
            {
                var faulty = Sheet(view.Lines, (line, i) => i % 10 == 0 ? "many" : $"{line.Frozen}");
                var told = 0;
                await Timed("a file with an error on every tenth line", async () =>
                    told = (await Enter(db, count.Id, faulty, who)).Refusal!.Findings!.Count);
                Console.WriteLine($"  errors told at once: {told}");
            }
            await Timed(turn == 0 ? "first: the file is read and entered" : "the file is read and entered",
                async () => Must(await Enter(db, count.Id, sheet, who)));
            // What is dear is counted twice.
            if (turn == 1) Must(await Enter(db, count.Id, sheet, who));
            if (turn == 1)
                Must(await CountWork.Reason(db, count.Id, [.. view.Lines.Select(line => line.Line)], "miscounted", null,
                    who));
            await Timed(turn == 0 ? "first: posted, nothing differs" : "posted, every line differs", async () =>
            {
                var posted = await PostCount.Run(db, count.Id, BenchDatabase.Now, who);
                Must(posted);
                if (posted.Value.State == CountState.Waiting)
                    Must(await PostCount.Approve(db, count.Id, BenchDatabase.Now, who with { PersonaId = "second" }));
            });
        }
    }

    static async Task<Result<CountEntryAnswer>> Enter(Db db, long count, byte[] sheet, Caller who)
    {
        var lines = await ReportFile.Read(new MemoryStream(sheet));
        return await EnterCount.Run(db, count, new(lines.Value, How: "file"), BenchDatabase.Now, who);
    }

    static byte[] Sheet(IReadOnlyList<CountLine> lines, Func<CountLine, int, string> units) => Encoding.UTF8.GetBytes(
        "articleNumber;lotNumber;place;quantity\n" + string.Concat(lines.Select((line, i) =>
            $"{line.ArticleNumber};{line.LotNumber};{line.PlaceKey};{units(line, i)}\n")));

    static async Task Timed(string what, Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        Console.WriteLine($"{what,-45}{clock.ElapsedMilliseconds,9}{Limit,11}");
    }

    static void Must<T>(Result<T> done)
    {
        if (!done.Ok) throw new InvalidOperationException($"refused: {done.Refusal!.Code} " +
            string.Join(", ", (done.Refusal.Findings ?? []).Take(3).Select(f => $"{f.Line} {f.Code}")));
    }

    // So many lots on the wholesaler's shelf as the lines that are wanted, with those it has.
    static async Task Shelve(Db db, Caller who, int lines)
    {
        var holder = who.Party!.Value;
        var has = await db.One<long>("select count(distinct lot_id) from balance where holder_id = @holder and " +
            "status in (0, 2, 3, 4) and quantity > 0", new { holder });
        var articles = await db.List<string>("select article_number from product where class = 'medicine' " +
            "order by article_number");
        var place = await db.One<long>("select id from place where party_id = @holder order by is_default desc, id " +
            "limit 1", new { holder });
        await db.Write<int>(async tx =>
        {
            var (first, count) = (tx.Ids.Next(lines), (int)Math.Max(0, lines - has));
            await Bulk.Load(tx, "lot", ["id", "article_number", "lot_number", "expires_on"],
                Enumerable.Range(0, count).Select(i => (object?[])
                    [first + i, articles[i % articles.Count], $"C{i}", new DateOnly(2029, 1, 1)]));
            var batch = new Batch(tx);
            Must(await Post.Load(batch, [.. Enumerable.Range(0, count).Select(i => new Transfer(holder, first + i,
                new Quantity(i % 90 + 20), Slot.Outside(Status.Supplier),
                new Slot(Status.Available, place, Pool.Sale), "receive", $"bench/{i}", BenchDatabase.Now.Day))],
                BenchDatabase.Now, "bench"));
            return await batch.Run();
        });
    }
}
