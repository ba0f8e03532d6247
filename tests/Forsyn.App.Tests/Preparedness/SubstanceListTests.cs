using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

public class SubstanceListTests
{
    const string Primary = "primary", Specialist = "specialist";
    static readonly DateOnly July = new(2026, 7, 1);

    [Theory, EveryDatabase]
    [Requirement("ACT-015")]
    public async Task Nobody_but_the_ministry_changes_the_list_of_primary_care(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var id = await road.Proposed(Primary, DutyRoad.Change("remove", "A02BC05", null));
        var before = await road.Listed(Primary, DutyRoad.Today);
        Assert.Equal(16, road.People.Count);
        foreach (var (role, caller) in road.People.Where(person => person.Key != Role.Ministry))
        {
            Assert.Equal((role, "not-allowed"), (role, (await road.Decide(id, caller)).Refusal?.Code));
            Assert.False(role != Role.HealthAuthority && caller.May(Policy.PreparednessDecide), $"{role}");
        }
        Assert.Equal(before, await road.Listed(Primary, DutyRoad.Today));
        Assert.True((await road.Decide(id, road.Ministry)).Ok);
        Assert.Equal([.. before.Keys.Except(["A02BC05"])], (await road.Listed(Primary, DutyRoad.Today)).Keys);
    }

    [Theory, EveryDatabase]
    public async Task The_health_authorities_decide_the_list_of_specialist_care_and_the_ministry_does_not(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var id = await road.Proposed(Specialist, DutyRoad.Change("change", "C01CA03", "180 days"));
        Assert.Equal("not-allowed", (await road.Decide(id, road.Ministry)).Refusal?.Code);
        Assert.True((await road.Decide(id, road.People[Role.HealthAuthority])).Ok);
        Assert.Equal("180 days", (await road.Listed(Specialist, DutyRoad.Today))["C01CA03"]);
    }

    [Theory, EveryDatabase]
    [Requirement("ACT-015"), Requirement("STP-012")]
    public async Task Additions_and_removals_are_in_force_from_the_day_of_the_decision_and_stay_readable(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var id = await road.Proposed(Primary, DutyRoad.Change("add", "A03BA01", "3 months", "Atropin"),
            DutyRoad.Change("change", "J05AB01", "6 months"), DutyRoad.Change("remove", "A02BC05", null));
        var decided = (await road.Decide(id, road.Ministry, July)).Value;
        Assert.Equal((ProposalState.Decided, July, road.Ministry.PartyName),
            (Enum.Parse<ProposalState>(decided.State, true), decided.InForceOn, decided.DecidedFor));
        var (june, july) = (await road.Listed(Primary, July.AddDays(-1)), await road.Listed(Primary, July));
        Assert.Equal(("3 months", "3 months", false),
            (june["A02BC05"], june["J05AB01"], june.ContainsKey("A03BA01")));
        Assert.Equal((false, "6 months", "3 months"),
            (july.ContainsKey("A02BC05"), july["J05AB01"], july["A03BA01"]));
        var history = await SubstanceList.History(road.Db, Primary);
        Assert.Equal(2, history.Count(row => row.Atc == "J05AB01"));
        Assert.Equal((July, id), history.Where(row => row.Atc == "A02BC05")
            .Select(row => (row.ValidTo!.Value, row.EndedBy!.Value)).Single());
    }

    [Theory, EveryDatabase]
    [Requirement("ACT-016")]
    public async Task A_recommendation_is_kept_with_who_commissioned_it_the_words_the_reasons_and_the_day(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var id = await road.Proposed(Primary, DutyRoad.Change("add", "A03BA01", "3 months", "Atropin", "2026-04-20"));
        var kept = (await Proposals.Get(road.Db, id, DutyRoad.Today))!;
        Assert.Contains("Direktoratet for medisinske produkter", kept.Commissioners);
        Assert.Equal(5, kept.Commissioners.Count);
        var change = Assert.Single(kept.Changes);
        Assert.Equal(("Take it in with this much", "There is no other treatment", new DateOnly(2026, 4, 20)),
            (change.Recommendation, change.Reasons, change.RecommendedOn));
    }

    [Theory, EveryDatabase]
    public async Task Everything_wrong_with_a_proposal_is_said_at_once_and_nothing_is_written(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var before = await road.Db.One<long>("select count(*) from list_proposal");
        var no = await ProposeChanges.Run(road.Db, new(Primary, " ", ["nobody"],
        [
            new("swap", "A02BC05", null, "sweets", "1 year", null, "", "", "yesterday"),
            DutyRoad.Change("add", "A03BA01", "7 months", "Atropin"),
        ]), DutyRoad.Now, road.Regulator);
        Assert.Equal("proposal-faulty", no.Refusal?.Code);
        Assert.Equal(["proposal-title", "proposal-commissioner", "proposal-kind", "proposal-group",
            "proposal-already-listed", "proposal-span", "proposal-recommendation", "proposal-reasons", "proposal-day",
            "proposal-span"], no.Refusal!.Findings!.Select(finding => finding.Code));
        Assert.Equal(before, await road.Db.One<long>("select count(*) from list_proposal"));
        Assert.Equal("scheme-unknown", (await road.Propose("tertiary")).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_proposal_is_decided_once_and_not_after_it_was_taken_back(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var (one, two) = (await road.Proposed(Primary, DutyRoad.Change("remove", "A02BC05", null)),
            await road.Proposed(Primary, DutyRoad.Change("remove", "B01AA03", null)));
        Assert.True((await road.Decide(one, road.Ministry, accept: false)).Ok);
        Assert.Equal("proposal-closed", (await road.Decide(one, road.Ministry)).Refusal?.Code);
        Assert.True((await DecideProposal.Withdraw(road.Db, two, DutyRoad.Now, road.Regulator)).Ok);
        Assert.Equal("proposal-closed", (await road.Decide(two, road.Ministry)).Refusal?.Code);
        Assert.Equal("proposal-unknown", (await road.Decide(1, road.Ministry)).Refusal?.Code);
        Assert.True((await road.Listed(Primary, DutyRoad.Today)).ContainsKey("A02BC05"));
    }

    [Theory, EveryDatabase]
    public async Task A_decision_needs_grounds_and_a_day_that_has_not_passed(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var id = await road.Proposed(Primary, DutyRoad.Change("remove", "A02BC05", null));
        var no = await DecideProposal.Run(road.Db, id, new(true, "", "2026-05-14"), DutyRoad.Now, road.Ministry);
        Assert.Equal(["decision-text", "decision-day"], no.Refusal!.Findings!.Select(finding => finding.Code));
    }

    [Theory, EveryDatabase]
    public async Task What_was_decided_for_a_later_day_is_not_passed_and_what_no_longer_fits_is_refused(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var (one, same, other) = (await road.Proposed(Primary, DutyRoad.Change("remove", "A02BC05", null)),
            await road.Proposed(Primary, DutyRoad.Change("change", "A02BC05", "6 months")),
            await road.Proposed(Primary, DutyRoad.Change("remove", "B01AA03", null)));
        Assert.True((await road.Decide(one, road.Ministry, July)).Ok);
        Assert.Equal("list-decided-later", (await road.Decide(same, road.Ministry, DutyRoad.Today)).Refusal?.Code);
        Assert.True((await road.Decide(other, road.Ministry)).Ok);
        Assert.Equal("proposal-faulty", (await road.Decide(same, road.Ministry, July.AddDays(1))).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Two_decisions_on_one_substance_at_the_same_time_do_not_both_hold(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var ids = new[]
        {
            await road.Proposed(Primary, DutyRoad.Change("change", "A02BC05", "5 months")),
            await road.Proposed(Primary, DutyRoad.Change("change", "A02BC05", "6 months")),
        };
        var done = await Task.WhenAll(ids.Select(id => Task.Run(() => road.Decide(id, road.Ministry, July))));
        Assert.Single(done, one => one.Ok);
        Assert.Single((await road.Db.List<string>("select span from list_entry where scheme = 'primary' " +
            "and atc = 'A02BC05' and valid_to is null")));
    }

    [Theory, EveryDatabase]
    [Requirement("STP-008"), Requirement("STP-010")]
    public async Task The_list_is_counted_beside_sixty_substances_and_five_hundred_medicines_by_kind(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var counts = SubstanceList.Count([.. await SubstanceList.On(road.Db, Primary, DutyRoad.Today),
            .. await SubstanceList.On(road.Db, Specialist, DutyRoad.Today)]);
        Assert.InRange(counts.Substances, 55, 70);
        Assert.Equal(159, counts.Medicines);
        Assert.Equal((60L, 500L), (ListCounts.SubstancesOfToday(DutyRoad.Today),
            ListCounts.MedicinesOfToday(DutyRoad.Today)));
        Assert.All((string[])["antibiotic", "analgesic-anaesthetic", "life-saving", "cancer"],
            group => Assert.True(counts.Groups[group] > 0, group));
        Assert.Equal(["3 months", "4 months", "6 months"],
            (await road.Listed(Primary, DutyRoad.Today)).Values.Distinct().Order());
    }

    [Theory, EveryDatabase]
    public async Task A_substance_is_found_by_a_part_of_its_code_or_name(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Assert.Equal(["A10AB01", "A10AB05", "A10AC01"],
            (await SubstanceList.On(road.Db, Primary, DutyRoad.Today, "INSULIN")).Select(row => row.Atc));
        Assert.Equal(["A02BC05"],
            (await SubstanceList.On(road.Db, Primary, DutyRoad.Today, "a02bc")).Select(row => row.Atc));
    }

    [Theory, EveryDatabase]
    [Requirement("ACT-017")]
    public async Task One_administrator_manages_both_schemes_and_decides_neither(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Assert.True(road.Administrator.May(Policy.PreparednessManage));
        foreach (var (scheme, atc) in ((string, string)[])[(Primary, "A02BC05"), (Specialist, "C01CA03")])
        {
            Assert.True((await ComputeTargets.Run(road.Db, scheme, DutyRoad.Now, road.Administrator)).Ok);
            var id = await road.Proposed(scheme, DutyRoad.Change("remove", atc, null));
            Assert.Equal("not-allowed", (await road.Decide(id, road.Administrator)).Refusal?.Code);
        }
    }
}
