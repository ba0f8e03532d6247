using Forsyn.App.Basics;
using Forsyn.Core.Parties;

namespace Forsyn.App.Parties;

/// <summary>Reads counties and municipalities.</summary>
sealed class GeographyReader(Func<string, string> open, List<Fault> faults)
{
    public IReadOnlyList<County> Counties()
    {
        var seen = new HashSet<string>();
        return CsvTable.Read("counties.csv", open("counties.csv"), faults, row => new County(
            row.Unique("number", seen), row.Text("name"), row.Optional("samiName"), row.Optional("kvenName"),
            row.Choice<HealthRegion>("healthRegion")));
    }

    public IReadOnlyList<Municipality> Municipalities(IEnumerable<County> counties)
    {
        var known = counties.Select(county => county.Number).ToHashSet();
        var seen = new HashSet<string>();
        return CsvTable.Read("municipalities.csv", open("municipalities.csv"), faults, row => new Municipality(
            Number(row, seen), row.Text("name"), row.Optional("samiName"), row.Optional("kvenName"),
            row.Known("county", known, "county"), People(row),
            row.Degrees("latitude", 57, 72), row.Degrees("longitude", 4, 32)));
    }

    static string Number(CsvRow row, HashSet<string> seen)
    {
        var number = row.Unique("number", seen);
        if (number.Length != 4 || !number.All(char.IsAsciiDigit))
            row.Add("number", $"'{number}' is no number of four digits");
        else if (number[..2] != row.Optional("county")) row.Add("county", $"'{number}' lies in county {number[..2]}");
        return number;
    }

    static AgeGroups People(CsvRow row)
    {
        var people = new AgeGroups(
            Count("age0"), Count("age1To17"), Count("age12"), Count("age18To64"), Count("age65Plus"),
            Count("age80Plus"));
        var total = row.Count("people", 1);
        if (people.Total != total) row.Add("people", $"{total}, but the age groups add up to {people.Total}");
        if (people.Age12 > people.Age1To17) row.Add("age12", "more than age1To17, which it is a part of");
        if (people.Age80Plus > people.Age65Plus) row.Add("age80Plus", "more than age65Plus, which it is a part of");
        return people;

        int Count(string column) => row.Count(column, 0, most: 10_000_000);
    }
}
