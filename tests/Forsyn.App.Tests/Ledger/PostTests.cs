using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Tests;
using static Forsyn.App.Tests.Ledger.LedgerSamples;

namespace Forsyn.App.Tests.Ledger;

public class PostTests
{
    static Task<long> OnHand(Db db) =>
        db.One<long>("select coalesce(sum(quantity), 0) from balance where status = 0 and lot_id = 7")!;

    [Theory, EveryDatabase]
    public async Task Units_received_stand_available_and_the_supplier_owes_them(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var posted = await Post.Run(db, [In(60, "receipt/1")], Now, "test");
        Assert.True(posted.Ok);
        Assert.Equal(60, await OnHand(db));
        Assert.Equal(0, await db.Db.One<long>("select sum(quantity) from balance where lot_id = 7"));
    }

    [Theory, EveryDatabase]
    public async Task More_than_is_there_is_refused_and_nothing_changes(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Post.Run(db, [In(60, "receipt/1")], Now, "test");
        var refused = await Post.Run(db, [Out(61, "use/1")], Now, "test");
        Assert.Equal("not-enough-units", refused.Refusal?.Code);
        Assert.Equal(60, await OnHand(db));
        Assert.Equal(1, await db.Db.One<long>("select count(*) from transfer"));
    }

    [Theory, EveryDatabase]
    public async Task The_same_source_with_the_same_content_is_already_done_and_with_other_content_refused(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Post.Run(db, [In(60, "receipt/1")], Now, "test");
        var again = await Post.Run(db, [In(60, "receipt/1")], Now, "test");
        Assert.True(again.Value.AlreadyDone);
        var other = await Post.Run(db, [In(61, "receipt/1")], Now, "test");
        Assert.Equal("source-used-differently", other.Refusal?.Code);
        Assert.Equal(60, await OnHand(db));
    }

    [Theory, EveryDatabase]
    public async Task A_booked_transfer_cannot_be_edited_or_deleted(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Post.Run(db, [In(60, "receipt/1")], Now, "test");
        foreach (var sql in (string[])["update transfer set quantity = 1", "delete from transfer"])
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Db.One<long>(sql));
        Assert.Equal(60, await db.Db.One<long>("select quantity from transfer"));
    }

    [Theory, EveryDatabase]
    public async Task A_repeated_request_is_already_done_also_when_its_units_are_gone_since(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Post.Run(db, [In(60, "receipt/1")], Now, "test");
        await Post.Run(db, [Out(60, "use/1")], Now, "test");
        Assert.True((await Post.Run(db, [Out(60, "use/1")], Now, "test")).Value.AlreadyDone);
    }

    [Theory, EveryDatabase]
    public async Task Two_senders_may_number_their_parcels_alike(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Book(db, In(60, "receipt/1"), In(60, "receipt/1", holder: 3));
        Assert.True((await Post.Run(db, Send(5, "parcel/1"), Now, "test")).Ok);
        Assert.True((await Post.Run(db, Send(6, "parcel/1", holder: 3), Now, "test")).Ok);
        Assert.Equal(11, await Units(db, Core.Ledger.Status.InTransit, holder: 2));
    }
}
