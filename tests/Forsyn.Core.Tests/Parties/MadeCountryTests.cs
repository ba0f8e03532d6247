using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Parties;

public class MadeCountryTests
{
    static readonly PartyKey[] Chains = [new("a"), new("b")];

    static Municipality Of(string number, string name, int people) =>
        new(number, name, "", "", number[..2], new AgeGroups(0, 0, 0, people, 0, 0), 60, 10);

    static IReadOnlyList<Party> Made(params Municipality[] places) =>
        MadeCountry.Customers(places, Chains, new Random(7));

    [Fact]
    public void The_same_seed_makes_the_same_country() =>
        Assert.Equal(Made(Of("5601", "Alta", 22_000)), Made(Of("5601", "Alta", 22_000)));

    [Fact]
    public void The_smallest_municipality_has_a_health_station_and_its_own_office_but_no_pharmacy()
    {
        var made = Made(Of("1151", "Utsira", 213));
        Assert.Equal(
            [("station-1151-1", "Utsira helsestasjon"), ("office-1151-1", "Utsira kommunelegekontor")],
            made.Select(party => (party.Key.Value, party.Name)));
        Assert.All(made, party => Assert.True(party is { Municipal: true, Made: true, OrganisationNumber: null }));
    }

    [Fact]
    public void A_pharmacy_comes_with_two_thousand_people() =>
        Assert.Equal(
            (0, 1), (Pharmacies(Made(Of("0001", "A", 1_999))), Pharmacies(Made(Of("0001", "A", 2_000)))));

    [Fact]
    public void Customers_grow_with_people_and_each_pharmacy_has_a_wholesaler()
    {
        var made = Made(Of("5601", "Alta", 22_074));
        Assert.Equal(4, Pharmacies(made));
        Assert.Contains(made, party => party.Name == "Alta legekontor 2" && !party.Municipal);
        var pharmacies = made.Where(party => party.Type == PartyType.Pharmacy);
        Assert.All(pharmacies, party => Assert.Contains(party.Parent!.Value, Chains));
    }

    [Fact]
    [Requirement("ACT-003")]
    public void Customers_are_of_exactly_five_types()
    {
        PartyType[] five =
        [
            PartyType.HealthStation, PartyType.DoctorsOffice, PartyType.Hospital, PartyType.Pharmacy,
            PartyType.Wholesaler,
        ];
        Assert.Equal(five, Enum.GetValues<PartyType>().Where(type => type.IsCustomer()));
        Assert.Equal(five, PartyTypes.Customers);
    }

    static int Pharmacies(IEnumerable<Party> parties) => parties.Count(party => party.Type == PartyType.Pharmacy);
}
