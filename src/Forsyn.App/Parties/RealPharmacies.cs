using Forsyn.App.Basics;
using Forsyn.Core.Parties;

namespace Forsyn.App.Parties;

/// <summary>Reads the public list of pharmacies; each belongs to its owner, who is a party too.</summary>
sealed class RealPharmacies(Func<string, string> open, List<Fault> faults, IReadOnlyList<Party> organisations)
{
    /// <summary>Owners and pharmacies that are not among the organisations already.</summary>
    public IReadOnlyList<Party> Read(string file, IReadOnlySet<string> municipalities)
    {
        var owners = organisations.Where(party => party.OrganisationNumber is not null)
            .ToDictionary(party => party.OrganisationNumber!.Value, party => party.Key);
        var added = new List<Party>();
        var seen = new HashSet<string>();
        var pharmacies = CsvTable.Read(file, open(file), faults, row => new Party(
            new PartyKey($"pharmacy-{row.Unique("apotek_id", seen)}"), row.Text("navn"), PartyType.Pharmacy,
            row.OptionalKnown("kommunenr_2024", municipalities, "municipality") ?? "",
            Parent: Owner(row, owners, added),
            Address: $"{RealPlaces.Digits(row, "postnr", row.Text("postnr"))} {row.Text("poststed")}"));
        // The on-call pharmacy is built in, since emergencies go to it whatever list is loaded.
        return [.. added, .. pharmacies.Where(pharmacy => !organisations.Any(built =>
            built.Type == PartyType.Pharmacy && built.Name == pharmacy.Name
            && built.Municipality == pharmacy.Municipality))];
    }

    static PartyKey? Owner(CsvRow row, Dictionary<OrganisationNumber, PartyKey> owners, List<Party> added)
    {
        var name = row.Text("eier");
        var text = row.Text("eier_orgnr");
        if (text == "") return null;
        var number = OrganisationNumber.Parse(text);
        if (!number.Ok)
        {
            row.Add("eier_orgnr", $"'{text}' has not nine digits with the right check digit");
            return null;
        }
        if (owners.TryGetValue(number.Value, out var known)) return known;
        var owner = new Party(new PartyKey($"owner-{number.Value.Digits}"), name, PartyType.Owner, "", number.Value);
        added.Add(owner);
        return owners[number.Value] = owner.Key;
    }
}
