using Forsyn.App.Parties;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Parties;

public class CountryTests
{
    static readonly CountryData Norway = Country.Load().Match(
        country => country, refusal => throw new InvalidOperationException(refusal.Args["faults"]));

    [Fact]
    public void The_built_in_country_has_357_municipalities_in_15_counties_and_four_health_regions()
    {
        Assert.Equal(357, Norway.Municipalities.Count);
        Assert.Equal(15, Norway.Counties.Count);
        Assert.Equal(15, Norway.Municipalities.Select(municipality => municipality.County).Distinct().Count());
        var regions = Norway.Counties.Select(county => county.Region).Distinct().Order();
        Assert.Equal(Enum.GetValues<HealthRegion>(), regions);
    }

    [Fact]
    public void People_add_up_to_the_figure_for_the_whole_country() =>
        Assert.Equal(5_627_400, Norway.Municipalities.Sum(municipality => municipality.People.Total));

    [Fact]
    public void A_municipality_has_its_Norwegian_Sami_and_Kven_names_apart()
    {
        var porsanger = Norway.Municipalities.Single(municipality => municipality.Number == "5622");
        Assert.Equal("Porsanger", porsanger.Name);
        Assert.Equal(["Porsáŋgu", "Porsanki"], porsanger.OtherNames);
        Assert.DoesNotContain(Norway.Municipalities, municipality => municipality.Name.Contains(" - "));
    }

    [Fact]
    public void The_four_regional_health_authorities_own_trusts_that_own_hospitals()
    {
        var parties = Norway.Parties.ToDictionary(party => party.Key);
        var regions = Norway.Organisations.Where(party => party.Type == PartyType.RegionalHealthAuthority).ToList();
        Assert.Equal(4, regions.Count);
        Assert.InRange(Norway.Organisations.Count(party => party.Type == PartyType.Hospital), 45, 60);
        foreach (var hospital in Norway.Organisations.Where(party => party.Type == PartyType.Hospital))
        {
            var owner = parties[hospital.Parent!.Value];
            Assert.Contains(owner.Type == PartyType.Trust ? parties[owner.Parent!.Value] : owner, regions);
        }
    }

    [Fact]
    [Requirement("STP-004")]
    public void Three_wholesalers_hold_the_primary_care_stockpile()
    {
        var wholesalers = Norway.Organisations.Where(party => party.Type == PartyType.Wholesaler);
        Assert.Equal(["ahn", "apotek1", "nmd"], wholesalers.Select(party => party.Key.Value).Order());
    }

    [Fact]
    [Requirement("ACT-006")]
    public void The_medicines_agency_has_its_old_name_until_2023_and_its_new_name_from_2024()
    {
        var dmp = new PartyKey("dmp");
        var before = OrganisationName.On(Norway.Names, dmp, new DateOnly(2023, 12, 31))!;
        var after = OrganisationName.On(Norway.Names, dmp, new DateOnly(2024, 1, 1))!;
        Assert.Equal(("Statens legemiddelverk", "Norwegian Medicines Agency"), (before.Bokmaal, before.English));
        Assert.Equal(
            ("Direktoratet for medisinske produkter", "Direktoratet for medisinske produkt"),
            (after.Bokmaal, after.Nynorsk));
        Assert.Equal("Norwegian Medical Products Agency", after.English);
    }

    [Fact]
    public void No_party_has_two_names_on_one_day()
    {
        foreach (var names in Norway.Names.GroupBy(name => name.Party))
        foreach (var name in names)
            Assert.DoesNotContain(names, other => other != name && other.From is { } from && name.ValidOn(from));
    }

    [Fact]
    public void Every_role_has_a_persona_whose_party_exists()
    {
        var keys = Norway.Parties.Select(party => party.Key).ToHashSet();
        // A nurse and a midwife order by the rules of today only: nobody signs in as one by the rules of the sources.
        Assert.Equal(Enum.GetValues<Role>().Except([Role.Nurse, Role.Midwife]),
            Norway.Personas.Select(persona => persona.Role).Order());
        Assert.All(Norway.Personas, persona => Assert.Contains(persona.Party, keys));
    }

    [Fact]
    public void There_are_customers_of_all_five_types_about_a_thousand_pharmacies_and_few_enough_to_load_at_once()
    {
        var customers = Norway.Parties.Where(party => party.Type.IsCustomer()).ToList();
        Assert.Equal(PartyTypes.Customers, customers.Select(party => party.Type).Distinct().Order());
        Assert.InRange(customers.Count(party => party.Type == PartyType.Pharmacy), 950, 1_100);
        Assert.InRange(customers.Count, 2_000, 2_500);
    }

    [Fact]
    public void Every_party_key_is_used_once() =>
        Assert.Equal(Norway.Parties.Count(), Norway.Parties.Select(party => party.Key).Distinct().Count());

    [Fact]
    public void FHI_has_a_place_for_every_storage_condition_and_one_for_quarantine()
    {
        var fhi = Norway.Places.Where(place => place.Party.Value == "fhi").ToList();
        var kept = fhi.Where(place => !place.Quarantine).SelectMany(place => place.Storage).Distinct().Order();
        Assert.Equal(Enum.GetValues<Forsyn.Core.Catalogue.StorageCondition>(), kept);
        Assert.Single(fhi, place => place.Quarantine);
    }

    [Fact]
    public void Our_municipalities_agree_with_the_public_file()
    {
        var lines = File.ReadAllLines(RealData.File("municipalities-2024.csv")).Skip(1).Select(line => line.Split(','));
        var ours = Norway.Municipalities.ToDictionary(municipality => municipality.Number);
        foreach (var cells in lines)
        {
            var people = ours[cells[0]].People;
            Assert.Equal(cells[3], ours[cells[0]].County);
            Assert.Equal(
                cells[8..11].Concat(cells[12..15]).Select(int.Parse),
                [people.Total, people.Age0, people.Age12, people.Age18To64, people.Age65Plus, people.Age80Plus]);
        }
        Assert.Equal(357, lines.Count());
    }
}
