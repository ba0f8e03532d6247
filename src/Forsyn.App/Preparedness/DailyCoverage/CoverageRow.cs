using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.DailyCoverage;

/// <summary>How a target is covered on a day. Amounts are micro-DDD or units, by the measure.</summary>
/// <param name="Must">The target.</param>
/// <param name="MustNow">What permits to go under and units out by releases leave of it.</param>
/// <param name="Held">What counts towards it, also what is more than it asks for.</param>
/// <param name="Percent">What is held of what must be, in hundredths; null where nothing must be.</param>
/// <param name="Layers">The same stock in layers that are reported apart; no unit is in two of them.</param>
/// <param name="MustOrdinary">What ordinary stock must be, besides.</param>
/// <param name="DaysHeld">The actual level: days of sale that what is held would last; null where nothing was sold.
/// </param>
/// <param name="DaysShort">Days of sale that are missing; null where nothing was sold.</param>
/// <param name="ShortSince">The first day of the shortfall.</param>
/// <param name="TrendMillionths">What the held amount grows by a day, in millionths.</param>
/// <param name="BreachOn">The first day less than the target would be there at this trend.</param>
public sealed record CoverageRow(
    string Scheme, string Atc, string PackageGroup, string Name, string SubstanceGroup, string Part, string Holder,
    string HolderName, string Span, string Measure, long RunId, DateOnly Day, long Must, long MustNow, long Held,
    long Missing, long? Percent, long SetAside, long ForSale, StockLayers Layers, long MustOrdinary, long? DaysHeld,
    CoverageState State, long? DaysShort, DateOnly? ShortSince, long TrendMillionths, DateOnly? BreachOn)
{
    /// <summary>How many days the shortfall has lasted; null where there is none.</summary>
    public int? DaysOfShortfall => ShortSince is { } since ? Day.DayNumber - since.DayNumber + 1 : null;
}

/// <summary>Targets by state, at a holder or in all.</summary>
/// <param name="Holder">Null for all holders.</param>
public sealed record CoverageTotal(
    string? Holder, string? HolderName, long Held, long AtRisk, long Short)
{
    public long All => Held + AtRisk + Short;
}

/// <summary>Which targets are asked for; what is left out is not filtered by.</summary>
/// <param name="Day">Null for today; no later day is known.</param>
/// <param name="Group">Kind of substance, such as antibiotic.</param>
/// <param name="Query">Part of a code or a name.</param>
/// <param name="Sort">substance, worst, breach or holder.</param>
public sealed record CoverageQuestion(
    string Scheme, DateOnly? Day = null, string? Holder = null, string? Part = null, string? Group = null,
    CoverageState? State = null, string? Query = null, string? Sort = null)
{
    /// <summary>The state that is written as held, at-risk or short; null for anything else.</summary>
    public static CoverageState? StateOf(string? text) =>
        Kebab.TryParse<CoverageState>(text ?? "", out var state) ? state : null;

    internal bool Asks(CoverageRow row) => Is(Holder, row.Holder) && Is(Part, row.Part) && Is(Group, row.SubstanceGroup)
        && (State is null || row.State == State) && (string.IsNullOrWhiteSpace(Query)
            || row.Name.Contains(Query.Trim(), StringComparison.OrdinalIgnoreCase)
            || row.Atc.Contains(Query.Trim(), StringComparison.OrdinalIgnoreCase));

    internal IEnumerable<CoverageRow> Sorted(IEnumerable<CoverageRow> rows) => Sort switch
    {
        "worst" => rows.OrderByDescending(row => row.State).ThenByDescending(row => row.DaysShort ?? 0)
            .ThenBy(row => row.BreachOn ?? DateOnly.MaxValue).ThenBy(row => row.Percent ?? long.MaxValue)
            .ThenBy(row => row.Atc, StringComparer.Ordinal),
        "breach" => rows.OrderBy(row => row.BreachOn ?? DateOnly.MaxValue)
            .ThenBy(row => row.Atc, StringComparer.Ordinal),
        "holder" => rows.OrderBy(row => row.Holder, StringComparer.Ordinal).ThenBy(row => row.Name, Norwegian)
            .ThenBy(row => row.Atc, StringComparer.Ordinal),
        _ => rows.OrderBy(row => row.Name, Norwegian).ThenBy(row => row.Atc, StringComparer.Ordinal)
            .ThenBy(row => row.PackageGroup, StringComparer.Ordinal).ThenBy(row => row.Holder, StringComparer.Ordinal),
    };

    static readonly StringComparer Norwegian = StringComparer.OrdinalIgnoreCase;

    static bool Is(string? wanted, string found) => string.IsNullOrEmpty(wanted) || wanted == found;
}

/// <summary>The targets asked for, with totals of all the reader may see of the scheme.</summary>
/// <param name="KnownFrom">The first day that can be asked for; null where there are no targets.</param>
public sealed record CoverageView(
    string Scheme, DateOnly Day, DateOnly? KnownFrom, StoredCounts Stored, IReadOnlyList<CoverageTotal> Totals,
    IReadOnlyList<CoverageRow> Items, string? Next);

/// <summary>What is in the stockpile, beside what the sources say of it (STP-008).</summary>
/// <param name="Substances">With a target, of which something is set aside on the day.</param>
/// <param name="Listed">With a target.</param>
/// <param name="Medicines">Packages set aside today, whichever day is asked for.</param>
/// <param name="Counting">Packages in the catalogue that would count.</param>
public sealed record StoredCounts(
    long Substances, long Listed, long AboutSubstances, long Medicines, long Counting, long AboutMedicines);

/// <summary>A lot that counts today.</summary>
public sealed record CountedLot(DutyLot Lot, string Product);

/// <summary>A target through a year.</summary>
/// <param name="Lots">What counts today, whichever day is asked for.</param>
public sealed record CoverageDetail(
    CoverageRow Row, IReadOnlyList<CoverageDay> Days, IReadOnlyList<Shortfall> Shortfalls,
    IReadOnlyList<CountedLot> Lots);
