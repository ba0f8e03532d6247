using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Messages;
using Forsyn.App.Preparedness.Compensation;
using Forsyn.Core.Basics;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

[Collection(nameof(AloneOnTheServer))]
public class CompensationMessageTests
{
    static Task<bool> Deliver(DutyRoad road) => CatchUp.Run(road.Db, [ComposeMessages.OnFacts], DutyRoad.Now);

    static async Task<long> Sent(DutyRoad road, string scheme)
    {
        var made = (await MakeStatement.Run(road.Db, new(scheme, "2025"), DutyRoad.Now, road.Wholesaler)).Value;
        await Move(road, made.Statement.Id, "send", road.Wholesaler);
        return made.Statement.Id;
    }

    static async Task Move(DutyRoad road, long id, string step, Caller caller) => Assert.True((await MoveStatement.Run(
        road.Db, id, new(step, "The price of May"), DutyRoad.Now, caller)).Ok);

    [Theory, EveryDatabase, Requirement("STP-006")]
    public async Task Those_who_pay_and_answer_are_told_when_it_is_sent_and_the_holder_of_the_answer(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var (primary, specialist) = (await Sent(road, "primary"), await Sent(road, "specialist"));
        await Move(road, primary, "return", road.Regulator);
        await Move(road, specialist, "approve", road.People[Role.HealthAuthority]);
        await Deliver(road);
        Assert.Equal([("statement-sent", primary)], await Told(road.Regulator));
        Assert.Equal([("statement-sent", primary)], await Told(road.Ministry));
        Assert.Equal([("statement-sent", specialist)], await Told(road.People[Role.HealthAuthority]));
        Assert.Equal([("statement-returned", primary), ("statement-approved", specialist)],
            await Told(road.Wholesaler));
        Assert.Empty(await Told(road.People[Role.Pharmacist]));

        async Task<IEnumerable<(string, long)>> Told(Caller reader) =>
            (await Inbox.List(road.Db, new(), reader)).Where(one => one.Kind.StartsWith("statement-"))
                .OrderBy(one => one.Id).Select(one => (one.Kind, long.Parse(one.Link.Split('/')[^1])));
    }
}
