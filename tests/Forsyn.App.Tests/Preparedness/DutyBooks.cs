using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Tests.Preparedness;

/// <summary>Books made lots and movements at a holder of the stockpile.</summary>
sealed record DutyBooks(Db Db, long Holder, long Place)
{
    static long _number;

    public static async Task<DutyBooks> At(Db db, string holder)
    {
        var party = await db.One<long>("select id from party where key = @holder", new { holder });
        return new(db, party, await db.One<long>(
            "select id from place where party_id = @party and not quarantine order by id limit 1", new { party }));
    }

    public Slot Shelf(Pool pool, Status status = Status.Available) => new(status, Place, pool);

    public async Task<long> Lot(string article, DateOnly expires) => (await Db.Write<long>(async tx =>
    {
        var lot = tx.Ids.Next();
        await tx.Do("insert into lot (id, article_number, lot_number, expires_on, produced_on, received_on) values " +
            "(@lot, @article, @number, @expires, @made, @made)",
            new { lot, article, number = $"DUTY{lot}", expires, made = expires.AddYears(-2) });
        return lot;
    })).Value;

    public async Task Floor(string article, Pool pool, long units) => await Db.Write<int>(async tx =>
        await tx.Do("insert into duty_floor (holder_id, article_number, pool, units, changed_at) values " +
            "(@Holder, @article, @pool, @units, 0)", new { Holder, article, pool = (short)pool, units }));

    public async Task NoFloors() => await Db.Write<int>(async tx => await tx.Do("delete from duty_floor"));

    public async Task Later(long lot, DateOnly expires) => await Db.Write<int>(async tx =>
        await tx.Do("update lot set expires_on = @expires where id = @lot", new { lot, expires }));

    /// <summary>Returns the transfer's id.</summary>
    public async Task<long> Move(long lot, long units, Slot from, Slot to, DateOnly day, Moment? now = null,
        long? corrects = null)
    {
        var done = await Db.Write<long>(async tx =>
        {
            var batch = new Batch(tx);
            var posted = Post.Append(batch, [new Transfer(Holder, lot, new Quantity(units), from, to,
                corrects is null ? "receive" : "correct", $"duty/{Interlocked.Increment(ref _number)}", day,
                Corrects: corrects)], now ?? DutyRoad.Now, "test");
            await batch.Run();
            return posted.Value[0];
        });
        return done.Value;
    }

    /// <summary>Units of a new lot come in; returns the lot.</summary>
    public async Task<long> Receive(string article, long units, Pool pool, DateOnly expires, DateOnly day,
        Status status = Status.Available)
    {
        var lot = await Lot(article, expires);
        await Move(lot, units, Slot.Outside(Status.Supplier), Shelf(pool, status), day);
        return lot;
    }
}
