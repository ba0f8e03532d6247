using Forsyn.App.Basics;
using Forsyn.Core.Parties;

namespace Forsyn.App.Parties;

/// <summary>Reads the public files of municipalities and postcodes.</summary>
sealed class RealPlaces(Func<string, string> open, List<Fault> faults, CountryData built)
{
    /// <summary>
    /// The file has Norwegian names only; Sami and Kven names are those built in for the same number.
    /// </summary>
    public IReadOnlyList<Municipality> Municipalities(string file)
    {
        var counties = built.Counties.Select(county => county.Number).ToHashSet();
        var names = built.Municipalities.ToDictionary(place => place.Number);
        var seen = new HashSet<string>();
        return CsvTable.Read(file, open(file), faults, row =>
        {
            var number = Digits(row, "kommunenr", row.Unique("kommunenr", seen));
            var known = names.GetValueOrDefault(number);
            return new Municipality(
                number, row.Text("navn"), known?.SamiName ?? "", known?.KvenName ?? "",
                row.Known("fylkesnr", counties, "county"), People(row),
                row.Degrees("lat", 57, 72), row.Degrees("lon", 4, 32));
        }, ",");
    }

    // The file's group of children starts at two years; those of one are what the total leaves.
    static AgeGroups People(CsvRow row)
    {
        var total = row.Count("folketall_2026", 1);
        var (age0, age18, age65) =
            (row.Count("alder_0_2026", 0), row.Count("alder_18_64_2026", 0), row.Count("alder_65_pluss_2026", 0));
        var young = total - age0 - age18 - age65;
        if (young < row.Count("alder_2_17_2026", 0))
            row.Add("alder_2_17_2026", $"the age groups add up to more than all {total} people");
        var people = new AgeGroups(
            age0, Math.Max(0, young), row.Count("alder_12_2026", 0), age18, age65, row.Count("alder_80_pluss_2026", 0));
        if (people.Age12 > people.Age1To17) row.Add("alder_12_2026", "more than all children from one year up");
        if (people.Age80Plus > people.Age65Plus)
            row.Add("alder_80_pluss_2026", "more than alder_65_pluss_2026, which it is a part of");
        return people;
    }

    public IReadOnlyList<Postcode> Postcodes(string file, IReadOnlySet<string> municipalities)
    {
        var seen = new HashSet<string>();
        return CsvTable.Read(file, open(file), faults, row => new Postcode(
            Digits(row, "postnr", row.Unique("postnr", seen)), row.Text("poststed"),
            row.OptionalKnown("kommunenr_2024", municipalities, "municipality") ?? ""));
    }

    internal static string Digits(CsvRow row, string column, string text)
    {
        if (text != "" && (text.Length != 4 || !text.All(char.IsAsciiDigit)))
            row.Add(column, $"'{text}' is no number of four digits");
        return text;
    }
}
