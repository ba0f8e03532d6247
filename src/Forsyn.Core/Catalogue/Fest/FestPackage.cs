namespace Forsyn.Core.Catalogue.Fest;

/// <summary>A package on the market (Legemiddelpakning).</summary>
/// <param name="BarCodes">Numbers as written, 12–14 digits, GTIN or NTIN; two while a number changes.</param>
/// <param name="Storage">R room 15–25 °C, K fridge 2–8 °C, D freezer −18 °C or colder (code system 7487); empty: not
/// said.</param>
public sealed record FestPackage(
    string CatalogueId, FestMedicine Medicine, ArticleNumber ArticleNumber, IReadOnlyList<string> BarCodes,
    bool WithoutPreservative, FestCode Storage, IReadOnlyList<FestContent> Contents, IReadOnlyList<FestPrice> Prices,
    FestMarketing Marketing) : FestItem(CatalogueId);

/// <summary>What a package holds of one brand: Multiple × Count × Amount of the unit; figures are millionths.</summary>
/// <param name="DefinedDailyDoseMillionths">Millionths of the unit beside it; null where the substance has
/// none.</param>
/// <param name="StatisticsFactorMillionths">Defined daily doses in the package.</param>
public sealed record FestContent(
    string BrandId, string Size, FestCode Unit, FestCode PackageType, int? Multiple, int? Count, long AmountMillionths,
    int Order, long? DefinedDailyDoseMillionths, string DefinedDailyDoseUnit, long? StatisticsFactorMillionths);

/// <summary>Kinds of price (code system 7453): 2 refund, 3 maximum purchase, 4 maximum retail, 5 step price.</summary>
public enum FestPriceType { Refund = 2, MaximumPurchase = 3, MaximumRetail = 4, Step = 5 }

/// <summary>A price of a package; published up to three weeks before it is valid.</summary>
/// <param name="Type">Code of system 7453, see <see cref="FestPriceType"/>; others are kept as they are.</param>
public readonly record struct FestPrice(int Type, Money Amount, FestPeriod Valid);

/// <summary>When a package came to and left the market.</summary>
/// <param name="Outgoing">The article number that this one replaces.</param>
/// <param name="Repackages">Article number of the package that unit doses are repacked from.</param>
public readonly record struct FestMarketing(
    string Outgoing, DateOnly? MarketedOn, DateOnly? WithdrawnOn, DateOnly? TemporarilyOutOn, string Repackages)
{
    public static readonly FestMarketing None = new("", null, null, null, "");
}
