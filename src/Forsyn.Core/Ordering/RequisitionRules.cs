using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>Who may requisition what.</summary>
public static class RequisitionRules
{
    const string Requisition = "FOR-1998-04-27-455";
    const string Programme = "FOR-2009-10-02-1229";
    /// <summary>Code of data/country/diseases.csv.</summary>
    const string Corona = "covid-19";

    [Rule("FOR-1993-12-21-1219; LOV-1994-08-05-55", "ACT-002", "ACT-003")]
    public static IEnumerable<Said> Customer_is_one_of_the_five_types(OrderFacts order, RuleNumbers numbers)
    {
        if (!order.Customer.Type.IsCustomer())
            yield return Said.Of("customer-not-served", Block, null, "customer", order.Customer.Name);
    }

    // The permit covers vaccines, immunoglobulins and sera. Tuberculin is named among what is distributed (SHL-007) and
    // the certificate is no medicine (YEL-009); every other medicine goes by the ordinary trade.
    [Rule("FOR-1993-12-21-1219", "ACT-002")]
    public static IEnumerable<Said> Product_is_of_a_class_the_permit_covers(OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        where line.Product.Class is ProductClass.Medicine or ProductClass.Equipment
        select Said.Of("class-not-distributed", Block, line.Number, "product", line.Product.Name);

    [Rule("FHI, terms of ordering", "ACT-004")]
    public static IEnumerable<Said> Pharmacy_is_advised_to_use_a_wholesaler(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Customer.Type == PartyType.Pharmacy)
            yield return Said.Of("pharmacy-advised-to-use-wholesaler", Info, null, "customer", order.Customer.Name);
    }

    // A pharmacy or wholesaler buys goods for sale and requisitions for nobody; the certificate is no medicine.
    // Programme vaccine and blue prescription are not for sale: physicians and, by their own rules, nurses order them
    // whoever the customer is, or a pharmacy would have them for nothing (PRG-003, PRG-007).
    [Rule(Requisition, "REQ-001", "PRG-003", "PRG-007", "INC-009")]
    public static IEnumerable<Said> Requisitioner_is_a_physician(OrderFacts order, RuleNumbers numbers)
    {
        var role = order.Requisitioner.Role;
        if (role.IsPhysician() || MayOrderSomeVaccines(role, numbers)) yield break;
        foreach (var line in order.Lines.Where(line => IsMedicine(line) && !IsForSale(order, line)))
            yield return Said.Of("requisitioner-not-physician", Block, line.Number,
                "product", line.Product.Name, "role", Kebab.Of(role));
    }

    // Only the rules of today give these two a right at all; by the sources they are stopped above.
    [Rule("FOR-2022-06-02-977", "REQ-001", "INC-009")]
    public static IEnumerable<Said> Nurse_and_midwife_order_what_is_named_for_them(
        OrderFacts order, RuleNumbers numbers) =>
        order.Requisitioner.Role is not (Role.Nurse or Role.Midwife)
            || !MayOrderSomeVaccines(order.Requisitioner.Role, numbers) ? [] :
        from line in order.Lines
        where IsMedicine(line) && !IsForSale(order, line) && !IsNamedFor(order.Requisitioner.Role, line)
        select Said.Of("role-outside-its-vaccines", Block, line.Number,
            "product", line.Product.Name, "role", Kebab.Of(order.Requisitioner.Role));

    [Rule($"{Requisition}; {Programme}", "REQ-002")]
    public static IEnumerable<Said> Nurse_orders_the_childhood_programme(OrderFacts order, RuleNumbers numbers) =>
        from line in NurseLines(order)
        where line.Purpose == Purpose.Childhood && !line.Product.Has(ProductGroups.Childhood)
        select Said.Of("nurse-product-not-in-childhood-programme", Block, line.Number, "product", line.Product.Name);

    [Rule($"{Requisition}; {Programme}", "REQ-003")]
    public static IEnumerable<Said> Nurse_orders_the_hpv_programme(OrderFacts order, RuleNumbers numbers) =>
        from line in NurseLines(order)
        where line.Purpose == Purpose.Hpv && !line.Product.Has(ProductGroups.Hpv)
        select Said.Of("nurse-product-not-in-hpv-programme", Block, line.Number, "product", line.Product.Name);

    [Rule(Requisition, "REQ-004")]
    public static IEnumerable<Said> Nurse_orders_nothing_else(OrderFacts order, RuleNumbers numbers) =>
        from line in NurseLines(order)
        where !IsNursePurpose(line.Purpose, numbers)
        select Said.Of("nurse-outside-programmes", Block, line.Number,
            "product", line.Product.Name, "purpose", Kebab.Of(line.Purpose));

    // Without this a programme price could be had for any product by naming the programme (FEE-009).
    [Rule(Programme, "FEE-009")]
    public static IEnumerable<Said> Purpose_fits_the_product(OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        where !Fits(line.Purpose, line.Product) && !IsSaidOfNurses(order, line, numbers)
        select Said.Of("purpose-not-for-product", Block, line.Number,
            "product", line.Product.Name, "purpose", Kebab.Of(line.Purpose));

    static bool Fits(Purpose purpose, Product product) => purpose switch
    {
        Purpose.Childhood => product.Has(ProductGroups.Childhood),
        Purpose.Hpv => product.Has(ProductGroups.Hpv),
        Purpose.Influenza => product.Has(ProductGroups.Influenza),
        Purpose.Pregnancy => product.Has(ProductGroups.Pregnancy),
        Purpose.Blue => product.BlueKeys.Count > 0,
        Purpose.Payable => true,
        _ => throw new InvariantBroken($"no such purpose: {purpose}"),
    };

    static IEnumerable<LineFacts> NurseLines(OrderFacts order) =>
        order.Requisitioner.Role == Role.PublicHealthNurse ? order.Lines.Where(IsMedicine) : [];

    static bool IsNursePurpose(Purpose purpose, RuleNumbers numbers) => purpose switch
    {
        Purpose.Childhood or Purpose.Hpv => true,
        Purpose.Influenza or Purpose.Pregnancy => numbers.Flag("nurses-requisition-all-programmes"),
        _ => false,
    };

    // Public health nurses have rules of their own in every edition.
    static bool MayOrderSomeVaccines(Role role, RuleNumbers numbers) => role switch
    {
        Role.PublicHealthNurse => true,
        Role.Nurse => numbers.Flag("nurses-requisition-influenza-and-corona"),
        Role.Midwife => numbers.Flag("midwives-requisition-for-pregnant"),
        _ => false,
    };

    static bool IsNamedFor(Role role, LineFacts line) => role == Role.Nurse
        ? line.Purpose == Purpose.Influenza || line.Product.Diseases.Contains(Corona)
        : line.Purpose == Purpose.Pregnancy;

    // What a nurse may not order for a purpose, and the two programmes with a rule of their own, are said by those.
    static bool IsSaidOfNurses(OrderFacts order, LineFacts line, RuleNumbers numbers) =>
        order.Requisitioner.Role == Role.PublicHealthNurse && IsMedicine(line)
            && (line.Purpose is Purpose.Childhood or Purpose.Hpv || !IsNursePurpose(line.Purpose, numbers));

    static bool IsForSale(OrderFacts order, LineFacts line) =>
        order.Customer.Type is PartyType.Pharmacy or PartyType.Wholesaler
            && line.Purpose is Purpose.Payable or Purpose.Influenza;

    static bool IsMedicine(LineFacts line) => line.Product.Class != ProductClass.Certificate;
}
