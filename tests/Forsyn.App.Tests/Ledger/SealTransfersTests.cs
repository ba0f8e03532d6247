using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Tests;
using static Forsyn.App.Tests.Ledger.LedgerSamples;

namespace Forsyn.App.Tests.Ledger;

[Collection(nameof(AloneOnTheServer))]
public class SealTransfersTests
{
    [Theory, EveryDatabase]
    public async Task All_that_is_final_is_sealed_once_and_the_chain_goes_on(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        for (var i = 1; i <= 25; i++) await Book(db, In(5, $"receipt/{i}"));
        var first = await SealAll(db, rowsASeal: 10);
        Assert.Equal(25, first.Transfers);
        Assert.True(first.Seals >= 3);
        Assert.Equal(new Sealed(0, 0, first.Head), await SealTransfers.Run(db, Now));
        await Book(db, In(5, "receipt/26"));
        var second = await SealAll(db);
        Assert.Equal((1, 1), (second.Seals, second.Transfers));
        Assert.NotEqual(first.Head, second.Head);
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    [Theory, EveryDatabase]
    public async Task A_booking_is_never_split_between_seals(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Book(db, [.. Enumerable.Range(1, 20).Select(lot => In(5, $"receipt/{lot}", lot))]);
        var done = await SealAll(db, rowsASeal: 3);
        Assert.Equal(20, done.Transfers);
        // On SQLite every row is a transaction number of its own.
        Assert.Equal(kind == DbKind.Postgres ? 1 : 7, done.Seals);
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    [Theory, EveryDatabase]
    public async Task Sealers_at_the_same_time_do_not_harm_each_other(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Book(db, [.. Enumerable.Range(1, 300).Select(lot => In(5, $"receipt/{lot}", lot))]);
        for (var i = 1; i <= 30; i++) await Book(db, In(5, $"other/{i}"));
        var sealers = Enumerable.Range(1, 8).Select(_ =>
            Task.Run(() => SealTransfers.Run(db, Now, rowsASeal: 7), TestContext.Current.CancellationToken));
        var done = await Task.WhenAll(sealers);
        Sealed[] all = [.. done, await SealAll(db)];
        Assert.Equal(330, all.Sum(d => d.Transfers));
        var audit = await AuditLedger.Run(db);
        Assert.Equal((true, 0, all.Sum(d => d.Seals)), (audit.Clean, audit.Unsealed, (int)audit.Seals));
    }

    [Fact]
    public async Task What_a_running_transaction_wrote_waits_and_is_not_skipped()
    {
        await using var db = await Databases.Fresh(DbKind.Postgres);
        await Book(db, In(5, "receipt/1"));
        var (written, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = db.Db.Write<bool>(async tx =>
        {
            var batch = new Batch(tx);
            Post.Append(batch, [In(5, "receipt/2")], Now, "test");
            await batch.Run();
            written.SetResult();
            await go.Task;
            return true;
        }, stop: TestContext.Current.CancellationToken);
        await written.Task;
        await Book(db, In(5, "receipt/3", lot: 8));
        var before = (await SealTransfers.Run(db, Now)).Transfers;
        Assert.InRange(before, 0, 1);
        go.SetResult();
        await slow;
        Assert.Equal(3 - before, (await SealAll(db)).Transfers);
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    [Fact]
    public async Task After_a_dump_is_restored_on_a_server_that_counts_from_a_lower_number_new_rows_come_last()
    {
        await using var db = await Databases.Fresh(DbKind.Postgres);
        await Book(db, In(5, "receipt/1"));
        await Planted.Unguarded(db, "update transfer set tx = tx + 5000000000");
        await Migrate.Run(db);
        await Book(db, In(5, "receipt/2"));
        Assert.Equal("receipt/2", await db.Db.One<string>("select source from transfer order by tx desc limit 1"));
        Assert.Equal(2, (await SealAll(db)).Transfers);
        var offset = await db.Db.One<long>("select next from counter where name = 'tx-offset'");
        await Migrate.Run(db);
        Assert.Equal(offset, await db.Db.One<long>("select next from counter where name = 'tx-offset'"));
        Assert.True((await AuditLedger.Run(db)).Clean);
    }
}
