using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Shortages;
using Forsyn.App.Tests.Ordering;
using Forsyn.App.Tests.Preparedness;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Shortages;

public class RestrictionTests
{
    static readonly Moment Now = DutyRoad.Now;

    static readonly RestrictionRequest Paracetamol = new("Paracetamol", ["N02BE01"], [], [], ["pharmacy", "wholesaler"],
        100, null, null, 14, null, "2026-06-30T23:59", ["blue-prescription"], "", false, "Prop. 100 L", "Shortage",
        "2026-06-01");

    [Theory, EveryDatabase]
    [Requirement("STS-006")]
    public async Task A_restriction_holds_by_the_clock_until_it_ends_or_is_repealed_and_its_history_stays(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var one = (await DecideRestriction.Run(road.Db, Paracetamol with { Starts = "2026-05-20T08:00" }, Now,
            road.Regulator)).Value;
        var start = Moment.InOslo(new(2026, 5, 20), new(8, 0));
        Assert.Equal(("planned", "in-force", "ended"), (one.StateAt(Now), one.StateAt(start),
            one.StateAt(Moment.InOslo(new(2026, 7, 1), default))));
        Assert.Empty((await Restrictions.List(road.Db, Now, "in-force")).Items);
        Assert.Single((await Restrictions.List(road.Db, start, "in-force")).Items);
        Assert.Equal("restriction-faulty",
            (await DecideRestriction.Repeal(road.Db, one.Id, " ", null, start, road.Regulator)).Refusal?.Code);
        var repealed = (await DecideRestriction.Repeal(road.Db, one.Id, "Deliveries are back", "2026-06-01T12:00",
            start, road.Regulator)).Value;
        var noon = Moment.InOslo(new(2026, 6, 1), new(12, 0));
        Assert.Equal(("in-force", "repealed"), (repealed.StateAt(start), repealed.StateAt(noon)));
        Assert.Empty((await Restrictions.List(road.Db, noon, "in-force")).Items);
        Assert.Equal("Paracetamol", Assert.Single((await Restrictions.List(road.Db, noon, "repealed")).Items).Title);
        Assert.Equal("restriction-not-in-state",
            (await DecideRestriction.Repeal(road.Db, one.Id, "Again", null, start, road.Regulator)).Refusal?.Code);
        Assert.Equal("restriction-unknown",
            (await DecideRestriction.Repeal(road.Db, 7, "No", null, start, road.Regulator)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    [Requirement("STS-006")]
    public async Task A_pharmacy_asks_whether_a_sale_is_allowed_and_is_told_why_not(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Assert.True((await DecideRestriction.Run(road.Db, Paracetamol, Now, road.Regulator)).Ok);
        var article = await road.Db.One<string>("select min(article_number) from product where atc = 'N02BE01'");
        var other = await road.Db.One<string>("select min(article_number) from product where atc = 'J01CA04'");
        async Task<SaleAnswer> Judge(SaleQuestion question) =>
            (await Restrictions.Judge(road.Db, question, Now)).Value;
        var no = await Judge(new(article, "pharmacy", 101, null, "2026-05-10"));
        Assert.Equal((false, 100L, new DateOnly(2026, 5, 24)), (no.Allowed, no.MostUnits, no.FreeOn));
        Assert.Equal(["restriction-units", "restriction-interval"], no.Findings.Select(finding => finding.Code));
        Assert.True((await Judge(new(article, "pharmacy", 100))).Allowed);
        Assert.True((await Judge(new(article, "pharmacy", 500, Exempt: ["blue-prescription"]))).Allowed);
        Assert.True((await Judge(new(other, "pharmacy", 500))).Allowed);
        Assert.Equal(["sale-article", "sale-actor", "sale-units", "sale-last", "restriction-exempt"],
            (await Restrictions.Judge(road.Db, new("x", "fhi", 0, null, "soon", ["me"]), Now)).Refusal!.Findings!
                .Select(finding => finding.Code));
    }

    [Theory, EveryDatabase]
    [Requirement("STS-006")]
    public async Task An_order_beyond_a_restriction_is_blocked_and_one_within_it_is_placed(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        await using var road = await DutyRoad.On(kind);
        var narrow = Paracetamol with
        {
            Atc = [], Articles = [Orders.Single], Actors = ["doctors-office"], MostUnits = 5, EveryDays = 14,
        };
        Assert.True((await DecideRestriction.Run(orders.Db, narrow, Orders.Now, road.Regulator)).Ok);
        var no = await PlaceOrder.Run(orders.Db, Orders.Request(doses: 6), Orders.Now, orders.Physician);
        Assert.Contains(no.Refusal!.Findings!, finding => finding is { Code: "rationed", Severity: Severity.Block });
        Assert.True((await PlaceOrder.Run(orders.Db, Orders.Request(doses: 5), Orders.Now, orders.Physician)).Ok);
        var soon = await PlaceOrder.Run(orders.Db, Orders.Request(doses: 5), Orders.Now.Plus(TimeSpan.FromHours(1)),
            orders.Physician);
        Assert.Contains(soon.Refusal!.Findings!, finding => finding.Code == "rationed");
    }

    [Theory, EveryDatabase]
    public async Task Everything_wrong_with_a_restriction_is_said_at_once_and_the_decision_is_printed(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var no = await DecideRestriction.Run(road.Db, new("", [], ["000000"], [], ["fhi"], null, null, null, null,
            "yesterday", "", ["me"], null, false, null, null, null), Now, road.Regulator);
        Assert.Equal(["sale-article", "restriction-starts", "restriction-actor", "restriction-exempt",
            "restriction-title", "restriction-law", "restriction-grounds", "restriction-products",
            "restriction-actors", "restriction-limits", "restriction-period"],
            no.Refusal!.Findings!.Select(finding => finding.Code));
        Assert.Equal(0, await road.Db.One<long>("select count(*) from restriction"));
        var row = (await DecideRestriction.Run(road.Db, Paracetamol, Now, road.Regulator)).Value;
        foreach (var language in Languages.All)
            Assert.Equal("%PDF", Encoding.ASCII.GetString(RestrictionPdf.Make(row, language, Now)[..4]));
    }
}
