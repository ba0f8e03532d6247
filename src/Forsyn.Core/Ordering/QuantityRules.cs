using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>How much, in which packs, and what to know about keeping it.</summary>
public static class QuantityRules
{
    const string Terms = "FHI, terms of delivery";

    [Rule(Terms, "SHL-005")]
    public static IEnumerable<Said> Whole_packs_are_sent(OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        where line.DosesInPacks != line.Doses
        select Said.Of("rounded-to-whole-packs", Warn, line.Number, "product", line.Product.Name, "asked",
            $"{line.Doses}",
            "sent", $"{line.DosesInPacks}", "pack", $"{line.Product.DosesPerPack}");

    // Three months of use and 90 days of shelf life are two limits and neither stands for the other (INC-008).
    [Rule(Terms, "SHL-002", "SHL-003", "INC-008")]
    public static IEnumerable<Said> At_most_three_months_of_use(OrderFacts order, RuleNumbers numbers)
    {
        var months = $"{numbers.Months("advised-use-months")}";
        foreach (var line in order.Lines)
            if (line.RecentUse is not { } use)
                yield return Said.Of("use-not-known", Info, line.Number, "product", line.Product.Name, "months",
                    months);
            else if (line.DosesInPacks > use)
                yield return Said.Of("more-than-advised-use", Warn, line.Number, "product", line.Product.Name,
                    "doses", $"{line.DosesInPacks}", "use", $"{use}", "months", months);
    }

    [Rule(Terms, "SHL-007", "SHL-008")]
    public static IEnumerable<Said> Opened_container_keeps_a_few_hours(OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        where line.Product is { MultiDose: true, InUseHours: not null }
        select Said.Of("multi-dose-container", Info, line.Number, "product", line.Product.Name,
            "hours", $"{line.Product.InUseHours}");

    // By the sources nothing is said of returns, so nothing is said here.
    [Rule(Terms, "INC-009")]
    public static IEnumerable<Said> Misordered_goods_are_not_taken_back(OrderFacts order, RuleNumbers numbers)
    {
        if (!numbers.Flag("misordered-goods-taken-back")) yield return Said.Of("no-return-of-misordered", Info);
    }
}
