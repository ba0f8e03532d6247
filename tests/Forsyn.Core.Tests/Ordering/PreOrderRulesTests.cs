using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class PreOrderRulesTests
{
    const string Article = "010348";
    static readonly Season Season = new("2026/27", DateRange.Inclusive(new(2026, 4, 1), new(2026, 8, 1)),
        Season.DispatchOf(2026),
        new Dictionary<string, SeasonPrice> { [Article] = new(new Money(1), new Money(2)) });

    static PreOrderLine Line(long doses = 100, long personnel = 0, string article = Article) =>
        new(article, An.Product(ProductGroups.Influenza), new Quantity(doses), new Quantity(personnel));

    static readonly PreOrderFacts Municipal = new(Season, PreOrderKind.Municipality, Role.InfectionControlPhysician,
        true, new(2026, 5, 15), false, "Løkkeveien 1, 9510 Alta", true, [Line()]);
    static readonly PreOrderFacts Hospital =
        Municipal with { Kind = PreOrderKind.Hospital, Role = Role.HospitalPhysician, Lines = [Line(200, 300)] };

    static string[] Said(PreOrderFacts order) => [.. PreOrderRules.Check(order).Select(finding => finding.Code)];

    [Fact, Requirement("REQ-005", "FLU-007")]
    public void The_infection_control_physician_of_the_municipality_pre_orders() => Assert.Empty(Said(Municipal));

    [Theory, Requirement("REQ-005")]
    [InlineData(Role.Physician), InlineData(Role.PublicHealthNurse), InlineData(Role.HospitalPhysician)]
    public void Nobody_else_pre_orders_for_a_municipality(Role role) =>
        Assert.Equal(["pre-order-not-infection-control"], Said(Municipal with { Role = role }));

    [Fact, Requirement("REQ-005")]
    public void The_physician_of_another_municipality_does_not_either() =>
        Assert.Equal(["pre-order-not-infection-control"], Said(Municipal with { OwnUnit = false }));

    [Fact, Requirement("REQ-006", "FLU-012")]
    public void A_hospital_asks_for_in_patients_and_for_its_personnel_in_one_pre_order()
    {
        Assert.Empty(Said(Hospital));
        Assert.Equal(new Quantity(500), Hospital.Lines[0].All);
        Assert.Empty(Said(Hospital with { Lines = [Line(0, 300)] }));
    }

    [Fact, Requirement("REQ-006")]
    public void A_municipality_has_no_second_quantity() =>
        Assert.Equal(["pre-order-personnel-in-hospitals-only"], Said(Municipal with { Lines = [Line(1, 1)] }));

    [Fact, Requirement("REQ-006")]
    public void Only_a_physician_of_the_hospital_pre_orders_for_it()
    {
        Assert.Equal(["pre-order-not-hospital-physician"], Said(Hospital with { OwnUnit = false }));
        Assert.Equal(["pre-order-not-hospital-physician"],
            Said(Hospital with { Role = Role.InfectionControlPhysician }));
    }

    [Theory, Requirement("FLU-006")]
    [InlineData(3, 31, false), InlineData(4, 1, true), InlineData(8, 1, true), InlineData(8, 2, false)]
    public void A_pre_order_is_placed_and_changed_in_the_window_only(int month, int day, bool taken) =>
        Assert.Equal(taken ? [] : ["pre-order-window-closed"], Said(Municipal with { Day = new(2026, month, day) }));

    [Fact, Requirement("FLU-007")]
    public void What_has_been_allotted_is_not_changed_any_more() =>
        Assert.Equal(["pre-order-decided"], Said(Municipal with { Decided = true }));

    [Theory, Requirement("FLU-008")]
    [InlineData("", "pre-order-address-missing"), InlineData(" \n", "pre-order-address-missing")]
    [InlineData("Torget 1\nStrandgata 2", "pre-order-several-addresses")]
    [InlineData("Torget 1; Strandgata 2", "pre-order-several-addresses")]
    public void There_is_exactly_one_delivery_address(string address, string said) =>
        Assert.Equal([said], Said(Municipal with { Address = address }));

    [Fact, Requirement("FLU-007")]
    public void Doses_are_of_the_vaccines_of_the_season_each_named_once()
    {
        Assert.Equal(["pre-order-empty"], Said(Municipal with { Lines = [Line(0)] }));
        Assert.Equal(["pre-order-not-of-season"], Said(Municipal with { Lines = [Line(article: "469758")] }));
        Assert.Equal(["pre-order-doses-out-of-range"], Said(Municipal with { Lines = [Line(-1)] }));
        Assert.Equal(["pre-order-article-twice"], Said(Municipal with { Lines = [Line(), Line()] }));
    }

    [Fact, Requirement("FEE-008")]
    public void A_pre_order_without_the_statement_is_taken_at_full_price_and_told_so() =>
        Assert.Equal(["pre-order-full-price"], Said(Municipal with { TargetGroup = false }));
}
