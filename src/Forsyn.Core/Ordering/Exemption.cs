namespace Forsyn.Core.Ordering;

/// <summary>Whom a licence exemption is for (UNL-006).</summary>
public enum ExemptionKind { NamedPatient, Department, Practice }

/// <summary>Where an application stands; expired and used up follow from days and doses.</summary>
public enum ExemptionState { Submitted, Approved, Refused, Withdrawn }

/// <summary>What may be done with an application on a day, in one word.</summary>
public enum ExemptionStanding { Submitted, Approved, Refused, Withdrawn, Expired, UsedUp }

/// <summary>Whether the file of a new application can be used.</summary>
public enum ApplicationFile { Ready, Unknown, Used }

/// <summary>An application as it stands in the register.</summary>
/// <param name="Doses">What it is for; null for a year's use.</param>
/// <param name="Used">Doses of orders that were placed on it and not given back.</param>
/// <param name="From">The first day it may be used; null until it is approved.</param>
/// <param name="LastDay">The last day it may be used.</param>
/// <param name="ByAgency">Approved by the medicines agency, not by the one who dispenses.</param>
/// <param name="HasDecision">The agency's approval is attached.</param>
public sealed record Exemption(
    long Id, ExemptionKind Kind, string ArticleNumber, ExemptionState State, Quantity? Doses, Quantity Used,
    DateOnly? From = null, DateOnly? LastDay = null, bool ByAgency = false, bool HasDecision = false)
{
    /// <summary>Doses left to order; null where it is for a year's use.</summary>
    public Quantity? Left => Doses is { } all ? all - Used : null;
    public bool IsUsedUp => Left is { IsZero: true };
    public bool IsExpired(DateOnly day) => LastDay is { } last && day > last;
    public ExemptionStanding Standing(DateOnly day) => State switch
    {
        ExemptionState.Submitted => ExemptionStanding.Submitted,
        ExemptionState.Refused => ExemptionStanding.Refused,
        ExemptionState.Withdrawn => ExemptionStanding.Withdrawn,
        _ => IsExpired(day) ? ExemptionStanding.Expired : IsUsedUp ? ExemptionStanding.UsedUp
            : ExemptionStanding.Approved,
    };

    /// <summary>May be ordered on: approved, on one of its days, with something left.</summary>
    public bool IsUsable(DateOnly day) =>
        State == ExemptionState.Approved && day >= From && !IsExpired(day) && !IsUsedUp;
}

/// <summary>An application that comes with the order.</summary>
/// <param name="WholeYear">For a year's use instead of a quantity.</param>
/// <param name="Doses">What is applied for where it is more than the line; null for the line's own doses.</param>
public sealed record NewApplication(ApplicationFile File, bool WholeYear = false, Quantity? Doses = null);

/// <summary>An earlier application that the line names.</summary>
/// <param name="Found">Null where the customer has none of that number.</param>
public sealed record EarlierApproval(string Reference, Exemption? Found);

/// <summary>What proves the exemption of a line: a new application or an earlier approval, never both.</summary>
/// <param name="Kind">Null where it is not said or not one of the three.</param>
public sealed record LineExemption(
    ExemptionKind? Kind, NewApplication? Application = null, EarlierApproval? Approval = null);
