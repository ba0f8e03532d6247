using Forsyn.App.Database;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>A stored application for licence exemption.</summary>
class ExemptionRow
{
    public const string Columns = "e.id, e.party_id, e.reviewer_id, e.kind, e.article_number, e.doses, e.used, " +
        "e.physician, e.hpr_number, e.workplace, e.form, e.form_key, e.patient_id, e.attachment_id, e.decision_id, " +
        "e.state, e.applied_at, e.applied_by, e.order_number, e.valid_from, e.valid_to, e.by_agency, e.decided_at, " +
        "e.decided_by, e.reason, e.forwarded_at, e.forwarded_by, e.version";

    public long Id { get; init; }
    public long PartyId { get; init; }
    public long ReviewerId { get; init; }
    public string Kind { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public long? Doses { get; init; }
    public long Used { get; init; }
    public string Physician { get; init; } = "";
    public string HprNumber { get; init; } = "";
    public string Workplace { get; init; } = "";
    public byte[]? Form { get; init; }
    public string? FormKey { get; init; }
    public long? PatientId { get; init; }
    public long AttachmentId { get; init; }
    public long? DecisionId { get; init; }
    public string State { get; init; } = "";
    public long AppliedAt { get; init; }
    public string AppliedBy { get; init; } = "";
    public long? OrderNumber { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public bool ByAgency { get; init; }
    public long? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string Reason { get; init; } = "";
    public long? ForwardedAt { get; init; }
    public string? ForwardedBy { get; init; }
    public long Version { get; init; }

    public Exemption ToExemption() => new(Id, Kebab.Read<ExemptionKind>(Kind), ArticleNumber,
        Kebab.Read<ExemptionState>(State), Doses is { } doses ? new Quantity(doses) : null, new Quantity(Used),
        ValidFrom, ValidTo, ByAgency, DecisionId is not null);

    public ApplicationForm? Opened(Db db) =>
        Form is not null && FormKey is not null && db.Keys.Find(FormKey) is { } key
            ? Json.Read<ApplicationForm>(System.Text.Encoding.UTF8.GetString(key.Show(Form, Hidden(Id)))) : null;

    public static string Hidden(long id) => $"exemption/{id}";
}

/// <summary>Reads what a line says of its exemption.</summary>
static class ReadExemption
{
    /// <summary>The kinds as programs write them (namedPatient) and as the program does (named-patient).</summary>
    public static ExemptionKind? Kind(string? text) => text is "namedPatient" ? ExemptionKind.NamedPatient
        : Kebab.TryParse<ExemptionKind>(text ?? "", out var kind) ? kind : null;

    public static LineExemption? Of(
        ExemptionRequest? said, IReadOnlyDictionary<string, ApplicationFile> files,
        IReadOnlyDictionary<string, Exemption> approvals)
    {
        if (said is null) return null;
        var (file, approval) = (Known(said.Attachment), Known(said.Approval));
        return new(Kind(said.Kind),
            file is null ? null : new(files.GetValueOrDefault(file, ApplicationFile.Unknown), said.WholeYear ?? false,
                said.Doses is { } doses ? new Quantity(doses) : null),
            approval is null ? null : new(approval, approvals.GetValueOrDefault(approval)));
    }

    public static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
