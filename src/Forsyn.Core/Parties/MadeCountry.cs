namespace Forsyn.Core.Parties;

/// <summary>Makes the customers that no list here gives, in proportion to people; the same seed makes the
/// same.</summary>
public static class MadeCountry
{
    // Chosen so that there are as many pharmacies as in December 2023 (1,051) and about 2,400 customers in all,
    // few enough to load in a second; real doctors' offices are about twice as many.
    const int PeoplePerExtraStation = 25_000;
    const int PeoplePerExtraOffice = 9_000;
    const int PeoplePerPharmacy = 5_500;
    const int PeopleForOnePharmacy = 2_000;

    /// <summary>Health stations, doctors' offices and pharmacies, in the order of the municipalities.</summary>
    /// <param name="chains">Wholesalers a pharmacy may belong to; each pharmacy gets one.</param>
    public static IReadOnlyList<Party> Customers(
        IEnumerable<Municipality> municipalities, IReadOnlyList<PartyKey> chains, Random random) =>
        [.. municipalities.SelectMany(place => Of(place, chains, random))];

    static IEnumerable<Party> Of(Municipality place, IReadOnlyList<PartyKey> chains, Random random)
    {
        var people = place.People.Total;
        foreach (var n in Numbers(1 + people / PeoplePerExtraStation))
            yield return Made(place, PartyType.HealthStation, "station", "helsestasjon", n) with { Municipal = true };

        // The first office is the municipality's own: its infection-control physician sits there.
        foreach (var n in Numbers(1 + people / PeoplePerExtraOffice))
            yield return n == 1
                ? Made(place, PartyType.DoctorsOffice, "office", "kommunelegekontor", 1) with { Municipal = true }
                : Made(place, PartyType.DoctorsOffice, "office", "legekontor", n);

        foreach (var n in Numbers(Pharmacies(people)))
            yield return Made(place, PartyType.Pharmacy, "pharmacy", "apotek", n) with
            {
                Parent = chains.Count == 0 ? null : chains[random.Next(chains.Count)],
            };
    }

    static int Pharmacies(int people) =>
        people < PeopleForOnePharmacy ? 0 : Math.Max(1, (people + PeoplePerPharmacy / 2) / PeoplePerPharmacy);

    static Party Made(Municipality place, PartyType type, string key, string kind, int n) =>
        new(new PartyKey($"{key}-{place.Number}-{n}"), n == 1 ? $"{place.Name} {kind}" : $"{place.Name} {kind} {n}",
            type, place.Number, Made: true);

    static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);
}
