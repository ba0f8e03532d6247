using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Tests.Preparedness;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class StockpileOrderTests
{
    const Pool Stockpile = Pool.PreparednessPrimary;

    /// <summary>The supplier has a stockpile of the vaccine with a floor, and units for sale that keep longer.
    /// </summary>
    static async Task<(DutyBooks Books, long Short, long Long)> Stock(Orders orders, long kept, long floor, long sale)
    {
        await orders.LeaveOnly(Orders.Single, 0);
        var books = await DutyBooks.At(orders.Db, "fhi");
        var day = Orders.Now.Day;
        var brief = await books.Receive(Orders.Single, kept, Stockpile, day.AddDays(150), day);
        var lasting = sale == 0 ? 0 : await books.Receive(Orders.Single, sale, Pool.Sale, day.AddDays(700), day);
        await books.Floor(Orders.Single, Stockpile, floor);
        return (books, brief, lasting);
    }

    static Task<long> Held(Orders orders, Pool pool, Status status = Status.Available, long lot = 0) =>
        orders.Db.One<long>("select cast(coalesce(sum(b.quantity), 0) as bigint) from balance b join lot l on " +
            "l.id = b.lot_id join party p on p.id = b.holder_id where p.key = 'fhi' and l.article_number = @article " +
            "and b.status = @status and b.pool = @pool and (@lot = 0 or b.lot_id = @lot)",
            new { article = Orders.Single, status = (short)status, pool = (short)pool, lot })!;

    static async Task<IReadOnlyList<ExplainedLot>> Why(Orders orders, long number) =>
        (await GetOrder.Run(orders.Db, number, orders.Desk)).Value.Lines[0].Allocation;

    [Theory, EveryDatabase, Requirement("STS-004")]
    public async Task An_order_takes_the_stockpiles_short_dated_lot_and_puts_what_keeps_longer_in_its_place(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var (_, brief, lasting) = await Stock(orders, kept: 100, floor: 100, sale: 40);
        var number = await orders.Placed(Orders.Request(doses: 10));
        Assert.Equal((100, 30), (await Held(orders, Stockpile), await Held(orders, Pool.Sale)));
        Assert.Equal((90, 10),
            (await Held(orders, Stockpile, lot: brief), await Held(orders, Stockpile, lot: lasting)));
        Assert.Equal(10, await Held(orders, Pool.Sale, Status.Reserved, brief));
        var why = await Why(orders, number);
        Assert.Contains(why, lot => lot is { Verdict: "taken", Pool: "preparedness-primary", Taken.Units: 10 });
        Assert.Contains(why, lot => lot is { Verdict: "refills", Pool: "sale", Refilled.Units: 10 });
        Assert.True((await MoveOrder.Run(orders.Db, number, OrderAction.Release, null, Orders.Now, orders.Desk)).Ok);
        Assert.True((await AllocateOrder.Run(orders.Db, number, Orders.Now, orders.Desk)).Ok);
        Assert.Equal((100, 30, 10), (await Held(orders, Stockpile), await Held(orders, Pool.Sale),
            await Held(orders, Pool.Sale, Status.Reserved, brief)));
    }

    [Theory, EveryDatabase, Requirement("STS-004")]
    public async Task Where_nothing_can_take_its_place_only_what_stands_above_the_floor_is_sent(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await Stock(orders, kept: 100, floor: 94, sale: 0);
        var within = await orders.Placed(Orders.Request(doses: 6));
        Assert.Equal(6, (await Why(orders, within)).Sum(lot => lot.Taken.Units));
        Assert.Equal(94, await Held(orders, Stockpile));
        var beyond = await orders.Placed(Orders.Request(doses: 1));
        Assert.All(await Why(orders, beyond), lot => Assert.Equal(0, lot.Taken.Units));
        Assert.Contains(await Why(orders, beyond), lot => lot.Verdict == "floor");
        Assert.Equal(94, await Held(orders, Stockpile));
    }

    [Theory, EveryDatabase, Requirement("STS-004")]
    public async Task However_many_order_at_once_the_floor_holds(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await Stock(orders, kept: 60, floor: 50, sale: 15);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() =>
            PlaceOrder.Run(orders.Db, Orders.Request(doses: 4), Orders.Now, orders.Physician))));
        var (kept, sale) = (await Held(orders, Stockpile), await Held(orders, Pool.Sale));
        Assert.Equal((24, 51), (await Held(orders, Pool.Sale, Status.Reserved), kept + sale));
        Assert.True(kept >= 50, $"{kept} are left of a floor of 50");
    }

    [Theory, EveryDatabase]
    public async Task A_supplier_without_a_duty_keeps_its_stockpile_apart(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var (books, _, _) = await Stock(orders, kept: 100, floor: 0, sale: 40);
        await books.NoFloors();
        var number = await orders.Placed(Orders.Request(doses: 10));
        Assert.Equal((100, 30), (await Held(orders, Stockpile), await Held(orders, Pool.Sale)));
        Assert.Contains(await Why(orders, number), lot => lot.Verdict == "other-pool");
    }
}
