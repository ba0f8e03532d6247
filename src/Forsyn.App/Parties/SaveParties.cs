using Forsyn.App.Database;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;

namespace Forsyn.App.Parties;

/// <summary>
/// Writes a country's places on the map, parties, names, places of storage and people into empty tables.
/// </summary>
static class SaveParties
{
    /// <summary>A beginning that is not recorded is kept as this day, so that a name is found on every day.</summary>
    static readonly DateOnly AlwaysFrom = new(1900, 1, 1);

    public static async Task Geography(Tx tx, CountryData country)
    {
        await Bulk.Load(tx, "county", ["number", "name", "sami_name", "kven_name", "health_region"], country.Counties
            .Select(c => (object?[])[c.Number, c.Name, c.SamiName, c.KvenName, Kebab.Of(c.Region)]));
        await Bulk.Load(tx, "municipality",
            ["number", "name", "sami_name", "kven_name", "county_number", "population", "age_0", "age_1_17", "age_12",
                "age_18_64", "age_65_up", "age_80_up", "latitude", "longitude"],
            country.Municipalities.Select(m => (object?[])
            [
                m.Number, m.Name, m.SamiName, m.KvenName, m.County, m.People.Total, m.People.Age0, m.People.Age1To17,
                m.People.Age12, m.People.Age18To64, m.People.Age65Plus, m.People.Age80Plus,
                m.LatitudeDegrees, m.LongitudeDegrees,
            ]));
        await Bulk.Load(tx, "postcode", ["number", "place", "municipality_number"], country.Postcodes
            .Select(p => (object?[])[p.Number, p.Place, p.Municipality == "" ? null : p.Municipality]));
    }

    /// <summary>Returns the id of each party.</summary>
    public static async Task<IReadOnlyDictionary<PartyKey, long>> Parties(Tx tx, CountryData country)
    {
        var ids = country.Parties.ToDictionary(party => party.Key, _ => tx.Ids.Next());
        await Bulk.Load(tx, "party",
            ["id", "key", "type", "municipality_number", "organisation_number", "parent_id", "address", "municipal",
                "made"],
            country.Parties.Select(p => (object?[])
            [
                ids[p.Key], p.Key.Value, Kebab.Of(p.Type), p.Municipality == "" ? null : p.Municipality,
                p.OrganisationNumber?.Digits, p.Parent is { } parent ? ids[parent] : null, p.Address,
                p.Municipal, p.Made,
            ]));
        await Names(tx, country, ids);
        return ids;
    }

    // A party without a row among the names is called the same in all languages, on every day.
    static Task Names(Tx tx, CountryData country, IReadOnlyDictionary<PartyKey, long> ids)
    {
        var parties = country.Parties.ToDictionary(party => party.Key);
        var places = country.Municipalities.ToDictionary(place => place.Number);
        var named = country.Names.Select(name => name.Party).ToHashSet();
        var names = country.Names.Concat(country.Parties.Where(party => !named.Contains(party.Key))
            .Select(party => new OrganisationName(party.Key, null, null, party.Name, party.Name, party.Name)));
        return Bulk.Load(tx, "party_name",
            ["party_id", "valid_from", "valid_to", "name_nb", "name_nn", "name_en", "search"],
            names.Select(n => (object?[])
            [
                ids[n.Party], n.From ?? AlwaysFrom, n.To, n.Bokmaal, n.Nynorsk, n.English,
                SearchText(n, parties[n.Party], places),
            ]));
    }

    static string SearchText(OrganisationName name, Party party, Dictionary<string, Municipality> places)
    {
        var place = places.GetValueOrDefault(party.Municipality);
        string[] words =
        [
            name.Bokmaal, name.Nynorsk, name.English, party.Key.Value, party.OrganisationNumber?.Digits ?? "",
            place?.Name ?? "", place?.SamiName ?? "", place?.KvenName ?? "",
        ];
        return string.Join(' ', words.Where(word => word != "").Distinct()).ToLowerInvariant();
    }

    /// <summary>
    /// The places that are listed, and one for every customer without: a refrigerator and a cupboard.
    /// </summary>
    public static Task<long> Places(Tx tx, CountryData country, IReadOnlyDictionary<PartyKey, long> ids)
    {
        var listed = country.Places.Select(place => place.Party).ToHashSet();
        var places = country.Places.Concat(country.Parties
            .Where(party => party.Type.IsCustomer() && !listed.Contains(party.Key))
            .Select(party => new Place($"{party.Key}-store", party.Key, "Lager",
                [StorageCondition.Fridge, StorageCondition.Room, StorageCondition.Freezer], Quarantine: false)));
        var seen = new HashSet<PartyKey>();
        return Bulk.Load(tx, "place", ["id", "key", "party_id", "name", "storage", "quarantine", "is_default",
            "keeper_id"],
            places.Select(place => (object?[])
            [
                tx.Ids.Next(), place.Key, ids[place.Party], place.Name,
                string.Join(',', place.Storage.Select(Kebab.Of)),
                place.Quarantine, seen.Add(place.Party), place.Keeper is { } keeper ? ids[keeper] : null,
            ]));
    }

    public static Task<long> People(Tx tx, CountryData country, IReadOnlyDictionary<PartyKey, long> ids) =>
        Bulk.Load(tx, "person", ["id", "persona", "name", "role", "party_id", "municipality_number", "hpr_number"],
            country.Personas.Select(p => (object?[])
            [
                tx.Ids.Next(), p.Id, p.Name, Kebab.Of(p.Role), ids[p.Party], p.Municipality,
                p.MadeHprNumber == "" ? null : p.MadeHprNumber,
            ]));
}
