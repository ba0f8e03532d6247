using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Tests;
using static Forsyn.App.Tests.Ledger.LedgerSamples;

namespace Forsyn.App.Tests.Ledger;

public class CorrectTests
{
    static Task<Core.Basics.Result<Posted>> Undo(Db db, string source, params TransferKey[] keys) =>
        Correct.Run(db, new CorrectTransfers(keys, source, Day), Now, "test");

    [Theory, EveryDatabase]
    public async Task A_correction_is_a_new_transfer_that_names_the_old_one(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Book(db, In(60, "receipt/1"));
        var used = (await Book(db, Out(20, "use/1")))[0];
        var undone = await Undo(db, "mistake/1", new TransferKey(1, used));
        Assert.Equal(60, await Units(db, Status.Available));
        var row = await db.Db.One<TransferRow>("select * from transfer where corrects = @used", new { used });
        Assert.Equal((undone.Value.Ids[0], 20, "correct"), (row!.Id, row.Quantity, row.Reason));
        Assert.Equal(3, await db.Db.One<long>("select count(*) from transfer"));
    }

    [Theory, EveryDatabase]
    public async Task A_transfer_is_corrected_once_and_the_same_request_again_is_already_done(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Book(db, In(60, "receipt/1"));
        var used = new TransferKey(1, (await Book(db, Out(20, "use/1")))[0]);
        await Undo(db, "mistake/1", used);
        Assert.True((await Undo(db, "mistake/1", used)).Value.AlreadyDone);
        Assert.Equal("already-corrected", (await Undo(db, "mistake/2", used)).Refusal?.Code);
        Assert.Equal(60, await Units(db, Status.Available));
    }

    [Theory, EveryDatabase]
    public async Task A_receipt_whose_units_are_gone_cannot_be_corrected(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var received = new TransferKey(1, (await Book(db, In(60, "receipt/1")))[0]);
        await Book(db, Out(1, "use/1"));
        Assert.Equal("not-enough-units", (await Undo(db, "mistake/1", received)).Refusal?.Code);
        Assert.Equal("transfer-not-found", (await Undo(db, "mistake/1", new TransferKey(1, 1))).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_movement_between_holders_is_corrected_on_both_sides_or_not_at_all(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Book(db, In(60, "receipt/1"));
        var sent = await Book(db, Send(10, "parcel/1"));
        var (here, there) = (new TransferKey(1, sent[0]), new TransferKey(2, sent[1]));
        Assert.Equal("exchange-not-balanced", (await Undo(db, "mistake/1", here)).Refusal?.Code);
        Assert.True((await Undo(db, "mistake/1", here, there)).Ok);
        Assert.Equal((60, 0), (await Units(db, Status.Available), await Units(db, Status.InTransit, holder: 2)));
    }

    [Theory, EveryDatabase]
    public async Task A_reservation_is_voided_and_never_corrected(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Book(db, In(60, "receipt/1"));
        var reserved = (await Reserve(db, 10, "order/1")).Value;
        Assert.Equal("reserved-units", (await Undo(db, "mistake/1", new TransferKey(1, reserved))).Refusal?.Code);
        Assert.Equal(10, await Units(db, Status.Reserved));
    }
}
