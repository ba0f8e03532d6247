using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;

namespace Forsyn.App.Parties;

/// <summary>The country the program ships (data/country) and the customers made for it; every key resolves.</summary>
/// <param name="Organisations">Authorities, wholesalers, trusts, hospitals and suppliers, as listed.</param>
/// <param name="MadeCustomers">Health stations, doctors' offices and pharmacies made from the municipalities.</param>
/// <param name="CriticalPackages">Packages of the critical substances, class medicine, counted in single units.</param>
public sealed record CountryData(
    IReadOnlyList<County> Counties, IReadOnlyList<Municipality> Municipalities, IReadOnlyList<Party> Organisations,
    IReadOnlyList<Party> MadeCustomers, IReadOnlyList<OrganisationName> Names, IReadOnlyList<Place> Places,
    IReadOnlyList<Persona> Personas, IReadOnlyList<Disease> Diseases, IReadOnlyList<Product> Products,
    IReadOnlyList<CriticalSubstance> Substances, IReadOnlyList<Product> CriticalPackages,
    IReadOnlyList<SupplyRecipe> Supply)
{
    /// <summary>Known only where the public files are loaded.</summary>
    public IReadOnlyList<Postcode> Postcodes { get; init; } = [];
    /// <summary>Packages that are listed beside those whose facts we know; no stock is made of them.</summary>
    public IReadOnlyList<Product> OtherPackages { get; init; } = [];

    /// <summary>Equipment for infection control, class equipment; reported and never ordered here.</summary>
    public IReadOnlyList<Product> Equipment { get; init; } = [];

    /// <summary>What FHI keeps at the on-call pharmacy, in units.</summary>
    public IReadOnlyList<EmergencyProduct> Emergency { get; init; } = [];

    public IEnumerable<Party> Parties => Organisations.Concat(MadeCustomers);
}

/// <summary>A package that lies at the on-call pharmacy for release outside the desk's hours (URG-003).</summary>
public sealed record EmergencyProduct(ArticleNumber ArticleNumber, Quantity Units);

/// <summary>How opening stock of a package is made: lots in stock, months of life from production, who
/// delivers.</summary>
/// <param name="AnnualUse">Smallest units a year in the whole country; zero for a package not in use.</param>
public sealed record SupplyRecipe(
    ArticleNumber ArticleNumber, Quantity AnnualUse, int Lots, int ShelfLifeMonths, PartyKey Supplier);
