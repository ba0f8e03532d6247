using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class YellowFeverTests
{
    /// <summary>Stamaril; the office of persona lege is not the municipality's own.</summary>
    const string Vaccine = "028342", Certificate = "900032", Office = "office-5601-2";
    static readonly Moment Now = Orders.Now;

    static async Task<Caller> Person(Orders on, string persona) => (await Personas.Of(on.Db, Now).Find(persona))!;

    static async Task<IEnumerable<string>> Blocks(Orders on, Caller by, OrderRequest? request = null) =>
        (await CheckOrder.Run(on.Db, request ?? Orders.Request(Vaccine), Now, by)).Findings
            .Where(f => f.Severity == Severity.Block).Select(f => f.Code);

    static Task<Result<YellowFeverDecision>> Grant(
        Orders on, Caller by, string party = Office, string? name = null, string? hpr = null, string? grantor = null) =>
        GrantYellowFever.Run(on.Db, new(party, name, hpr, grantor), Now, by);

    [Theory, EveryDatabase, Requirement("REQ-010"), Requirement("YEL-001"), Requirement("YEL-005")]
    public async Task The_municipal_office_orders_at_once_and_another_office_once_it_has_a_decision(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var chief = await Person(on, "smittevernlege");
        Assert.Empty(await Blocks(on, chief));
        Assert.Equal(["yellow-fever-not-authorised"], await Blocks(on, on.Physician));
        var grant = (await Grant(on, chief)).Value;
        Assert.Equal((chief.Name, Now.Day), (grant.GrantedBy, grant.GrantedOn));
        var placed = await on.Placed(Orders.Request(Vaccine));
        var order = (await GetOrder.Run(on.Db, placed, on.Physician)).Value;
        var said = order.Findings.Single(f => f.Code == "yellow-fever-institution");
        Assert.Equal(on.Physician.Name, said.Args["physician"]);
    }

    [Theory, EveryDatabase, Requirement("YEL-007")]
    public async Task A_chief_municipal_physician_decides_for_the_own_municipality_only(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var chief = await Person(on, "smittevernlege");
        Assert.Equal("yellow-fever-other-municipality", (await Grant(on, chief, "office-0301-2")).Refusal!.Code);
        Assert.Equal("not-allowed", (await Grant(on, on.Physician)).Refusal!.Code);
        Assert.Equal("yellow-fever-by-kind", (await Grant(on, chief, "office-5601-1")).Refusal!.Code);
        Assert.Equal("yellow-fever-not-a-clinic", (await Grant(on, chief, "pharmacy-5601-1")).Refusal!.Code);
        Assert.Equal("yellow-fever-party-unknown", (await Grant(on, chief, "nowhere")).Refusal!.Code);
        var grant = (await Grant(on, chief)).Value;
        Assert.Equal("yellow-fever-granted-already", (await Grant(on, chief)).Refusal!.Code);
        var others = (await Grant(on, on.Desk, "office-0301-2", grantor: "Kommuneoverlegen i Oslo")).Value;
        Assert.Equal("yellow-fever-other-municipality",
            (await GrantYellowFever.Withdraw(on.Db, others.Id, "Stengt", Now, chief)).Refusal!.Code);
        Assert.True((await GrantYellowFever.Withdraw(on.Db, grant.Id, "Stengt", Now, chief)).Ok);
    }

    [Theory, EveryDatabase, Requirement("YEL-004"), Requirement("YEL-007")]
    public async Task A_decision_may_be_for_one_physician_who_alone_then_orders_and_vaccinates(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var chief = await Person(on, "smittevernlege");
        Assert.Equal("yellow-fever-vaccinator-unclear", (await Grant(on, chief, name: "Ingrid")).Refusal!.Code);
        Assert.True((await Grant(on, chief, name: "En annen", hpr: "909000099")).Ok);
        Assert.Equal(["yellow-fever-not-authorised"], await Blocks(on, on.Physician));
        Assert.True((await Grant(on, chief, name: "Ingrid Solheim", hpr: "909000001")).Ok);
        Assert.Empty(await Blocks(on, on.Physician));
        Assert.Equal(YellowFeverGround.Vaccinator,
            await YellowFeverRegister.Vaccinator(on.Db, Office, "909000001", Now.Day));
        Assert.Null(await YellowFeverRegister.Vaccinator(on.Db, Office, "909000077", Now.Day));
        Assert.Null(await YellowFeverRegister.Vaccinator(on.Db, Office, "909000001", Now.Day.AddDays(-1)));
    }

    [Theory, EveryDatabase, Requirement("YEL-008")]
    public async Task The_register_keeps_who_decided_when_and_what_was_withdrawn(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        Assert.Equal("yellow-fever-grantor-missing", (await Grant(on, on.Desk)).Refusal!.Code);
        var grant = (await Grant(on, on.Desk, grantor: "Tor Eriksen")).Value;
        Assert.Equal("yellow-fever-reason-missing",
            (await GrantYellowFever.Withdraw(on.Db, grant.Id, " ", Now, on.Desk)).Refusal!.Code);
        Assert.True((await GrantYellowFever.Withdraw(on.Db, grant.Id, "Lagt ned", Now, on.Desk)).Ok);
        Assert.Equal("yellow-fever-withdrawn-already",
            (await GrantYellowFever.Withdraw(on.Db, grant.Id, "Lagt ned", Now, on.Desk)).Refusal!.Code);
        Assert.Equal(["yellow-fever-not-authorised"], await Blocks(on, on.Physician));
        await Grant(on, on.Desk, grantor: "Tor Eriksen");
        var (office, decisions) = (await YellowFeverRegister.One(on.Db, Office, Now.Day)).Value;
        Assert.True(office.IsAuthorised);
        Assert.Equal([null, Now.Day], decisions.Select(d => d.WithdrawnOn));
        Assert.Equal([Office], (await YellowFeverRegister.List(
            on.Db, new(Query: "alta", Decided: true), Now.Day)).Select(o => o.Key));
        Assert.Equal(["YellowFeverGranted", "YellowFeverWithdrawn", "YellowFeverGranted"],
            await on.Db.List<string>("select name from fact where name like 'YellowFever%' order by id"));
    }

    [Theory, EveryDatabase, Requirement("YEL-005"), Requirement("YEL-006")]
    public async Task The_register_lists_municipal_offices_and_stations_without_any_decision(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var alta = await YellowFeverRegister.List(on.Db, new(Municipality: "5601"), Now.Day);
        Assert.Equal(["office-5601-1", "station-5601-1"], alta.Select(o => o.Key).Order());
        Assert.All(alta, office => Assert.True(office.ByKind));
        var first = await YellowFeverRegister.List(on.Db, new(Limit: 2), Now.Day);
        var next = await YellowFeverRegister.List(on.Db, new(Cursor: first[^1].Id, Limit: 2), Now.Day);
        Assert.True(next[0].Id > first[^1].Id);
    }

    [Theory, EveryDatabase, Requirement("YEL-003")]
    public async Task What_the_desk_registers_for_others_states_body_and_physician(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        var paper = Orders.Request(Vaccine) with
        {
            Channel = "post", Customer = "office-5601-1", Requisitioner = new("Tor Eriksen", "physician", null),
        };
        Assert.Contains("yellow-fever-statement-missing", await Blocks(on, on.Desk, paper));
        Assert.DoesNotContain("yellow-fever-statement-missing",
            await Blocks(on, on.Desk, paper with { YellowFever = new(true, true) }));
    }

    [Theory, EveryDatabase, Requirement("YEL-009")]
    public async Task The_international_certificate_is_ordered_like_any_other_item(DbKind kind)
    {
        await using var on = await Orders.On(kind);
        Assert.Empty(await Blocks(on, on.Physician, Orders.Request(Certificate, doses: 10)));
        Assert.Empty(await Blocks(on, on.Nurse, Orders.Request(Certificate, doses: 10)));
    }
}
