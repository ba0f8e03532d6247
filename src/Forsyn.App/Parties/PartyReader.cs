using Forsyn.App.Basics;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;

namespace Forsyn.App.Parties;

/// <summary>Reads organisations and what hangs on them: names, places, personas and the opening stock.</summary>
sealed class PartyReader(Func<string, string> open, List<Fault> faults, IReadOnlySet<string> municipalities)
{
    /// <summary>Both files of organisations; a parent must stand before its children.</summary>
    public IReadOnlyList<Party> Organisations()
    {
        var seen = new HashSet<string>();
        return [.. Of("health-authorities.csv", seen), .. Of("organisations.csv", seen)];
    }

    IReadOnlyList<Party> Of(string file, HashSet<string> seen) => CsvTable.Read(file, open(file), faults, row =>
    {
        var parent = row.OptionalKnown("parent", seen, "party above this row");
        return new Party(
            new PartyKey(row.Unique("key", seen)), row.Text("name"), row.Choice<PartyType>("type"),
            row.Known("municipality", municipalities, "municipality"), Number(row),
            parent is null ? null : new PartyKey(parent), Made: row.YesNo("made"));
    });

    static OrganisationNumber? Number(CsvRow row)
    {
        var cell = row.Optional("organisationNumber");
        if (cell == "") return null;
        var number = OrganisationNumber.Parse(cell);
        if (!number.Ok) row.Add("organisationNumber", $"'{cell}' has not nine digits with the right check digit");
        return number.Ok ? number.Value : null;
    }

    public IReadOnlyList<OrganisationName> Names(IEnumerable<Party> parties)
    {
        var known = Keys(parties);
        return Read("organisation-names.csv", row => new OrganisationName(
            new PartyKey(row.Known("party", known, "party")), row.OptionalDay("from"), row.OptionalDay("to"),
            row.Text("bokmaal"), row.Text("nynorsk"), row.Text("english")));
    }

    public IReadOnlyList<Place> Places(IEnumerable<Party> parties)
    {
        var known = Keys(parties);
        var seen = new HashSet<string>();
        return Read("places.csv", row => new Place(
            row.Unique("key", seen), new PartyKey(row.Known("party", known, "party")), row.Text("name"),
            row.Choices<StorageCondition>("storage"), row.YesNo("quarantine"),
            row.OptionalKnown("keeper", known, "party") is { } keeper ? new PartyKey(keeper) : null));
    }

    public IReadOnlyList<Persona> Personas(IEnumerable<Party> parties)
    {
        var known = Keys(parties);
        var seen = new HashSet<string>();
        return Read("personas.csv", row => new Persona(
            row.Unique("id", seen), row.Text("name"), row.Choice<Role>("role"),
            new PartyKey(row.Known("party", known, "party")), row.Known("municipality", municipalities, "municipality"),
            row.Optional("madeHprNumber")));
    }

    public IReadOnlyList<SupplyRecipe> Supply(IEnumerable<Product> products, IEnumerable<Party> parties)
    {
        var known = products.Select(product => product.ArticleNumber.ToString()).ToHashSet();
        var suppliers = Keys(parties.Where(party => party.Type == PartyType.Supplier));
        var seen = new HashSet<string>();
        return Read("supply.csv", row =>
        {
            row.Unique("articleNumber", seen);
            row.Known("articleNumber", known, "package");
            return new SupplyRecipe(
                row.Article("articleNumber"), new Quantity(row.Whole("annualUse", 0)), row.Count("lots", 1),
                row.Count("shelfLifeMonths", 1), new PartyKey(row.Known("supplier", suppliers, "supplier")));
        });
    }

    public IReadOnlyList<EmergencyProduct> Emergency(IEnumerable<Product> products)
    {
        var known = products.Select(product => product.ArticleNumber.ToString()).ToHashSet();
        var seen = new HashSet<string>();
        return Read("emergency-stock.csv", row =>
        {
            row.Unique("articleNumber", seen);
            row.Known("articleNumber", known, "package");
            return new EmergencyProduct(row.Article("articleNumber"), new Quantity(row.Whole("units", 1)));
        });
    }

    IReadOnlyList<T> Read<T>(string file, Func<CsvRow, T> read) => CsvTable.Read(file, open(file), faults, read);

    static HashSet<string> Keys(IEnumerable<Party> parties) => [.. parties.Select(party => party.Key.Value)];
}
