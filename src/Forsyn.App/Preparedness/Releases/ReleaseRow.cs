using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Releases;

/// <summary>Where a request to use a stockpile stands.</summary>
public enum ReleaseState { Requested, Decided, Refused, Withdrawn }

/// <summary>A request to use a stockpile, with what was decided and how much has been taken out.</summary>
public sealed class ReleaseRow
{
    public long Id { get; init; }
    public string Scheme { get; init; } = "";
    public string Part { get; init; } = "";
    public string Atc { get; init; } = "";
    public string Substance { get; init; } = "";
    /// <summary>Null where any package of the substance will do.</summary>
    public string? ArticleNumber { get; init; }
    public string? Product { get; init; }
    public long Units { get; init; }
    public string Reason { get; init; } = "";
    public string WantedBy { get; init; } = "";
    public string State { get; init; } = "";
    public Moment RequestedAt { get; init; }
    public string RequestedBy { get; init; } = "";
    public string RequestedFor { get; init; } = "";
    public Moment? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string? DecidedFor { get; init; }
    public string? Kind { get; init; }
    public string? Law { get; init; }
    public string? Grounds { get; init; }
    public DateOnly? ValidFrom { get; init; }
    /// <summary>The first day on which no more is taken out.</summary>
    public DateOnly? ValidTo { get; init; }
    public DateOnly? RefilledBy { get; init; }
    public int? LeadDays { get; init; }
    public int? CycleDays { get; init; }
    public bool Made { get; init; }
    public long Decided { get; init; }
    public long Moved { get; init; }

    internal DateRange Period => new(ValidFrom!.Value, ValidTo);
}

/// <summary>What a holder may take out, has taken out, and had when it was decided.</summary>
public sealed class ReleaseShare
{
    public string Holder { get; init; } = "";
    public string HolderName { get; init; } = "";
    public long Units { get; init; }
    public long Held { get; init; }
    public long Moved { get; init; }
    public long Left => Units - Moved;
}

/// <summary>Somebody the units are for.</summary>
public sealed class ReleaseReceiver
{
    public string Party { get; init; } = "";
    public string Name { get; init; } = "";
    public long Weight { get; init; }
    public long Units { get; init; }
}

/// <summary>Units of a lot that were taken out, or with less than none, taken back.</summary>
public sealed class ReleaseMove
{
    public long Line { get; init; }
    public string Holder { get; init; } = "";
    public string HolderName { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public long LotId { get; init; }
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public long PlaceId { get; init; }
    public long Units { get; init; }
    public long? Undoes { get; init; }
    public long TransferId { get; init; }
    public DateOnly CountsOn { get; init; }
    public Moment BookedAt { get; init; }
    public string BookedBy { get; init; } = "";
    public string BookedFor { get; init; } = "";
    /// <summary>The line has been taken back.</summary>
    public bool Undone { get; init; }
}

/// <summary>A holder's plan to buy back what it has taken out, and how far it has come.</summary>
public sealed record Refill(
    string Holder, string HolderName, long Units, long Back, IReadOnlyList<RefillStanding> Lines);

/// <summary>What happened to a release, in the order it happened.</summary>
/// <param name="What">requested, decided, refused, withdrawn, taken, back.</param>
public sealed record ReleaseEvent(Moment At, string What, string By, string For, long? Units, string Detail);

/// <summary>A release with all there is to it.</summary>
public sealed record ReleaseView(
    ReleaseRow Release, IReadOnlyList<ReleaseShare> Shares, IReadOnlyList<ReleaseReceiver> Receivers,
    IReadOnlyList<ReleaseMove> Moves, IReadOnlyList<Refill> Refills, IReadOnlyList<ReleaseEvent> Events);

/// <summary>How much was released in a year, by scheme and kind.</summary>
public sealed class ReleaseTotal
{
    public int Year { get; init; }
    public string Scheme { get; init; } = "";
    public string Kind { get; init; } = "";
    public long Releases { get; init; }
    public long Substances { get; init; }
    public long Decided { get; init; }
    public long Moved { get; init; }
}
