using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.Core.Fulfilment;

/// <summary>What is looked at when goods come from a supplier, and what keeps them in quarantine.</summary>
public static class GoodsInRules
{
    const string Gdp = "EU GDP 2013/C 343/01 ch. 5.4";

    static readonly Func<ArrivedLine, DateOnly, IEnumerable<(string Code, string[] Args)>>[] All =
    [
        Arrived_units_are_a_number, Lot_is_named, Expiry_is_on_the_package, Expiry_is_that_of_the_lot,
        Production_lies_before_expiry, Unknown_product_is_described,
    ];

    /// <summary>Adds all that keeps the lines from being written down; a deviation does not.</summary>
    public static void Check(IReadOnlyList<ArrivedLine> lines, DateOnly today, List<Finding> findings)
    {
        foreach (var rule in All)
        {
            var tag = RuleAttribute.Of(rule);
            findings.AddRange(lines.SelectMany(line => rule(line, today).Select(said => new Finding(said.Code,
                Severity.Block, line.Line, tag.Requirements, tag.Law, Refusal.Of(said.Code,
                    ["product", line.Product, "lot", line.LotNumber, .. said.Args]).Args))));
        }
        foreach (var same in lines.Where(line => line.Known && line.LotNumber.Length > 0)
            .GroupBy(line => (line.Article, line.LotNumber)))
            findings.AddRange(same.Skip(1).Select(line => PickRules.Wrong("arrived-lot-twice", line.Line,
                "product", line.Product, "lot", line.LotNumber, "first", $"{same.First().Line}")));
    }

    [Rule(Gdp, "ACT-002")]
    public static IEnumerable<(string, string[])> Arrived_units_are_a_number(ArrivedLine line, DateOnly today) =>
        line.Units <= Quantity.Zero || line.Units.Units > LedgerRules.Largest.Units / 1_000_000
            || line.Damaged < Quantity.Zero || line.Damaged > line.Units
            ? [("arrived-units-wrong", ["units", $"{line.Units}", "damaged", $"{line.Damaged}"])] : [];

    [Rule(Gdp, "SHL-004")]
    public static IEnumerable<(string, string[])> Lot_is_named(ArrivedLine line, DateOnly today) =>
        line.Known && line.LotNumber.Length is 0 or > 40 ? [("arrived-lot-missing", [])] : [];

    [Rule(Gdp, "SHL-004")]
    public static IEnumerable<(string, string[])> Expiry_is_on_the_package(ArrivedLine line, DateOnly today) =>
        line is { Known: true, ExpiresOn: null } ? [("arrived-expiry-missing", [])] : [];

    // A lot has one last day wherever it lies: another one on the package is a misreading or a forgery.
    [Rule(Gdp, "SHL-004")]
    public static IEnumerable<(string, string[])> Expiry_is_that_of_the_lot(ArrivedLine line, DateOnly today) =>
        line is { ExpiresOn: { } day, BooksExpiry: { } books } && day != books
            ? [("arrived-expiry-differs", ["expires", $"{day:yyyy-MM-dd}", "books", $"{books:yyyy-MM-dd}"])] : [];

    [Rule(Gdp, "SHL-004")]
    public static IEnumerable<(string, string[])> Production_lies_before_expiry(ArrivedLine line, DateOnly today) =>
        line.ProducedOn is { } made && (made > today || made >= line.ExpiresOn)
            ? [("arrived-production-wrong", ["produced", $"{made:yyyy-MM-dd}"])] : [];

    [Rule(Gdp, "ACT-002")]
    public static IEnumerable<(string, string[])> Unknown_product_is_described(ArrivedLine line, DateOnly today) =>
        !line.Known && line.Text.Length == 0 ? [("arrived-product-undescribed", ["product", line.Article])] : [];

    /// <summary>
    /// What deviates on a line, in a fixed order. Remaining shelf life is counted from the day of arrival.
    /// </summary>
    /// <param name="minimumDays">Agreed with the supplier; null takes goods-in-shelf-life-days.</param>
    public static IReadOnlyList<GoodsDeviation> Deviations(
        ArrivedLine line, ArrivalCondition condition, long? minimumDays, RuleNumbers numbers)
    {
        if (!line.Known) return [GoodsDeviation.UnknownProduct];
        var (today, found) = (numbers.Day, new List<GoodsDeviation>());
        void Add(bool when, GoodsDeviation deviation) { if (when) found.Add(deviation); }
        var least = today.AddDays((int)(minimumDays ?? numbers.Days("goods-in-shelf-life-days")));
        Add(line.Expected is null || line.Units > line.Expected.Left, GoodsDeviation.Over);
        Add(line.Damaged > Quantity.Zero, GoodsDeviation.Damaged);
        Add(line.ExpiresOn < today, GoodsDeviation.Expired);
        Add(line.ExpiresOn >= today && line.ExpiresOn < least, GoodsDeviation.ShortShelfLife);
        Add(line.Expected is { LotNumber.Length: > 0 } told && told.LotNumber != line.LotNumber,
            GoodsDeviation.WrongLot);
        Add(condition.TemperatureTenths is { } tenths && !Keeps(line.Storage, tenths, numbers),
            GoodsDeviation.Temperature);
        Add(condition.Packaging != PackagingCondition.Intact, GoodsDeviation.Packaging);
        Add(condition.Logger is LoggerReading.Alarm or LoggerReading.Missing, GoodsDeviation.Logger);
        Add(line.Recalled, GoodsDeviation.Recalled);
        return found;
    }

    /// <summary>Whether a temperature, tenths of a degree Celsius, is what a product must be kept at.</summary>
    public static bool Keeps(StorageCondition storage, long tenths, RuleNumbers numbers) =>
        ColdLimits.Of(storage, numbers).Allows(Celsius.Of(tenths / 10m));

    /// <summary>Whether a pharmacist must release the product batch by batch before anyone may take of it.</summary>
    [Rule("Directive 2001/83/EC art. 51 and 114", "ACT-002")]
    public static bool Batch_is_released_first(ProductClass product, RuleNumbers numbers) =>
        numbers.Flag($"batch-release-{Kebab.Of(product)}");

    /// <summary>Where arrived units stand until more is known of them.</summary>
    public static Status Goes(
        ProductClass product, IReadOnlyList<GoodsDeviation> deviations, RuleNumbers numbers) =>
        deviations.Count > 0 || Batch_is_released_first(product, numbers) ? Status.Quarantine : Status.Available;
}
