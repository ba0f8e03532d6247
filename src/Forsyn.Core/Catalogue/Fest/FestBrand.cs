namespace Forsyn.Core.Catalogue.Fest;

/// <summary>A brand in one form and strength (LegemiddelMerkevare).</summary>
/// <param name="WarningTriangle">Dangerous in traffic.</param>
/// <param name="VaccineStandard">Code of the vaccine standard, vaccines only.</param>
public sealed record FestBrand(
    string CatalogueId, FestMedicine Medicine, string Name, string LongForm, IReadOnlyList<FestIngredient> Ingredients,
    bool WarningTriangle, string ReferenceProduct, FestCode VaccineStandard, string Manufacturer)
        : FestItem(CatalogueId);

/// <summary>An active substance of a brand, in the order the agency gives; refers to a strength or to the bare
/// substance.</summary>
public readonly record struct FestIngredient(int Order, string SubstanceId, bool WithStrength);

/// <summary>An active substance (Virkestoff), possibly a form of others, such as a salt.</summary>
public sealed record FestSubstance(string CatalogueId, string Name, string EnglishName, IReadOnlyList<string> FormOf)
    : FestItem(CatalogueId);

/// <summary>A strength of a substance (VirkestoffMedStyrke); the figures are kept as written, some exceed any whole
/// number.</summary>
/// <param name="Operator">L equal; other codes say that the strength is a range up to UpperStrength.</param>
public sealed record FestStrength(
    string CatalogueId, string SubstanceId, FestMeasure Strength, FestMeasure Denominator, FestMeasure Alternative,
    FestMeasure AlternativeDenominator, FestCode Operator, string UpperStrength, FestCode CombinationAtc)
    : FestItem(CatalogueId);

/// <summary>A number as written in the file with its unit; both empty where there is none.</summary>
public readonly record struct FestMeasure(string Value, string Unit)
{
    public static readonly FestMeasure None = new("", "");
}
