using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;
using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>A line and the lots that serve it.</summary>
public sealed record SuppliedLine(LineFacts Line, Allocation Allocation)
{
    /// <summary>The stock that serves it.</summary>
    public Pool Pool { get; init; } = SupplyRules.PoolFor(Line.Purpose);

    public Quantity Covered => Line.DosesInPacks - Allocation.Missing;

    /// <summary>
    /// What is reserved when the order is placed. A line that stock does not cover waits for a pharmacist and holds
    /// nothing meanwhile, or one order far too large would keep the vaccine from everybody else.
    /// </summary>
    public Quantity Promised => Allocation.Missing.IsZero ? Covered : Quantity.Zero;
}

/// <summary>Which stock serves an order, and what to say when it does not suffice.</summary>
public static class SupplyRules
{
    static readonly RuleAttribute EnoughStock = RuleAttribute.Of(Stock_with_guaranteed_shelf_life_suffices);

    /// <summary>Programme stock serves the national programmes and sale stock all else (PRG-009).</summary>
    public static Pool PoolFor(Purpose purpose) =>
        purpose is Purpose.Childhood or Purpose.Hpv or Purpose.Pregnancy ? Pool.Programme : Pool.Sale;

    /// <summary>Influenza vaccine for the target groups is programme stock, all other influenza vaccine is sale
    /// stock.</summary>
    public static Pool PoolFor(LineFacts line) =>
        line is { Purpose: Purpose.Influenza, Season.TargetGroup: true } ? Pool.Programme : PoolFor(line.Purpose);

    /// <summary>
    /// Serves the lines in their order; lines of the same product share its lots. Lots are by article number.
    /// </summary>
    /// <param name="only">The one pool that may serve: the emergency stock at the on-call pharmacy, which is in turn
    /// kept from all other orders. Otherwise the pool follows from each line's purpose.</param>
    public static IReadOnlyList<SuppliedLine> Supply(
        IReadOnlyList<LineFacts> lines, IReadOnlyDictionary<string, List<LotAtPlace>> lots, bool acceptsShorter,
        DateOnly dispatchDay, RuleNumbers numbers, Pool? only = null)
    {
        var left = lots.ToDictionary(l => l.Key, l => l.Value);
        var supplied = new List<SuppliedLine>();
        foreach (var line in lines)
        {
            var article = line.Product.ArticleNumber.ToString();
            var pool = only ?? PoolFor(line);
            var allocation =
                AllocationRules.Allocate(line.DosesInPacks, line.Product.DosesPerPack, pool,
                left.GetValueOrDefault(article) ?? [], dispatchDay, acceptsShorter, numbers);
            supplied.Add(new SuppliedLine(line, allocation) { Pool = pool });
            left[article] = allocation.Left();
        }
        return supplied;
    }

    /// <summary>
    /// A hold for each line that lawful stock does not cover, naming what shorter-dated stock could add.
    /// </summary>
    public static IReadOnlyList<Finding> Findings(IReadOnlyList<SuppliedLine> lines) =>
        [.. lines.SelectMany(Stock_with_guaranteed_shelf_life_suffices)
            .Select(said => OrderRules.With(said, EnoughStock))];

    [Rule("FHI, terms of delivery", "SHL-001", OfTheMoment = true)]
    public static IEnumerable<Said> Stock_with_guaranteed_shelf_life_suffices(SuppliedLine line)
    {
        if (line.Allocation.Missing.IsZero) yield break;
        var shorter =
            line.Allocation.Choices.Where(c => c.Verdict == Verdict.TooShort
                && c.Lot.Pool == line.Pool)
            .Sum(c => c.Lot.Available.Units);
        yield return Said.Of(shorter > 0 ? "stock-short-but-shorter-dated" : "stock-short", Hold, line.Line.Number,
            "product", line.Line.Product.Name, "covered", $"{line.Covered}", "doses", $"{line.Line.DosesInPacks}",
            "shorter", $"{shorter}");
    }
}
