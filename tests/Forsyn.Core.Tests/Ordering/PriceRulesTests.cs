using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class PriceRulesTests
{
    static readonly Product Childhood = An.Product(ProductGroups.Childhood, pack: 10, price: 250000);
    static readonly Product Blue = An.Product(blue: ["rabies-vaccine"]);

    static OrderPrice Price(OrderFacts order, bool feeOnProgrammes = true) =>
        PriceRules.Price(order, An.Numbers(feeOnProgrammes));

    [Fact, Requirement("FEE-001")]
    public void The_dispatch_fee_is_two_hundred_kroner_once_for_an_order_of_any_number_of_lines() =>
        Assert.Equal("200.00",
            Price(An.Order(An.Line(number: 1), An.Line(number: 2), An.Line(number: 3))).DispatchFee.ToString());

    [Fact, Requirement("FEE-002")]
    public void Only_an_order_of_nothing_but_blue_prescriptions_is_spared_the_fee()
    {
        Assert.Equal(Money.Zero,
            Price(An.Order(An.Line(Blue, Purpose.Blue), An.Line(Blue, Purpose.Blue, number: 2))).DispatchFee);
        Assert.Equal(Money.Kroner(200), Price(An.Order(An.Line(Blue, Purpose.Blue), An.Line(number: 2))).DispatchFee);
    }

    [Fact, Requirement("FEE-003")]
    public void A_pharmacy_pays_no_fee() =>
        Assert.Equal(Money.Zero, Price(An.Order().From(PartyType.Pharmacy)).DispatchFee);

    [Fact, Requirement("FEE-004")]
    public void A_wholesaler_pays_no_fee() =>
        Assert.Equal(Money.Zero, Price(An.Order().From(PartyType.Wholesaler)).DispatchFee);

    [Theory, Requirement("FEE-001")]
    [InlineData(PartyType.HealthStation), InlineData(PartyType.DoctorsOffice), InlineData(PartyType.Hospital)]
    public void Every_other_customer_pays_the_fee(PartyType type) =>
        Assert.Equal(Money.Kroner(200), Price(An.Order().From(type)).DispatchFee);

    [Fact, Requirement("FEE-005", "PRG-001")]
    public void Childhood_programme_vaccine_is_free_and_the_fee_is_still_charged()
    {
        var price = Price(An.Order(An.Line(Childhood, Purpose.Childhood, doses: 40)));
        Assert.Equal(Money.Zero, Assert.Single(price.LineAmounts));
        Assert.Equal("200.00", price.Total.ToString());
    }

    [Fact, Requirement("INC-010", "FEE-005")]
    public void Whether_programme_orders_pay_the_fee_is_a_parameter()
    {
        var order = An.Order(An.Line(Childhood, Purpose.Childhood, doses: 10));
        Assert.Equal(Money.Kroner(200), Price(order).DispatchFee);
        Assert.Equal(Money.Zero, Price(order, feeOnProgrammes: false).DispatchFee);
        Assert.Equal(Money.Kroner(200), Price(An.Order(), feeOnProgrammes: false).DispatchFee);
    }

    [Fact, Requirement("FEE-006")]
    public void Hpv_vaccine_for_the_programme_is_free_and_for_others_at_full_price()
    {
        var hpv = An.Product(ProductGroups.Hpv, price: 120000);
        Assert.Equal(Money.Zero, PriceRules.UnitPrice(An.Line(hpv, Purpose.Hpv)));
        Assert.Equal(new Money(120000), PriceRules.UnitPrice(An.Line(hpv)));
    }

    [Theory, Requirement("FEE-009")]
    [InlineData(Purpose.Payable), InlineData(Purpose.Influenza), InlineData(Purpose.Childhood),
        InlineData(Purpose.Hpv), InlineData(Purpose.Blue)]
    public void Nothing_is_free_outside_the_two_programmes_and_blue_prescription(Purpose purpose) =>
        Assert.Equal(new Money(30000), PriceRules.UnitPrice(An.Line(An.Product(), purpose)));

    [Fact, Requirement("FEE-009")]
    public void A_payable_product_whose_price_is_not_known_cannot_be_ordered() =>
        Assert.Equal(["price-missing"], An.Order(An.Line(An.Product(price: 0))).Blocks());

    [Fact]
    public void A_line_costs_its_whole_packs()
    {
        var price = Price(An.Order(An.Line(An.Product(pack: 10, price: 12345), doses: 21)));
        Assert.Equal("370.35", price.LineAmounts[0].ToString());
        Assert.Equal("570.35", price.Total.ToString());
    }
}
