using Forsyn.Core.Ledger;

namespace Forsyn.Core.Fulfilment;

/// <summary>Where a delivery from a supplier stands; late is one that is open on a day after its own.</summary>
public enum DeliveryState { Expected, PartlyReceived, Received, Cancelled }

/// <summary>A line of an expected delivery as it could be read.</summary>
/// <param name="LotNumber">Empty where the supplier has not said which lot comes.</param>
/// <param name="Known">The product is in the catalogue.</param>
public sealed record AnnouncedLine(
    int Line, string Article, bool Known, string LotNumber, DateOnly? ExpiresOn, Quantity Units);

/// <summary>An expected delivery as the rules see it.</summary>
/// <param name="Supplier">Whether the party named is a supplier; null where none is named.</param>
/// <param name="MinimumDays">Days of shelf life agreed to be left on arrival; null where nothing is agreed.</param>
public sealed record AnnouncedDelivery(
    bool? Supplier, DateOnly? PlannedOn, DateOnly Today, long? MinimumDays, IReadOnlyList<AnnouncedLine> Lines);

/// <summary>Whether an expected delivery can be true.</summary>
public static class DeliveryRules
{
    const string Law = "EU GDP 2013/C 343/01 ch. 5.2";

    /// <summary>The most lines one delivery may have.</summary>
    public const int MostLines = 2000;
    const int MostDays = 3650;

    static readonly Func<AnnouncedDelivery, IEnumerable<(string Code, int? Line, string[] Args)>>[] All =
    [
        Supplier_is_one, Planned_day_is_to_come, Agreed_shelf_life_is_days, Delivery_has_lines,
        Announced_product_is_known,
        Units_are_a_number, Expiry_is_to_come,
    ];

    /// <summary>Adds all that speaks against the delivery; nothing when it can be written down.</summary>
    public static void Check(AnnouncedDelivery delivery, List<Finding> findings)
    {
        foreach (var rule in All)
        {
            var tag = RuleAttribute.Of(rule);
            findings.AddRange(rule(delivery).Select(said => new Finding(said.Code, Severity.Block, said.Line,
                tag.Requirements, tag.Law, Refusal.Of(said.Code, said.Args).Args)));
        }
    }

    [Rule(Law, "ACT-012")]
    public static IEnumerable<(string, int?, string[])> Supplier_is_one(AnnouncedDelivery delivery) =>
        delivery.Supplier == true ? []
            : [(delivery.Supplier is null ? "supplier-missing" : "supplier-is-none", null, [])];

    [Rule(Law, "ACT-012")]
    public static IEnumerable<(string, int?, string[])> Planned_day_is_to_come(AnnouncedDelivery delivery) =>
        delivery.PlannedOn is not { } day ? [("delivery-day-missing", null, [])]
        : day < delivery.Today ? [("delivery-day-has-passed", null, ["day", $"{day:yyyy-MM-dd}"])] : [];

    [Rule(Law, "SHL-004")]
    public static IEnumerable<(string, int?, string[])> Agreed_shelf_life_is_days(AnnouncedDelivery delivery) =>
        delivery.MinimumDays is null or >= 0 and <= MostDays ? []
            : [("agreed-shelf-life-wrong", null, ["days", $"{delivery.MinimumDays}", "most", $"{MostDays}"])];

    [Rule(Law, "ACT-012")]
    public static IEnumerable<(string, int?, string[])> Delivery_has_lines(AnnouncedDelivery delivery) =>
        delivery.Lines.Count is > 0 and <= MostLines ? []
            : [(delivery.Lines.Count == 0 ? "delivery-without-lines" : "delivery-too-long", null,
                ["lines", $"{delivery.Lines.Count}", "most", $"{MostLines}"])];

    [Rule(Law, "ACT-012")]
    public static IEnumerable<(string, int?, string[])> Announced_product_is_known(AnnouncedDelivery delivery) =>
        from line in delivery.Lines where !line.Known
        select ("delivery-product-unknown", (int?)line.Line, (string[])["product", line.Article]);

    [Rule(Law, "ACT-012")]
    public static IEnumerable<(string, int?, string[])> Units_are_a_number(AnnouncedDelivery delivery) =>
        from line in delivery.Lines
        where line.Units <= Quantity.Zero || line.Units.Units > LedgerRules.Largest.Units / 1_000_000
        select ("delivery-units-wrong", (int?)line.Line, (string[])["product", line.Article, "units", $"{line.Units}"]);

    [Rule(Law, "SHL-004")]
    public static IEnumerable<(string, int?, string[])> Expiry_is_to_come(AnnouncedDelivery delivery) =>
        from line in delivery.Lines where line.ExpiresOn < delivery.Today
        select ("delivery-expired", (int?)line.Line,
            (string[])["product", line.Article, "expires", $"{line.ExpiresOn:yyyy-MM-dd}"]);
}
