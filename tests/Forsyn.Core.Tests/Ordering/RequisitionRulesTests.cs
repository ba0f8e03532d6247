using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class RequisitionRulesTests
{
    static readonly Product Childhood = An.Product(ProductGroups.Childhood);
    static readonly Product Hpv = An.Product(ProductGroups.Hpv);

    [Theory, Requirement("REQ-001")]
    [InlineData(Role.Physician), InlineData(Role.InfectionControlPhysician), InlineData(Role.HospitalPhysician)]
    public void A_physician_requisitions_any_product(Role role) => Assert.Empty(An.Order().By(role).Blocks());

    [Theory, Requirement("REQ-001")]
    [InlineData(Role.SupplyPharmacist), InlineData(Role.WarehouseWorker), InlineData(Role.Pharmacist),
        InlineData(Role.Administrator)]
    public void Nobody_else_requisitions_a_medicine(Role role) =>
        Assert.Equal(["requisitioner-not-physician"], An.Order().By(role).Blocks());

    [Theory]
    [InlineData(PartyType.Pharmacy), InlineData(PartyType.Wholesaler)]
    public void A_pharmacy_and_a_wholesaler_buy_for_sale_and_need_no_physician(PartyType type) =>
        Assert.Empty(An.Order().By(Role.Pharmacist).From(type).Blocks());

    [Fact]
    public void The_vaccination_certificate_is_no_medicine_and_anyone_at_a_customer_may_order_it() =>
        Assert.Empty(
            An.Order(An.Line(An.Product(@class: ProductClass.Certificate, price: 0))).By(Role.PublicHealthNurse)
                .Blocks());

    [Fact, Requirement("REQ-002")]
    public void A_nurse_orders_products_of_the_childhood_programme() =>
        Assert.Empty(An.Order(An.Line(Childhood, Purpose.Childhood)).By(Role.PublicHealthNurse).Blocks());

    [Fact, Requirement("REQ-002")]
    public void A_nurse_gets_no_product_outside_the_childhood_programme_by_naming_the_programme() =>
        Assert.Equal(["nurse-product-not-in-childhood-programme"],
            An.Order(An.Line(An.Product(), Purpose.Childhood)).By(Role.PublicHealthNurse).Blocks());

    [Fact, Requirement("REQ-003")]
    public void A_nurse_orders_hpv_vaccine_for_the_hpv_programme() =>
        Assert.Empty(An.Order(An.Line(Hpv, Purpose.Hpv)).By(Role.PublicHealthNurse).Blocks());

    [Fact, Requirement("REQ-003")]
    public void A_nurse_gets_no_other_product_for_the_hpv_programme() =>
        Assert.Equal(["nurse-product-not-in-hpv-programme"],
            An.Order(An.Line(Childhood, Purpose.Hpv)).By(Role.PublicHealthNurse).Blocks());

    [Theory, Requirement("REQ-004")]
    [InlineData(Purpose.Payable), InlineData(Purpose.Influenza), InlineData(Purpose.Blue)]
    public void A_nurse_is_refused_everything_else_and_told_the_rule(Purpose purpose)
    {
        var product = An.Product(ProductGroups.Childhood | ProductGroups.Influenza, blue: ["mmr-vaccine"]);
        var order = An.Order(An.Line(product, purpose)).By(Role.PublicHealthNurse) with { Channel = Channel.Post };
        var refused = Assert.Single(order.Findings(), f => f.Code == "nurse-outside-programmes");
        Assert.Equal(Severity.Block, refused.Severity);
        Assert.Equal(["REQ-004"], refused.Requirements);
        Assert.Equal(1, refused.Line);
        Assert.NotEmpty(refused.Law);
    }

    [Fact]
    public void All_lines_speak_at_once()
    {
        var order = An.Order(An.Line(number: 1), An.Line(An.Product(), Purpose.Childhood, number: 2),
            An.Line(number: 3)).By(Role.PublicHealthNurse);
        Assert.Equal([1, 2, 3],
            order.Findings().Where(f => f.Severity == Severity.Block).Select(f => f.Line!.Value).Order());
    }

    [Theory, Requirement("FEE-009")]
    [InlineData(Purpose.Childhood), InlineData(Purpose.Hpv), InlineData(Purpose.Influenza)]
    public void A_purpose_must_fit_the_product_so_that_no_product_becomes_free_by_naming_a_programme(Purpose purpose) =>
        Assert.Equal(["purpose-not-for-product"], An.Order(An.Line(An.Product(), purpose)).Blocks());

    [Theory, Requirement("ACT-003")]
    [InlineData(PartyType.HealthStation, true), InlineData(PartyType.DoctorsOffice, true),
        InlineData(PartyType.Hospital, true)]
    [InlineData(PartyType.Pharmacy, true), InlineData(PartyType.Wholesaler, true),
        InlineData(PartyType.Supplier, false)]
    [InlineData(PartyType.Authority, false), InlineData(PartyType.Trust, false), InlineData(PartyType.Producer, false)]
    public void Exactly_five_types_of_customer_are_served(PartyType type, bool served) =>
        Assert.Equal(!served, An.Order().From(type).Blocks().Contains("customer-not-served"));
}
