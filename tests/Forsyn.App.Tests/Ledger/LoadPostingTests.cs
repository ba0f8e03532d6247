using System.Data.Common;
using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Tests;
using static Forsyn.App.Tests.Ledger.LedgerSamples;

namespace Forsyn.App.Tests.Ledger;

/// <summary>A long posting is booked in bulk; what comes of it must be what the short way would have made.</summary>
public class LoadPostingTests
{
    const int Lines = 700, Postings = 12;

    [Theory, EveryDatabase]
    public async Task Long_random_postings_do_in_bulk_what_they_do_line_by_line(DbKind kind)
    {
        await using var single = await Databases.Fresh(kind);
        await using var bulk = await Databases.Fresh(kind);
        var answers = new List<string>();
        for (var seed = 0; seed < Postings; seed++)
        {
            var posting = Random(new Random(seed), seed);
            var one = await Answer(single, batch => Task.FromResult(Post.Append(batch, posting, Now, "test")));
            Assert.Equal(one, await Answer(bulk, batch => Post.Load(batch, posting, Now, "test")));
            Assert.Equal(await Balances(single), await Balances(bulk));
            answers.Add(one);
        }
        // The seeds reach each of the ways a posting can end.
        foreach (var answer in (string[])["done", "not-enough-units", "source-repeated", "transfer_source"])
            Assert.Contains(answers, given => given == answer);
        Assert.Equal(await Transfers(single), await Transfers(bulk));
        Assert.True((await AuditLedger.Run(bulk)).Clean);
    }

    [Fact]
    public async Task Two_long_postings_of_the_same_balances_at_once_wait_for_each_other()
    {
        await using var db = await Databases.Fresh(DbKind.Postgres);
        var done = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => Task.Run(() => Answer(db, batch =>
            Post.Load(batch, [.. Enumerable.Range(0, Lines).Select(i => Receipt((i * n) % Lines, $"r/{n}/{i}", n))],
                Now, "test")))));
        Assert.All(done, answer => Assert.Equal("done", answer));
        Assert.Equal(Lines * 21, await db.Db.One<long>("select sum(quantity) from balance where status = 0"));
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    static Transfer Receipt(int lot, string source, int units) => new(1, 1 + lot, new Quantity(units),
        Slot.Outside(Status.Counted), new Slot(Status.Available, 1, Pool.Sale), "report", source, Now.Day);

    // Mostly in, some out and some moved; at times more is taken than there is, or a source is used again.
    static List<Transfer> Random(Random random, int seed)
    {
        var lines = Enumerable.Range(0, Lines).Select(i =>
        {
            var shelf = new Slot(Status.Available, random.Next(1, 3), random.Next(2) == 0 ? Pool.Sale : Pool.Emergency);
            var (from, to, most) = random.Next(10) switch
            {
                < 6 => (Slot.Outside(Status.Counted), shelf, 90),
                < 8 => (shelf, Slot.Outside(Status.Consumed), seed % 4 == 3 ? 900 : 3),
                _ => (Slot.Outside(Status.Supplier), shelf with { Status = Status.Quarantine }, 40),
            };
            return new Transfer(1, random.Next(1, 120), new Quantity(random.Next(1, most)), from, to, "report",
                $"report/{seed}/{i}", Now.Day);
        }).ToList();
        // What is taken out is first brought in, unless it is to be too much.
        if (seed % 4 != 3)
            lines.InsertRange(0, lines.Where(line => line.From.Inside).Select((line, i) => line with
            {
                From = line.To with { Status = Status.Counted }, To = line.From, Source = $"report/{seed}/in/{i}",
            }).ToList());
        if (seed == 5) lines[7] = lines[7] with { Source = lines[8].Source };
        if (seed == 9) lines[7] = lines[7] with { Source = "report/0/1" };
        return lines;
    }

    static async Task<string> Answer(Db db, Func<Batch, Task<Result<IReadOnlyList<long>>>> book)
    {
        try
        {
            var done = await db.Write<bool>(async tx =>
            {
                var batch = new Batch(tx);
                var booked = await book(batch);
                if (!booked.Ok) return booked.Refusal!;
                await batch.Run();
                return true;
            }, whenShort: Refusal.Of("not-enough-units"));
            return done.Ok ? "done" : done.Refusal!.Code;
        }
        catch (DbException e) when (Trouble.Duplicate(e, "transfer_source", "transfer.holder_id, transfer.source"))
        {
            return "transfer_source";
        }
    }

    static Task<List<string>> Balances(Db db) => db.List<string>(
        "select holder_id || ' ' || status || ' ' || lot_id || ' ' || place_id || ' ' || pool || ' ' || quantity " +
        "from balance order by holder_id, status, lot_id, place_id, pool");

    static async Task<List<string>> Transfers(Db db) => [.. (await db.List<TransferRow>(
        $"select {Post.TransferColumns} from transfer order by source")).Select(row => $"{row.ToTransfer()}")];
}
