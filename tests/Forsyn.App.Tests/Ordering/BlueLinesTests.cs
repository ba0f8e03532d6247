using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class BlueLinesTests
{
    [Theory, EveryDatabase, Requirement("BLU-002", "FEE-002", "FEE-011")]
    public async Task A_blue_order_is_free_and_waits_until_a_pharmacist_has_seen_its_conditions(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var placed = (await PlaceOrder.Run(orders.Db, BlueOrders.Request(), Orders.Now, orders.Desk)).Value;
        var number = placed.Number!.Value;
        Assert.Equal((OrderState.Held, "0.00", "0.00"),
            (placed.State, $"{placed.DispatchFee}", $"{placed.Total}"));
        Assert.Equal("prescription-not-checked", (await Release()).Refusal?.Code);
        var before = Assert.Single(await BlueLines.Of(orders.Db, number, orders.Desk));
        Assert.Equal(("pneumococcal", "H", "0,5 ml", null),
            (before.Disease, before.Code, before.DoseSize, before.CheckedBy));
        Assert.Equal("K.F. (2010)", before.Patient?.Mask?.ToString());
        Assert.False(before.PricePerPack.IsZero);

        Assert.True((await BlueLines.Check(orders.Db, number, null, Orders.Now, orders.Desk)).Ok);
        var after = Assert.Single(await BlueLines.Of(orders.Db, number, orders.Desk));
        Assert.Equal((orders.Desk.Name, Orders.Now), (after.CheckedBy, after.CheckedAt));
        Assert.Equal("no-prescription-to-check",
            (await BlueLines.Check(orders.Db, number, null, Orders.Now, orders.Desk)).Refusal?.Code);
        Assert.Equal(OrderState.Released, (await Release()).Value);
        var events = (await GetOrder.Run(orders.Db, number, orders.Desk)).Value.Events;
        Assert.Equal(["placed", "check", "release"], events.Select(e => e.Kind));

        Task<Forsyn.Core.Basics.Result<OrderState>> Release() =>
            MoveOrder.Run(orders.Db, number, OrderAction.Release, null, Orders.Now, orders.Desk);
    }

    [Theory, EveryDatabase, Requirement("BLU-002")]
    public async Task Every_blue_line_is_checked_by_itself(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var number = (await PlaceOrder.Run(orders.Db,
            BlueOrders.Request(BlueOrders.Line(), BlueOrders.Line(BlueOrders.HepatitisB)), Orders.Now, orders.Desk))
            .Value.Number!.Value;
        await BlueLines.Check(orders.Db, number, [2], Orders.Now, orders.Desk);
        var refused = await MoveOrder.Run(orders.Db, number, OrderAction.Release, null, Orders.Now, orders.Desk);
        Assert.Equal(("prescription-not-checked", "1"), (refused.Refusal?.Code, refused.Refusal?.Args["lines"]));
        Assert.Equal("no-prescription-to-check",
            (await BlueLines.Check(orders.Db, number, [7], Orders.Now, orders.Desk)).Refusal?.Code);
    }

    [Theory, EveryDatabase, Requirement("BLU-002")]
    public async Task A_blue_line_without_indication_never_leaves_the_warehouse(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var number = await Placed(orders);
        // As an order looks that was written before indications were kept.
        await orders.Db.Write<int>(async tx =>
        {
            await tx.Do("delete from blue_line where order_number = @number", new { number });
            return await tx.Do("update orders set state = 'picked' where number = @number", new { number });
        }, stop: TestContext.Current.CancellationToken);
        var warehouse = (await Personas.Of(orders.Db, Orders.Now).Find("lager"))!;
        var refused = await DispatchOrder.Run(orders.Db, number, Orders.Now, warehouse);
        Assert.Equal("prescription-without-indication", refused.Refusal?.Code);
    }

    [Theory, EveryDatabase, Requirement("BLU-003")]
    public async Task The_patient_is_masked_to_those_who_handle_the_prescription_and_hidden_from_all_others(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var number = await Placed(orders);
        foreach (var (persona, prescriptions, masks) in new[]
        {
            ("forsyning", 1, 1), ("lege", 1, 1), ("revisor", 1, 0), ("helsesykepleier", 0, 0), ("sykehus", 0, 0),
            ("apotek", 0, 0), ("lager", 0, 0), ("dmp", 0, 0), ("admin", 0, 0), ("hod", 0, 0),
        })
        {
            var caller = (await Personas.Of(orders.Db, Orders.Now).Find(persona))!;
            var seen = await BlueLines.Of(orders.Db, number, caller);
            Assert.Equal((persona, prescriptions, masks),
                (persona, seen.Count, seen.Count(p => p.Patient?.Mask is not null)));
        }
    }

    static async Task<long> Placed(Orders orders) =>
        (await PlaceOrder.Run(orders.Db, BlueOrders.Request(), Orders.Now, orders.Desk)).Value.Number!.Value;

    [Theory, EveryDatabase, Requirement("BLT-002", "BLT-010")]
    public async Task An_outbreak_must_be_declared_and_going_on(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var declared = (await Outbreaks.Declare(orders.Db,
            new OutbreakRequest("hepatitis-a", "Finnmark", "2026-05-15", null, "FHI"), Orders.Now, orders.Desk)).Value;
        Assert.True((await Place($"{declared.Id}")).Ok);
        Assert.Equal("blue-outbreak-not-declared", Code(await Place("999")));
        var ended = await Outbreaks.End(orders.Db, declared.Id, "2026-05-14", orders.Desk);
        Assert.Equal("outbreak-faulty", ended.Refusal?.Code);
        Assert.Equal("outbreak-changed-meanwhile",
            (await Outbreaks.End(orders.Db, declared.Id, "2026-05-15", orders.Desk, 9)).Refusal?.Code);
        Assert.Equal(2, (await Outbreaks.End(orders.Db, declared.Id, "2026-05-15", orders.Desk, 1)).Value.Version);
        Assert.True((await Place($"{declared.Id}")).Ok);
        Assert.Equal("blue-outbreak-not-declared", Code(await Place($"{declared.Id}", days: 1)));
        Assert.Empty(await Outbreaks.List(orders.Db, new DateOnly(2026, 5, 16)));
        Assert.Single(await Outbreaks.List(orders.Db, new DateOnly(2026, 5, 15)));
        var faulty = await Outbreaks.Declare(
            orders.Db, new("measles", " ", "15.5.", "2026", null), Orders.Now, orders.Desk);
        Assert.Equal(
            ["outbreak-area", "outbreak-declared-by", "outbreak-disease", "outbreak-first-day", "outbreak-last-day"],
            faulty.Refusal!.Findings!.Select(f => f.Code).Order());

        Task<Forsyn.Core.Basics.Result<OrderAnswer>> Place(string outbreak, int days = 0) => PlaceOrder.Run(orders.Db,
            BlueOrders.Request(BlueOrders.Line("585869") with
            {
                Indication = new() { Disease = "hepatitis-a", Code = "F", Outbreak = outbreak },
            }), Orders.Now.Plus(TimeSpan.FromDays(days)), orders.Desk);

        static string? Code(Forsyn.Core.Basics.Result<OrderAnswer> refused) =>
            refused.Refusal?.Findings?.FirstOrDefault(f => f.Severity == Forsyn.Core.Basics.Severity.Block)?.Code;
    }
}
