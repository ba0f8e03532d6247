using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using static Forsyn.Core.Ordering.OrderForm;

namespace Forsyn.Core.Tests.Ordering;

public class OrderFormTests
{
    static Product Product(ProductClass kind, ProductGroups groups = ProductGroups.None) =>
        An.Product() with { Class = kind, Groups = groups };

    static readonly Product Hexavalent = Product(ProductClass.Vaccine, ProductGroups.Childhood);
    static readonly Product Hpv = Product(ProductClass.Vaccine, ProductGroups.Childhood | ProductGroups.Hpv);
    static readonly Product YellowFever = Product(ProductClass.Vaccine, ProductGroups.YellowFever);
    static readonly Product Influenza = Product(ProductClass.Vaccine, ProductGroups.Influenza);
    static readonly Product Travel = Product(ProductClass.Vaccine);

    [Fact, Requirement("CHN-006")]
    public void There_are_four_forms() => Assert.Equal(4, Enum.GetValues<OrderForm>().Length);

    [Fact, Requirement("CHN-006")]
    public void Each_form_lists_its_own_products_and_no_others()
    {
        var all = new[]
        {
            Hexavalent, Hpv, YellowFever, Influenza, Travel, Product(ProductClass.Immunoglobulin),
            Product(ProductClass.Serum), Product(ProductClass.Diagnostic), Product(ProductClass.Certificate),
            Product(ProductClass.Medicine),
        };
        Assert.Equal([0, 1], On(Childhood));
        Assert.Equal([1], On(OrderForm.Hpv));
        Assert.Equal([2, 3, 4, 8], On(OutsideProgramme));
        Assert.Equal([0, 1, 4, 5, 6, 7], On(General));

        int[] On(OrderForm form) => [.. Enumerable.Range(0, all.Length).Where(i => OrderForms.Lists(form, all[i]))];
    }

    [Fact, Requirement("PRG-004")]
    public void The_childhood_programme_has_its_own_form() =>
        Assert.Equal(Childhood, OrderForms.For(Hexavalent, Purpose.Childhood));

    [Fact, Requirement("PRG-007")]
    public void The_hpv_programme_has_its_own_form() => Assert.Equal(OrderForm.Hpv, OrderForms.For(Hpv, Purpose.Hpv));

    [Fact, Requirement("YEL-010")]
    public void Yellow_fever_vaccine_comes_on_the_form_for_vaccines_outside_the_childhood_programme()
    {
        Assert.Equal(OutsideProgramme, OrderForms.For(YellowFever, Purpose.Payable));
        Assert.False(OrderForms.Lists(General, YellowFever));
    }

    [Fact, Requirement("CHN-006")]
    public void A_purpose_with_a_form_of_its_own_names_the_form_its_products_match()
    {
        Assert.Equal(Childhood, OrderForms.Own(Purpose.Childhood));
        Assert.Equal(OrderForm.Hpv, OrderForms.Own(Purpose.Hpv));
        Assert.Equal(OutsideProgramme, OrderForms.Own(Purpose.Influenza));
        Assert.Equal(OutsideProgramme, OrderForms.Own(Purpose.Pregnancy));
        Assert.Equal(OutsideProgramme,
            OrderForms.For(Product(ProductClass.Vaccine, ProductGroups.Pregnancy), Purpose.Pregnancy));
        Assert.Null(OrderForms.Own(Purpose.Payable));
    }

    [Fact, Requirement("CHN-006")]
    public void What_has_no_form_of_its_own_comes_on_the_general_one()
    {
        Assert.Equal(General, OrderForms.For(Product(ProductClass.Immunoglobulin), Purpose.Payable));
        Assert.Equal(General, OrderForms.For(Hexavalent, Purpose.Blue));
        Assert.Equal(General, OrderForms.For(Hexavalent, Purpose.Payable));
        Assert.Null(OrderForms.For(Travel, Purpose.Childhood));
        Assert.Null(OrderForms.For(Product(ProductClass.Medicine), Purpose.Payable));
    }
}
