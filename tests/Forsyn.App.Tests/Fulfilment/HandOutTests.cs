using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Fulfilment;

public class HandOutTests
{
    static readonly Moment Night = Databases.SeededAt.Plus(TimeSpan.FromHours(14));

    static async Task<Caller> Person(Db db, string id) => (await Personas.Of(db, Night).Find(id))!;

    static async Task<long> Call(Db db, Caller duty, long doses = 2, string reason = "rabies") =>
        (await PlaceOrder.Run(db, new OrderRequest
        {
            Customer = "office-5601-2", Channel = "phone", AcceptShorterShelfLife = true,
            Requisitioner = new RequisitionerRequest("Ola Lege", "physician", null),
            Urgent = new UrgentRequest { Reason = reason, Caller = "Ola Lege" },
            Lines = [new LineRequest { ArticleNumber = "569568", Doses = doses, Purpose = "payable" }],
        }, Night, duty)).Value.Number!.Value;

    [Theory, EveryDatabase, Requirement("URG-003", "URG-013", "URG-002")]
    public async Task The_pharmacy_asks_the_physician_on_duty_writes_it_down_and_hands_out(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, duty) = (test.Db, await Person(test.Db, "vakt"));
        var number = await Call(db, duty);
        var undecided = await HandOut.Run(db, number, new(" "), Night, duty);
        Assert.Equal(["collected-by-missing", "consultation-not-decided"],
            undecided.Refusal!.Findings!.Select(f => f.Code).Order());
        var asked = await Consult.Run(
            db, number, new("Ragnhild Moe", Night.Utc.AddMinutes(-3), "Fem doser"), Night, duty);
        Assert.Equal(("Ragnhild Moe", Night.Plus(TimeSpan.FromMinutes(-3)), "Fem doser"),
            (asked.Value.Physician, asked.Value.ConsultedAt, asked.Value.Assessment));
        Assert.Equal("Sofie Brekke", Assert.Single(await Consult.Of(db, number)).RecordedBy);
        var later = Night.Plus(TimeSpan.FromMinutes(25));
        var once = duty with { Once = Once.Of("vakt", "hand-out-1", "x") };
        var sent = await HandOut.Run(db, number, new("Kari Nord, drosje"), later, once);
        Assert.Equal((OrderState.Dispatched, 25), (sent.Value.State, sent.Value.MinutesFromOrder));
        Assert.Equal(38, await db.One<long>("select sum(quantity) from balance b join lot l on l.id = b.lot_id " +
            "where b.pool = 3 and b.status = 0 and l.article_number = '569568'"));
        var order = (await GetOrder.Run(db, number, duty)).Value;
        Assert.Equal("Kari Nord, drosje", order.Events[^1].Text);
        Assert.Equal(later, order.Head.DispatchedAt);
        var again = await HandOut.Run(db, number, new("Kari Nord, drosje"), later, once);
        Assert.Equal(sent.Value.Shipment, again.Value.Shipment);
        Assert.Equal("order-not-in-state", (await HandOut.Run(db, number, new("X"), later, duty)).Refusal?.Code);
    }

    [Theory, EveryDatabase, Requirement("URG-013")]
    public async Task The_pharmacist_may_judge_that_nobody_need_be_asked(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, duty) = (test.Db, await Person(test.Db, "vakt"));
        var sent = await HandOut.Run(
            db, await Call(db, duty), new("Kari Nord", WithoutConsultation: true), Night, duty);
        Assert.Equal(OrderState.Dispatched, sent.Value.State);
    }

    [Theory, EveryDatabase, Requirement("BLU-002", "BLU-008")]
    public async Task A_blue_prescription_by_telephone_is_handed_out_when_the_pharmacist_has_seen_its_conditions(
        DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, duty) = (test.Db, await Person(test.Db, "vakt"));
        var number = (await PlaceOrder.Run(db, new OrderRequest
        {
            Customer = "office-5601-2", Channel = "phone", AcceptShorterShelfLife = true,
            DeliveryAddress = "Storgata 1, 9510 Alta",
            Requisitioner = new RequisitionerRequest("Ola Lege", "physician", null),
            Urgent = new UrgentRequest { Reason = "rabies", Caller = "Ola Lege" },
            Lines = [Ordering.BlueOrders.Line("569568") with { Indication = new() { Disease = "rabies", Code = "P" } }],
        }, Night, duty)).Value.Number!.Value;
        var seen = Assert.Single(await BlueLines.Of(db, number, duty));
        Assert.Null(seen.Patient);
        var unseen = await HandOut.Run(db, number, new("Kari Nord", WithoutConsultation: true), Night, duty);
        Assert.Equal("blue-conditions-not-confirmed", Assert.Single(unseen.Refusal!.Findings!).Code);
        var sent = await HandOut.Run(db, number, new("Kari Nord", true, ConditionsMet: true), Night, duty);
        Assert.Equal(OrderState.Dispatched, sent.Value.State);
        Assert.Equal(duty.Name, Assert.Single(await BlueLines.Of(db, number, duty)).CheckedBy);
    }

    [Theory, EveryDatabase, Requirement("URG-013")]
    public async Task What_is_missing_of_a_consultation_is_told_at_once(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, duty) = (test.Db, await Person(test.Db, "vakt"));
        var number = await Call(db, duty);
        Assert.Equal(["assessment-missing", "consulted-in-the-future", "consulted-physician-missing"],
            (await Consult.Run(db, number, new("", Night.Utc.AddMinutes(1), " "), Night, duty))
            .Refusal!.Findings!.Select(f => f.Code).Order());
    }

    [Theory, EveryDatabase]
    public async Task What_is_the_desks_is_unknown_to_the_pharmacy_and_plain_orders_are_not_consulted_on(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var db = test.Db;
        var (duty, desk, physician) =
            (await Person(db, "vakt"), await Person(db, "forsyning"), await Person(db, "lege"));
        var number = (await PlaceOrder.Run(db, new OrderRequest
        {
            Lines = [new LineRequest { ArticleNumber = "569568", Doses = 1, Purpose = "payable" }],
        }, Night, physician)).Value.Number!.Value;
        var asked = new ConsultRequest("A", null, "B");
        Assert.Equal("order-unknown", (await HandOut.Run(db, number, new("X"), Night, duty)).Refusal?.Code);
        Assert.Equal("order-unknown", (await Consult.Run(db, number, asked, Night, duty)).Refusal?.Code);
        Assert.Equal("order-not-urgent", (await Consult.Run(db, number, asked, Night, desk)).Refusal?.Code);
        Assert.Equal("order-not-at-the-pharmacy",
            (await HandOut.Run(db, number, new("X"), Night, desk)).Refusal?.Code);
    }

    [Theory, EveryDatabase, Requirement("CHN-009")]
    public async Task Times_from_receipt_to_dispatch_are_told_by_month_and_reason_with_the_orders_behind_them(
        DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, duty) = (test.Db, await Person(test.Db, "vakt"));
        foreach (var minutes in (int[])[20, 40, 120])
            await HandOut.Run(db, await Call(db, duty), new("Kari", true),
                Night.Plus(TimeSpan.FromMinutes(minutes)), duty);
        var open = await Call(db, duty, reason: "hepatitis-b");
        var refused = await Call(db, duty, reason: "hepatitis-b");
        await MoveOrder.Run(db, refused, OrderAction.Refuse, "Feil", Night, duty);
        var (rows, all) = await UrgentTimes.Run(db, new("2026-05", "2026-05"));
        Assert.Equal(
            [("2026-05", "hepatitis-b", new ReleaseTimes(0, 1, null, null, null)),
                ("2026-05", "rabies", new ReleaseTimes(3, 0, 40, 120, 120))],
            rows.Select(row => (row.Month, row.Reason, row.Times)));
        Assert.Equal(new ReleaseTimes(3, 1, 40, 120, 120), all);
        Assert.Empty((await UrgentTimes.Run(db, new("2026-06"))).Rows);
        Assert.Empty((await UrgentTimes.Run(db, new(To: "2026-04"))).Rows);
        Assert.Equal([open], (await UrgentTimes.Orders(db, new(Reason: "hepatitis-b"))).Select(o => o.Number));
        var behind = await UrgentTimes.Orders(db, new(Reason: "rabies"));
        Assert.Equal([120, 40, 20], behind.Select(o => o.Minutes!.Value));
    }
}
