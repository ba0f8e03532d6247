using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.Core.Basics;
using Forsyn.Tests;
using static Forsyn.App.Tests.Ledger.LedgerSamples;

namespace Forsyn.App.Tests.Facts;

[Collection(nameof(AloneOnTheServer))]
public class DeliverTests
{
    sealed record LotRecalled(long Lot);
    sealed record OrderPlaced(long Number);

    static Task<Result<int>> Write(Db db, params object[] facts) => db.Write<int>(async tx =>
    {
        var batch = new Batch(tx);
        foreach (var fact in facts) Outbox.Append(batch, fact, Now);
        return await batch.Run();
    });

    // The effect of a delivery is a row in the same transaction; the table has no key, so a second effect would show.
    static async Task<TestDatabase> WithEffects(DbKind kind)
    {
        var db = await Databases.Fresh(kind);
        // A number of its own says in which order the effects came: where PostgreSQL lays a row says nothing of that.
        var number = kind == DbKind.Postgres ? "bigint generated always as identity" : "integer primary key";
        await db.Db.Write<int>(async tx =>
            await tx.Do($"create table effect (number {number}, who text not null, lot bigint not null)"));
        return db;
    }

    static Subscriber Recording(string name, Func<long, Task>? first = null) =>
        new(name, new HashSet<string> { nameof(LotRecalled) }, async (tx, fact, _) =>
        {
            var lot = fact.As<LotRecalled>().Lot;
            await tx.Do("insert into effect (who, lot) values (@name, @lot)", new { name, lot });
            if (first is not null) await first(lot);
        });

    // A transaction that another test has open on the same server holds the horizon back: until so many are delivered.
    static async Task<int> All(Db db, int expected, params Subscriber[] subscribers)
    {
        var delivered = await Deliver.Run(db, subscribers, Now);
        for (var turn = 0; turn < 1_000 && delivered < expected; turn++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            delivered += await Deliver.Run(db, subscribers, Now);
        }
        return delivered;
    }

    static Task<List<long>> Effects(Db db, string who) => db.List<long>(
        "select lot from effect where who = @who order by number", new { who });

    static object[] Recalls(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(lot =>
        new LotRecalled(lot))];

    [Theory, EveryDatabase]
    public async Task Each_fact_is_delivered_once_and_in_order_to_those_who_asked_for_its_name(DbKind kind)
    {
        await using var db = await WithEffects(kind);
        for (var i = 1; i <= 240; i += 3) await Write(db, [.. Recalls(i, i + 2), new OrderPlaced(i)]);
        Subscriber[] both = [Recording("one"), Recording("two")];
        Assert.Equal(480, await All(db, 480, both));
        Assert.Equal(0, await Deliver.Run(db, both, Now));
        await Write(db, new LotRecalled(241));
        Assert.Equal(2, await All(db, 2, both));
        Assert.Equal(Enumerable.Range(1, 241).Select(lot => (long)lot), await Effects(db, "one"));
        Assert.Equal(Enumerable.Range(1, 241).Select(lot => (long)lot), await Effects(db, "two"));
    }

    [Theory, EveryDatabase]
    public async Task A_subscriber_that_fails_stops_only_itself_and_goes_on_from_there(DbKind kind)
    {
        await using var db = await WithEffects(kind);
        await Write(db, Recalls(1, 10));
        var mended = false;
        var failing = Recording("failing", lot => lot == 4
            && !mended ? throw new InvalidOperationException("no paper") : Task.CompletedTask);
        Assert.Equal(3 + 10, await All(db, 3 + 10, failing, Recording("other")));
        Assert.Equal(0, await Deliver.Run(db, [failing, Recording("other")], Now));
        Assert.Equal([1, 2, 3], await Effects(db, "failing"));
        Assert.Equal("InvalidOperationException: no paper", await Failure(db));
        mended = true;
        Assert.Equal(7, await All(db, 7, failing, Recording("other")));
        Assert.Equal(Enumerable.Range(1, 10).Select(lot => (long)lot), await Effects(db, "failing"));
        Assert.Null(await Failure(db));
    }

    static Task<string?> Failure(Db db, string name = "failing") =>
        db.One<string>("select failure from subscription where name = @name", new { name });

    [Theory, EveryDatabase]
    public async Task An_effect_whose_transaction_dies_is_not_there_and_comes_again(DbKind kind)
    {
        await using var db = await WithEffects(kind);
        await Write(db, Recalls(1, 5));
        // The connection is gone in the middle of the work, as when the process or the database is killed.
        var killed = new Subscriber("one", new HashSet<string> { nameof(LotRecalled) }, async (tx, fact, _) =>
        {
            await tx.Do("insert into effect (who, lot) values ('one', @Lot)", fact.As<LotRecalled>());
            if (fact.As<LotRecalled>().Lot == 3) await tx.Connection.CloseAsync();
        });
        for (var turn = 0; turn < 1_000 && await Failure(db, "one") is null; turn++)
            Assert.Equal(0, await Deliver.Run(db, [killed], Now));
        Assert.NotNull(await Failure(db, "one"));
        Assert.Empty(await Effects(db, "one"));
        Assert.Equal(5, await All(db, 5, Recording("one")));
        Assert.Equal([1, 2, 3, 4, 5], await Effects(db, "one"));
    }

    [Theory, EveryDatabase]
    public async Task Deliverers_at_the_same_time_deliver_each_fact_once_and_in_order(DbKind kind)
    {
        await using var db = await WithEffects(kind);
        var stop = TestContext.Current.CancellationToken;
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++) await Write(db, new LotRecalled(w * 1_000 + i));
        }, stop)).ToList();
        var delivered = 0;
        var deliverers = Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            while (!writers.TrueForAll(w => w.IsCompleted))
                Interlocked.Add(ref delivered, await Deliver.Run(db, [Recording("one"), Recording("two")], Now));
        }, stop));
        await Task.WhenAll([.. writers, .. deliverers]);
        delivered += await All(db, 400 - delivered, Recording("one"), Recording("two"));
        Assert.Equal(400, delivered);
        var written = await db.Db.List<long>(
            "select cast(substr(payload, 8, length(payload) - 8) as bigint) as lot from fact order by tx, id");
        Assert.Equal(200, written.Distinct().Count());
        Assert.Equal(written, await Effects(db, "one"));
        Assert.Equal(written, await Effects(db, "two"));
    }

    [Fact]
    public async Task A_fact_of_a_transaction_that_commits_late_is_not_skipped()
    {
        await using var db = await WithEffects(DbKind.Postgres);
        var (written, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = db.Db.Write<bool>(async tx =>
        {
            var batch = new Batch(tx);
            Outbox.Append(batch, new LotRecalled(1), Now);
            await batch.Run();
            written.SetResult();
            await go.Task;
            return true;
        }, stop: TestContext.Current.CancellationToken);
        await written.Task;
        await Write(db, new LotRecalled(2));
        Assert.Equal(0, await Deliver.Run(db, [Recording("one")], Now));
        go.SetResult();
        await slow;
        Assert.Equal(2, await All(db, 2, Recording("one")));
        Assert.Equal([1, 2], await Effects(db, "one"));
    }
}
