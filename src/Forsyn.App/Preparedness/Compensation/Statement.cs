using Forsyn.App.Stock;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Compensation;

/// <summary>A version of what a holder is compensated for in a year, and how far it has come.</summary>
public sealed class StatementRow
{
    // A version is compared with the last one before it that was approved, else with the one before it.
    internal const string Sql = $"""
        select s.*, {StockFilter.HolderName} as holder_name, y.id as holder_id, b.id as before_id,
            b.version as before_version, b.amount_ore as before_ore,
            (select max(n.version) from compensation_statement n where n.scheme = s.scheme and n.holder = s.holder
                and n.year = s.year) as newest
        from compensation_statement s join party y on y.key = s.holder
        left join compensation_statement b on b.id = (select x.id from compensation_statement x
            where x.scheme = s.scheme and x.holder = s.holder and x.year = s.year and x.version < s.version
            order by case when x.state = 'approved' then 0 else 1 end, x.version desc limit 1)
        """;

    public long Id { get; init; }
    public string Scheme { get; init; } = "";
    public string Holder { get; init; } = "";
    public string HolderName { get; init; } = "";
    internal long HolderId { get; init; }
    public long Year { get; init; }
    public long Version { get; init; }
    /// <summary>The newest version there is of the year.</summary>
    public long Newest { get; init; }
    /// <summary>The first and the last day that is known of the year.</summary>
    public DateOnly FirstDay { get; init; }
    public DateOnly LastDay { get; init; }
    public long AmountOre { get; init; }
    public string State { get; init; } = "";
    public Moment MadeAt { get; init; }
    public string MadeBy { get; init; } = "";
    public string MadeFor { get; init; } = "";
    /// <summary>What it is compared with: the last version that was approved before it, else the one before it.
    /// </summary>
    public long? BeforeId { get; init; }
    public long? BeforeVersion { get; init; }
    public long? BeforeOre { get; init; }

    public long? DifferenceOre => AmountOre - BeforeOre;
    public bool Replaced => Version < Newest;
    public bool WholeYear => LastDay == new DateOnly((int)Year, 12, 31);
    internal CompensationState StateValue => Kebab.Read<CompensationState>(State);
}

/// <summary>What is compensated of a target in the days of a month.</summary>
public sealed record StatementLine
{
    public long Line { get; init; }
    public string Atc { get; init; } = "";
    public string PackageGroup { get; init; } = "";
    public string Substance { get; init; } = "";
    public string Measure { get; init; } = "";
    public DateOnly FirstDay { get; init; }
    public DateOnly LastDay { get; init; }
    /// <summary>Of the value of a year's stock, in millionths.</summary>
    public long Rate { get; init; }
    /// <summary>Average of the days, in micro-DDD or units.</summary>
    public long Must { get; init; }
    public long Held { get; init; }
    public long DaysShort { get; init; }
    /// <summary>The package it is valued by; null where none has a price.</summary>
    public string? ArticleNumber { get; init; }
    public long? PackHolds { get; init; }
    public long? PackPriceOre { get; init; }
    public long ValueOre { get; init; }
    public long AmountOre { get; init; }

    internal int Days => LastDay.DayNumber - FirstDay.DayNumber + 1;
}

/// <summary>What a payer pays.</summary>
public sealed class StatementPayer
{
    public string Payer { get; init; } = "";
    public string Name { get; init; } = "";
    public long AmountOre { get; init; }
}

/// <summary>A step that was taken.</summary>
public sealed class StatementEntry
{
    public string Step { get; init; } = "";
    public string Text { get; init; } = "";
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";
    public string ByParty { get; init; } = "";
}

/// <summary>A target in the whole year.</summary>
/// <param name="Must">Average of the days, in micro-DDD or units, as Held.</param>
/// <param name="BeforeOre">In the version it is compared with; null where there is none.</param>
public sealed record StatementTotal(
    string Atc, string PackageGroup, string Substance, string Measure, long Must, long Held, long DaysShort,
    bool Priced, long AmountOre, long? BeforeOre);

/// <summary>All targets in a month.</summary>
/// <param name="Month">yyyy-MM.</param>
public sealed record StatementMonth(string Month, long ValueOre, long DaysShort, long AmountOre);

/// <param name="Totals">By target; the amounts sum to the statement's.</param>
/// <param name="Months">By month; so do these.</param>
/// <param name="Versions">All versions of the year, the newest first.</param>
/// <param name="Next">Steps the reader may take now.</param>
public sealed record StatementView(
    StatementRow Statement, IReadOnlyList<StatementLine> Lines, IReadOnlyList<StatementTotal> Totals,
    IReadOnlyList<StatementMonth> Months, IReadOnlyList<StatementPayer> Payers, IReadOnlyList<StatementEntry> Entries,
    IReadOnlyList<StatementRow> Versions, IReadOnlyList<CompensationStep> Next);

/// <param name="State">draft, sent, approved or returned.</param>
public sealed record StatementFilter(
    string? Scheme = null, string? Holder = null, int? Year = null, string? State = null);
