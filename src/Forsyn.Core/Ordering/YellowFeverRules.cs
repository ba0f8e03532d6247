using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>Yellow fever vaccine goes to physicians at authorised offices; a pharmacy buys it to pass it on.</summary>
public static class YellowFeverRules
{
    const string Law = "FHI, yellow fever vaccination; WHO, International Health Regulations";

    [Rule(Law, "REQ-010", "YEL-001", "YEL-004", "YEL-005", "YEL-006", "YEL-007")]
    public static IEnumerable<Said> Physician_at_an_authorised_office_orders_yellow_fever_vaccine(
        OrderFacts order, RuleNumbers numbers)
    {
        var physician = order.Requisitioner.Role.IsPhysician();
        foreach (var line in Lines(order))
        {
            if (!physician) yield return Say("yellow-fever-not-physician", Block, order, line);
            else if (Ground(order) is null) yield return Say("yellow-fever-not-authorised", Block, order, line);
        }
    }

    // In the web shop the program itself knows who orders for whom; of paper and telephone the requisition must say it.
    [Rule(Law, "YEL-003")]
    public static IEnumerable<Said> Requisition_states_authorised_body_and_physician(
        OrderFacts order, RuleNumbers numbers)
    {
        foreach (var line in Lines(order))
            if (order.Channel != Channel.Web && !StatesBoth(order))
                yield return Said.Of("yellow-fever-statement-missing", Block, line.Number,
                    "product", line.Product.Name);
            else if (order.Requisitioner.Role.IsPhysician() && Ground(order) is { } ground)
                yield return Said.Of($"yellow-fever-{Kebab.Of(ground)}", Info, line.Number,
                    "product", line.Product.Name, "body", order.Customer.Name,
                    "physician", order.Requisitioner.Name);
    }

    static bool StatesBoth(OrderFacts order) =>
        order.YellowFever?.Stated is { AuthorisedBody: true, Physician: true };

    static YellowFeverGround? Ground(OrderFacts order) => order.YellowFever is not { } known ? null
        : YellowFever.Ground(order.Customer.Type, known.Municipal, known.Grants, known.HprNumber, order.Day);

    static IEnumerable<LineFacts> Lines(OrderFacts order) =>
        order.Customer.Type is PartyType.Pharmacy or PartyType.Wholesaler ? []
            : order.Lines.Where(line => line.Product.Has(ProductGroups.YellowFever));

    static Said Say(string code, Severity severity, OrderFacts order, LineFacts line) => Said.Of(
        code, severity, line.Number, "product", line.Product.Name, "customer", order.Customer.Name);
}
