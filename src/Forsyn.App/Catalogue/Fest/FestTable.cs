namespace Forsyn.App.Catalogue.Fest;

/// <summary>A table that FEST items are loaded into; the first column is always the id of the version.</summary>
sealed record FestTable(string Name, params string[] Columns)
{
    static readonly string[] Medicine =
    [
        "name_form_strength", "atc", "atc_name", "prescription_group", "form_code", "form_name", "preparation_type",
        "application_type", "opioid_application", "black_triangle",
    ];

    public static readonly FestTable
        Brand = new("fest_brand",
        [
            "id", .. Medicine, "name", "long_form", "warning_triangle", "reference_product", "vaccine_standard",
            "vaccine_standard_name", "manufacturer",
        ]),
        Package = new("fest_package",
        [
            "id", .. Medicine, "article_number", "without_preservative", "storage", "substitution_group_id",
            "substitution_from", "substitution_to", "outgoing", "marketed_on", "withdrawn_on", "temporarily_out_on",
                "repackages",
        ]),
        Ingredient = new("fest_ingredient", "id", "place", "substance_id", "with_strength"),
        BoundCondition = new("fest_bound_condition", "id", "condition_id"),
        Reimbursed = new("fest_reimbursed", "id", "group_id", "valid_from", "prescribe_until", "dispense_until"),
        BarCode = new("fest_bar_code", "id", "code", "gtin"),
        Content = new("fest_content", "id", "brand_id", "size", "unit", "unit_name", "package_type",
            "package_type_name", "multiple", "count", "amount_millionths", "place", "daily_dose_millionths",
            "daily_dose_unit",
                "statistics_factor_millionths"),
        Price = new("fest_price", "id", "type", "amount_ore", "valid_from", "valid_to"),
        Substance = new("fest_substance", "id", "name", "english_name"),
        SubstanceForm = new("fest_substance_form", "id", "of_id"),
        Strength = new("fest_strength", "id", "substance_id", "strength", "strength_unit", "denominator",
            "denominator_unit", "alternative", "alternative_unit", "alternative_denominator",
            "alternative_denominator_unit", "operator",
            "upper_strength", "combination_atc"),
        SubstitutionGroup = new("fest_substitution_group", "id", "code", "name", "has_remark", "remark", "valid_from",
            "valid_to"),
        Reimbursement = new("fest_reimbursement", "id", "basis", "basis_name", "needs_product_link",
            "needs_decision", "number", "atc", "atc_name", "needs_code", "entitled_use"),
        ReimbursementCode = new("fest_reimbursement_code", "id", "place", "code", "name", "system", "sub_term",
            "valid_from", "prescribe_until", "dispense_until"),
        CodeCondition = new("fest_reimbursement_code_condition", "id", "place", "condition_id", "valid_from",
            "valid_to"),
        Condition = new("fest_condition", "id", "number", "group_code", "group_name", "applies_to",
            "applies_to_name", "text", "valid_from", "valid_to"),
        ConditionValue = new("fest_condition_value", "id", "type", "type_name", "value", "value_name"),
        Notice = new("fest_notice", "id", "type", "type_name", "heading", "text", "valid_from", "link_text", "link"),
        NoticeCode = new("fest_notice_code", "id", "display_rule", "code", "name"),
        NoticeReference = new("fest_notice_reference", "id", "class", "class_name", "element_id"),
        // Temporary tables of one import.
        Staged = new("fest_staged", "id", "catalogue", "entry_id", "catalogue_id", "made_at", "loaded"),
        Expired = new("fest_expired", "id", "catalogue", "entry_id", "catalogue_id", "made_at");

    /// <summary>The tables that hang on a version.</summary>
    public static readonly IReadOnlyList<FestTable> Kept =
    [
        Brand, Package, Ingredient, BoundCondition, Reimbursed, BarCode, Content, Price, Substance, SubstanceForm,
        Strength, SubstitutionGroup, Reimbursement, ReimbursementCode, CodeCondition, Condition, ConditionValue, Notice,
        NoticeCode, NoticeReference,
    ];
}
