using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class YellowFeverRulesTests
{
    const string Hpr = "909000001";
    static readonly DateOnly Today = An.Morning.Day;
    static readonly YellowFeverGrant Institution = new(null, Today, null);

    static OrderFacts Order(bool municipal = false, params YellowFeverGrant[] grants) =>
        An.Order(An.Line(An.Product(ProductGroups.YellowFever))) with
        {
            YellowFever = new(municipal, grants, Hpr),
        };

    [Theory, Requirement("REQ-010"), Requirement("YEL-001"), Requirement("YEL-006")]
    [InlineData(Role.Physician, null), InlineData(Role.InfectionControlPhysician, null)]
    [InlineData(Role.WarehouseWorker, "yellow-fever-not-physician")]
    public void A_physician_at_a_municipal_office_orders_and_nobody_else(Role role, string? block) =>
        Assert.Equal(block is not null,
            Order(municipal: true).By(role).Blocks().Contains("yellow-fever-not-physician"));

    [Theory, Requirement("YEL-005"), Requirement("YEL-006")]
    [InlineData(PartyType.DoctorsOffice, true, true), InlineData(PartyType.HealthStation, true, true)]
    [InlineData(PartyType.DoctorsOffice, false, false), InlineData(PartyType.HealthStation, false, false)]
    [InlineData(PartyType.Hospital, true, false)]
    public void Municipal_offices_and_health_stations_are_authorised_by_what_they_are(
        PartyType type, bool municipal, bool authorised) =>
        Assert.Equal(authorised ? [] : ["yellow-fever-not-authorised"], Order(municipal).From(type).Blocks());

    [Theory, Requirement("YEL-001"), Requirement("YEL-007"), Requirement("YEL-008")]
    [InlineData(-1, null, true), InlineData(0, null, true), InlineData(1, null, false)]
    [InlineData(-9, -1, false), InlineData(-9, 0, false), InlineData(-9, 1, true)]
    public void A_decision_holds_from_its_day_until_the_day_it_is_withdrawn(int granted, int? withdrawn, bool holds)
    {
        var grant = new YellowFeverGrant(
            null, Today.AddDays(granted), withdrawn is { } days ? Today.AddDays(days) : null);
        Assert.Equal(holds ? [] : ["yellow-fever-not-authorised"], Order(false, grant).Blocks());
    }

    [Fact, Requirement("YEL-004")]
    public void A_decision_for_one_physician_is_for_no_other()
    {
        Assert.Empty(Order(false, Institution with { HprNumber = Hpr }).Blocks());
        Assert.Equal(["yellow-fever-not-authorised"],
            Order(false, Institution with { HprNumber = "9090002" }).Blocks());
        Assert.Null(YellowFever.Ground(
            PartyType.DoctorsOffice, false, [Institution with { HprNumber = Hpr }], null, Today));
    }

    [Fact, Requirement("YEL-003")]
    public void The_order_says_which_authorised_body_and_which_physician()
    {
        var said = Order(municipal: true).Findings().Single(f => f.Code.StartsWith("yellow-fever"));
        Assert.Equal(("yellow-fever-municipal", "Legekontoret", "Ingrid"),
            (said.Code, said.Args["body"], said.Args["physician"]));
        Assert.Contains("yellow-fever-institution", Order(false, Institution).Codes());
        Assert.Contains("yellow-fever-vaccinator", Order(false, Institution with { HprNumber = Hpr }).Codes());
    }

    [Theory, Requirement("YEL-003")]
    [InlineData(true, true, true), InlineData(true, false, false), InlineData(false, true, false)]
    public void A_requisition_on_paper_must_state_both(bool body, bool physician, bool suffices)
    {
        var order = Order(municipal: true) with { Channel = Channel.Post };
        var stated = order with { YellowFever = order.YellowFever! with { Stated = new(body, physician) } };
        Assert.Equal(!suffices, stated.Blocks().Contains("yellow-fever-statement-missing"));
        Assert.Contains("yellow-fever-statement-missing", order.Blocks());
    }

    [Fact, Requirement("YEL-002")]
    public void A_pharmacy_buys_it_to_pass_it_on() =>
        Assert.DoesNotContain(Order().By(Role.Pharmacist).From(PartyType.Pharmacy).Codes(),
            code => code.StartsWith("yellow-fever"));

    [Fact]
    public void Other_vaccines_need_no_such_office() =>
        Assert.Empty((An.Order() with { YellowFever = null }).Blocks());
}
