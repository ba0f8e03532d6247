using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Fulfilment;
using Forsyn.Tests;
using Forsyn.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Forsyn.Web.Tests.Hosting;

public class FactDeliveryTests(ForsynServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    async Task Dispatch(long order)
    {
        await Sent.Order(server.Database, order, "smittevernlege", Sent.Payable());
        var done = await server.Database.Write<bool>(async tx =>
        {
            var batch = new Batch(tx);
            Outbox.Append(batch, new OrderDispatched(order, order, Sent.Day), Databases.SeededAt);
            await batch.Run();
            return true;
        });
        Assert.True(done.Ok);
    }

    Task<long> Invoices(long order) =>
        server.Database.One<long>("select count(*) from invoice where order_number = @order", new { order });

    [Fact]
    public async Task Who_catches_up_after_a_dispatch_finds_the_invoice()
    {
        await Dispatch(7201);
        Assert.True(await server.Services.GetRequiredService<FactDelivery>().CatchUp(Stop));
        Assert.Equal(1, await Invoices(7201));
    }

    [Fact]
    public async Task The_invoice_comes_by_itself_too()
    {
        await Dispatch(7202);
        for (var i = 0; i < 600 && await Invoices(7202) == 0; i++) await Task.Delay(50, Stop);
        Assert.Equal(1, await Invoices(7202));
    }
}
