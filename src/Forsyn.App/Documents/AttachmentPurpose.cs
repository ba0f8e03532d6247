using Forsyn.App.Identity;

namespace Forsyn.App.Documents;

/// <summary>What a file is attached for; who may read it follows from this.</summary>
public enum AttachmentPurpose
{
    /// <summary>A physician's signed application for licence exemption (UNL-003).</summary>
    ExemptionApplication,
    /// <summary>The agency's answer to an application (UNL-012).</summary>
    ExemptionDecision,
    /// <summary>An order that came by fax or post.</summary>
    OrderScan,
    /// <summary>A photo of goods from a supplier, a delivery note, a logger's printout.</summary>
    GoodsPhoto,
    /// <summary>The certificate a batch is released on.</summary>
    BatchCertificate,
    /// <summary>A continuity plan, or the report of a test of it (REP-013).</summary>
    ContinuityPlan,
    /// <summary>What belongs to supervision of a stockpile, from either side.</summary>
    SupervisionEvidence,
    /// <summary>What belongs to the follow-up of a breach of the stockpile duty, from either side.</summary>
    BreachEvidence,
}

/// <summary>Who may read what is attached for a purpose, and whether it may name a patient.</summary>
/// <param name="All">Those who read every file of the purpose.</param>
/// <param name="Addressed">Those who read what was sent to their own party.</param>
/// <param name="Patients">May name a patient: encrypted, its own name not kept, each reading written down.</param>
public sealed record AttachmentRights(string All, string? Addressed, bool Patients)
{
    public static AttachmentRights Of(AttachmentPurpose purpose) => purpose switch
    {
        AttachmentPurpose.ExemptionApplication => new(Policy.ExemptionRead, Policy.ExemptionReview, true),
        AttachmentPurpose.ExemptionDecision => new(Policy.ExemptionRead, Policy.ShopUse, true),
        AttachmentPurpose.OrderScan => new(Policy.OrderReview, null, true),
        AttachmentPurpose.GoodsPhoto or AttachmentPurpose.BatchCertificate =>
            new(Policy.StockNational, Policy.GoodsRead, false),
        AttachmentPurpose.ContinuityPlan => new(Policy.ContinuityPlans, null, false),
        AttachmentPurpose.SupervisionEvidence => new(Policy.SupervisionReadAll, Policy.SupervisionRead, false),
        AttachmentPurpose.BreachEvidence => new(Policy.PreparednessReadAll, Policy.PreparednessRead, false),
        _ => throw new InvariantBroken($"no such purpose: {purpose}"),
    };
}
