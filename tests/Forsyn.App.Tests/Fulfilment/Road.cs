using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Fulfilment;

/// <summary>The seeded country with an order on its way from the desk to the customer's shelf.</summary>
sealed record Road(TestDatabase Test, Caller Physician, Caller Pharmacist, Caller Desk,
    Caller Warehouse) : IAsyncDisposable
{
    public static readonly Moment Now = Databases.SeededAt;
    /// <summary>
    /// BCG vaccine: a hundred doses a container, freeze-dried, keeps four hours, to be protected from light.
    /// </summary>
    public const string Bcg = "900004";
    /// <summary>Rabipur: one dose a pack, freeze-dried.</summary>
    public const string Rabies = "569568";
    /// <summary>Comirnaty in an ultra-freezer, ten doses a pack.</summary>
    public const string Frozen = "900014";

    public Db Db => Test.Db;

    public static async Task<Road> On(DbKind kind)
    {
        var test = await Databases.Seeded(kind);
        var people = Personas.Of(test.Db, Now);
        async Task<Caller> Person(string id) => (await people.Find(id))!;
        return new Road(test, await Person("lege"), await Person("apotek"), await Person("forsyning"),
            await Person("lager"));
    }

    public async Task<long> Allocated(params (string Article, long Doses)[] lines)
    {
        var placed = await PlaceOrder.Run(Db, new OrderRequest
        {
            Channel = "web", PlannedVaccinationDate = "2026-06-20",
            Lines = [.. lines.Select(
                l => new LineRequest { ArticleNumber = l.Article, Doses = l.Doses, Purpose = "payable" })],
        }, Now, Physician);
        var number = placed.Value.Number!.Value;
        Assert.True((await MoveOrder.Run(Db, number, OrderAction.Release, null, Now, Desk)).Ok);
        Assert.True((await AllocateOrder.Run(Db, number, Now, Desk)).Ok);
        return number;
    }

    public async Task<long> Picked(params (string Article, long Doses)[] lines)
    {
        var number = await Allocated(lines);
        Assert.Equal(OrderState.Picked, (await PickOrder.Run(Db, number, null, Now, Warehouse)).Value.State);
        return number;
    }

    public async Task<long> Dispatched(params (string Article, long Doses)[] lines)
    {
        var number = await Picked(lines);
        Assert.Equal(OrderState.Dispatched, (await DispatchOrder.Run(Db, number, Now, Warehouse)).Value.State);
        return number;
    }

    /// <summary>Any order, taken all the way to the door.</summary>
    public async Task<long> Sent(OrderRequest request)
    {
        var number = (await PlaceOrder.Run(Db, request, Now, Physician)).Value.Number!.Value;
        Assert.True((await MoveOrder.Run(Db, number, OrderAction.Release, null, Now, Desk)).Ok);
        Assert.True((await AllocateOrder.Run(Db, number, Now, Desk)).Ok);
        Assert.True((await PickOrder.Run(Db, number, null, Now, Warehouse)).Ok);
        Assert.True((await DispatchOrder.Run(Db, number, Now, Warehouse)).Ok);
        return number;
    }

    public async Task<PickList> List(long number) => (await GetPickList.Run(Db, number, Warehouse)).Value;

    public async Task<ShipmentView> Shipment(long number, Caller? who = null) =>
        (await GetShipment.OfOrder(Db, number, Now.Day, who ?? Physician)).Value;

    /// <summary>Units of a product in a status at FHI, or at another holder.</summary>
    public Task<long> Units(string article, Status status, long? holder = null) => Db.One<long>(
        "select coalesce(sum(b.quantity), 0) from balance b join lot l on l.id = b.lot_id where l.article_number = " +
        "@article " +
        "and b.status = @status and b.holder_id = @holder",
        new { article, status = (short)status, holder = holder ?? Warehouse.Party!.Value })!;

    /// <summary>Every lot sums to zero and nothing is on the road that no transfer put there.</summary>
    public async Task Balances()
    {
        Assert.Equal(0,
            await Db.One<long>(
                "select count(*) from (select lot_id from balance group by lot_id having sum(quantity) <> 0) t"));
        Assert.Equal(0, await Db.One<long>(
            "select count(*) from (select lot_id from balance where status = 15 group by lot_id having " +
            "sum(quantity) <> 0) t"));
    }

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}
