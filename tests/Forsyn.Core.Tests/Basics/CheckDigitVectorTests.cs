using Forsyn.Core.Basics;
using Forsyn.Core.Basics.Gs1;

namespace Forsyn.Core.Tests.Basics;

/// <summary>Every row of check-digit-vectors.csv: kind, value, expected (valid, invalid, valid-in-test-only),
/// note.</summary>
public class CheckDigitVectorTests
{
    static readonly Dictionary<string, (IdentityKind Kind, IdentityPopulation Population)> People = new()
    {
        ["fnr"] = (IdentityKind.BirthNumber, IdentityPopulation.Real),
        ["fnr2032"] = (IdentityKind.BirthNumber, IdentityPopulation.Real),
        ["dnr"] = (IdentityKind.DNumber, IdentityPopulation.Real),
        ["hnr"] = (IdentityKind.HNumber, IdentityPopulation.Real),
        ["tnr"] = (IdentityKind.BirthNumber, IdentityPopulation.Tenor),
        ["tenor"] = (IdentityKind.BirthNumber, IdentityPopulation.Tenor),
        ["synthpop"] = (IdentityKind.BirthNumber, IdentityPopulation.SyntPop),
        ["dnr-and-hnr"] = (IdentityKind.DAndHNumber, IdentityPopulation.Real),
        ["dnr-and-tnr"] = (IdentityKind.DNumber, IdentityPopulation.Tenor),
        ["fhnr"] = (IdentityKind.CommonHelpNumber, IdentityPopulation.Real),
        ["duf"] = (IdentityKind.DufNumber, IdentityPopulation.Real),
    };

    [Fact]
    public void Every_public_vector_is_judged_as_it_says()
    {
        var rows = File.ReadLines(RealData.File("check-digit-vectors.csv")).Skip(1).ToList();
        Assert.Equal(44, rows.Count);
        Assert.All(rows, row =>
        {
            var cells = row.Split(',');
            var (kind, value, expected) = (cells[0], cells[1], cells[2]);
            if (People.TryGetValue(kind, out var person)) Judge(value, expected, person);
            else Assert.Equal(expected == "valid", NumberIsValid(kind, value));
        });
    }

    static void Judge(string value, string expected, (IdentityKind, IdentityPopulation Population) person)
    {
        var number = IdentityNumber.Parse(value, allowTest: true);
        Assert.Equal(expected != "invalid", number.Ok);
        if (!number.Ok) return;
        Assert.Equal(person, (number.Value.Kind, number.Value.Population));
        Assert.Equal(person.Population == IdentityPopulation.Real, IdentityNumber.Parse(value, allowTest: false).Ok);
        if (expected == "valid-in-test-only") Assert.True(number.Value.IsTest);
    }

    static bool NumberIsValid(string kind, string value) => kind switch
    {
        "orgnr" => OrganisationNumber.Parse(value).Ok,
        "gtin13" => value.Length == 13 && Gtin.Parse(value).Ok,
        "gtin14" => value.Length == 14 && Gtin.Parse(value).Ok,
        "gln" => Gln.Parse(value).Ok,
        "sscc" => Sscc.Parse(value).Ok,
        _ => throw new FormatException($"the vectors have a new kind: {kind}"),
    };
}
