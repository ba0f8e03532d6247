using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>What an order costs, without levy and VAT.</summary>
public sealed record OrderPrice(IReadOnlyList<Money> LineAmounts, Money DispatchFee)
{
    public Money Total => Money.Sum(LineAmounts) + DispatchFee;
}

/// <summary>Product prices by purpose, and the dispatch fee.</summary>
public static class PriceRules
{
    const string Terms = "FHI, terms of delivery";
    const string Programme = "FOR-2009-10-02-1229";

    /// <summary>Amounts in whole øre: packs sent × price of a pack, and the fee once for the order.</summary>
    public static OrderPrice Price(OrderFacts order, RuleNumbers numbers) =>
        new([.. order.Lines.Select(line => UnitPrice(line) * line.Packs)], DispatchFee(order, numbers));

    /// <summary>
    /// Price of a pack: nothing in the childhood and HPV programmes (FEE-005, FEE-006) and on blue prescription, in
    /// full otherwise.
    /// </summary>
    public static Money UnitPrice(LineFacts line) => line.Purpose switch
    {
        Purpose.Childhood when line.Product.Has(ProductGroups.Childhood) => Money.Zero,
        Purpose.Hpv when line.Product.Has(ProductGroups.Hpv) => Money.Zero,
        Purpose.Blue when line.Product.BlueKeys.Count > 0 => Money.Zero,
        Purpose.Influenza => line.Season?.PriceOf(line.Product) ?? line.Product.PricePerPack,
        _ => line.Product.PricePerPack,
    };

    /// <summary>
    /// The fee of one order: nothing for pharmacies, wholesalers and orders of blue prescriptions only. Programme
    /// orders pay it because the sources do not name them among the exempt; that decision is a parameter (INC-010).
    /// </summary>
    public static Money DispatchFee(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Lines.Count == 0 || order.Customer.Type is PartyType.Pharmacy or PartyType.Wholesaler)
            return Money.Zero;
        if (order.Lines.All(line => line.Purpose == Purpose.Blue)) return Money.Zero;
        var programmeOnly = order.Lines.All(line => line.Purpose is Purpose.Childhood or Purpose.Hpv or Purpose.Blue);
        if (programmeOnly && !numbers.Flag("fee-on-programme-orders")) return Money.Zero;
        return numbers.Money("dispatch-fee");
    }

    [Rule($"{Terms}; {Programme}", "FEE-001", "FEE-002", "FEE-003", "FEE-004", "FEE-005", "FEE-006", "INC-010")]
    public static IEnumerable<Said> Dispatch_fee_is_charged(OrderFacts order, RuleNumbers numbers)
    {
        var fee = DispatchFee(order, numbers);
        if (!fee.IsZero) yield return Said.Of("dispatch-fee", Info, null, "fee", fee.ToString());
    }

    [Rule($"{Terms}; {Programme}", "FEE-009", "FEE-010")]
    public static IEnumerable<Said> Payable_product_has_a_price(OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        where line.Purpose is Purpose.Payable or Purpose.Influenza or Purpose.Pregnancy
            && line.Product.PricePerPack.IsZero && line.Product.Class != ProductClass.Certificate
        select Said.Of("price-missing", Block, line.Number, "product", line.Product.Name);
}
