using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Tests.Ledger;

/// <summary>Small postings most ledger tests begin with: holder 1, lot 7, a shelf at place 1.</summary>
static class LedgerSamples
{
    public static readonly Moment Now = Moment.Of(new DateTimeOffset(2026, 5, 15, 10, 0, 0, TimeSpan.Zero));
    public static readonly DateOnly Day = new(2026, 5, 15);
    public static readonly Slot Shelf = new(Status.Available, 1, Pool.Sale);

    public static Transfer In(long units, string source, long lot = 7, long holder = 1) =>
        new(holder, lot, new Quantity(units), Slot.Outside(Status.Supplier), Shelf, "receive", source, Day);

    public static Transfer Out(long units, string source, long lot = 7, long holder = 1) =>
        new(holder, lot, new Quantity(units), Shelf, Slot.Outside(Status.Consumed), "use", source, Day);

    public static Transfer[] Send(long units, string source, long receiver = 2, long lot = 7, long holder = 1) =>
        [.. Transfer.Between(Out(units, source, lot, holder) with { Reason = "send" }, receiver, 1, Pool.Sale)];

    /// <summary>Posts and demands that it was accepted; returns the ids.</summary>
    public static async Task<IReadOnlyList<long>> Book(Db db, params Transfer[] transfers) =>
        (await Post.Run(db, transfers, Now, "test")).Value.Ids;

    public static Task<Result<long>> Reserve(
        Db db, long units, string document, DateOnly? expiresOn = null, long lot = 7) =>
        db.Write<long>(async tx =>
        {
            var batch = new Batch(tx);
            var ids = Reservations.Reserve(
                batch, 1, document, [new Promise(1, lot, 1, Pool.Sale, new Quantity(units))], Day, expiresOn, Now,
                "test");
            if (!ids.Ok) return ids.Refusal!;
            await batch.Run();
            return ids.Value[0];
        });

    /// <summary>
    /// Seals until all is sealed. A transaction that another test has open on the same server holds the horizon back.
    /// </summary>
    public static async Task<Sealed> SealAll(Db db, int rowsASeal = 10_000)
    {
        var total = new Sealed(0, 0, "");
        for (var turn = 0; turn < 1_000; turn++)
        {
            var done = await SealTransfers.Run(db, Now, rowsASeal);
            total = new Sealed(total.Seals + done.Seals, total.Transfers + done.Transfers, done.Head);
            if (await db.One<long>("""
                select count(*) from transfer where tx > (select coalesce(max(to_tx), 0) from seal)
                """) == 0) break;
            await Task.Delay(20, Xunit.TestContext.Current.CancellationToken);
        }
        return total;
    }

    public static async Task<long> Units(Db db, Status status, long holder = 1, long lot = 7) =>
        await db.One<long>(
            "select coalesce(sum(quantity), 0) from balance where holder_id = @holder and status = @status and " +
            "lot_id = @lot",
            new { holder, status = (short)status, lot });
}
