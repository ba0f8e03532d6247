using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Ordering;

/// <summary>What a physician writes in an application for licence exemption.</summary>
/// <param name="Workplace">Department or practice, as the physician names it.</param>
/// <param name="Use">What the medicine will be used for.</param>
/// <param name="Why">Why a product with marketing authorisation does not do.</param>
public sealed record ApplicationForm(
    string Physician, string HprNumber, string Workplace, string Use, string Why)
{
    /// <summary>Use and reason may tell of a patient, so none of it may slip into a log.</summary>
    public override string ToString() => "an application";
}

/// <summary>Whether an application that is sent ahead of an order is whole, and who decides on it.</summary>
public static class ApplicationRules
{
    const int LongestText = 2000;

    /// <summary>Everything that is wrong with it at once; each finding names its field.</summary>
    [Rule("FOR-1999-12-22-1559", "UNL-003", "UNL-006", "UNL-010")]
    public static IReadOnlyList<Finding> Check(
        Product product, ExemptionKind? kind, bool wholeYear, long? doses, ApplicationForm form, PatientData? patient,
        PartyType workplace)
    {
        var wrong = new List<Finding>();
        void Say(string code, string field) => wrong.Add(new(code, Severity.Block, null, [], "",
            new Dictionary<string, string> { ["field"] = field, ["product"] = product.Name }));

        if (!ExemptionRules.IsNeeded(product)) Say("application-not-needed", "article");
        if (kind is not { } chosen) Say("application-kind-missing", "kind");
        else
        {
            if (!ExemptionRules.FitsWorkplace(chosen, workplace)) Say("application-kind-not-here", "kind");
            if (!product.OnPositiveList && chosen != ExemptionKind.NamedPatient) Say("application-off-list", "kind");
            if (chosen == ExemptionKind.NamedPatient && wholeYear) Say("application-year-for-patient", "amount");
            if (chosen == ExemptionKind.NamedPatient)
                foreach (var (missing, field) in Missing(patient)) if (missing) Say("application-patient", field);
        }
        if (!wholeYear && doses is not (> 0 and <= 1_000_000)) Say("application-doses", "doses");
        foreach (var (text, field) in Texts(form))
            if (string.IsNullOrWhiteSpace(text)) Say("application-text-missing", field);
            else if (text.Length > LongestText) Say("application-text-long", field);
        return wrong;
    }

    /// <summary>
    /// The last day of an approval given today: what is asked for, at most what the numbers allow. Refuses
    /// exemption-period naming the last possible day.
    /// </summary>
    public static Result<DateOnly> Until(DateOnly today, DateOnly? asked, RuleNumbers numbers)
    {
        var last = ExemptionRules.LastDay(today, numbers);
        return asked is { } day && (day < today || day > last)
            ? Refusal.Of("exemption-period", "first", $"{today:yyyy-MM-dd}", "last", $"{last:yyyy-MM-dd}")
            : asked ?? last;
    }

    /// <summary>Says who the patient is: name, a valid identity number and the municipality.</summary>
    public static bool IsWhole(PatientData? patient) => Missing(patient).All(one => !one.Item1);

    static (bool, string)[] Missing(PatientData? patient) =>
    [
        (string.IsNullOrWhiteSpace(patient?.Name), "patient-name"),
        (patient is null || !IdentityNumber.Parse(patient.IdentityNumber, allowTest: true).Ok, "patient-number"),
        (patient?.MunicipalityNumber is not { Length: 4 } number || !number.All(char.IsAsciiDigit),
            "patient-municipality"),
    ];

    static (string, string)[] Texts(ApplicationForm form) =>
    [
        (form.Physician, "physician"), (form.HprNumber, "hpr"), (form.Workplace, "workplace"), (form.Use, "use"),
        (form.Why, "why"),
    ];
}
