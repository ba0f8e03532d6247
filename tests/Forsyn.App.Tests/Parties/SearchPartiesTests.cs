using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Parties;

public class SearchPartiesTests
{
    static async Task<IReadOnlyList<string>> Names(TestDatabase db, string query, DateOnly day) =>
        [.. (await SearchParties.Run(db, query, day)).Select(party => party.Name)];

    [Theory, EveryDatabase]
    public async Task Every_word_must_be_found_in_any_case_and_language(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        Assert.Equal(["Ålesund sjukehus"], await Names(db, "ÅLESUND sjukehus", Databases.SeededAt.Day));
        Assert.Equal(["Folkehelseinstituttet"], await Names(db, "institute of public health", Databases.SeededAt.Day));
        Assert.Empty(await Names(db, "Ålesund nowhere", Databases.SeededAt.Day));
    }

    [Theory, EveryDatabase]
    [Requirement("ACT-006")]
    public async Task A_party_is_found_by_the_name_of_the_day(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        Assert.Equal(["Statens legemiddelverk"], await Names(db, "dmp", new DateOnly(2023, 12, 31)));
        Assert.Empty(await Names(db, "legemiddelverk", new DateOnly(2024, 1, 1)));
    }

    [Theory, EveryDatabase]
    public async Task The_list_is_never_longer_than_the_limit(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        Assert.Equal(5, (await SearchParties.Run(db, "", Databases.SeededAt.Day, 5)).Count);
        var all = await SearchParties.Run(db, "", Databases.SeededAt.Day, 100_000);
        Assert.Equal(SearchParties.LimitAtMost, all.Count);
    }
}
