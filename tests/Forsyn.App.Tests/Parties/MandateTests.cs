using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Parties;
using Forsyn.App.Tests.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Parties;

public class MandateTests
{
    static readonly DateOnly Change = Orders.Now.Day.AddDays(30);

    static Moment On(int days) => Orders.Now.Plus(TimeSpan.FromDays(days));

    [Theory, EveryDatabase, Requirement("ACT-012")]
    public async Task An_order_is_from_the_operator_of_its_day_and_a_change_rewrites_nothing(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var before = await orders.Placed();
        var changed = await Operators.Change(
            orders.Db, new("sale", "nmd", Change, "HOD 2026"), Orders.Now, orders.Desk);
        Assert.Equal("nmd", changed.Value.PartyKey);
        Task<string?> Seller(long number) => orders.Db.One<string>(
            "select p.key from orders o join party p on p.id = o.supplier_id where o.number = @number", new { number });
        async Task<long> Placed(int days) => (await PlaceOrder.Run(orders.Db, Orders.Request() with
        {
            PlannedVaccinationDate = null,
        }, On(days), orders.Physician)).Value.Number!.Value;
        Assert.Equal("fhi", await Seller(await Placed(29)));
        var after = await Placed(30);
        Assert.Equal("nmd", await Seller(after));
        Assert.Equal("fhi", await Seller(before));
        Assert.Equal("fhi", await Seller(await Placed(29)));
        var sale = (await Operators.List(orders.Db)).Where(row => row.Task == "sale").ToList();
        Assert.Equal([("fhi", Change), ("nmd", (DateOnly?)null)], sale.Select(row => (row.PartyKey, row.ValidTo)));
        Assert.All(await Operators.List(orders.Db), row => Assert.Equal("710", row.Chapter));
    }

    [Theory, EveryDatabase, Requirement("ACT-012")]
    public async Task A_change_lies_in_days_to_come_and_all_that_is_wrong_is_told_at_once(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var faulty = await Operators.Change(
            orders.Db, new("sail", "nobody", Orders.Now.Day, " "), Orders.Now, orders.Desk);
        Assert.Equal(["operator-task", "operator-party", "operator-from", "operator-decision"],
            faulty.Refusal!.Findings!.Select(f => f.Code));
        Assert.True((await Operators.Change(
            orders.Db, new("storage", "nmd", Change, "HOD"), Orders.Now, orders.Desk)).Ok);
        Assert.Equal("operator-changed-later", (await Operators.Change(
            orders.Db, new("storage", "ahn", Change.AddDays(-1), "HOD"), Orders.Now, orders.Desk)).Refusal!.Code);
    }

    [Theory, EveryDatabase, Requirement("ACT-010")]
    public async Task A_framework_agreement_has_three_distinct_parties(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var request = new AgreementRequest("HPV 2027", new(2027, 1, 1), new(2028, 12, 31), "sup-fjordvax");
        var added = (await Agreements.Add(orders.Db, request, Orders.Now, orders.Desk)).Value;
        Assert.Equal(("dmp", "sykehusinnkjop", "hdir"), (added.Responsible, added.Commercial, added.Signatory));
        var same = await Agreements.Add(orders.Db, request with { Signatory = "dmp" }, Orders.Now, orders.Desk);
        Assert.Equal(["agreement-parties-not-distinct"], same.Refusal!.Findings!.Select(f => f.Code));
        var none = await Agreements.Add(orders.Db,
            new("", new(2027, 1, 1), new(2026, 1, 1), "nobody"), Orders.Now, orders.Desk);
        Assert.Equal(["agreement-name", "agreement-days", "agreement-party"],
            none.Refusal!.Findings!.Select(f => f.Code));
        Assert.Equal(3, (await Agreements.List(orders.Db)).Count);
    }

    [Theory, EveryDatabase, Requirement("ACT-011")]
    public async Task An_authorisation_knows_what_is_granted_used_and_left_and_who_reports(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var id = (await Authorisations.Grant(
            orders.Db, new("Pandemivaksine", 2026, "1000.00"), Orders.Now, orders.Desk)).Value;
        var used = (await Authorisations.Use(
            orders.Db, id, new("400.00", null, "Avrop 1"), Orders.Now, orders.Desk)).Value;
        Assert.Equal((Money.Kroner(1000), Money.Kroner(400), Money.Kroner(600)),
            (used.GrantedOre, used.UsedOre, used.Remaining));
        Assert.Equal("authorisation-exceeded", (await Authorisations.Use(
            orders.Db, id, new("600.01", null, "Avrop 2"), Orders.Now, orders.Desk)).Refusal!.Code);
        Assert.True((await Authorisations.Use(
            orders.Db, id, new("600.00", null, "Avrop 2"), Orders.Now, orders.Desk)).Ok);
        Assert.Equal(("fhi", (DateOnly?)null), (used.Owner, used.OwnerTo));
        Assert.True((await Authorisations.EndOwner(orders.Db, id, new(2027, 7, 1), orders.Desk)).Ok);
        Assert.Equal(new DateOnly(2027, 7, 1),
            (await Authorisations.List(orders.Db)).Single(row => row.Id == id).OwnerTo);
    }
}
