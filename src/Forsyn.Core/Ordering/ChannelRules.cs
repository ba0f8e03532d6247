using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>How an order may come in, and how long before it is needed.</summary>
public static class ChannelRules
{
    const string Terms = "FHI, terms of ordering";

    [Rule(Terms, "CHN-001")]
    public static IEnumerable<Said> Order_is_in_writing(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Channel != Channel.Phone) yield break;
        var missing = new[]
        {
            (string.IsNullOrWhiteSpace(order.Urgent?.Caller), "caller"),
            (string.IsNullOrWhiteSpace(order.Urgent?.Reason), "reason"),
        }.Where(m => m.Item1).Select(m => m.Item2).ToList();
        if (missing.Count > 0)
            yield return Said.Of("phone-record-incomplete", Block, null, "missing", string.Join(", ", missing));
    }

    [Rule(Terms, "CHN-005")]
    public static IEnumerable<Said> Email_is_no_channel(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Channel == Channel.Email) yield return Said.Of("email-not-accepted", Block);
    }

    [Rule(Terms, "CHN-003", "INC-009")]
    public static IEnumerable<Said> Fax_is_open(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Channel == Channel.Fax && !numbers.Flag("fax-accepted"))
            yield return Said.Of("fax-not-accepted", Block);
    }

    /// <summary>Whether the web shop is the preferred way for a line; fax and post are its fallback.</summary>
    public static bool PrefersWeb(LineFacts line) => PrefersWeb(line.Purpose);

    public static bool PrefersWeb(Purpose purpose) => purpose is Purpose.Childhood or Purpose.Hpv or Purpose.Payable;

    // Said once, with the purposes it concerns, so that the order itself keeps that the fallback was used.
    [Rule(Terms, "CHN-010", "PRG-004", "PRG-007", "YEL-010")]
    public static IEnumerable<Said> Web_shop_is_preferred(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Channel is not (Channel.Fax or Channel.Post)) yield break;
        var purposes = order.Lines.Where(PrefersWeb).Select(l => Kebab.Of(l.Purpose)).Distinct().Order().ToList();
        if (purposes.Count > 0)
            yield return Said.Of("fallback-channel-used", Info, null,
                "channel", Kebab.Of(order.Channel), "purposes", string.Join(", ", purposes));
    }

    [Rule(Terms, "CHN-008")]
    public static IEnumerable<Said> Vaccination_is_planned_two_weeks_ahead(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Urgent is not null) yield break;
        var ahead = numbers.Days("order-ahead-days");
        if (order.PlannedOn is not { } planned)
            yield return Said.Of("planned-date-missing", Info, null, "days", $"{ahead}");
        else if (planned < order.Day)
            yield return Said.Of("planned-date-passed", Warn, null, "planned", $"{planned:yyyy-MM-dd}");
        else if (planned.DayNumber - order.Day.DayNumber < ahead)
            yield return Said.Of("planned-too-soon", Warn, null, "planned", $"{planned:yyyy-MM-dd}",
                "ahead", $"{planned.DayNumber - order.Day.DayNumber}", "days", $"{ahead}");
    }

    [Rule("FOR-2007-06-28-814 § 4", "CHN-011")]
    public static IEnumerable<Said> Blue_prescription_does_not_go_through_the_web(
        OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        where line.Purpose == Purpose.Blue && order.Channel == Channel.Web
        select Said.Of("blue-not-through-web", Block, line.Number, "product", line.Product.Name);
}
