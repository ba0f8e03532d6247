using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Billing;

public class InsurerTests
{
    [Theory, EveryDatabase]
    public async Task A_country_loaded_before_there_was_an_insurer_gets_one(DbKind kind)
    {
        await using var road = await Road.On(kind);
        const string insurer = "select count(*) from party where key = 'helfo'";
        await road.Db.Write<int>(async tx =>
        {
            await tx.Do("delete from party_name where party_id = (select id from party where key = 'helfo')");
            await tx.Do("delete from party where key = 'helfo'");
            return await tx.Do("delete from migration where name = '0038-insurer.sql'");
        }, stop: TestContext.Current.CancellationToken);
        Assert.Equal(0, await road.Db.One<long>(insurer));
        Assert.Equal(["0038-insurer.sql"], await Migrate.Run(road.Db));
        Assert.Equal(1, await road.Db.One<long>(insurer));
        var found = await SearchParties.Run(road.Db, "helfo", Road.Now.Day);
        Assert.Equal("helfo", Assert.Single(found).Key);
    }
}
