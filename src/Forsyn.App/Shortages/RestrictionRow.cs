using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Shortages;

/// <summary>A decision that restricts sale and dispensing, and its repeal where there is one.</summary>
public sealed class RestrictionRow
{
    public long Id { get; init; }
    public string Title { get; init; } = "";
    public string Atc { get; init; } = "";
    public string Articles { get; init; } = "";
    public string Forms { get; init; } = "";
    public string Actors { get; init; } = "";
    public long? MostUnits { get; init; }
    public long? MostPacks { get; init; }
    public int? MostDays { get; init; }
    public int? EveryDays { get; init; }
    public Moment StartsAt { get; init; }
    /// <summary>The first instant at which it no longer holds, as decided.</summary>
    public Moment EndsAt { get; init; }
    public string Exempt { get; init; } = "";
    public string ExemptText { get; init; } = "";
    public bool NoExport { get; init; }
    public string Law { get; init; } = "";
    public string Grounds { get; init; } = "";
    public DateOnly ReviewOn { get; init; }
    public Moment DecidedAt { get; init; }
    public string DecidedBy { get; init; } = "";
    public string DecidedFor { get; init; } = "";
    public bool Made { get; init; }
    public Moment? RepealEnds { get; init; }
    public string? RepealGrounds { get; init; }
    public Moment? RepealedAt { get; init; }
    public string? RepealedBy { get; init; }
    public string? RepealedFor { get; init; }

    /// <summary>When it ends, by decision or by repeal.</summary>
    public Moment Ends => RepealEnds is { } end && end < EndsAt ? end : EndsAt;

    /// <summary>Where it stands: planned, in-force, ended or repealed.</summary>
    public string StateAt(Moment at) => RepealEnds is { } end && at >= end && end < EndsAt ? "repealed"
        : at >= EndsAt ? "ended" : at < StartsAt ? "planned" : "in-force";

    internal Restriction ToRestriction() => new(Id,
        new(List(Atc), [.. List(Articles).Select(ArticleNumber.Of)], List(Forms)),
        [.. List(Actors).Select(Kebab.Read<PartyType>)], new(MostUnits, MostPacks, MostDays, EveryDays), StartsAt,
        Ends, [.. List(Exempt).Select(Kebab.Read<SaleExemption>)], NoExport);

    internal static IReadOnlyList<string> List(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
