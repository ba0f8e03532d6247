using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class ChannelUseTests
{
    [Theory, EveryDatabase, Requirement("CHN-010", "PRG-004")]
    public async Task Orders_are_counted_by_the_way_they_came_and_the_fallback_is_told(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await orders.Placed();
        foreach (var channel in (string[])["fax", "post", "fax"])
            await PlaceOrder.Run(orders.Db, Orders.Request(Orders.Childhood, 10, "childhood") with
            {
                Customer = "office-5601-2", Channel = channel, Requisitioner = new("Ola Lege", "physician", null),
            }, Orders.Now, orders.Desk);
        var report = await ChannelUse.Run(orders.Db, Orders.Now.Day, Orders.Now.Day);
        var childhood = report.Purposes.Single(row => row.Purpose == Purpose.Childhood);
        Assert.Equal((2, 1, 0, 3), (childhood.Orders[Channel.Fax], childhood.Orders[Channel.Post],
            childhood.Orders[Channel.Web], childhood.Fallback));
        Assert.Equal((true, OrderForm.Childhood), (childhood.WebPreferred, childhood.Form));
        var payable = report.Purposes.Single(row => row.Purpose == Purpose.Payable);
        Assert.Equal((1, 0), (payable.Orders[Channel.Web], payable.Fallback));
        Assert.False(report.Purposes.Single(row => row.Purpose == Purpose.Blue).WebPreferred);
    }

    [Theory, EveryDatabase]
    public async Task Both_days_of_the_period_count_by_the_clock_of_Oslo(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var midnight = Moment.InOslo(new DateOnly(2026, 5, 16), TimeOnly.MinValue);
        await PlaceOrder.Run(orders.Db, Orders.Request(), midnight.Plus(-TimeSpan.FromMinutes(1)), orders.Physician);
        await PlaceOrder.Run(orders.Db, Orders.Request(), midnight, orders.Physician);
        Assert.Equal(1, await Payable(15));
        Assert.Equal(1, await Payable(16));
        Assert.Equal(0, await Payable(17));

        async Task<long> Payable(int day) =>
            (await ChannelUse.Run(orders.Db, new(2026, 5, day), new(2026, 5, day))).Purposes
                .Single(row => row.Purpose == Purpose.Payable).All;
    }
}
