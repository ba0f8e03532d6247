using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Ordering;

/// <summary>What the customer pays for vaccine of a programme.</summary>
public enum ProgrammePrice { Free, Reduced, Full }

/// <summary>An end that holds only where the rules of the day say that the programme is no longer open.</summary>
/// <param name="OpenFlag">The rule number that says whether it is open.</param>
/// <param name="To">The first day after the programme.</param>
public sealed record Closing(string OpenFlag, DateOnly To);

/// <summary>The state's money for a programme: a chapter of the budget, and what a year granted for it.</summary>
public sealed record ProgrammeBudget(string Chapter, Money? Granted = null, int? Year = null);

/// <summary>
/// A national vaccination programme: what it offers, to whom, on which days, who orders, who procures and which chapter
/// of the state budget pays. Whoever is not named has no part in it.
/// </summary>
/// <param name="Group">Products of this group are offered.</param>
/// <param name="Runs">The days it gives free or reduced supply; the end is open where none is set.</param>
/// <param name="BornFrom">The first birth year it is for; null where any age will do.</param>
/// <param name="Procurer">Key of the party that procures.</param>
/// <param name="Consulted">Keys of the parties it consults.</param>
public sealed record Programme(
    string Code, Purpose Purpose, ProductGroups Group, string TargetGroup, DateRange Runs, Closing? Closing,
    int? BornFrom, IReadOnlyList<Role> Roles, ProgrammePrice Price, string Responsible, string Procurer,
    IReadOnlyList<string> Consulted, ProgrammeBudget Budget, bool Seasonal, string Law,
    IReadOnlyList<string> Requirements, string Source)
{
    /// <summary>The days it runs, as the rules of the day see it.</summary>
    public DateRange RunsBy(RuleNumbers numbers) =>
        Closing is { } closing && !numbers.Flag(closing.OpenFlag) ? new DateRange(Runs.From, closing.To) : Runs;

    public bool InForce(DateOnly day, RuleNumbers numbers) => RunsBy(numbers).Contains(day);
}

/// <summary>What vaccination programmes ask of an order.</summary>
public static class ProgrammeRules
{
    const string Regulation = "FOR-2009-10-02-1229";

    // Where the facts name no programme nothing is known of its days, and nothing is said.
    [Rule(Regulation, "PRG-006", "INC-009")]
    public static IEnumerable<Said> Supply_ends_with_the_programme(OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        let programme = order.ProgrammeOf(line)
        where programme is not null && !programme.InForce(order.Day, numbers)
        select Said.Of("programme-not-in-force", Severity.Block, line.Number, "product", line.Product.Name,
            "programme", programme.Code, "day", $"{order.Day:yyyy-MM-dd}",
            "from", $"{programme.Runs.From:yyyy-MM-dd}", "last", $"{programme.RunsBy(numbers).LastDay:yyyy-MM-dd}");

    [Rule(Regulation, "PRG-005")]
    public static IEnumerable<Said> Recipient_is_of_a_birth_year_of_the_programme(
        OrderFacts order, RuleNumbers numbers) =>
        from line in order.Lines
        let first = order.ProgrammeOf(line)?.BornFrom
        where first is not null && line.RecipientBornYear is { } year && year < first
        select Said.Of("born-before-programme", Severity.Block, line.Number, "product", line.Product.Name,
            "year", $"{line.RecipientBornYear}", "first", $"{first}");
}
