namespace Forsyn.Core.Ordering;

/// <summary>What a rule found, before its law and requirements are added from its tag.</summary>
public readonly record struct Said(string Code, Severity Severity, int? Line, IReadOnlyDictionary<string, string> Args)
{
    public static Said Of(string code, Severity severity, int? line = null, params ReadOnlySpan<string> args)
    {
        var map = new Dictionary<string, string>();
        for (var i = 0; i + 1 < args.Length; i += 2) map[args[i]] = args[i + 1];
        return new Said(code, severity, line, map);
    }
}

/// <summary>A rule of ordering: a named pure function of the order's facts and the numbers of its day.</summary>
public delegate IEnumerable<Said> OrderRule(OrderFacts order, RuleNumbers numbers);

/// <summary>Every rule an order is judged by. A new rule is a new function and one line here.</summary>
public static class OrderRules
{
    public static readonly IReadOnlyList<OrderRule> All =
    [
        RequisitionRules.Customer_is_one_of_the_five_types,
        RequisitionRules.Product_is_of_a_class_the_permit_covers,
        RequisitionRules.Pharmacy_is_advised_to_use_a_wholesaler,
        RequisitionRules.Requisitioner_is_a_physician,
        RequisitionRules.Nurse_and_midwife_order_what_is_named_for_them,
        RequisitionRules.Nurse_orders_the_childhood_programme,
        RequisitionRules.Nurse_orders_the_hpv_programme,
        RequisitionRules.Nurse_orders_nothing_else,
        RequisitionRules.Purpose_fits_the_product,
        ExemptionRules.Product_without_authorisation_needs_an_exemption,
        ExemptionRules.A_physician_applies_for_the_exemption,
        ExemptionRules.Exactly_one_paper_proves_the_exemption,
        ExemptionRules.Kind_of_application_fits_workplace_and_quantity,
        ExemptionRules.Off_the_positive_list_only_for_a_named_patient,
        ExemptionRules.Off_the_positive_list_the_agency_approves_first,
        ExemptionRules.On_the_positive_list_the_dispenser_approves_before_release,
        ExemptionRules.An_earlier_approval_covers_the_line,
        YellowFeverRules.Physician_at_an_authorised_office_orders_yellow_fever_vaccine,
        YellowFeverRules.Requisition_states_authorised_body_and_physician,
        ProgrammeRules.Supply_ends_with_the_programme,
        ProgrammeRules.Recipient_is_of_a_birth_year_of_the_programme,
        SeasonRules.Reduced_price_needs_the_statement,
        SeasonRules.Only_inactivated_vaccine_has_the_reduced_price,
        SeasonRules.Reduced_price_is_for_vaccines_of_the_season,
        ChannelRules.Order_is_in_writing,
        ChannelRules.Email_is_no_channel,
        ChannelRules.Fax_is_open,
        ChannelRules.Web_shop_is_preferred,
        ChannelRules.Vaccination_is_planned_two_weeks_ahead,
        ChannelRules.Blue_prescription_does_not_go_through_the_web,
        UrgentRules.Telephone_is_for_emergencies,
        UrgentRules.Telephone_is_for_vaccines_immunoglobulins_and_sera,
        UrgentRules.Urgency_has_a_reason,
        UrgentRules.Exposure_has_a_time,
        UrgentRules.The_desk_is_called_in_its_hours,
        UrgentRules.The_pharmacy_is_called_outside_them,
        UrgentRules.The_pharmacy_serves_only_emergencies_outside_hours,
        UrgentRules.The_pharmacy_is_reached_by_telephone_only,
        PaperRules.Order_by_fax_or_post_has_its_original,
        PaperRules.Product_stands_on_the_form,
        QuantityRules.Whole_packs_are_sent,
        QuantityRules.At_most_three_months_of_use,
        QuantityRules.Opened_container_keeps_a_few_hours,
        BlueRules.Blue_prescription_comes_by_phone_in_an_emergency_only,
        BlueRules.Electronic_prescriptions_are_not_received,
        BlueRules.Blue_prescription_has_a_physician_and_section_four,
        BlueRules.Blue_prescription_names_the_patient,
        BlueRules.Blue_prescription_says_how_much,
        BlueRules.Blue_prescription_says_where_to_deliver,
        BlueRules.Indication_is_one_of_the_product,
        BlueRules.Combination_vaccine_is_not_given_after_exposure,
        BlueRules.Guideline_is_shown,
        BlueRules.Interpretation_is_marked,
        BlueRules.Regulation_behind_the_indication_is_named,
        BlueRules.Conditions_are_checked_by_a_pharmacist,
        BlueRules.Urgent_prophylaxis_may_be_free,
        BlueConditionRules.Age_fits_the_indication,
        BlueConditionRules.Exposure_is_recent_enough,
        BlueConditionRules.Immunoglobulin_is_offered_where_the_vaccine_does_not_fit,
        BlueConditionRules.Outbreak_is_declared,
        BlueConditionRules.Serogroup_is_named,
        BlueConditionRules.Study_programme_is_one_of_eight,
        BlueConditionRules.Origin_of_the_parents_is_stated,
        PriceRules.Payable_product_has_a_price,
        PriceRules.Dispatch_fee_is_charged,
        QuantityRules.Misordered_goods_are_not_taken_back,
        RationingRules.Rationed_products_keep_to_the_decision,
    ];

    static readonly (OrderRule Rule, RuleAttribute Tag)[] Tagged =
        [.. All.Select(rule => (rule, RuleAttribute.Of(rule)))];

    /// <summary>All findings of all rules at once, the binding ones first, then by line.</summary>
    public static IReadOnlyList<Finding> Check(OrderFacts order, RuleNumbers numbers) =>
        [.. Tagged.SelectMany(t => JudgeWith(t.Rule, t.Tag, order, numbers)).Order(MostBindingFirst)];

    // A rule set may switch a rule off for some days, or let it rest on another law.
    static IEnumerable<Finding> JudgeWith(OrderRule rule, RuleAttribute tag, OrderFacts order, RuleNumbers numbers) =>
        numbers.Switch(tag.Name) is { } changed
            ? changed.On
                ? rule(order, numbers).Select(said => With(said, tag) with { Law = changed.Law ?? tag.Law })
                : []
            : rule(order, numbers).Select(said => With(said, tag));

    /// <param name="tag">From RuleAttribute.Of, so that it knows the rule's name.</param>
    public static Finding With(Said said, RuleAttribute tag) =>
        new(said.Code, said.Severity, said.Line, tag.Requirements, tag.Law, said.Args) { Rule = tag.Name };

    /// <summary>The order in which findings are shown.</summary>
    public static readonly IComparer<Finding> MostBindingFirst = Comparer<Finding>.Create((a, b) =>
        a.Severity != b.Severity ? b.Severity.CompareTo(a.Severity) : (a.Line ?? 0).CompareTo(b.Line ?? 0));

    /// <summary>The worst severity, or info when nothing was found.</summary>
    public static Severity Worst(IEnumerable<Finding> findings) =>
        findings.Select(f => f.Severity).DefaultIfEmpty(Severity.Info).Max();
}
