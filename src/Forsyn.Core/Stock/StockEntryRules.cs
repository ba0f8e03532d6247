using Forsyn.Core.Ledger;

namespace Forsyn.Core.Stock;

/// <summary>What a holder enters about its own stock.</summary>
public enum StockEntryKind { Use, Waste, Expire }

/// <summary>Why stock was lost (SHL-003).</summary>
public enum WasteCause { RefrigeratorFailure, PowerFailure, Broken, Temperature, NotUsedInTime, OpenedAndNotUsed,
    Other }

/// <summary>An entry whose words have been read, with what the rules must know of the lot.</summary>
/// <param name="InStock">Units the holder has of the lot in the status the entry takes them from.</param>
public sealed record StockEntryFacts(
    StockEntryKind Kind, WasteCause? Cause, Quantity Units, DateOnly Day, string Text, DateOnly LotExpiresOn,
    Quantity InStock,
    DateOnly Today);

/// <summary>Whether an entry about own stock can be true.</summary>
public static class StockEntryRules
{
    public static readonly IReadOnlyList<Func<StockEntryFacts, IEnumerable<(string Code, string[] Args)>>> All =
    [
        Units_are_more_than_none, No_more_than_there_is, Day_has_come, Waste_has_a_cause,
        Expired_is_what_has_passed_its_last_day,
        Use_after_the_last_day_is_explained,
    ];

    /// <summary>Adds all that speaks against the entry; nothing when it can be booked.</summary>
    public static void Check(StockEntryFacts entry, List<Finding> findings)
    {
        foreach (var rule in All)
        {
            var tag = RuleAttribute.Of(rule);
            findings.AddRange(rule(entry).Select(said => new Finding(
                said.Code, Severity.Block, null, tag.Requirements, tag.Law, Refusal.Of(said.Code, said.Args).Args)
                { Rule = tag.Name }));
        }
    }

    /// <summary>The outside account an entry sends units to.</summary>
    public static Status Goes(StockEntryKind kind) => kind switch
    {
        StockEntryKind.Use => Status.Consumed,
        StockEntryKind.Waste => Status.Destroyed,
        _ => Status.Expired,
    };

    [Rule("FHI, terms of delivery", "SHL-003")]
    public static IEnumerable<(string, string[])> Units_are_more_than_none(StockEntryFacts entry) =>
        entry.Units > Quantity.Zero ? [] : [("entry-without-units", [])];

    [Rule("FHI, terms of delivery", "SHL-003")]
    public static IEnumerable<(string, string[])> No_more_than_there_is(StockEntryFacts entry) =>
        entry.Units <= entry.InStock ? []
            : [("entry-more-than-in-stock", ["units", $"{entry.Units}", "stock", $"{entry.InStock}"])];

    [Rule("FHI, terms of delivery", "SHL-003")]
    public static IEnumerable<(string, string[])> Day_has_come(StockEntryFacts entry) =>
        entry.Day <= entry.Today ? [] : [("entry-in-the-future", ["day", $"{entry.Day:yyyy-MM-dd}"])];

    [Rule("FHI, terms of delivery", "SHL-003")]
    public static IEnumerable<(string, string[])> Waste_has_a_cause(StockEntryFacts entry) =>
        entry.Kind != StockEntryKind.Waste
            || (entry.Cause is { } cause && (cause != WasteCause.Other || entry.Text.Length > 0))
            ? [] : [(entry.Cause is null ? "waste-cause-missing" : "waste-text-missing", [])];

    [Rule("FHI, terms of delivery", "SHL-004")]
    public static IEnumerable<(string, string[])> Expired_is_what_has_passed_its_last_day(StockEntryFacts entry) =>
        entry.Kind == StockEntryKind.Expire && entry.LotExpiresOn >= entry.Day
            ? [("entry-not-expired", ["expires", $"{entry.LotExpiresOn:yyyy-MM-dd}"])] : [];

    // It must not happen, but when it has happened the books must be able to say so.
    [Rule("FHI, terms of delivery", "SHL-004")]
    public static IEnumerable<(string, string[])> Use_after_the_last_day_is_explained(StockEntryFacts entry) =>
        entry.Kind == StockEntryKind.Use && entry.LotExpiresOn < entry.Day && entry.Text.Length == 0
            ? [("entry-use-after-expiry", ["expires", $"{entry.LotExpiresOn:yyyy-MM-dd}"])] : [];
}
