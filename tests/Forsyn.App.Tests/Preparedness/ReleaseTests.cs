using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Preparedness.DailyCoverage;
using Forsyn.App.Preparedness.Releases;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

public class ReleaseTests
{
    const string Amoxicillin = "J01CA04", Noradrenaline = "C01CA03";
    static readonly DateOnly Today = DutyRoad.Today;

    [Theory, EveryDatabase]
    [Requirement("STP-002")]
    public async Task A_release_is_recorded_as_crisis_or_shortage_buffer_and_summed_by_kind_and_year(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "primary", Amoxicillin, 500);
        await road.Stock("nmd", "primary", Amoxicillin, 250);
        Assert.Empty(await ReleaseList.Totals(road.Db, road.Regulator));
        var one = await road.Asked("primary", Amoxicillin, 300);
        Assert.Equal("release-kind", Assert.Single((await road.Decide(one, road.Regulator, kind: "")).Refusal!
            .Findings!).Code);
        var decided = (await road.Decide(one, road.Regulator, kind: "crisis")).Value;
        Assert.Equal(("crisis", 300, "decided"), (decided.Kind, decided.Decided, decided.State));
        var two = await road.Asked("primary", Amoxicillin, 30);
        Assert.True((await road.Decide(two, road.Regulator, kind: "shortage-buffer")).Ok);
        Assert.Equal([("crisis", 2026, 300L), ("shortage-buffer", 2026, 30L)],
            (await ReleaseList.Totals(road.Db, road.Regulator)).Select(t => (t.Kind, t.Year, t.Decided)));
        var shares = (await road.View(one)).Shares;
        Assert.Equal(300, shares.Sum(share => share.Units));
        Assert.Equal(shares[0].Held > shares[^1].Held, shares[0].Units > shares[^1].Units);
    }

    [Theory, EveryDatabase]
    [Requirement("STS-003")]
    public async Task A_regional_health_authority_releases_specialist_stock_and_others_are_told_who_decides(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "specialist", Noradrenaline, 400);
        var specialist = await road.Asked("specialist", Noradrenaline, 100);
        foreach (var (role, caller) in road.People.Where(person => person.Key != Role.HealthAuthority))
        {
            var no = await road.Decide(specialist, caller);
            Assert.Equal((role, "release-decided-by-others"), (role, no.Refusal?.Code));
            Assert.Contains("Helse Vest", no.Refusal!.Args["deciders"]);
        }
        var primary = await road.Asked("primary", Amoxicillin, 100);
        Assert.Equal("release-decided-by-others",
            (await road.Decide(primary, road.People[Role.HealthAuthority])).Refusal?.Code);
        Assert.Equal("release-decided-by-others", (await road.Decide(primary, road.Ministry)).Refusal?.Code);
        Assert.Equal("release-decided-by-others",
            (await DecideRelease.Refuse(road.Db, specialist, "No", DutyRoad.Now, road.Ministry)).Refusal?.Code);
        var done = (await road.Decide(specialist, road.People[Role.HealthAuthority])).Value;
        Assert.Equal((100, "Helse Vest RHF"), (done.Decided, done.DecidedFor));
        Assert.NotEqual("", done.Part);
    }

    [Theory, EveryDatabase]
    [Requirement("STP-002")]
    public async Task The_holder_takes_out_what_expires_first_and_the_units_move_to_sale_in_the_ledger_once(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "primary", Amoxicillin, 500);
        var id = await road.Decided("primary", Amoxicillin, ("ahn", 120));
        var (before, sale) = (await road.Held("primary"), await road.ForSale("ahn"));
        var view = await road.View(id);
        var lots = await ReleaseList.Lots(road.Db, view.Release, view.Shares[0], Today);
        Assert.Equal(120, lots.Sum(lot => lot.Proposed));
        Assert.True(lots.Zip(lots.Skip(1)).All(pair => pair.First.Lot.ExpiresOn <= pair.Second.Lot.ExpiresOn));
        var request = new CarryOutRequest("ahn", 1,
            [.. lots.Select(lot => new WrittenLot(lot.Lot.LotId, lot.Lot.PlaceId, lot.Proposed))]);
        var done = (await road.CarryOut(id, request)).Value;
        Assert.Equal((120, 0, false), (done.Units, done.Left, done.AlreadyDone));
        Assert.Equal((before["ahn"] - 120, sale + 120),
            ((await road.Held("primary"))["ahn"], await road.ForSale("ahn")));
        Assert.Equal((0, true), ((await road.CarryOut(id, request)).Value.Units,
            (await road.CarryOut(id, new("ahn"))).Value.AlreadyDone));
        Assert.Equal("release-moved-meanwhile",
            (await road.CarryOut(id, request with { Lots = [request.Lots![0] with { Units = 1 }] })).Refusal?.Code);
        Assert.Equal("release-more-than-decided", Assert.Single((await road.CarryOut(id,
            new("ahn", null, [new(lots[^1].Lot.LotId, lots[^1].Lot.PlaceId, 1)]))).Refusal!.Findings!).Code);
        Assert.Equal(sale + 120, await road.ForSale("ahn"));
        foreach (var move in (await road.View(id)).Moves) Assert.Equal(Amoxicillin, await road.AtcOf(move));
        Assert.Equal(["requested", "decided", "taken"], (await road.View(id)).Events.Select(one => one.What));
    }

    [Theory, EveryDatabase]
    [Requirement("ACT-017")]
    public async Task The_administrator_books_for_holders_of_both_schemes_and_another_holder_does_not(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("nmd", "primary", Amoxicillin, 500);
        await road.Stock("ahn", "specialist", Noradrenaline, 500);
        var primary = await road.Decided("primary", Amoxicillin, ("nmd", 50));
        var specialist = await road.Decided("specialist", Noradrenaline, ("ahn", 60));
        Assert.Equal("release-holder-not-yours", (await road.CarryOut(primary, new("nmd"))).Refusal?.Code);
        Assert.Equal("release-holder-not-yours",
            (await road.CarryOut(primary, new("nmd"), road.Regulator)).Refusal?.Code);
        Assert.Equal("release-holder-not-in", (await road.CarryOut(primary, new("ahn"))).Refusal?.Code);
        Assert.Equal(50, (await road.CarryOut(primary, new("nmd"), road.Administrator)).Value.Units);
        Assert.Equal(60, (await road.CarryOut(specialist, new("ahn"), road.Administrator)).Value.Units);
        var move = (await road.View(primary)).Moves[0];
        Assert.Equal(("nmd", "Sjukehusapoteka Vest HF"), (move.Holder, move.BookedFor));
        var own = (await ReleaseList.Get(road.Db, primary, Today, road.Wholesaler));
        Assert.Null(own);
    }

    [Theory, EveryDatabase]
    public async Task What_is_not_sold_is_taken_back_by_a_correction_and_no_more_than_that(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "primary", Amoxicillin, 500, ownLot: true);
        var id = await road.Decided("primary", Amoxicillin, ("ahn", 100));
        var before = (await road.Held("primary"))["ahn"];
        Assert.True((await road.CarryOut(id, new("ahn"))).Ok);
        var line = Assert.Single((await road.View(id)).Moves);
        await road.Sell(line, 30);
        var no = await CarryOutRelease.Undo(road.Db, id, 1, 71, DutyRoad.Now, road.Wholesaler);
        Assert.Equal(("release-sold", "70"), (no.Refusal?.Code, no.Refusal?.Args["there"]));
        Assert.Equal("release-back", Assert.Single((await CarryOutRelease.Undo(road.Db, id, 1, 101, DutyRoad.Now,
            road.Wholesaler)).Refusal!.Findings!).Code);
        var done = (await CarryOutRelease.Undo(road.Db, id, 1, 70, DutyRoad.Now, road.Wholesaler)).Value;
        Assert.Equal((-70, 70), (done.Units, done.Left));
        Assert.True((await CarryOutRelease.Undo(road.Db, id, 1, 70, DutyRoad.Now, road.Wholesaler)).Value.AlreadyDone);
        Assert.Equal(before - 30, (await road.Held("primary"))["ahn"]);
        var view = await road.View(id);
        Assert.Equal([100, -100, 30], view.Moves.Select(move => move.Units));
        Assert.Equal((30, "back"), (view.Release.Moved, view.Events[^1].What));
        Assert.True((await AuditLedger.Run(road.Db)).Clean);
        Assert.Equal("release-line-unknown",
            (await CarryOutRelease.Undo(road.Db, id, 9, null, DutyRoad.Now, road.Wholesaler)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    [Requirement("STP-002")]
    public async Task The_plan_to_buy_back_follows_what_was_taken_out_and_the_ledger_says_what_has_come(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "primary", Amoxicillin, 900);
        var id = await road.Decided("primary", Amoxicillin, ("ahn", 600));
        Assert.Empty((await road.View(id)).Refills);
        Assert.True((await road.CarryOut(id, new("ahn"))).Ok);
        var plan = Assert.Single((await road.View(id)).Refills);
        Assert.Equal((600, 0, 600), (plan.Units, plan.Back, plan.Lines.Sum(line => line.Line.Units)));
        Assert.True(plan.Lines.Count > 1);
        Assert.All(plan.Lines, line => Assert.Equal(RefillState.Planned, line.State));
        await road.Stock("ahn", "primary", Amoxicillin, 250, hours: 1);
        Assert.Equal(250, Assert.Single((await road.View(id)).Refills).Back);
        var later = Assert.Single((await ReleaseList.Get(road.Db, id, plan.Lines[^1].Line.ArrivesOn.AddDays(1),
            road.Regulator))!.Refills);
        Assert.Equal([RefillState.Back, RefillState.Late],
            later.Lines.Select(line => line.State).Distinct());
        var out_ = Assert.Single(await Refills.Of(road.Db, "primary", Today));
        Assert.Equal((id, Amoxicillin, "ahn", 600, Today),
            (out_.Release, out_.Atc, out_.Holder, out_.Units.Units, out_.Units.From));
        Assert.Equal(400, RefillRules.ReleasedFloorOn(1000, [out_.Units], Today));
        Assert.Empty(await Refills.Of(road.Db, "specialist", Today));
        Assert.Empty(await Refills.Of(road.Db, "primary", Today.AddDays(-1)));
    }

    [Theory, EveryDatabase]
    [Requirement("STP-002")]
    public async Task What_is_out_by_a_release_is_no_shortfall_before_the_day_its_plan_has_bought_it_back(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "primary", Amoxicillin, 1_000);
        var id = await road.Decided("primary", Amoxicillin, ("ahn", 500));
        var before = await On(Today);
        Assert.Equal(before.Must, before.MustNow);
        Assert.True((await road.CarryOut(id, new("ahn"))).Ok);
        var plan = Assert.Single((await road.View(id)).Refills).Lines;
        var musts = new List<long>();
        foreach (var day in plan.Select(line => line.Line.ArrivesOn).Prepend(Today)) musts.Add((await On(day)).MustNow);
        Assert.True(musts[0] < before.Must);
        Assert.Equal(musts.Order().Distinct(), musts);
        Assert.Equal(before.Must, musts[^1]);

        Task<CoverageDay> On(DateOnly day) => road.Db.Snapshot(async tx =>
            (await CoverageDays.Of(tx, "primary", day, day)).Single(one => one is
                { Holder: "ahn", Atc: Amoxicillin, PackageGroup: "" }), TestContext.Current.CancellationToken);
    }

    [Theory, EveryDatabase]
    public async Task Everything_wrong_with_a_request_is_said_at_once_and_receivers_share_what_is_decided(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        var no = await RequestRelease.Run(road.Db, new("primary", "X99", "000000", 0, "", " "), DutyRoad.Now,
            road.Wholesaler);
        Assert.Equal(["release-article", "release-not-listed", "release-wanted", "release-reason",
            "release-wanted-by"], no.Refusal!.Findings!.Select(finding => finding.Code));
        Assert.Equal("scheme-unknown",
            (await RequestRelease.Run(road.Db, new("other", "", "", 1, "", ""), DutyRoad.Now, road.Wholesaler))
            .Refusal?.Code);
        await road.Stock("ahn", "primary", Amoxicillin, 900);
        var id = await road.Asked("primary", Amoxicillin, 100);
        var faulty = await DecideRelease.Run(road.Db, id, ReleaseRoad.Decision() with
            { Receivers = [new("nowhere", 1), new("unn-tromso", 0)] }, DutyRoad.Now, road.Regulator);
        Assert.Equal(["release-receiver", "release-weight"], faulty.Refusal!.Findings!.Select(f => f.Code));
        Assert.True((await DecideRelease.Run(road.Db, id, ReleaseRoad.Decision() with
            { Shares = [new("ahn", 100)], Receivers = [new("unn-tromso", 2), new("vitus-jernbanetorget", 1)] },
            DutyRoad.Now, road.Regulator)).Ok);
        Assert.Equal([67, 33], (await road.View(id)).Receivers.Select(one => one.Units));
        Assert.Equal("release-closed", (await road.Decide(id, road.Regulator)).Refusal?.Code);
        Assert.Equal("release-closed",
            (await RequestRelease.Withdraw(road.Db, id, DutyRoad.Now, road.Regulator)).Refusal?.Code);
        Assert.Equal("release-unknown", (await road.Decide(5, road.Regulator)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    [Requirement("STS-007")]
    public async Task Reports_say_why_there_are_stockpiles_in_every_language(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", "primary", Amoxicillin, 900);
        var id = await road.Decided("primary", Amoxicillin, ("ahn", 600));
        Assert.True((await road.CarryOut(id, new("ahn"))).Ok);
        foreach (var language in Languages.All)
        {
            Assert.NotEmpty(Text.Get(language, "release.why"));
            var one = ReleaseReport.Make(await road.View(id), language, DutyRoad.Now);
            var all = ReleaseReport.Make((await ReleaseList.List(road.Db, new(), road.Regulator)).Items,
                await ReleaseList.Totals(road.Db, road.Regulator), 2026, language, DutyRoad.Now);
            foreach (var pdf in (byte[][])[one, all])
            {
                Assert.Equal("%PDF", Encoding.ASCII.GetString(pdf[..4]));
                Assert.Contains(Text.Get(language, "release.why")[..20], await PdfWords.Of(pdf));
            }
        }
    }
}
