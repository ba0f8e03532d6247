using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>Who a pre-order is for: the target groups of a municipality, or a hospital.</summary>
public enum PreOrderKind { Municipality, Hospital }

/// <summary>Doses of a vaccine asked for before a season.</summary>
/// <param name="Product">Null where there is no such product.</param>
/// <param name="Doses">For the target groups; in a hospital for its in-patients.</param>
/// <param name="Personnel">For a hospital's own health personnel.</param>
public sealed record PreOrderLine(string Article, Product? Product, Quantity Doses, Quantity Personnel)
{
    public Quantity All => Doses + Personnel;
}

/// <summary>All the rules of a pre-order may know.</summary>
/// <param name="OwnUnit">The person answers for this municipality, or works at this hospital.</param>
/// <param name="Decided">The doses of the season have been allotted.</param>
public sealed record PreOrderFacts(
    Season Season, PreOrderKind Kind, Role Role, bool OwnUnit, DateOnly Day, bool Decided, string Address,
    bool TargetGroup, IReadOnlyList<PreOrderLine> Lines);

/// <summary>What a pre-order must be.</summary>
public static class PreOrderRules
{
    const string Terms = "FHI, terms of ordering";
    const long MostDoses = 10_000_000;

    delegate IEnumerable<Said> PreOrderRule(PreOrderFacts order);

    static readonly PreOrderRule[] All =
    [
        Municipality_pre_orders_by_its_infection_control_physician, Hospital_pre_orders_by_its_physician,
        Personnel_is_asked_for_by_hospitals, Pre_order_is_within_the_window, There_is_one_delivery_address,
        Doses_are_of_the_season, Target_groups_are_stated,
    ];

    /// <summary>Everything the rules say of a pre-order, the binding first.</summary>
    public static IReadOnlyList<Finding> Check(PreOrderFacts order) =>
        [.. All.SelectMany(rule => rule(order).Select(said => OrderRules.With(said, RuleAttribute.Of(rule)))).Order(
            OrderRules.MostBindingFirst)];

    [Rule("FOR-1998-04-27-455", "REQ-005")]
    public static IEnumerable<Said> Municipality_pre_orders_by_its_infection_control_physician(PreOrderFacts order)
    {
        if (order.Kind == PreOrderKind.Municipality
            && (order.Role != Role.InfectionControlPhysician || !order.OwnUnit))
            yield return Said.Of("pre-order-not-infection-control", Block, null, "role", Kebab.Of(order.Role));
    }

    [Rule("FOR-1998-04-27-455", "REQ-006", "FLU-012")]
    public static IEnumerable<Said> Hospital_pre_orders_by_its_physician(PreOrderFacts order)
    {
        if (order.Kind == PreOrderKind.Hospital && (order.Role != Role.HospitalPhysician || !order.OwnUnit))
            yield return Said.Of("pre-order-not-hospital-physician", Block, null, "role", Kebab.Of(order.Role));
    }

    [Rule(Terms, "REQ-006", "FLU-012")]
    public static IEnumerable<Said> Personnel_is_asked_for_by_hospitals(PreOrderFacts order)
    {
        if (order.Kind != PreOrderKind.Hospital && order.Lines.Any(line => !line.Personnel.IsZero))
            yield return Said.Of("pre-order-personnel-in-hospitals-only", Block);
    }

    [Rule(Terms, "FLU-006", "FLU-007")]
    public static IEnumerable<Said> Pre_order_is_within_the_window(PreOrderFacts order)
    {
        if (order.Decided) yield return Said.Of("pre-order-decided", Block, null, "season", order.Season.Code);
        else if (!order.Season.TakesPreOrders(order.Day))
            yield return Said.Of("pre-order-window-closed", Block, null, "season", order.Season.Code,
                "from", $"{order.Season.Window.From:yyyy-MM-dd}", "last", $"{order.Season.Window.LastDay:yyyy-MM-dd}");
    }

    // Several addresses are written one a line, or parted by a semicolon; an address itself needs neither.
    [Rule(Terms, "FLU-008")]
    public static IEnumerable<Said> There_is_one_delivery_address(PreOrderFacts order)
    {
        var addresses = order.Address.Split(['\n', '\r', ';'], StringSplitOptions.TrimEntries)
            .Count(part => part != "");
        if (addresses != 1)
            yield return Said.Of(addresses == 0 ? "pre-order-address-missing" : "pre-order-several-addresses", Block);
    }

    [Rule(Terms, "FLU-001", "FLU-007")]
    public static IEnumerable<Said> Doses_are_of_the_season(PreOrderFacts order)
    {
        if (order.Lines.All(line => line.All.IsZero)) yield return Said.Of("pre-order-empty", Block);
        foreach (var line in order.Lines)
            if (!order.Season.Prices.ContainsKey(line.Article))
                yield return Said.Of("pre-order-not-of-season", Block, null, "article", line.Article,
                    "season", order.Season.Code);
            else if (line.Doses.Units is < 0 or > MostDoses || line.Personnel.Units is < 0 or > MostDoses)
                yield return Said.Of("pre-order-doses-out-of-range", Block, null, "article", line.Article);
        foreach (var twice in order.Lines.GroupBy(line => line.Article).Where(lines => lines.Count() > 1))
            yield return Said.Of("pre-order-article-twice", Block, null, "article", twice.Key);
    }

    [Rule(Terms, "FEE-008")]
    public static IEnumerable<Said> Target_groups_are_stated(PreOrderFacts order)
    {
        if (!order.TargetGroup) yield return Said.Of("pre-order-full-price", Warn);
    }
}
