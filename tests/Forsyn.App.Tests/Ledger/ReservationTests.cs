using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Tests;
using static Forsyn.App.Tests.Ledger.LedgerSamples;

namespace Forsyn.App.Tests.Ledger;

public class ReservationTests
{
    static Task<Core.Basics.Result<int>> End(Db db, Reservation reservation, ReservationState how, long units) =>
        db.Write<int>(async tx =>
        {
            var batch = new Batch(tx);
            var ids = Reservations.Settle(batch, [new Settlement(reservation, units)], how, new Receiver(2, 1), Day,
                Now, "test");
            return ids.Ok ? await batch.Run() : ids.Refusal!;
        });

    static async Task<Reservation> Reserved(Db db, long units)
    {
        await Book(db, In(60, "receipt/1"));
        await Reserve(db, units, "order/1");
        return (await db.Write<Reservation>(async tx => (await Reservations.Pending(tx, 1, "order/1"))[0])).Value;
    }

    [Theory, EveryDatabase]
    public async Task What_is_posted_is_on_the_road_to_the_receiver_and_the_rest_is_free_again(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await End(db, await Reserved(db, 10), ReservationState.Posted, 8);
        Assert.Equal((52, 0, 8), (await Units(db, Status.Available), await Units(db, Status.Reserved),
            await Units(db, Status.InTransit, holder: 2)));
        Assert.Equal(1, await db.Db.One<long>("select state from reservation"));
    }

    [Theory, EveryDatabase]
    public async Task A_reservation_ends_once_even_for_one_who_holds_an_old_copy_of_it(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var old = await Reserved(db, 10);
        await Reserve(db, 10, "order/2");
        Assert.True((await End(db, old, ReservationState.Voided, 0)).Ok);
        foreach (var how in
            (ReservationState[])[ReservationState.Voided, ReservationState.Posted, ReservationState.Expired])
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>((
                ) => End(db, old, how, how == ReservationState.Posted ? 10 : 0));
        Assert.Equal((50, 10), (await Units(db, Status.Available), await Units(db, Status.Reserved)));
    }

    [Theory, EveryDatabase]
    public async Task A_reservation_expires_the_day_after_its_last_day(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Book(db, In(60, "receipt/1"));
        await Reserve(db, 10, "order/1", Day);
        await Reserve(db, 10, "order/2", Day.AddDays(1));
        await Reserve(db, 10, "order/3");
        Assert.Equal(0, (await ExpireReservations.Run(db, Day, Now, "test")).Value);
        Assert.Equal(1, (await ExpireReservations.Run(db, Day.AddDays(1), Now, "test")).Value);
        Assert.Equal(0, (await ExpireReservations.Run(db, Day.AddDays(1), Now, "test")).Value);
        Assert.Equal((40, 20), (await Units(db, Status.Available), await Units(db, Status.Reserved)));
        Assert.Equal("order/1", await db.Db.One<string>("select document from reservation where state = 3"));
    }

    [Theory, EveryDatabase]
    public async Task The_same_line_can_be_reserved_again_in_the_same_instant(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await End(db, await Reserved(db, 10), ReservationState.Voided, 0);
        Assert.True((await Reserve(db, 10, "order/1")).Ok);
    }
}
