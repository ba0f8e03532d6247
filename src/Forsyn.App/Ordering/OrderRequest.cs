namespace Forsyn.App.Ordering;

/// <summary>
/// An order as a page, the API or a basket writes it; nothing is checked yet, so everything may be missing.
/// </summary>
public sealed record OrderRequest
{
    /// <summary>Key or id of the customer; only the desk names another than its own party.</summary>
    public string? Customer { get; init; }
    /// <summary>Who requisitions, when the desk registers for somebody; otherwise the one who is signed in.</summary>
    public RequisitionerRequest? Requisitioner { get; init; }
    public string? Channel { get; init; }
    public string? PlannedVaccinationDate { get; init; }
    public string? DeliveryAddress { get; init; }
    public string? Season { get; init; }
    public bool? TargetGroup { get; init; }
    public bool? AcceptShorterShelfLife { get; init; }
    public UrgentRequest? Urgent { get; init; }
    public string? Remarks { get; init; }
    public IReadOnlyList<LineRequest>? Lines { get; init; }
}

public sealed record RequisitionerRequest(string? Name, string? Role, string? HprNumber);

public sealed record UrgentRequest
{
    public string? Reason { get; init; }
    public DateTimeOffset? ExposedAt { get; init; }
    public string? Text { get; init; }
    public string? Caller { get; init; }
    public string? AnsweredBy { get; init; }
}

public sealed record LineRequest
{
    public string? ArticleNumber { get; init; }
    public long? Doses { get; init; }
    public string? Purpose { get; init; }
    public string? DoseSize { get; init; }
    public bool? Section4 { get; init; }
    public ExemptionRequest? Exemption { get; init; }
    public QuantitiesRequest? Quantities { get; init; }
}

public sealed record ExemptionRequest(string? Kind, string? Attachment, string? Approval);

public sealed record QuantitiesRequest(long? InPatients, long? HealthPersonnel);
