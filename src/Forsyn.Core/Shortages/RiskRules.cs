namespace Forsyn.Core.Shortages;

/// <summary>What a risk to the supply is about.</summary>
public enum RiskSubject { Substance, Supplier, SupplyChain }

/// <summary>How grave a risk is, by the matrix of the day.</summary>
public enum RiskClass { Low, Medium, High }

/// <summary>Why a substance is suggested for the register.</summary>
/// <param name="Suppliers">Who delivers it, as the lists of packages know them; null where they say nothing.</param>
/// <param name="Notices">Open shortage notifications.</param>
/// <param name="Breaches">Open breaches of the stockpile duty.</param>
public sealed record RiskSigns(string Atc, string Substance, long? Suppliers, long Notices, long Breaches);

/// <summary>The register of risks to the supply: its matrix, and what should be in it.</summary>
public static class RiskRules
{
    const string Law = "letter of allocation to DMP 2024";

    /// <summary>Likelihood and consequence of a risk go from 1 to this.</summary>
    public const int Steps = 5;

    /// <summary>The class of a risk: likelihood times consequence, against the lowest scores of the day.</summary>
    /// <param name="likelihood">1 to 5.</param>
    /// <param name="consequence">1 to 5.</param>
    [Rule(Law, "GOA-017")]
    public static RiskClass RiskIsClassedByItsScore(long likelihood, long consequence, RuleNumbers numbers) =>
        likelihood * consequence >= numbers.Count("risk-score-high") ? RiskClass.High
        : likelihood * consequence >= numbers.Count("risk-score-medium") ? RiskClass.Medium : RiskClass.Low;

    /// <summary>
    /// Substances that must be held or are critical in Europe, and have few suppliers, an open shortage notification or
    /// an open breach, but no open risk; those with most signs first.
    /// </summary>
    /// <param name="listed">Substances on the lists.</param>
    /// <param name="covered">Codes, or beginnings of codes, of open risks.</param>
    [Rule(Law, "GOA-017")]
    public static IReadOnlyList<RiskSigns> SubstancesWithSignsAreSuggested(
        IEnumerable<RiskSigns> listed, IReadOnlyCollection<string> covered, RuleNumbers numbers)
    {
        var few = numbers.Count("risk-few-suppliers");
        return
        [
            .. from one in listed
               let fewSuppliers = one.Suppliers <= few
               where (fewSuppliers || one.Notices > 0 || one.Breaches > 0)
                   && !covered.Any(code => one.Atc.StartsWith(code, StringComparison.Ordinal))
               orderby one.Notices + one.Breaches descending, one.Suppliers ?? long.MaxValue, one.Atc
               select one,
        ];
    }
}
