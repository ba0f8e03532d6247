using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Ordering;

/// <summary>The printed forms an order may come on by fax or post (CHN-006).</summary>
public enum OrderForm { General, Childhood, Hpv, OutsideProgramme }

/// <summary>What each printed form is for.</summary>
public static class OrderForms
{
    /// <summary>Purposes the form may be used for, the usual one first.</summary>
    public static IReadOnlyList<Purpose> Purposes(OrderForm form) => form switch
    {
        OrderForm.General => [Purpose.Payable, Purpose.Blue],
        OrderForm.Childhood => [Purpose.Childhood],
        OrderForm.Hpv => [Purpose.Hpv],
        OrderForm.OutsideProgramme => [Purpose.Payable, Purpose.Influenza, Purpose.Pregnancy],
        _ => throw new InvariantBroken($"no such form: {form}"),
    };

    /// <summary>
    /// Whether the product stands on the form. Yellow fever vaccine has the form for vaccines outside the childhood
    /// programme (YEL-010), and so has influenza vaccine; the certificate goes with the former.
    /// </summary>
    public static bool Lists(OrderForm form, Product product) => form switch
    {
        OrderForm.Childhood => product.Has(ProductGroups.Childhood),
        OrderForm.Hpv => product.Has(ProductGroups.Hpv),
        OrderForm.OutsideProgramme => product.Class == ProductClass.Certificate
            || (product.Class == ProductClass.Vaccine && !InProgramme(product)),
        OrderForm.General => product.Class is ProductClass.Immunoglobulin or ProductClass.Serum
                or ProductClass.Diagnostic
            || (product.Class == ProductClass.Vaccine && !product.Has(ProductGroups.YellowFever)
                && !product.Has(ProductGroups.Influenza)),
        _ => throw new InvariantBroken($"no such form: {form}"),
    };

    public static bool Fits(OrderForm form, Product product, Purpose purpose) =>
        Lists(form, product) && Purposes(form).Contains(purpose);

    /// <summary>
    /// The form that matches a product and what it is for (PRG-004, PRG-007, YEL-010); null where none does.
    /// </summary>
    public static OrderForm? For(Product product, Purpose purpose) => Matching
        .Where(form => Fits(form, product, purpose)).Select(form => (OrderForm?)form).FirstOrDefault();

    /// <summary>
    /// The form a purpose has as its fallback, whatever the product; null where the product decides.
    /// </summary>
    public static OrderForm? Own(Purpose purpose) => purpose switch
    {
        Purpose.Childhood => OrderForm.Childhood,
        Purpose.Hpv => OrderForm.Hpv,
        Purpose.Influenza or Purpose.Pregnancy => OrderForm.OutsideProgramme,
        Purpose.Blue => OrderForm.General,
        _ => null,
    };

    // The narrowest form first: the general one takes what has no form of its own.
    static readonly OrderForm[] Matching =
        [OrderForm.Childhood, OrderForm.Hpv, OrderForm.OutsideProgramme, OrderForm.General];

    static bool InProgramme(Product product) =>
        product.Has(ProductGroups.Childhood) || product.Has(ProductGroups.Hpv);
}
