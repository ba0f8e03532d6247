using System.Data.Common;
using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Ordering;
using Forsyn.App.Tests.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Tests;
using static Forsyn.App.Tests.Ledger.LedgerSamples;

namespace Forsyn.App.Tests.Faults;

/// <summary>
/// The line to the database is lost while a commit is on its way: nobody was told whether it was booked. Whoever asks
/// again with the same source, or the same key, is told, and nothing is booked twice.
/// </summary>
public class LostCommitTests
{
    [Theory]
    [InlineData(Cut.BeforeCommit, false)]
    [InlineData(Cut.AfterCommit, true)]
    public async Task The_source_tells_whether_it_was_booked(Cut cut, bool booked)
    {
        await using var test = await Databases.Fresh(DbKind.Postgres);
        using var line = new CutLine(test.Connection);
        await using var db = Db.Open(line.Connection);
        await Book(db, In(100, "receipt/1"));
        line.Arm(cut);
        await Assert.ThrowsAnyAsync<DbException>(() => Book(db, Out(30, "use/1")));
        Assert.False(line.Armed);
        Assert.Equal(booked ? 1 : 0,
            await test.Db.One<long>("select count(*) from transfer where source = 'use/1'"));
        Assert.Equal(booked, (await Again(() => Post.Run(db, [Out(30, "use/1")], Now, "test"))).Value.AlreadyDone);
        Assert.Equal(70, await test.Db.One<long>("select quantity from balance where status = 0"));
        Assert.True((await AuditLedger.Run(test)).Clean);
    }

    [Theory]
    [InlineData(Cut.BeforeCommit)]
    [InlineData(Cut.AfterCommit)]
    public async Task An_order_sent_again_under_its_key_is_one_order(Cut cut)
    {
        await using var orders = await Orders.On(DbKind.Postgres);
        using var line = new CutLine(orders.Test.Connection);
        await using var db = Db.Open(line.Connection, Keyring.Parse(Databases.PatientKey));
        var caller = orders.Physician with { Once = Once.Of("lege", "night", "one order") };
        Task<Result<OrderAnswer>> Place() => PlaceOrder.Run(db, Orders.Request(), Orders.Now, caller);
        // Ids are fetched in a transaction of their own, which is not the one to lose.
        await PlaceOrder.Run(db, Orders.Request(), Orders.Now, orders.Physician);
        line.Arm(cut);
        await Assert.ThrowsAnyAsync<DbException>(Place);
        var there = await orders.Db.One<long>("select count(*) from orders");
        Assert.Equal(cut == Cut.AfterCommit ? 2 : 1, there);
        var number = (await Again(Place)).Value.Number;
        Assert.Equal(number, (await Place()).Value.Number);
        Assert.Equal(2, await orders.Db.One<long>("select count(*) from orders"));
        Assert.Equal(4, await orders.Units(Orders.Single, 2));
        Assert.True((await AuditLedger.Run(orders.Db)).Clean);
    }

    // A connection that was in the pool when the line was cut fails once more.
    static async Task<T> Again<T>(Func<Task<T>> ask)
    {
        for (var attempt = 1; ; attempt++)
            try { return await ask(); }
            catch (DbException) when (attempt < 10) { }
    }
}
