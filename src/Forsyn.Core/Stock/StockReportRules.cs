using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;

namespace Forsyn.Core.Stock;

/// <summary>A line with all that is known of it when it is judged.</summary>
/// <param name="Was">Units the ledger had of what the line counts when its day ended.</param>
/// <param name="Units">Units there were by the report.</param>
public sealed record ReportFacts(
    CountedLine Line, ReportRule Rule, ReportedProduct? Product, ReportedLot? Lot, long Was, long Units);

/// <summary>Whether a line of a report can be booked, and whether somebody must look at it first.</summary>
public static class StockReportRules
{
    const string Law = "letter of allocation to DMP 2024";

    static readonly Func<ReportFacts, IEnumerable<(string Code, string Column, string[] Args)>>[] All =
    [
        Product_is_known, Product_is_of_a_class_the_report_counts, New_lot_has_an_expiry_date,
        Difference_takes_no_more_than_there_was,
    ];

    static readonly Func<ReportFacts, OddReason?>[] Odd =
        [Lot_nobody_has_received, Expiry_has_changed, Figure_is_many_times_the_last, Packs_and_units_are_mixed_up];

    /// <summary>Adds all that stops the line.</summary>
    public static void Check(ReportFacts line, List<Finding> findings)
    {
        foreach (var rule in All)
            foreach (var (code, column, args) in rule(line))
            {
                var tag = RuleAttribute.Of(rule);
                findings.Add(ReportFault.Of(code, line.Line.Row, column, Value(line.Line, column), args) with
                {
                    Requirements = tag.Requirements, Law = tag.Law, Rule = tag.Name,
                });
            }
    }

    /// <summary>Why the line is held for a look; nothing for most lines.</summary>
    public static IReadOnlyList<OddReason> Odds(ReportFacts line)
    {
        List<OddReason>? odd = null;
        foreach (var rule in Odd)
            if (rule(line) is { } reason) (odd ??= []).Add(reason);
        return odd ?? (IReadOnlyList<OddReason>)[];
    }

    static string Value(CountedLine line, string column) => column switch
    {
        "articleNumber" => line.Article,
        "expiresOn" => $"{line.ExpiresOn:yyyy-MM-dd}",
        _ => $"{line.Amount}",
    };

    [Rule(Law, "STS-010")]
    public static IEnumerable<(string, string, string[])> Product_is_known(ReportFacts line) =>
        line.Product is null ? [("report-product-unknown", "articleNumber", [])] : [];

    [Rule(Law, "STS-011")]
    public static IEnumerable<(string, string, string[])> Product_is_of_a_class_the_report_counts(ReportFacts line) =>
        line.Product is { } product && !line.Rule.Classes.Contains(product.Class)
            ? [("report-class-not-counted", "articleNumber",
                ["product", product.Name, "class", Kebab.Of(product.Class)])] : [];

    [Rule(Law, "STS-010")]
    public static IEnumerable<(string, string, string[])> New_lot_has_an_expiry_date(ReportFacts line) =>
        line.Product is not null && line.Lot is null && line.Line.ExpiresOn is null
            ? [("report-expiry-missing", "expiresOn", ["lot", line.Line.Lot])] : [];

    [Rule(Law, "STS-010")]
    public static IEnumerable<(string, string, string[])> Difference_takes_no_more_than_there_was(ReportFacts line) =>
        line.Units < 0 ? [("report-below-zero", "quantity", ["was", $"{line.Was}"])] : [];

    [Rule(Law, "STS-010")]
    public static OddReason? Lot_nobody_has_received(ReportFacts line) =>
        line.Lot is null && line.Units > 0 ? OddReason.UnknownLot : null;

    [Rule(Law, "STS-010")]
    public static OddReason? Expiry_has_changed(ReportFacts line) =>
        line.Lot is { } lot && line.Line.ExpiresOn is { } told && told != lot.ExpiresOn
            ? OddReason.ExpiryChanged : null;

    [Rule(Law, "STS-010")]
    public static OddReason? Figure_is_many_times_the_last(ReportFacts line) =>
        line.Was > 0 && line.Units >= line.Was * line.Rule.OddTimes ? OddReason.ManyTimes : null;

    // Who tells packs where units are asked for is out by the size of the pack, give or take what was sold since.
    [Rule(Law, "STS-010")]
    public static OddReason? Packs_and_units_are_mixed_up(ReportFacts line)
    {
        var size = line.Product?.UnitsPerPack ?? 1;
        if (size <= 1 || line.Was <= 0 || line.Units <= 0) return null;
        return Near(line.Units * size, line.Was) ? OddReason.PacksForUnits
            : Near(line.Units, line.Was * size) ? OddReason.UnitsForPacks : null;
    }

    /// <summary>A full count that leaves out so many lots is more likely half a file than an empty shelf.</summary>
    /// <param name="held">Lots of the classes it counts that the books have.</param>
    [Rule(Law, "STS-010")]
    public static OddReason? Much_of_what_is_held_is_left_out(ReportRule rule, int held, int leftOut) =>
        held >= rule.OddLeftOutFrom && (long)leftOut * 1_000_000 > held * rule.OddLeftOut.Millionths
            ? OddReason.MuchLeftOut : null;

    static bool Near(long told, long was) => Math.Abs(told - was) * 10 <= was;
}
