namespace Forsyn.Core.Catalogue;

/// <summary>
/// A disease a product or a rule may name, by the code of data/country/diseases.csv, with its names in use.
/// </summary>
public sealed record Disease(string Code, string Bokmaal, string Nynorsk, string English);
