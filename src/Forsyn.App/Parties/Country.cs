using Forsyn.App.Basics;
using Forsyn.App.Catalogue;
using Forsyn.Core.Basics;
using Forsyn.Core.Parties;

namespace Forsyn.App.Parties;

/// <summary>Reads the built-in country; either all of it is sound or every fault is named at once.</summary>
public static class Country
{
    /// <summary>Seed of the made customers; another one gives another country, so it never changes.</summary>
    const int Seed = 20260101;

    /// <summary>The country in the program itself.</summary>
    public static Result<CountryData> Load() => Read(Embedded);

    /// <summary>The country in files given by name; else country-data-faulty, whose faults are lines of text.</summary>
    public static Result<CountryData> Read(Func<string, string> open)
    {
        var faults = new List<Fault>();
        var places = new GeographyReader(open, faults);
        var counties = places.Counties();
        var municipalities = places.Municipalities(counties);
        var parties = new PartyReader(open, faults, municipalities.Select(one => one.Number).ToHashSet());
        var organisations = parties.Organisations();
        var made = Customers(municipalities, organisations);
        var catalogue = new CatalogueReader(open, faults);
        var diseases = catalogue.Diseases();
        var products = catalogue.Products(diseases);
        var substances = catalogue.Substances();
        var packages = catalogue.CriticalPackages(substances);
        var data = new CountryData(
            counties, municipalities, organisations, made, parties.Names(organisations), parties.Places(organisations),
            parties.Personas([.. organisations, .. made]), diseases, products, substances, packages,
            parties.Supply([.. products, .. packages], organisations))
        {
            Emergency = parties.Emergency(products), Equipment = catalogue.Equipment(),
        };
        return faults.Count == 0 ? data : Faulty(faults);
    }

    /// <summary>
    /// The customers made for municipalities; the wholesalers among the organisations share the pharmacies.
    /// </summary>
    internal static IReadOnlyList<Party> Customers(
        IReadOnlyList<Municipality> municipalities, IReadOnlyList<Party> organisations) => MadeCountry.Customers(
            municipalities,
            [.. organisations.Where(party => party.Type == PartyType.Wholesaler).Select(party => party.Key)],
            new Random(Seed));

    internal static Refusal Faulty(List<Fault> faults) =>
        Refusal.Of("country-data-faulty", "count", $"{faults.Count}", "faults", string.Join('\n', faults));

    static string Embedded(string file)
    {
        var name = $"data/country/{file}";
        using var stream = typeof(Country).Assembly.GetManifestResourceStream(name)
            ?? throw new InvariantBroken($"the program was built without {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
