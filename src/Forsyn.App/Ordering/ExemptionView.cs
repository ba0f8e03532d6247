using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>An application for licence exemption as lists show it: nothing of a patient.</summary>
/// <param name="Doses">Null for a year's use.</param>
/// <param name="Left">Null for a year's use.</param>
/// <param name="ToForward">Approved by the one who dispenses, and the original is not sent to the agency yet.</param>
public sealed record ExemptionView(
    long Id, ExemptionStanding Standing, ExemptionKind Kind, string ArticleNumber, string Product,
    bool OnPositiveList, long PartyId, string Party, long ReviewerId, string Reviewer, string Physician,
    string HprNumber, string Workplace, Quantity? Doses, Quantity Used, Quantity? Left, Moment AppliedAt,
    long? OrderNumber, DateOnly? ValidFrom, DateOnly? LastDay, bool ByAgency, Moment? DecidedAt, string? DecidedBy,
    string Reason, bool ToForward, Moment? ForwardedAt, string? ForwardedBy, long AttachmentId, long? DecisionId,
    bool NamesPatient, long Version)
{
    /// <summary>Its own workplace, the one it was sent to, and those who read all.</summary>
    public bool MayBeSeenBy(Caller caller) => caller.May(Policy.ExemptionRead)
        || (caller.Party is { } party && (party == PartyId && caller.May(Policy.ShopUse)
            || party == ReviewerId && caller.May(Policy.ExemptionReview)));

    /// <summary>Decides, and sends on what was decided: the one it was sent to.</summary>
    public bool MayBeDecidedBy(Caller caller) => caller.May(Policy.ExemptionReview) && caller.Party == ReviewerId;
}

/// <summary>An application with what the physician wrote and the orders that stand on it.</summary>
/// <param name="Form">Null where the key that hides it is not here.</param>
public sealed record ExemptionDetails(
    ExemptionView Head, ApplicationForm? Form, IReadOnlyList<ExemptionOrder> Orders);

/// <summary>One order on an application.</summary>
public sealed class ExemptionOrder
{
    public long OrderNumber { get; init; }
    public long Line { get; init; }
    public long Doses { get; init; }
    public long UsedAt { get; init; }
    public long? GivenBackAt { get; init; }
}
