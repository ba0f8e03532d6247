using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>
/// Figures of some stock. What adds up is always there. What does not – different products, holders and lots, ages,
/// and how much is older than its due – is counted from the balances where they are few (Overview.MostCounted), or
/// known by holder; else it is null.
/// </summary>
public record StockFigures
{
    public long Units { get; init; }
    /// <summary>
    /// Balances with units: one lot at one holder, in one place, for one purpose, in one status. Null of a past that is
    /// taken from sums.
    /// </summary>
    public long? Positions { get; init; }
    /// <summary>Units of lots that expire within 30 days of the day, or have expired.</summary>
    public long Within30 { get; init; }
    /// <summary>The same within 90 days.</summary>
    public long Expiring { get; init; }
    /// <summary>The same within 180 days.</summary>
    public long Within180 { get; init; }
    /// <summary>Of the units, those on the road.</summary>
    public long InTransit { get; init; }
    public long Quarantined { get; init; }
    public long Recalled { get; init; }
    public long? Products { get; init; }
    public long? Holders { get; init; }
    public long? Lots { get; init; }
    /// <summary>
    /// When the balance that has waited longest for news had its last: a movement, or a report of its holder.
    /// </summary>
    public Moment? Oldest { get; init; }
    public Moment? Newest { get; init; }
    /// <summary>Of the units, those of holders that send stock reports; the rest is as the ledger booked it.</summary>
    public long? Reported { get; init; }
    /// <summary>Of the units, those of holders whose report of such goods was due and has not come.</summary>
    public long? Late { get; init; }

    /// <summary>What may be handed out, now or soon: all but quarantined and recalled units.</summary>
    public long Usable => Units - Quarantined - Recalled;
}

/// <summary>A row of the overview.</summary>
public sealed record OverviewRow : StockFigures
{
    /// <summary>The value of the dimension, as the filter takes it.</summary>
    public string Key { get; init; } = "";
    /// <summary>A name of the catalogue or of the register; empty where the key is a word of the program.</summary>
    public string Name { get; init; } = "";
    /// <summary>Substance of a product, product of a lot, municipality of a holder, county of a municipality.</summary>
    public string Detail { get; init; } = "";
    /// <summary>Units in a pack, of products only.</summary>
    public long? DosesPerPack { get; init; }
    /// <summary>Whole packs the units would fill, of products only.</summary>
    public long? Packs => DosesPerPack is { } doses ? Units / doses : null;
    /// <summary>
    /// Defined daily doses of the units in millionths, by FEST; null where a product among them has no such figure.
    /// </summary>
    public long? DailyDosesMillionths { get; init; }
    /// <summary>Use of the product by those the filter names; null where it is not asked for.</summary>
    public Consumption? Use { get; init; }
    /// <summary>Whole days the usable units last; null where use is not known, or there was none.</summary>
    public long? CoverDays { get; init; }
}
