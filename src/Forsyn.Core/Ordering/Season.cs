using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using static Forsyn.Core.Basics.Severity;

namespace Forsyn.Core.Ordering;

/// <summary>What a vaccine of a season costs a pack: for the target groups, and for everybody else.</summary>
public sealed record SeasonPrice(Money Reduced, Money Full);

/// <summary>An influenza season: when pre-orders are taken, when vaccine is sent, and what it costs.</summary>
/// <param name="Code">Such as 2026/27.</param>
/// <param name="Window">The days pre-orders are taken and changed.</param>
/// <param name="Dispatch">The days vaccine is to be sent.</param>
/// <param name="Prices">By article number; a vaccine that is not here is not in the season.</param>
public sealed record Season(
    string Code, DateRange Window, DateRange Dispatch, IReadOnlyDictionary<string, SeasonPrice> Prices)
{
    public bool TakesPreOrders(DateOnly day) => Window.Contains(day);

    /// <summary>The season of a year: vaccine is sent from 1 September to 31 October (FLU-009).</summary>
    public static DateRange DispatchOf(int year) => DateRange.Inclusive(new(year, 9, 1), new(year, 10, 31));

    public static string CodeOf(int year) => $"{year}/{(year + 1) % 100:00}";

    /// <summary>The year a season begins in; null where the text names no season.</summary>
    public static int? YearOf(string? code) =>
        code is { Length: 7 } && int.TryParse(code[..4], out var year) && CodeOf(year) == code.Replace('-', '/')
            ? year : null;
}

/// <summary>What a line of influenza vaccine is bought for.</summary>
/// <param name="Season">Code of the season it is judged by.</param>
/// <param name="Price">Null where the season does not have the vaccine.</param>
/// <param name="TargetGroup">The order states that it is for the recommended target groups.</param>
public sealed record SeasonLine(string Season, SeasonPrice? Price, bool TargetGroup)
{
    /// <summary>The reduced price is for inactivated vaccine and the target groups only (FEE-007, FEE-008).</summary>
    public Money? PriceOf(Product product) =>
        Price is null ? null : TargetGroup && product.InactivatedInfluenza ? Price.Reduced : Price.Full;
}

/// <summary>What a season asks of an order of influenza vaccine.</summary>
public static class SeasonRules
{
    const string Terms = "FHI, terms of ordering";

    // What is bought without the statement is dear: the one who forgot it must be told, and the one who means it is
    // told of the pharmacy.
    [Rule(Terms, "FEE-008", "FLU-011")]
    public static IEnumerable<Said> Reduced_price_needs_the_statement(OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        let season = line.Season
        where line.Purpose == Purpose.Influenza && season is { TargetGroup: false }
        select Said.Of("influenza-full-price", Warn, line.Number, "product", line.Product.Name, "full",
            $"{season.PriceOf(line.Product) ?? line.Product.PricePerPack}");

    [Rule(Terms, "FEE-007", "FLU-003")]
    public static IEnumerable<Said> Only_inactivated_vaccine_has_the_reduced_price(
        OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        where line is { Purpose: Purpose.Influenza, Season: { TargetGroup: true } }
            && !line.Product.InactivatedInfluenza
        select Said.Of("influenza-live-full-price", Warn, line.Number, "product", line.Product.Name);

    [Rule(Terms, "FEE-007", "FLU-001")]
    public static IEnumerable<Said> Reduced_price_is_for_vaccines_of_the_season(
        OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        let season = line.Season
        where line.Purpose == Purpose.Influenza && season is { TargetGroup: true, Price: null }
            && line.Product.InactivatedInfluenza
        select Said.Of("influenza-not-in-season", Warn, line.Number, "product", line.Product.Name, "season",
            season.Season);

    /// <summary>All that deviates in a season's days.</summary>
    public static IReadOnlyList<Finding> Deviations(Season season) =>
        [.. Window_is_in_spring(season).Select(said => OrderRules.With(said,
            RuleAttribute.Of((Func<Season, IEnumerable<Said>>)Window_is_in_spring)))];

    /// <summary>What deviates in a day of dispatch.</summary>
    public static IReadOnlyList<Finding> Deviations(Season season, DateOnly day) =>
        [.. Dispatch_is_in_september_and_october(season, day).Select(said => OrderRules.With(said,
            RuleAttribute.Of((Func<Season, DateOnly, IEnumerable<Said>>)Dispatch_is_in_september_and_october)))];

    /// <summary>Warns of a window that does not open in spring, or closes after dispatch begins (FLU-006).</summary>
    [Rule(Terms, "FLU-006")]
    public static IEnumerable<Said> Window_is_in_spring(Season season)
    {
        if (season.Window.From.Month is < 3 or > 5)
            yield return Said.Of("season-not-in-spring", Warn, null, "season", season.Code, "from",
                $"{season.Window.From:yyyy-MM-dd}");
        if (season.Window.LastDay is not { } last || last >= season.Dispatch.From)
            yield return Said.Of("season-closes-late", Warn, null, "season", season.Code, "dispatch",
                $"{season.Dispatch.From:yyyy-MM-dd}");
    }

    /// <summary>Warns of a day of dispatch outside the season's (FLU-009).</summary>
    [Rule(Terms, "FLU-009")]
    public static IEnumerable<Said> Dispatch_is_in_september_and_october(Season season, DateOnly day)
    {
        if (!season.Dispatch.Contains(day))
            yield return Said.Of("dispatch-outside-season", Warn, null, "season", season.Code,
                "day", $"{day:yyyy-MM-dd}", "from", $"{season.Dispatch.From:yyyy-MM-dd}",
                "last", $"{season.Dispatch.LastDay:yyyy-MM-dd}");
    }
}

/// <summary>The people the municipality is to offer vaccine, worked out from its population.</summary>
public static class TargetGroups
{
    /// <summary>
    /// Everybody of 65 and over, and of the younger the part with an illness that puts them at risk. The parts are rule
    /// numbers; half a person counts as one.
    /// </summary>
    [Rule("FHI, terms of ordering", "FLU-004")]
    public static TargetGroupSize Size(AgeGroups people, RuleNumbers numbers) =>
        new(people.Age65Plus,
            Part(people.Age18To64, numbers.Rate("influenza-risk-share-adults")),
            Part(people.Age1To17, numbers.Rate("influenza-risk-share-children")));

    static long Part(long people, Rate rate) => (people * rate.Millionths + 500_000) / 1_000_000;
}

/// <summary>How many people are in the target groups, and why.</summary>
public sealed record TargetGroupSize(long Old, long AdultsAtRisk, long ChildrenAtRisk)
{
    public long People => Old + AdultsAtRisk + ChildrenAtRisk;
}
