using Forsyn.Core.Shortages;

namespace Forsyn.Core.Ordering;

/// <summary>What a restriction on sale says of an order.</summary>
public static class RationingRules
{
    [Rule("Prop. 100 L (2023–2024)", "STS-006", OfTheMoment = true)]
    public static IEnumerable<Said> Rationed_products_keep_to_the_decision(OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        where order.Restrictions.Count > 0
        let verdict = RestrictionRules.SaleUnderRestrictions(order.Restrictions, new(line.Product.ArticleNumber,
            line.Product.Atc, line.Product.Form, line.Product.DosesPerPack, order.Customer.Type,
            line.DosesInPacks.Units, LastOn: line.LastBoughtOn,
            Exempt: line.Purpose == Purpose.Blue ? [SaleExemption.BluePrescription] : []), order.ReceivedAt)
        where !verdict.Allowed
        select Said.Of("rationed", Severity.Block, line.Number, "product", line.Product.Name, "restriction",
            verdict.Findings[0].Args["restriction"]);
}
