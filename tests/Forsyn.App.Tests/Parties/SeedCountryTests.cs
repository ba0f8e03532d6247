using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Parties;

public class SeedCountryTests
{
    [Theory, EveryDatabase]
    public async Task Seeding_again_changes_nothing(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        var again = await SeedCountry.Run(db, Databases.SeededAt.Plus(TimeSpan.FromDays(3)));
        Assert.True(again.Value.AlreadyDone);
        Assert.Equal(1, await db.Db.One<long>("select count(*) from loaded"));
    }
}
