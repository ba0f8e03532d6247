using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Messages;
using Forsyn.App.Shortages;
using Forsyn.App.Texts;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

[Collection(nameof(AloneOnTheServer))]
public class ReleaseMessageTests
{
    static Task<bool> Deliver(Db db) => CatchUp.Run(db, [ComposeMessages.OnFacts], DutyRoad.Now);

    [Theory, EveryDatabase]
    public async Task Holders_are_told_of_a_release_and_pharmacies_of_rationing_and_of_its_repeal(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "primary", "J01CA04", 900);
        var id = await road.Decided("primary", "J01CA04", ("ahn", 100));
        var restriction = (await DecideRestriction.Run(road.Db, new("Paracetamol", ["N02BE01"], [], [], ["pharmacy"],
            100, null, null, null, null, "2026-06-30T23:59", [], "", false, "Prop. 100 L", "Shortage", "2026-06-01"),
            DutyRoad.Now, road.Regulator)).Value;
        Assert.True((await DecideRestriction.Repeal(road.Db, restriction.Id, "Over", null, DutyRoad.Now,
            road.Regulator)).Ok);
        await Deliver(road.Db);
        var told = (await Inbox.List(road.Db, new(), road.Wholesaler))
            .Single(message => message.Kind == "stockpile-released");
        Assert.Equal($"/preparedness/releases/{id}", told.Link);
        Assert.Contains($"{id}", told.Title(Language.En));
        var pharmacy = await Inbox.List(road.Db, new(), road.People[Role.Pharmacist]);
        Assert.Equal(["restriction-decided", "restriction-repealed"], pharmacy.Select(message => message.Kind)
            .Where(word => word.StartsWith("restriction")).Order());
        Assert.DoesNotContain(await Inbox.List(road.Db, new(), road.Wholesaler),
            message => message.Kind.StartsWith("restriction"));
    }
}
