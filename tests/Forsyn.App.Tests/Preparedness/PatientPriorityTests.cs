using Forsyn.App.Database;
using Forsyn.App.Preparedness.Releases;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

public class PatientPriorityTests
{
    static readonly PriorityRequest Order = new(
        [new("intensive-care", "Patients on a ventilator"), new("elective", "Planned operations")], "Case 26/90");

    [Theory, EveryDatabase]
    [Requirement("STS-005")]
    public async Task Hospitals_get_units_of_a_release_in_the_order_of_their_patients(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "specialist", "C01CA03", 500);
        var id = await road.Decided("specialist", "C01CA03", ("ahn", 100));
        var authority = road.People[Role.HealthAuthority];
        Assert.True((await PatientPriorities.Set(road.Db, id, Order, DutyRoad.Now, authority)).Ok);
        async Task<PriorityView> Claim(string party, string group, long units) =>
            (await PatientPriorities.Claim(road.Db, id, new(party, group, units), DutyRoad.Now, authority)).Value;
        await Claim("haraldsplass", "elective", 90);
        await Claim("unn-tromso", "intensive-care", 200);
        var view = await Claim("unn-tromso", "intensive-care", 70);
        Assert.Equal([("unn-tromso", 70L, 70L), ("haraldsplass", 90L, 30L)],
            view.Claims.Select(row => (row.Party, row.Units, row.Granted)));
        Assert.Equal([("haraldsplass", 90L)],
            (await Claim("unn-tromso", "intensive-care", 0)).Claims.Select(row => (row.Party, row.Granted)));
        Assert.Equal(["release-receiver", "claim-group", "release-units"], (await PatientPriorities.Claim(road.Db, id,
            new("nowhere", "friends", -1), DutyRoad.Now, authority)).Refusal!.Findings!.Select(f => f.Code));
    }

    [Theory, EveryDatabase]
    [Requirement("STS-005")]
    public async Task The_order_is_dated_and_set_by_those_who_decide_on_the_release_only(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "specialist", "C01CA03", 500);
        var id = await road.Decided("specialist", "C01CA03", ("ahn", 100));
        var authority = road.People[Role.HealthAuthority];
        foreach (var caller in road.People.Values.Where(one => one != authority))
            Assert.Equal("release-decided-by-others",
                (await PatientPriorities.Set(road.Db, id, Order, DutyRoad.Now, caller)).Refusal?.Code);
        Assert.True((await PatientPriorities.Set(road.Db, id, Order, DutyRoad.Now, authority)).Ok);
        var later = Order with { Groups = [.. Order.Groups!.Reverse()], From = "2026-06-01" };
        Assert.True((await PatientPriorities.Set(road.Db, id, later, DutyRoad.Now, authority)).Ok);
        foreach (var (day, first) in new[] { (new DateOnly(2026, 5, 31), "intensive-care"),
            (new DateOnly(2026, 6, 1), "elective") })
        {
            var view = (await PatientPriorities.Of(road.Db, id, day, road.Regulator))!;
            Assert.Equal((first, 2), (view.Groups[0].Group, view.Versions.Count));
        }
        Assert.Equal(["priority-empty", "priority-grounds", "priority-from"], (await PatientPriorities.Set(road.Db, id,
            new([], "", "2026-05-14"), DutyRoad.Now, authority)).Refusal!.Findings!.Select(f => f.Code));
        Assert.Null(await PatientPriorities.Of(road.Db, 7, DutyRoad.Today, road.Regulator));
    }
}
