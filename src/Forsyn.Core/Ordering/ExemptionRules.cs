using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>Products without marketing authorisation are ordered on licence exemption (godkjenningsfritak).</summary>
public static class ExemptionRules
{
    const string Law = "FOR-1999-12-22-1559";

    /// <summary>The last day of an approval: at most a year from the day it is given.</summary>
    public static DateOnly LastDay(DateOnly approved, RuleNumbers numbers) =>
        approved.AddMonths(numbers.Months("exemption-months")).AddDays(-1);

    [Rule(Law, "UNL-002")]
    public static IEnumerable<Said> Product_without_authorisation_needs_an_exemption(
        OrderFacts order, RuleNumbers numbers) =>
        from line in Lines(order)
        where line.Exemption is null
        select MayFollow(order, numbers)
            ? Say("exemption-follows", Hold, line) : Say("exemption-missing", Block, line);

    // Nobody can hand over a paper by telephone, and an antitoxin must be given before the post has come: a pharmacist
    // decides, and the application is asked for afterwards (decision 0024).
    static bool MayFollow(OrderFacts order, RuleNumbers numbers) =>
        order is { Channel: Channel.Phone, Urgent: not null } && numbers.Flag("exemption-follows-emergency-call");

    // A pharmacy orders on the application a physician sent to it, and so does the physician's own workplace.
    [Rule(Law, "REQ-009", "UNL-003")]
    public static IEnumerable<Said> A_physician_applies_for_the_exemption(OrderFacts order, RuleNumbers numbers) =>
        from line in Lines(order)
        where line.Exemption is { } exemption && !order.Requisitioner.Role.IsPhysician()
            && !(order.Customer.Type == PartyType.Pharmacy && exemption.Approval?.Found is not null)
        select Say("exemption-needs-physician", Block, line);

    [Rule(Law, "UNL-004", "UNL-005")]
    public static IEnumerable<Said> Exactly_one_paper_proves_the_exemption(OrderFacts order, RuleNumbers numbers) =>
        from line in Lines(order)
        where line.Exemption is not null
        let code = line.Exemption switch
        {
            { Application: not null, Approval: not null } => "exemption-two-papers",
            { Application: null, Approval: null } => "exemption-paper-missing",
            { Application.File: ApplicationFile.Unknown } => "exemption-file-unknown",
            { Application.File: ApplicationFile.Used } => "exemption-file-used",
            { Approval: { Found: null } } => "exemption-approval-unknown",
            _ => null,
        }
        where code is not null
        select Say(code, Block, line, "reference", line.Exemption!.Approval?.Reference ?? "");

    [Rule(Law, "UNL-006")]
    public static IEnumerable<Said> Kind_of_application_fits_workplace_and_quantity(
        OrderFacts order, RuleNumbers numbers)
    {
        foreach (var line in Lines(order))
        {
            if (line.Exemption is not { Application: { } applied } exemption) continue;
            if (exemption.Kind is not { } kind)
            {
                yield return Say("exemption-kind-missing", Block, line);
                continue;
            }
            if (!FitsWorkplace(kind, order.Customer.Type))
                yield return Say("exemption-kind-not-here", Block, line, "kind", Kebab.Of(kind));
            if (kind == ExemptionKind.NamedPatient && !ApplicationRules.IsWhole(line.Patient))
                yield return Say("exemption-patient-missing", Block, line);
            if (kind == ExemptionKind.NamedPatient && applied.WholeYear)
                yield return Say("exemption-year-for-patient", Block, line);
            if (!applied.WholeYear && applied.Doses < line.DosesInPacks)
                yield return Say("exemption-too-few-applied", Block, line,
                    "applied", $"{applied.Doses}", "doses", $"{line.DosesInPacks}");
        }
    }

    [Rule(Law, "UNL-010")]
    public static IEnumerable<Said> Off_the_positive_list_only_for_a_named_patient(
        OrderFacts order, RuleNumbers numbers) =>
        from line in Lines(order)
        where !line.Product.OnPositiveList && line.Exemption is { } exemption
            && (exemption.Approval?.Found?.Kind ?? exemption.Kind)
                is ExemptionKind.Department or ExemptionKind.Practice
        select Say("exemption-off-list-kind", Block, line);

    [Rule(Law, "UNL-011", "UNL-012")]
    public static IEnumerable<Said> Off_the_positive_list_the_agency_approves_first(
        OrderFacts order, RuleNumbers numbers)
    {
        foreach (var line in Lines(order).Where(line => !line.Product.OnPositiveList))
            if (line.Exemption is { Application: not null }
                or { Approval.Found: { State: ExemptionState.Submitted } }
                or { Approval.Found: { State: ExemptionState.Approved, ByAgency: false } })
                yield return Say("exemption-agency-first", Block, line);
            else if (line.Exemption?.Approval?.Found is { State: ExemptionState.Approved, HasDecision: false })
                yield return Say("exemption-decision-missing", Block, line);
    }

    [Rule(Law, "UNL-007")]
    public static IEnumerable<Said> On_the_positive_list_the_dispenser_approves_before_release(
        OrderFacts order, RuleNumbers numbers) =>
        from line in Lines(order)
        where line.Product.OnPositiveList && line.Exemption is { Application: not null }
            or { Approval.Found.State: ExemptionState.Submitted }
        select Say("exemption-to-approve", Hold, line);

    [Rule(Law, "UNL-009")]
    public static IEnumerable<Said> An_earlier_approval_covers_the_line(OrderFacts order, RuleNumbers numbers)
    {
        var before = new Dictionary<long, Quantity>();
        foreach (var line in Lines(order))
        {
            if (line.Exemption?.Approval?.Found is not { } found) continue;
            var asked = before.GetValueOrDefault(found.Id) + line.DosesInPacks;
            before[found.Id] = asked;
            var code = Fault(found, line, order.Day, asked);
            yield return Say(code ?? "exemption-approval-used", code is null ? Info : Block, line,
                "reference", $"{found.Id}", "last", $"{found.LastDay:yyyy-MM-dd}", "from", $"{found.From:yyyy-MM-dd}",
                "left", found.Left is { } left ? $"{left}" : "", "doses", $"{asked}");
        }
    }

    static string? Fault(Exemption found, LineFacts line, DateOnly day, Quantity asked) => found.State switch
    {
        _ when found.ArticleNumber != line.Product.ArticleNumber.ToString() => "exemption-other-product",
        ExemptionState.Refused or ExemptionState.Withdrawn => "exemption-approval-refused",
        ExemptionState.Approved when found.IsExpired(day) => "exemption-approval-expired",
        ExemptionState.Approved when day < found.From => "exemption-approval-not-yet",
        _ when found.Left is { } left && asked > left => "exemption-approval-too-few",
        _ => null,
    };

    /// <summary>A department is one of a hospital; a practice is any other workplace that treats patients.</summary>
    public static bool FitsWorkplace(ExemptionKind kind, PartyType type) => kind switch
    {
        ExemptionKind.NamedPatient => true,
        ExemptionKind.Department => type == PartyType.Hospital,
        _ => type is PartyType.DoctorsOffice or PartyType.HealthStation,
    };

    static IEnumerable<LineFacts> Lines(OrderFacts order) => order.Lines.Where(line => IsNeeded(line.Product));

    /// <summary>The certificate is no medicine and needs no authorisation.</summary>
    public static bool IsNeeded(Product product) => !product.Authorised && product.Class != ProductClass.Certificate;

    static Said Say(string code, Severity severity, LineFacts line, params ReadOnlySpan<string> args) =>
        Said.Of(code, severity, line.Number, ["product", line.Product.Name, .. args]);
}
