using System.Security.Cryptography;
using Forsyn.App.Basics;
using Forsyn.App.Catalogue;
using Forsyn.Core.Parties;

namespace Forsyn.App.Parties;

/// <summary>
/// Reads the public files that stand in for built-in municipalities, pharmacies and packages; all faults are named at
/// once.
/// </summary>
public static class RealCountry
{
    const string Municipalities = "municipalities-2024.csv", Pharmacies = "pharmacies-2022-03-25.csv",
        Postcodes = "postcodes-2023.csv",
        Packages = "fest/pakninger-2025-12.csv", Substances = "fest/atc-i-bruk-2025-12.csv";

    static readonly (string File, string Where)[] Files =
    [
        (Municipalities, "Statistics Norway, https://www.ssb.no/statbank/table/07459, "
            + "with points of Kartverket, https://www.geonorge.no"),
        (Pharmacies, "the Norwegian Medical Products Agency's list of pharmacies, https://www.dmp.no"),
        (Postcodes, "Erik Bolstad, https://www.erikbolstad.no/postnummer/"),
        (Packages, "FEST of the Norwegian Medical Products Agency, https://www.dmp.no/fest"),
        (Substances, "FEST of the Norwegian Medical Products Agency, https://www.dmp.no/fest"),
    ];

    /// <summary>
    /// The country and a fingerprint of the files; refuses data-files-missing and country-data-faulty.
    /// </summary>
    public static Result<(CountryData Country, string Content)> Read(string folder, Action<string>? progress = null)
    {
        var missing = Files.Where(one => !File.Exists(Path.Combine(folder, one.File))).ToList();
        if (missing.Count > 0)
            return Refusal.Of("data-files-missing", "folder", folder, "count", $"{missing.Count}",
                "files", string.Join('\n', missing.Select(one => $"{one.File}: published by {one.Where}")));
        var built = Country.Load();
        if (!built.Ok) return built.Refusal!;
        var text = Files.ToDictionary(one => one.File, one => File.ReadAllText(Path.Combine(folder, one.File)));
        var faults = new List<Fault>();
        var country = Read(built.Value, file => text[file], faults, progress);
        return faults.Count == 0 ? (country, Fingerprint(text)) : Country.Faulty(faults);
    }

    static CountryData Read(CountryData built, Func<string, string> open, List<Fault> faults, Action<string>? progress)
    {
        var places = new RealPlaces(open, faults, built);
        var municipalities = places.Municipalities(Municipalities);
        progress?.Invoke($"{municipalities.Count} municipalities read");
        var numbers = municipalities.Select(place => place.Number).ToHashSet();
        var postcodes = places.Postcodes(Postcodes, numbers);
        progress?.Invoke($"{postcodes.Count} postcodes read");
        var pharmacies = new RealPharmacies(open, faults, built.Organisations).Read(Pharmacies, numbers);
        progress?.Invoke($"{pharmacies.Count} pharmacies and owners read");
        var listed = built.Products.Concat(built.CriticalPackages).Select(product => product.ArticleNumber).ToHashSet();
        var packages = new PackageListReader(open, faults).Read(Packages, Substances);
        progress?.Invoke($"{packages.Count} packages read");
        return built with
        {
            Municipalities = municipalities,
            Organisations = [.. built.Organisations, .. pharmacies],
            MadeCustomers =
            [
                .. Country.Customers(municipalities, built.Organisations)
                    .Where(party => party.Type != PartyType.Pharmacy),
            ],
            Personas = [.. built.Personas.Select(persona => persona with { Party = Moved(persona, pharmacies) })],
            Postcodes = postcodes,
            OtherPackages = [.. packages.Where(package => !listed.Contains(package.ArticleNumber))],
        };
    }

    // The made pharmacist works at a real pharmacy of the same municipality.
    static PartyKey Moved(Persona persona, IReadOnlyList<Party> parties)
    {
        if (persona.Role != Role.Pharmacist) return persona.Party;
        var pharmacies = parties.Where(party => party.Type == PartyType.Pharmacy)
            .OrderBy(party => party.Municipality == persona.Municipality ? 0 : 1);
        return pharmacies.FirstOrDefault()?.Key ?? persona.Party;
    }

    static string Fingerprint(Dictionary<string, string> text)
    {
        var all = string.Join('\0', Files.Select(one => text[one.File]));
        return "files " + Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(all)))[..16];
    }
}
