using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class PaperOrdersTests
{
    static readonly DateTimeOffset Now = Orders.Now.Oslo;

    static OrderRequest Fax(string channel = "fax") => Orders.Request() with
    {
        Customer = "office-5601-2", Channel = channel, Form = "general", ReceivedAt = Now.AddHours(-20),
        Requisitioner = new("Ola Lege", "physician", null),
    };

    static async Task<long> Scan(Orders orders) => (await Attachments.Save(orders.Db,
        new MemoryStream(MadeFiles.Pdf()), "fax.pdf", "application/pdf", AttachmentPurpose.OrderScan, Orders.Now,
        orders.Desk)).Value;

    [Theory, EveryDatabase, Requirement("CHN-003", "CHN-004", "CHN-001")]
    public async Task Fax_and_post_are_registered_as_full_orders_with_time_form_and_scan(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        foreach (var channel in (string[])["fax", "post"])
        {
            var scan = await Scan(orders);
            var placed = await PlaceOrder.Run(orders.Db, Fax(channel) with { Scan = scan }, Orders.Now, orders.Desk);
            var order = (await GetOrder.Run(orders.Db, placed.Value.Number!.Value, orders.Desk)).Value;
            Assert.Equal(channel, order.Head.Channel);
            Assert.Equal(2, order.Lines[0].Doses.Units);
            Assert.Equal(Moment.Of(Now.AddHours(-20)), order.Paper!.ReceivedAt);
            Assert.Equal(("general", scan), (order.Paper.Form, order.Paper.ScanId));
            Assert.DoesNotContain(order.Findings, finding => finding.Code == "scan-missing");
            Assert.Equal($"order/{placed.Value.Number}",
                (await Attachments.Find(orders.Db, scan, orders.Desk)).Value.BelongsTo);
        }
    }

    [Theory, EveryDatabase, Requirement("CHN-003")]
    public async Task A_paper_order_is_judged_at_the_moment_it_was_received(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var request = Fax() with { PlannedVaccinationDate = $"{Orders.Now.Day.AddDays(13):yyyy-MM-dd}" };
        Assert.Contains(await Codes(orders, request with { ReceivedAt = null }), code => code == "planned-too-soon");
        Assert.DoesNotContain(await Codes(orders, request with { ReceivedAt = Now.AddDays(-1) }),
            code => code == "planned-too-soon");
    }

    [Theory, EveryDatabase]
    public async Task A_received_time_may_be_now_and_not_a_minute_later(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        Assert.DoesNotContain("received-in-the-future", await Codes(orders, Fax() with { ReceivedAt = Now }));
        Assert.Contains("received-in-the-future", await Codes(orders, Fax() with { ReceivedAt = Now.AddMinutes(1) }));
        Assert.DoesNotContain("received-too-long-ago", await Codes(orders, DaysAgo(365)));
        Assert.Contains("received-too-long-ago", await Codes(orders, DaysAgo(366)));

        static OrderRequest DaysAgo(int days) => Fax() with { ReceivedAt = Now.AddDays(-days) };
    }

    [Theory, EveryDatabase]
    public async Task What_is_wrong_with_the_paper_is_said_at_once(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var codes = await Codes(orders, Fax() with { Form = "pink", Scan = 7 });
        Assert.Contains("form-unknown", codes);
        Assert.Contains("scan-unknown", codes);
        Assert.Contains("paper-only-by-fax-or-post", await Codes(orders, Fax("web")));
    }

    [Theory, EveryDatabase, Requirement("CHN-001")]
    public async Task A_customer_who_says_fax_waits_until_the_desk_has_found_it(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var placed = await PlaceOrder.Run(
            orders.Db, Orders.Request() with { Channel = "fax" }, Orders.Now, orders.Physician);
        Assert.Equal(OrderState.Held, placed.Value.State);
        Assert.Contains(placed.Value.Findings, finding => finding.Code == "original-not-seen");
    }

    [Theory, EveryDatabase, Requirement("CHN-003", "CHN-004")]
    public async Task Orders_are_found_by_the_way_they_came_and_listed_by_the_day_they_are_for(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var web = await orders.Placed(Orders.Request() with { PlannedVaccinationDate = null });
        var late = await Desk(Fax() with { PlannedVaccinationDate = "2026-08-01" });
        var soon = await Desk(Fax("post") with { PlannedVaccinationDate = "2026-07-01" });
        Assert.Equal([late], await Numbers(new() { Channel = "fax" }));
        Assert.Equal([web], await Numbers(new() { Channel = "web" }));
        Assert.Equal([soon, late, web], await Numbers(new() { ByPlannedDay = true }));
        Assert.Equal([late, web], await Numbers(new(After: soon) { ByPlannedDay = true }));
        Assert.Equal([web], await Numbers(new(After: late) { ByPlannedDay = true }));
        Assert.Empty(await Numbers(new(After: web) { ByPlannedDay = true }));

        async Task<long> Desk(OrderRequest request) =>
            (await PlaceOrder.Run(orders.Db, request, Orders.Now, orders.Desk)).Value.Number!.Value;
        async Task<IEnumerable<long>> Numbers(OrderFilter filter) =>
            (await ListOrders.Run(orders.Db, filter, orders.Desk)).Select(order => order.Number);
    }

    [Theory, EveryDatabase, Requirement("CHN-005")]
    public async Task An_email_is_refused_also_at_the_desk(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        foreach (var word in (string[])["email", "e-mail"])
        {
            var refused = await PlaceOrder.Run(orders.Db, Fax() with
            {
                Channel = word, Form = null, ReceivedAt = null,
            }, Orders.Now, orders.Desk);
            Assert.Contains(refused.Refusal!.Findings!, finding => finding.Code == "email-not-accepted");
        }
        Assert.Equal(0, await orders.Db.One<long>("select count(*) from orders"));
    }

    static async Task<IReadOnlyList<string>> Codes(Orders orders, OrderRequest request) =>
        [.. (await CheckOrder.Run(orders.Db, request, Orders.Now, orders.Desk)).Findings.Select(f => f.Code)];
}
