using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Messages;
using Forsyn.App.Preparedness.Releases;
using Forsyn.App.Shortages;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
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

    [Theory, EveryDatabase]
    [Requirement("STP-002")]
    public async Task What_has_not_come_back_by_its_day_is_told_once_to_holder_and_regulator(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "primary", "J01CA04", 900);
        var id = await road.Decided("primary", "J01CA04", ("ahn", 600));
        Assert.True((await road.CarryOut(id, new("ahn"))).Ok);
        var lines = Assert.Single((await road.View(id)).Refills).Lines;
        await road.Stock("ahn", "primary", "J01CA04", lines[0].Line.Units, hours: 1);
        Task<long> Remind(DateOnly day) => RemindRefills.Run(road.Db, Moment.InOslo(day, new(6, 0)));
        Assert.Equal(0, await Remind(lines[0].Line.ArrivesOn.AddDays(1)));
        Assert.Equal(0, await Remind(lines[1].Line.ArrivesOn));
        Assert.Equal(1, await Remind(lines[1].Line.ArrivesOn.AddDays(1)));
        Assert.Equal(0, await Remind(lines[1].Line.ArrivesOn.AddDays(2)));
        Assert.Equal(lines.Count - 2, await Remind(lines[^1].Line.ArrivesOn.AddDays(1)));
        await Deliver(road.Db);
        foreach (var reader in (Caller[])[road.Wholesaler, road.Regulator])
        {
            var told = (await Inbox.List(road.Db, new(), reader)).Where(one => one.Kind == "refill-late")
                .OrderBy(one => one.Id).ToList();
            Assert.Equal(lines.Count > 2 ? 2 : 1, told.Count);
            Assert.Equal($"/preparedness/releases/{id}", told[0].Link);
            Assert.Contains($"{lines[1].Line.Units} units", told[0].About(Language.En));
        }
        Assert.DoesNotContain(await Inbox.List(road.Db, new(), road.People[Role.Pharmacist]),
            message => message.Kind == "refill-late");
    }
}
