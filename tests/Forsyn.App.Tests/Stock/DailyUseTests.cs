using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;
using Forsyn.Tests;
using DailyUse = Forsyn.App.Stock.DailyUse;

namespace Forsyn.App.Tests.Stock;

public class DailyUseTests
{
    static readonly DateOnly Today = new(2026, 5, 15);
    static readonly Moment Now = Moment.InOslo(Today, new(12, 0));
    static readonly Slot Free = new(Status.Available, 0, Pool.Sale);
    int _number;

    // Holder 1 is an authority that distributes, 2 and 3 are pharmacies; lots 1 and 2 are of one product.
    async Task Move(Db db, long holder, long lot, long units, Slot from, Slot to, int back, string reason = "made")
    {
        var day = Today.AddDays(-back);
        Assert.True((await Post.Run(db, [new(holder, lot, new(units), from, to, reason, $"t/{++_number}", day)], Now,
            "test")).Ok);
    }

    Task In(Db db, long holder, long units, int back, long lot = 1) =>
        Move(db, holder, lot, units, Slot.Outside(Status.Supplier), Free, back);

    Task Use(Db db, long holder, long units, int back, long lot = 1) =>
        Move(db, holder, lot, units, Free, Slot.Outside(Status.Consumed), back, "use");

    Task Count(Db db, long holder, long lot, long units, int back) => units > 0
        ? Move(db, holder, lot, units, Slot.Outside(Status.Counted), Free, back, "report")
        : Move(db, holder, lot, -units, Free, Slot.Outside(Status.Counted), back, "report");

    static async Task<Db> Country(DbKind kind)
    {
        var db = await Databases.Fresh(kind);
        await SmallCountry.Make(db, seed: 1, steps: 0);
        return db;
    }

    static async Task<Consumption> Of(Db db, StockFilter? scope = null) =>
        (await DailyUse.ByProduct(db, ["000001"], Today, scope))["000001"];

    [Theory, EveryDatabase]
    public async Task Use_is_what_was_handed_out_and_not_what_was_lost_or_moved(DbKind kind)
    {
        await using var db = await Country(kind);
        await In(db, 2, 500, back: 90);
        await Use(db, 2, 30, back: 10);
        await Use(db, 2, 15, back: 1, lot: 1);
        await Use(db, 2, 99, back: 0);
        await Move(db, 2, 1, 40, Free, Slot.Outside(Status.Destroyed), 5);
        await Move(db, 2, 1, 40, Free, Slot.Outside(Status.Expired), 5);
        await Move(db, 2, 1, 40, Free, new(Status.Quarantine, 0, Pool.Sale), 5);
        var use = await Of(db);
        Assert.Equal((45, 0), (use.Used, use.DaysOut));
        Assert.Equal(use, await Of(db, new(County: "03")));
        Assert.Equal(use, await Of(db, new(Holder: 2)));
        Assert.Empty(await DailyUse.ByProduct(db, ["000001"], Today, new(HolderType: PartyType.Hospital)));
    }

    [Theory, EveryDatabase]
    public async Task What_a_count_finds_less_of_is_use_and_what_it_finds_more_of_is_a_delivery(DbKind kind)
    {
        await using var db = await Country(kind);
        await Count(db, 2, 1, 100, back: 60);
        await Count(db, 2, 1, -30, back: 53);
        await Count(db, 2, 1, 50, back: 46);
        await Count(db, 2, 1, -20, back: 39);
        // The same units under another number of lot are neither used nor delivered.
        await Count(db, 2, 1, -10, back: 32);
        await Count(db, 2, 2, 10, back: 32);
        var use = await Of(db);
        Assert.Equal((50, 30), (use.Used, use.DaysOut));
    }

    [Theory, EveryDatabase]
    public async Task A_transfer_between_holders_is_the_senders_outflow_and_not_the_countrys_use_twice(DbKind kind)
    {
        await using var db = await Country(kind);
        await In(db, 1, 1000, back: 80);
        Transfer sent = new(1, 1, new(200), Free, Slot.Exchange, "dispatch", "d/1", Today.AddDays(-20));
        await Post.Run(db, [.. Transfer.Between(sent, 3, 0, Pool.Sale)], Now, "test");
        await Move(db, 3, 1, 200, new(Status.InTransit, 0, Pool.Sale), Free, 19, "receive");
        await Use(db, 3, 60, back: 3);
        Assert.Equal(200, (await Of(db)).Used);
        Assert.Equal(60, (await Of(db, new(County: "46"))).Used);
        var each = await DailyUse.ByHolder(db, ["000001"], Today);
        Assert.Equal([(1L, 200L), (3L, 60L)], each.Select(one => (one.Key.Holder, one.Value.Used)).Order());
        Assert.Equal(each[(3, "000001")], (await DailyUse.OfHolder(db, 3, Today))["000001"]);
    }

    [Theory, EveryDatabase]
    public async Task A_day_without_stock_is_left_out_and_a_correction_takes_use_back(DbKind kind)
    {
        await using var db = await Country(kind);
        await In(db, 2, 30, back: 90);
        await Use(db, 2, 30, back: 50);
        await In(db, 2, 40, back: 10);
        var wrong = (await Post.Run(db, [new(2, 1, new(8), Free, Slot.Outside(Status.Consumed), "use", "wrong",
            Today.AddDays(-4))], Now, "test")).Value.Ids[0];
        await Correct.Run(db, new([new TransferKey(2, wrong)], "undo", Today.AddDays(-4)), Now, "test");
        var use = await Of(db);
        // In stock from 90 to 50 days back, and from ten days back on.
        Assert.Equal((30, 51), (use.Used, use.DaysInStock));
    }
}
