using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Ordering;
using Forsyn.App.Tests.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Faults;

/// <summary>The clock of the machine jumps, forwards and backwards, between one request and the next.</summary>
[Collection(nameof(AloneOnTheServer))]
public class ClockStepTests
{
    static readonly long[] Steps = [-40 * Day, -3 * Day, -Day, -1, 0, 1, 90_000_000, Day, 5 * Day, 70 * Day];
    const long Day = 24L * 3600 * 1_000_000;

    [Theory, EveryDatabase]
    public async Task No_order_seal_or_reservation_breaks(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var random = new Random(41);
        var placed = new List<long>();
        for (var i = 0; i < 60; i++)
        {
            // Around the true time: a clock that is wrong is set right again.
            var now = new Moment(Orders.Now.Microseconds + Steps[random.Next(Steps.Length)]);
            switch (random.Next(4))
            {
                case 0:
                    await SealTransfers.Run(orders.Db, now);
                    break;
                case 1:
                    Assert.True((await ExpireReservations.Run(orders.Db, now.Day, now, "test")).Ok);
                    break;
                case 2 when placed.Count > 0:
                    var number = placed[random.Next(placed.Count)];
                    await MoveOrder.Run(orders.Db, number, OrderAction.Release, null, now, orders.Desk);
                    await AllocateOrder.Run(orders.Db, number, now, orders.Desk);
                    break;
                default:
                    var request = Orders.Request(doses: 1) with { PlannedVaccinationDate = null };
                    var answer = await PlaceOrder.Run(orders.Db, request, now, orders.Physician);
                    if (answer.Ok) placed.Add(answer.Value.Number!.Value);
                    break;
            }
        }
        Assert.True(placed.Count > 10);
        // With the clock set right, every order can still go its way.
        foreach (var number in placed)
        {
            await MoveOrder.Run(orders.Db, number, OrderAction.Release, null, Orders.Now, orders.Desk);
            var order = (await GetOrder.Run(orders.Db, number, orders.Physician)).Value;
            Assert.Contains(order.Head.State, (string[])["released", "allocated"]);
            if (order.Head.State == "released")
                Assert.True((await AllocateOrder.Run(orders.Db, number, Orders.Now, orders.Desk)).Ok);
        }
        Assert.Equal(placed.Count, await orders.Db.One<long>(
            "select sum(quantity) from reservation where state = 0"));
        while ((await AuditLedger.Run(orders.Db)).Unsealed > 0) await SealTransfers.Run(orders.Db, Orders.Now);
        var audit = await AuditLedger.Run(orders.Db);
        Assert.True(audit.Clean, string.Join("\n", audit.Differences.Take(10)));
    }
}
