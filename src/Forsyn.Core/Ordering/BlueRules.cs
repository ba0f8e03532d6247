using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>What a blue prescription must say, how it may come in, and which indications make it free.</summary>
public static class BlueRules
{
    internal const string Law = "FOR-2007-06-28-814 § 4";
    /// <summary>Hepatitis A and B rest on a circular beside the regulation (BLU-009).</summary>
    internal const string LawAndCircular = $"{Law}; circular I-2/2011 (hepatitis A and B)";

    [Rule(Law, "BLU-008")]
    public static IEnumerable<Said> Blue_prescription_comes_by_phone_in_an_emergency_only(
        OrderFacts order, RuleNumbers numbers) =>
        from line in Blue(order)
        where order.Channel == Channel.Phone && order.Urgent is null
        select Said.Of("blue-phone-only-urgent", Block, line.Number, "product", line.Product.Name);

    // The capability is there and switched off: the sources say that such prescriptions cannot be received.
    [Rule("FHI, terms of ordering", "BLU-007")]
    public static IEnumerable<Said> Electronic_prescriptions_are_not_received(OrderFacts order, RuleNumbers numbers)
    {
        if (order.Channel == Channel.Electronic && !numbers.Flag("blue-electronic"))
            yield return Said.Of("electronic-not-accepted", Block);
    }

    [Rule($"{Law}; FOR-1998-04-27-455", "REQ-007")]
    public static IEnumerable<Said> Blue_prescription_has_a_physician_and_section_four(
        OrderFacts order, RuleNumbers numbers)
    {
        foreach (var line in Blue(order))
        {
            if (!order.Requisitioner.Role.IsPhysician())
                yield return Said.Of("blue-needs-physician", Block, line.Number, "product", line.Product.Name);
            if (!line.Section4)
                yield return Said.Of("blue-section-4-missing", Block, line.Number, "product", line.Product.Name);
        }
    }

    // No finding says anything of the person: findings are kept with the order.
    [Rule(Law, "BLU-003")]
    public static IEnumerable<Said> Blue_prescription_names_the_patient(OrderFacts order, RuleNumbers numbers)
    {
        foreach (var line in Blue(order))
        {
            if (line.Patient is not { } patient)
            {
                yield return Said.Of("patient-missing", Block, line.Number, "product", line.Product.Name);
                continue;
            }
            if (patient.Name.Length is < 2 or > 200)
                yield return Said.Of("patient-name-missing", Block, line.Number);
            if (patient.IdentityNumber.Length == 0)
                yield return Said.Of("patient-identity-number-missing", Block, line.Number);
            else if (IdentityNumber.Parse(patient.IdentityNumber, order.Blue.TestPeople).Refusal is { } no)
                yield return Said.Of($"patient-{no.Code}", Block, line.Number);
            if (patient.MunicipalityNumber.Length == 0)
                yield return Said.Of("patient-municipality-missing", Block, line.Number);
            else if (!order.Blue.Municipalities.Contains(patient.MunicipalityNumber))
                yield return Said.Of("patient-municipality-unknown", Block, line.Number);
        }
    }

    [Rule(Law, "BLU-004")]
    public static IEnumerable<Said> Blue_prescription_says_how_much(OrderFacts order, RuleNumbers numbers)
    {
        foreach (var line in Blue(order))
        {
            if (string.IsNullOrWhiteSpace(line.DoseSize))
                yield return Said.Of("blue-dose-size-missing", Block, line.Number, "product", line.Product.Name);
            if (line.Doses <= Quantity.Zero)
                yield return Said.Of("blue-doses-missing", Block, line.Number, "product", line.Product.Name);
        }
    }

    [Rule(Law, "BLU-006")]
    public static IEnumerable<Said> Blue_prescription_says_where_to_deliver(OrderFacts order, RuleNumbers numbers)
    {
        if (Blue(order).Any() && string.IsNullOrWhiteSpace(order.AddressOnOrder))
            yield return Said.Of("blue-delivery-address-missing", Block);
    }

    [Rule(LawAndCircular, "BLU-001", "BLU-005", "BLU-009", "BLU-010", "BLU-011", "BLT-001")]
    public static IEnumerable<Said> Indication_is_one_of_the_product(OrderFacts order, RuleNumbers numbers)
    {
        foreach (var line in Blue(order).Where(line => line.Product.BlueKeys.Count > 0))
        {
            var possible = Possible(order.Blue.Table.Of(line.Product));
            if (line.Indication is not { Disease.Length: > 0 } said)
                yield return Said.Of("blue-indication-missing", Block, line.Number,
                    "product", line.Product.Name, "possible", possible);
            else if (order.Blue.Table.Meant(line.Product, said).Count == 0)
                yield return Said.Of("blue-indication-not-valid", Block, line.Number,
                    "product", line.Product.Name, "possible", possible);
        }
    }

    [Rule(LawAndCircular, "BLT-030")]
    public static IEnumerable<Said> Combination_vaccine_is_not_given_after_exposure(
        OrderFacts order, RuleNumbers numbers) =>
        from line in Blue(order)
        where line.Product.BlueKeys.Contains(BlueKey.HepatitisABVaccine) && line.Indication?.Code == "P"
        select Said.Of("blue-combination-not-after-exposure", Block, line.Number, "product", line.Product.Name);

    [Rule(LawAndCircular, "BLT-006", "BLT-013", "BLT-030")]
    public static IEnumerable<Said> Guideline_is_shown(OrderFacts order, RuleNumbers numbers) =>
        from line in Blue(order)
        from note in line.Indication is { } said ? order.Blue.Table.NotesOf(line.Product, said) : []
        select Said.Of($"blue-guideline-{note.Disease}", Info, line.Number, "product", line.Product.Name);

    [Rule(Law, "BLT-046")]
    public static IEnumerable<Said> Interpretation_is_marked(OrderFacts order, RuleNumbers numbers) =>
        from line in Blue(order)
        from row in Rows(order, line).Take(1)
        where row.Interpreted
        select Said.Of("blue-interpreted", Info, line.Number, "product", line.Product.Name, "code", row.Code ?? "");

    [Rule($"{Law}; FOR-2009-02-13-205", "BLT-049")]
    public static IEnumerable<Said> Regulation_behind_the_indication_is_named(OrderFacts order, RuleNumbers numbers) =>
        from line in Blue(order)
        from row in Rows(order, line).Take(1)
        where row.Law is not null
        select Said.Of("blue-by-regulation", Info, line.Number, "product", line.Product.Name, "law", row.Law!);

    [Rule(Law, "BLU-002")]
    public static IEnumerable<Said> Conditions_are_checked_by_a_pharmacist(OrderFacts order, RuleNumbers numbers) =>
        from line in Blue(order)
        where line.Indication is not null
        select Said.Of("blue-conditions-to-check", Hold, line.Number, "product", line.Product.Name);

    [Rule(Law, "URG-022")]
    public static IEnumerable<Said> Urgent_prophylaxis_may_be_free(OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        where order.Urgent is not null && line.Purpose == Purpose.Payable
        from row in order.Blue.Table.Of(line.Product).Where(row => row.Code == "P").Take(1)
        select Said.Of("suggest-blue-p", Info, line.Number, "product", line.Product.Name, "indication", row.Id);

    internal static IEnumerable<LineFacts> Blue(OrderFacts order) =>
        order.Lines.Where(line => line.Purpose == Purpose.Blue);

    internal static IReadOnlyList<BlueRow> Rows(OrderFacts order, LineFacts line) =>
        line.Indication is { } said ? order.Blue.Table.Meant(line.Product, said) : [];

    /// <summary>Disease and letter of each row, once: what a finding says would do.</summary>
    static string Possible(IEnumerable<BlueRow> rows) =>
        string.Join(", ", rows.Select(row => $"{row.Disease}/{row.Code ?? "none"}").Distinct());
}
