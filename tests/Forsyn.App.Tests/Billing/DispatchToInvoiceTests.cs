using Forsyn.App.Billing;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Fulfilment;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.App.Texts;
using Forsyn.Core.Billing;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Billing;

[Collection(nameof(AloneOnTheServer))]
public class DispatchToInvoiceTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase, Requirement("FEE-001", "FEE-010")]
    public async Task What_leaves_the_warehouse_is_invoiced_and_what_was_picked_short_is_not(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Allocated((Road.Rabies, 3), (Road.Bcg, 100));
        var rabies = (await road.List(number)).Lines.Single(line => line.ArticleNumber == Road.Rabies);
        var shortPick = new PickEntry(rabies.Reservation, null, null, 2, "damaged");
        await PickOrder.Run(road.Db, number, [shortPick], Road.Now, road.Warehouse);
        await PickOrder.Run(road.Db, number, null, Road.Now, road.Warehouse);
        Assert.Equal(OrderState.Dispatched,
            (await DispatchOrder.Run(road.Db, number, Road.Now, road.Warehouse)).Value.State);
        Assert.True(await CatchUp.Run(road.Db, Subscribers.All, Road.Now, Stop));

        var listed = Assert.Single(await ListInvoices.Run(road.Db, new($"{number}"), Language.Nb, road.Physician));
        var invoice = (await GetInvoice.Run(road.Db, listed.Number, Language.Nb, road.Physician)).Value;
        Assert.Equal([$"{Road.Rabies} 2", $"{Road.Bcg} 100", " 0"],
            invoice.Lines.Select(line => $"{line.ArticleNumber} {line.Doses}"));
        Assert.Single(invoice.Lines, line => line.Kind == InvoiceLineKind.DispatchFee);
        Assert.Equal((number, listed.Total), (invoice.Order, invoice.Total));
    }

    [Theory, EveryDatabase]
    public async Task A_fact_that_is_told_twice_gives_one_invoice(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Dispatched((Road.Rabies, 1));
        Assert.True(await CatchUp.Run(road.Db, Subscribers.All, Road.Now, Stop));
        await road.Db.Write<int>(tx => Again(tx), stop: Stop);
        Assert.True(await CatchUp.Run(road.Db, Subscribers.All, Road.Now, Stop));
        Assert.Equal(number, await road.Db.One<long>("select order_number from invoice"));
        Assert.Equal(1, await road.Db.One<long>("select count(*) from invoice"));
    }

    // As after a restore of the subscriptions from an older copy.
    static async Task<Core.Basics.Result<int>> Again(Tx tx) =>
        await tx.Do("update subscription set read_tx = 0, read_id = 0");
}
