using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class PlaceOrderTests
{
    [Theory, EveryDatabase]
    public async Task A_placed_order_holds_its_doses_and_stands_in_the_books(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var free = await orders.Units(Orders.Single, 0);
        var placed = await PlaceOrder.Run(orders.Db, Orders.Request(doses: 7), Orders.Now, orders.Physician);
        Assert.Equal(OrderState.Placed, placed.Value.State);
        Assert.Equal(7, placed.Value.Lines[0].Reserved.Units);
        Assert.Equal(free - 7, await orders.Units(Orders.Single, 0));
        Assert.Equal(7, await orders.Units(Orders.Single, 2));
        var order = (await GetOrder.Run(orders.Db, placed.Value.Number!.Value, orders.Physician)).Value;
        Assert.Equal("200.00", order.DispatchFee.ToString());
        Assert.Contains(order.Findings, f => f.Code == "dispatch-fee" && f.Requirements.Contains("FEE-001"));
        Assert.Equal("placed", Assert.Single(order.Events).Kind);
    }

    [Theory, EveryDatabase]
    public async Task A_blocked_order_saves_nothing_and_says_everything_at_once(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var request = new OrderRequest
        {
            Channel = "email", PlannedVaccinationDate = "20.06.2026",
            Lines = [new LineRequest { ArticleNumber = "12", Doses = 0 },
                new LineRequest { ArticleNumber = "999998", Doses = 1 }],
        };
        var refused = await PlaceOrder.Run(orders.Db, request, Orders.Now, orders.Nurse);
        Assert.Equal("order-blocked", refused.Refusal?.Code);
        var codes = refused.Refusal!.Findings!.Where(f => f.Severity == Severity.Block).Select(f => f.Code).Order();
        Assert.Equal(
            ["article-number-wrong", "article-unknown", "doses-out-of-range", "email-not-accepted",
                "planned-date-unreadable"], codes);
        Assert.Equal(0, await orders.Db.One<long>("select count(*) from orders"));
    }

    [Theory, EveryDatabase, Requirement("REQ-004")]
    public async Task A_nurse_cannot_place_an_order_outside_the_programmes(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var refused = await PlaceOrder.Run(orders.Db, Orders.Request(), Orders.Now, orders.Nurse);
        Assert.Contains(refused.Refusal!.Findings!,
            f => f is { Code: "nurse-outside-programmes", Severity: Severity.Block });
        var placed =
            await PlaceOrder.Run(orders.Db, Orders.Request(Orders.Childhood, 10, "childhood"), Orders.Now,
                orders.Nurse);
        Assert.True(placed.Ok);
    }

    [Theory, EveryDatabase, Requirement("SHL-001")]
    public async Task An_order_that_stock_does_not_cover_is_held_and_keeps_nothing_from_others(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await orders.LeaveOnly(Orders.Single, 3);
        var held = await PlaceOrder.Run(orders.Db, Orders.Request(doses: 5), Orders.Now, orders.Physician);
        Assert.Equal(OrderState.Held, held.Value.State);
        Assert.Equal("3", Assert.Single(held.Value.Findings, f => f.Code.StartsWith("stock-short")).Args["covered"]);
        Assert.True(held.Value.Lines[0].Reserved.IsZero);
        var next = await PlaceOrder.Run(orders.Db, Orders.Request(doses: 2), Orders.Now, orders.Physician);
        Assert.Equal((OrderState.Placed, 2), (next.Value.State, next.Value.Lines[0].Reserved.Units));
        await MoveOrder.Run(orders.Db, held.Value.Number!.Value, OrderAction.Release, null, Orders.Now, orders.Desk);
        var allocated = await AllocateOrder.Run(orders.Db, held.Value.Number!.Value, Orders.Now, orders.Desk);
        Assert.Equal(1, allocated.Value.Lines[0].Covered.Units);
    }

    [Theory, EveryDatabase]
    public async Task The_same_request_under_the_same_key_is_one_order_and_other_content_is_refused(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var once = orders.Physician with { Once = Once.Of("lege", "key-1", "content") };
        var first = await PlaceOrder.Run(orders.Db, Orders.Request(), Orders.Now, once);
        var again = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => PlaceOrder.Run(orders.Db, Orders.Request(), Orders.Now, once)));
        Assert.All(again, answer => Assert.Equal(first.Value.Number, answer.Value.Number));
        Assert.Equal(1, await orders.Db.One<long>("select count(*) from orders"));
        var other = await PlaceOrder.Run(
            orders.Db, Orders.Request(doses: 9), Orders.Now,
            orders.Physician with { Once = Once.Of("lege", "key-1", "other") });
        Assert.Equal("idempotency-key-used-differently", other.Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Of_a_hundred_orders_for_the_last_sixty_doses_exactly_sixty_get_them(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await orders.LeaveOnly(Orders.Single, 60);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
            PlaceOrder.Run(orders.Db, Orders.Request(doses: 1), Orders.Now, orders.Physician)));
        Assert.All(answers, answer => Assert.True(answer.Ok));
        Assert.Equal(60,
            answers.Count(a => a.Value.State == OrderState.Placed && a.Value.Lines[0].Reserved.Units == 1));
        Assert.Equal(40, answers.Count(a => a.Value.State == OrderState.Held && a.Value.Lines[0].Reserved.IsZero));
        Assert.Equal(0, await orders.Units(Orders.Single, 0));
    }

    [Theory, EveryDatabase, Requirement("CHN-005", "CHN-001")]
    public async Task The_desk_registers_a_telephone_order_for_a_customer_with_its_written_record(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var request = Orders.Request() with
        {
            Customer = orders.Physician.Party.ToString(), Channel = "phone",
            Requisitioner = new RequisitionerRequest("Ola Lege", "physician", "9876543"),
        };
        var incomplete = await PlaceOrder.Run(orders.Db, request, Orders.Now, orders.Desk);
        Assert.Contains(incomplete.Refusal!.Findings!, f => f.Code == "phone-record-incomplete");
        var urgent = new UrgentRequest { Reason = "rabies exposure", Caller = "Ola Lege", AnsweredBy = "pharmacist" };
        var number =
            (await PlaceOrder.Run(orders.Db, request with { Urgent = urgent }, Orders.Now,
                orders.Desk)).Value.Number!.Value;
        var order = (await GetOrder.Run(orders.Db, number, orders.Physician)).Value;
        Assert.Equal(("Ola Lege", true), (order.RequisitionerName, order.Head.Urgent));
        Assert.Equal(Orders.Now, order.Head.PlacedAt);
        Assert.Contains("rabies exposure", order.Urgency);
    }

    [Theory, EveryDatabase]
    public async Task A_customer_orders_for_nobody_else(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var refused = await PlaceOrder.Run(
            orders.Db, Orders.Request() with { Customer = orders.Nurse.Party.ToString() }, Orders.Now,
            orders.Physician);
        Assert.Contains(refused.Refusal!.Findings!, f => f.Code == "customer-not-yours");
    }

    [Theory, EveryDatabase, Requirement("SHL-002")]
    public async Task An_order_above_the_use_of_three_months_is_warned_of(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await orders.Db.Write<int>(async tx => await tx.Do(
            "insert into use_month (holder_id, article_number, month, doses) " +
            "values (@Party, @Single, '2026-03', 4), (@Party, @Single, '2025-09', 90)",
            new { orders.Physician.Party, Orders.Single }), stop: TestContext.Current.CancellationToken);
        var check = await CheckOrder.Run(orders.Db, Orders.Request(doses: 5), Orders.Now, orders.Physician);
        Assert.Equal("4", Assert.Single(check.Findings, f => f.Code == "more-than-advised-use").Args["use"]);
        Assert.DoesNotContain(
            (await CheckOrder.Run(orders.Db, Orders.Request(doses: 4), Orders.Now, orders.Physician)).Findings,
            f => f.Code == "more-than-advised-use");
    }
}
