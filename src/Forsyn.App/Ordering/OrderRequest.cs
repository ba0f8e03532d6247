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
    /// <summary>desk or pharmacy, where somebody asks for one; otherwise the hour decides.</summary>
    public string? Route { get; init; }
    public string? Remarks { get; init; }
    /// <summary>When what came by fax or post reached the desk; left out, it is now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
    /// <summary>The printed form it came on: general, childhood, hpv or outside-programme.</summary>
    public string? Form { get; init; }
    /// <summary>The attachment that shows the paper.</summary>
    public long? Scan { get; init; }
    /// <summary>What the requisition says where it is for yellow fever vaccine and did not come by web.</summary>
    public YellowFeverRequest? YellowFever { get; init; }
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
    /// <summary>single-exposure (when nothing is said), incident, outbreak or war-or-crisis.</summary>
    public string? Situation { get; init; }
    /// <summary>When the call came, where it is written down afterwards.</summary>
    public DateTimeOffset? CalledAt { get; init; }
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
    /// <summary>The year the one who is to be vaccinated was born, where the order is for a person.</summary>
    public int? RecipientBornYear { get; init; }
    /// <summary>Whom the prescription is for. It goes to the vault when the order is placed and is kept nowhere
    /// else.</summary>
    public PatientRequest? Patient { get; init; }
    public IndicationRequest? Indication { get; init; }

    /// <summary>The line as it may be kept in a draft or beside the order: without what belongs to a patient.</summary>
    public LineRequest WithoutPatient() => this with
    {
        Patient = null, Indication = Indication is null ? null : Indication with { Statement = null },
        Exemption = Exemption is null ? null : Exemption with { Use = null, Why = null },
    };
}

/// <summary>A patient as written; ToString says nothing of the person.</summary>
public sealed record PatientRequest
{
    public string? Name { get; init; }
    public string? IdentityNumber { get; init; }
    public string? MunicipalityNumber { get; init; }

    public override string ToString() => "a patient";
}

/// <summary>Why a line is on blue prescription: disease and code of the table, or the key of its group there.</summary>
public sealed record IndicationRequest
{
    public string? Disease { get; init; }
    public string? Code { get; init; }
    /// <summary>Key of the group within the code, such as chronic-liver-disease, where the table parts it.</summary>
    public string? Group { get; init; }
    public string? ExposedOn { get; init; }
    public string? Serogroup { get; init; }
    /// <summary>Number of a declared outbreak.</summary>
    public string? Outbreak { get; init; }
    public string? StudyProgramme { get; init; }
    /// <summary>What the requisitioner states about the person, such as where the parents were born.</summary>
    public string? Statement { get; init; }

    public override string ToString() => $"{Disease} {Code} {Group}";
}

/// <summary>What proves a licence exemption: a new application or an earlier approval.</summary>
/// <param name="Kind">namedPatient, department or practice.</param>
/// <param name="Attachment">Id of the signed application, see /attachments.</param>
/// <param name="Approval">Number of an earlier application.</param>
public sealed record ExemptionRequest(string? Kind, string? Attachment, string? Approval)
{
    /// <summary>The application is for a year's use instead of a quantity.</summary>
    public bool? WholeYear { get; init; }
    /// <summary>Doses applied for, where that is more than the line.</summary>
    public long? Doses { get; init; }
    /// <summary>Department or practice, as the physician names it.</summary>
    public string? Workplace { get; init; }
    /// <summary>What it will be used for. Kept with the application only.</summary>
    public string? Use { get; init; }
    /// <summary>Why a product with marketing authorisation does not do. Kept with the application only.</summary>
    public string? Why { get; init; }

    public override string ToString() => $"{Kind} {Attachment} {Approval}";
}

public sealed record QuantitiesRequest(long? InPatients, long? HealthPersonnel);

/// <summary>Both must be stated on a requisition of yellow fever vaccine.</summary>
/// <param name="AuthorisedBody">It comes from an authorised body.</param>
/// <param name="Physician">The requisitioner is a physician.</param>
public sealed record YellowFeverRequest(bool? AuthorisedBody, bool? Physician);
