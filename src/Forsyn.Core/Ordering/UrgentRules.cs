using Forsyn.Core.Catalogue;
using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>Urgent and post-exposure supply: who is called when, and what must be said.</summary>
public static class UrgentRules
{
    const string Source = "FHI, emergency supply";

    /// <summary>FHI's desk, inside its opening hours (URG-009).</summary>
    public const string DeskPhone = "21 07 70 00";
    /// <summary>Vitusapotek Jernbanetorget, open day and night (URG-010).</summary>
    public const string PharmacyPhone = "23 35 81 00";

    /// <summary>
    /// Who serves an order: an emergency by telephone outside the desk's hours is the pharmacy's, all else the desk's.
    /// What somebody asked for otherwise stands, and the rules say whether it may.
    /// </summary>
    public static UrgentRoute Route(OrderFacts order, UrgentRoute? asked, RuleNumbers numbers) =>
        asked ?? (order is { Urgent: not null, Channel: Channel.Phone } && !IsOpen(order, numbers)
            ? UrgentRoute.Pharmacy : UrgentRoute.Desk);

    [Rule(Source, "CHN-007", "BLU-008")]
    public static IEnumerable<Said> Telephone_is_for_emergencies(OrderFacts order, RuleNumbers numbers)
    {
        if (order is { Channel: Channel.Phone, Urgent: null }) yield return Said.Of("phone-only-when-urgent", Block);
    }

    [Rule(Source, "URG-005")]
    public static IEnumerable<Said> Telephone_is_for_vaccines_immunoglobulins_and_sera(
        OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        where order.Channel == Channel.Phone && line.Product.Class is not
            (ProductClass.Vaccine or ProductClass.Immunoglobulin or ProductClass.Serum)
        select Said.Of("phone-not-for-product", Block, line.Number, "product", line.Product.Name);

    [Rule(Source, "CHN-007", "URG-014")]
    public static IEnumerable<Said> Urgency_has_a_reason(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Urgent is not { } urgent) yield break;
        if (string.IsNullOrWhiteSpace(urgent.Reason))
        {
            // By telephone the incomplete record says the same.
            if (order.Channel != Channel.Phone) yield return Said.Of("urgent-reason-missing", Block);
        }
        else if (urgent.Coded().NeedsText && urgent.Described() is "")
            yield return Said.Of("urgent-reason-undescribed", Block);
    }

    [Rule(Source, "URG-001")]
    public static IEnumerable<Said> Exposure_has_a_time(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Urgent is not { } urgent) yield break;
        if (urgent.ExposedAt is { } exposed)
        {
            var minutes = (long)Math.Max(0, order.ReceivedAt.Since(exposed).TotalMinutes);
            yield return Said.Of("time-since-exposure", Info, null,
                "hours", $"{minutes / 60}", "minutes", $"{minutes % 60}");
        }
        // An outbreak, a crisis or an established disease has no one time; where somebody was exposed, it is asked.
        else if (urgent.Coded().Exposure && urgent.Situation is Situation.SingleExposure or Situation.Incident)
            yield return Said.Of("exposure-time-missing", Warn);
    }

    [Rule(Source, "URG-009")]
    public static IEnumerable<Said> The_desk_is_called_in_its_hours(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Urgent is not { } urgent || order.Route != UrgentRoute.Desk || !IsOpen(order, numbers)) yield break;
        if (order.Channel != Channel.Phone) yield return Said.Of("call-the-desk", Info, null, "phone", DeskPhone);
        else if (string.IsNullOrWhiteSpace(urgent.AnsweredBy)) yield return Said.Of("answered-by-missing", Warn);
    }

    [Rule(Source, "URG-010")]
    public static IEnumerable<Said> The_pharmacy_is_called_outside_them(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Urgent is not null && order.Route == UrgentRoute.Desk && !IsOpen(order, numbers))
            yield return Said.Of("call-the-pharmacy", Warn, null, "phone", PharmacyPhone);
    }

    [Rule(Source, "URG-011")]
    public static IEnumerable<Said> The_pharmacy_serves_only_emergencies_outside_hours(
        OrderFacts order, RuleNumbers numbers)
    {
        if (order.Route != UrgentRoute.Pharmacy) yield break;
        if (order.Urgent is null) yield return Said.Of("pharmacy-without-emergency", Block);
        if (IsOpen(order, numbers)) yield return Said.Of("pharmacy-inside-hours", Block, null, "phone", DeskPhone);
    }

    [Rule(Source, "URG-012")]
    public static IEnumerable<Said> The_pharmacy_is_reached_by_telephone_only(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Route == UrgentRoute.Pharmacy && order.Channel != Channel.Phone)
            yield return Said.Of("pharmacy-by-telephone-only", Block, null, "phone", PharmacyPhone);
    }

    static bool IsOpen(OrderFacts order, RuleNumbers numbers) =>
        OpeningHours.IsOpen(order.ReceivedAt, numbers, order.Calendar);
}
