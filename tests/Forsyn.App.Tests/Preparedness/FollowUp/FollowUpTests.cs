using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Messages;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.DailyCoverage;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.Core.Basics;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness.FollowUp;

[Collection(nameof(AloneOnTheServer))]
public class FollowUpTests
{
    static readonly Moment Now = DutyRoad.Now;
    static readonly DateOnly Today = DutyRoad.Today;

    static async Task<long> Opened(DutyRoad road, string scheme, string atc = "A02BC05") =>
        (await road.Db.Write<long>(async tx => await TakeFollowUp.Open(tx, scheme, "ahn", atc, "", Today.AddDays(-3),
            5_000_000, "ddd", Now, "coverage") ?? 0, stop: TestContext.Current.CancellationToken)).Value;

    static Task<bool> Deliver(DutyRoad road) => CatchUp.Run(road.Db, [ComposeMessages.OnFacts], Now);

    static Task<Result<FollowUpView>> Say(
        DutyRoad road, long id, Caller caller, string kind, string? step = null, long? withdraws = null,
        string? amount = null) =>
        TakeFollowUp.Run(road.Db, id, new(kind, $"{kind} {step}", step, null, amount, withdraws), Now, caller);

    [Theory, EveryDatabase, Requirement("STP-005")]
    public async Task A_breach_of_the_regulation_is_the_regulators_and_one_of_the_contract_the_owners(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var authority = road.People[Role.HealthAuthority];
        var (primary, specialist) = (await Opened(road, "primary"), await Opened(road, "specialist"));
        Assert.Equal("not-allowed", (await Say(road, primary, authority, "step", "explanation")).Refusal?.Code);
        Assert.Equal("not-allowed", (await Say(road, specialist, road.Regulator, "step", "notice")).Refusal?.Code);
        Assert.Equal("follow-up-step-unknown", (await Say(road, specialist, authority, "step", "order")).Refusal?.Code);
        var asked = (await Say(road, primary, road.Regulator, "step", "explanation")).Value;
        Assert.Equal(("regulation", "explanation", Today.AddDays(14)),
            (asked.FollowUp.Basis, asked.FollowUp.LastStep, asked.FollowUp.DueOn));
        var told = (await Say(road, specialist, authority, "step", "notice")).Value;
        Assert.Equal(("contract", "notice", Today.AddDays(7)),
            (told.FollowUp.Basis, told.FollowUp.LastStep, told.FollowUp.DueOn));
        Assert.Equal("follow-up-step-not-yet",
            (await Say(road, primary, road.Regulator, "step", "coercive-fine")).Refusal?.Code);
        var answered = (await Say(road, primary, road.Wholesaler, "answer")).Value;
        Assert.Null(answered.FollowUp.DueOn);
        Assert.True((await Say(road, primary, road.Regulator, "step", "order")).Ok);
        var no = await Say(road, primary, road.Regulator, "step", "coercive-fine");
        Assert.Equal("follow-up-amount", Assert.Single(no.Refusal!.Findings!).Code);
        var fined = (await Say(road, primary, road.Regulator, "step", "coercive-fine", amount: "50 000")).Value;
        Assert.Equal(5_000_000, fined.Entries[^1].AmountOre);
    }

    [Theory, EveryDatabase]
    public async Task One_breach_has_one_follow_up_and_it_closes_when_the_stock_is_whole(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var id = await Opened(road, "primary");
        Assert.Equal(0, await Opened(road, "primary"));
        await road.Db.Write<int>(async tx =>
        {
            await TakeFollowUp.Restore(tx, "primary", "ahn", "A02BC05", "", Today, Now, "coverage");
            await TakeFollowUp.Restore(tx, "primary", "nmd", "A02BC05", "", Today, Now, "coverage");
            return 0;
        }, stop: TestContext.Current.CancellationToken);
        var closed = (await BreachFollowUp.Get(road.Db, id, Today, road.Regulator)).Value;
        Assert.Equal((Today, "restored"), (closed.FollowUp.ClosedOn!.Value, closed.Entries[^1].Kind));
        Assert.Equal("follow-up-closed", (await Say(road, id, road.Regulator, "note")).Refusal?.Code);
        Assert.Empty((await BreachFollowUp.List(road.Db, new(), Today, road.Regulator)).Items);
        Assert.Single((await BreachFollowUp.List(road.Db, new(Open: false), Today, road.Regulator)).Items);
        Assert.NotEqual(0, await Opened(road, "primary"));
    }

    [Theory, EveryDatabase]
    public async Task A_wrong_step_is_withdrawn_and_stays_and_a_late_answer_is_seen(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var id = await Opened(road, "primary");
        var taken = (await Say(road, id, road.Regulator, "step", "explanation")).Value;
        var late = await BreachFollowUp.List(road.Db, new(Late: true), Today.AddDays(15), road.Regulator);
        Assert.Equal([id], late.Items.Select(row => row.Id));
        Assert.Empty((await BreachFollowUp.List(road.Db, new(Late: true), Today.AddDays(14), road.Regulator)).Items);
        var back = (await Say(road, id, road.Regulator, "withdrawn", withdraws: taken.Entries[^1].Id)).Value;
        Assert.Equal((null, null, "explanation"),
            (back.FollowUp.DueOn, back.FollowUp.LastStep, Assert.Single(back.Next).Key));
        Assert.Equal(3, back.Entries.Count);
        Assert.Equal("follow-up-entry-unknown", (await Say(road, id, road.Regulator, "withdrawn",
            withdraws: taken.Entries[^1].Id)).Refusal?.Code);
    }

    [Theory, EveryDatabase, Requirement("STP-005")]
    public async Task What_coverage_tells_opens_a_follow_up_and_closes_it(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        async Task<IReadOnlyList<FollowUpRow>> After(object fact)
        {
            await road.Db.Write<int>(async tx =>
            {
                var batch = new Batch(tx);
                Outbox.Append(batch, fact, Now);
                return await batch.Run();
            });
            await CatchUp.Run(road.Db, [FollowBreaches.OnFacts], Now);
            return (await BreachFollowUp.List(road.Db, new(Open: false), Today, road.Regulator)).Items
                .Where(row => row is { Atc: "V03AB15", Holder: "ahn" }).ToList();
        }
        var opened = Assert.Single(await After(
            new StockpileFellShort("primary", "ahn", "V03AB15", "", Today, Today.AddDays(-2), 7, "units")));
        Assert.Equal((Today.AddDays(-2), 7L, "units", (DateOnly?)null),
            (opened.Since, opened.Missing, opened.Measure, opened.ClosedOn));
        var closed = await After(
            new StockpileRestored("primary", "ahn", "V03AB15", "", Today, Today.AddDays(-2)));
        Assert.Equal(Today, Assert.Single(closed).ClosedOn);
    }

    [Theory, EveryDatabase]
    public async Task A_breach_that_was_found_is_opened_by_whoever_leads_and_once(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Task<Result<FollowUpView>> Open(Caller caller, string scheme = "primary", string since = "2026-05-01",
            string missing = "40") => TakeFollowUp.ByHand(road.Db, new(scheme, "ahn", "A02BC05", since, missing), Now,
            caller);
        Assert.Equal("not-allowed", (await Open(road.People[Role.HealthAuthority])).Refusal?.Code);
        Assert.Equal("scheme-unknown", (await Open(road.Regulator, "tertiary")).Refusal?.Code);
        Assert.Equal(["breach-since", "breach-missing"], (await Open(road.Regulator, since: "2027-01-01",
            missing: "some")).Refusal!.Findings!.Select(finding => finding.Code));
        var opened = (await Open(road.Regulator)).Value;
        Assert.Equal((40_000_000L, "ddd", road.Regulator.Name),
            (opened.FollowUp.Missing, opened.FollowUp.Measure, opened.FollowUp.OpenedBy));
        Assert.Equal("breach-open", (await Open(road.Regulator)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_step_is_told_and_its_deadline_reminded_of_until_it_is_answered(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var id = await Opened(road, "primary");
        Assert.True((await Say(road, id, road.Regulator, "step", "explanation")).Ok);
        Moment At(int days) => Now.Plus(TimeSpan.FromDays(days));
        var reminded = new List<long>();
        foreach (var day in (int[])[10, 11, 14, 15]) reminded.Add(await RemindDeadlines.Run(road.Db, At(day)));
        Assert.Equal([0, 1, 0, 1], reminded);
        Assert.True((await Say(road, id, road.Wholesaler, "answer")).Ok);
        await Deliver(road);
        Assert.Equal(["breach-step", "deadline-soon", "deadline-passed"],
            (await Inbox.List(road.Db, new(), road.Wholesaler)).Where(one => one.Link.EndsWith($"/follow-up/{id}"))
            .Select(one => one.Kind).Reverse());
        Assert.Contains("breach-answered",
            (await Inbox.List(road.Db, new(), road.Regulator)).Select(one => one.Kind));
    }

    [Theory, EveryDatabase]
    public async Task A_holder_sees_and_answers_only_its_own(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var id = await Opened(road, "primary");
        var other = road.Wholesaler with { Party = road.Wholesaler.Party + 1 };
        Assert.Equal("follow-up-unknown", (await Say(road, id, other, "answer")).Refusal?.Code);
        Assert.Equal("not-allowed", (await Say(road, id, road.Wholesaler, "note")).Refusal?.Code);
        Assert.Equal("not-allowed", (await Say(road, id, road.Regulator, "answer")).Refusal?.Code);
        Assert.Equal("follow-up-changed-meanwhile", (await TakeFollowUp.Run(road.Db, id, new("answer", "x"), Now,
            road.Wholesaler, 77)).Refusal?.Code);
        var no = await TakeFollowUp.Run(road.Db, id, new("step", " ", "explanation", "2020-01-01"), Now,
            road.Regulator);
        Assert.Equal(["follow-up-text", "follow-up-due"], no.Refusal!.Findings!.Select(finding => finding.Code));
    }

    [Theory, EveryDatabase]
    public async Task A_norwegian_scheme_knows_no_permit_to_go_under_and_says_so(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        foreach (var scheme in (string[])["primary", "specialist"])
        {
            var no = await GrantPermit.Run(road.Db, new(scheme, "ahn", "A02BC05", "60", "Shortage", "2026-06-01",
                "2026-08-31"), Now, road.Regulator);
            Assert.Equal(("permit-not-in-scheme", scheme), (no.Refusal!.Code, no.Refusal.Args["scheme"]));
        }
    }

    [Theory, EveryDatabase]
    public async Task Where_the_rules_know_permits_one_holds_its_days_and_is_taken_back_by_a_row_of_its_own(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var scheme = Schemes.All.On("primary", Today)! with { MayGoUnder = true };
        Task<Result<PermitRow>> Grant(string holds, string from, string last, string atc = "A02BC05") =>
            road.Db.Write(tx => GrantPermit.In(tx, scheme, new("primary", "ahn", atc, holds, "Supplier is out", from,
                last), Now, road.Regulator), stop: TestContext.Current.CancellationToken);
        var no = await Grant("100", "2026-01-01", "soon", "Z99ZZ99");
        Assert.Equal(["permit-substance", "permit-holds", "permit-from", "permit-last-day"],
            no.Refusal!.Findings!.Select(finding => finding.Code));
        var permit = (await Grant("33,5 %", "2026-06-01", "2026-08-31")).Value;
        Assert.Equal((335_000L, PermitState.Coming), (permit.Holds, permit.On(Today)));
        async Task<long> Must(DateOnly day) => FulfilmentRules.MustHoldOn(scheme, 1000,
            (await road.Db.Snapshot(tx => Permits.On(tx, "primary", day, day), TestContext.Current.CancellationToken))
            .Select(one => one.Permit), day);
        Assert.Equal((1000, 335), (await Must(new(2026, 5, 31)), await Must(new(2026, 6, 1))));
        Assert.Equal((335, 1000), (await Must(new(2026, 8, 31)), await Must(new(2026, 9, 1))));
        var ended = (await GrantPermit.Withdraw(road.Db, permit.Id, "Supplied again", "2026-07-01", Now,
            road.Regulator)).Value;
        Assert.Equal((PermitState.InForce, PermitState.Withdrawn),
            (ended.On(new(2026, 6, 30)), ended.On(new(2026, 7, 1))));
        Assert.Equal((335, 1000), (await Must(new(2026, 6, 30)), await Must(new(2026, 7, 1))));
        Assert.Equal("permit-over",
            (await GrantPermit.Withdraw(road.Db, permit.Id, "x", null, Now, road.Regulator)).Refusal?.Code);
        Assert.Single((await Permits.List(road.Db, road.Wholesaler)).Items);
        Assert.Empty((await Permits.List(road.Db, road.Wholesaler with { Party = 1 })).Items);
    }
}
