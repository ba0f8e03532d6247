using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>The paper an order came on by fax or post.</summary>
/// <param name="AtDesk">Somebody who may register for others has the paper before them.</param>
/// <param name="Scanned">A picture of the paper goes with the order.</param>
/// <param name="Form">The printed form it was written on; null for a letter or a form of somebody else.</param>
public sealed record Paper(bool AtDesk, bool Scanned, OrderForm? Form);

/// <summary>Orders on paper: that there is one, and that the form is the right one.</summary>
public static class PaperRules
{
    const string Terms = "FHI, terms of ordering";

    [Rule(Terms, "CHN-001", "CHN-003", "CHN-004")]
    public static IEnumerable<Said> Order_by_fax_or_post_has_its_original(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Paper is not { } paper || order.Channel is not (Channel.Fax or Channel.Post)) yield break;
        if (!paper.AtDesk) yield return Said.Of("original-not-seen", Hold, null, "channel", Kebab.Of(order.Channel));
        else if (!paper.Scanned) yield return Said.Of("scan-missing", Warn);
    }

    [Rule(Terms, "CHN-006", "PRG-004", "PRG-007", "YEL-010")]
    public static IEnumerable<Said> Product_stands_on_the_form(OrderFacts order, RuleNumbers numbers) =>
        order.Paper?.Form is not { } form ? [] :
            from line in order.Lines
            where !OrderForms.Fits(form, line.Product, line.Purpose)
            select Said.Of("not-on-form", Warn, line.Number, "product", line.Product.Name, "form", Kebab.Of(form),
                "right", OrderForms.For(line.Product, line.Purpose) is { } right ? Kebab.Of(right) : "");
}
