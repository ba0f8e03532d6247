using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Identity;

public class AccessRequestTests
{
    static readonly Core.Basics.Moment Now = Databases.SeededAt;

    static async Task<long> Asked(Db db, string name, string workplace = "Alta helsestasjon") =>
        (await RequestAccess.Run(db, new(name, workplace, "physician", "a@example.no", "", ""), Now)).Value.Id;

    [Theory, EveryDatabase, Requirement("CHN-002")]
    public async Task A_request_is_taken_given_back_and_decided_with_a_reason_and_a_history(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        Db db = test;
        var admin = (await Personas.Of(db, Now).Find("admin"))!;
        var id = await Asked(db, "Siri Bakke");
        Assert.Equal("person-does-not-handle",
            (await AssignAccess.Run(db, id, "lege", Now, admin)).Refusal!.Code);
        Assert.Contains(await AssignAccess.Handlers(db), one => one.Persona == "admin");
        Assert.DoesNotContain(await AssignAccess.Handlers(db), one => one.Persona == "forsyning");
        await AssignAccess.Run(db, id, "admin", Now, admin);
        Assert.Equal([id], await Found(new("open", AssignedTo: "admin")));
        Assert.Empty(await Found(new("open", AssignedTo: "")));
        await AssignAccess.Run(db, id, null, Now, admin);
        Assert.Equal([id], await Found(new("open", AssignedTo: "")));
        await ApproveAccess.Run(db, id, "office-5601-1", Now, admin, " Vikar ");
        Assert.Equal("access-request-decided", (await AssignAccess.Run(db, id, "admin", Now, admin)).Refusal!.Code);

        var view = (await AccessRequests.One(db, id)).Value;
        Assert.Equal(("approved", "Vikar", "siri-bakke"),
            (view.Request.State, view.Request.Reason, view.Request.Persona));
        Assert.Equal(["asked", "assigned", "released", "approved"], view.Events.Select(e => e.Kind));
        Assert.Equal([("Siri Bakke", ""), (admin.Name, admin.Name), (admin.Name, ""), (admin.Name, "Vikar")],
            view.Events.Select(e => (e.ByPerson, e.Text)));
        Assert.Equal(["AccessAsked", "AccessDecided"],
            await db.List<string>("select name from fact where name like 'Access%' order by id"));
        Assert.Equal("access-request-unknown", (await AccessRequests.One(db, 1)).Refusal!.Code);

        async Task<List<long>> Found(AccessFilter filter) =>
            [.. (await AccessRequests.List(db, filter)).Select(request => request.Id)];
    }

    [Theory, EveryDatabase, Requirement("CHN-002")]
    public async Task The_queue_is_searched_and_read_a_page_at_a_time_the_oldest_first(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        Db db = test;
        var first = await Asked(db, "Åse Ørn");
        var second = await Asked(db, "Siri Bakke", "Bodø legevakt");
        var third = await Asked(db, "Eli Moe");
        Assert.Equal([first, second], await Found(new("open", Limit: 2)));
        Assert.Equal([third], await Found(new("open", After: second)));
        Assert.Equal([first], await Found(new(Query: "åse ØRN")));
        Assert.Equal([second], await Found(new(Query: "legevakt siri")));
        Assert.Empty(await Found(new("refused")));

        async Task<List<long>> Found(AccessFilter filter) =>
            [.. (await AccessRequests.List(db, filter)).Select(request => request.Id)];
    }

    [Fact, Requirement("CHN-002")]
    public void The_mailbox_that_handles_access_is_dated_data()
    {
        Assert.Equal("nettbutikk.vaksine@fhi.no", Contacts.On(Now.Day, Contacts.ShopAccess));
        Assert.Throws<Core.Basics.InvariantBroken>(() => Contacts.On(new(1999, 12, 31), Contacts.ShopAccess));
        Assert.Throws<Core.Basics.InvariantBroken>(() => Contacts.On(Now.Day, "nobody"));
    }
}
