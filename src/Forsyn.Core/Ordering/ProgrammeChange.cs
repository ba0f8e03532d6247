namespace Forsyn.Core.Ordering;

/// <summary>Whether a programme is to offer something, or no longer.</summary>
public enum ProgrammeChangeKind { Add, Remove }

/// <summary>What a programme is to offer: vaccination against a disease, or one product.</summary>
public enum ProgrammeSubject { Disease, Product }

/// <summary>Where a recommended change stands on a day; accepted is decided and not yet in force.</summary>
public enum ProgrammeChangeState { Recommended, Accepted, InForce, SentBack, Withdrawn }

/// <summary>What supply asks of a change that was recommended (ACT-013).</summary>
public static class ProgrammeChanges
{
    /// <summary>
    /// Whether supply may begin, or end, on a day: never before it was recommended for, nor before today.
    /// </summary>
    public static bool MayHoldFrom(DateOnly inForceOn, DateOnly wantedFrom, DateOnly today) =>
        inForceOn >= today && inForceOn >= wantedFrom;
}
