using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Preparedness;
using Forsyn.Core.Basics;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

public class TargetTests
{
    const string Primary = "primary", Specialist = "specialist";
    static readonly Moment NextMonth = Moment.InOslo(new(2026, 6, 1), new TimeOnly(7, 0));

    static async Task<TargetsView> All(DutyRoad road, string scheme = Primary, DateOnly? day = null) =>
        await Targets.List(road.Db, scheme, day ?? DutyRoad.Today, road.Regulator, limit: 500);

    static async Task<TargetRow> One(DutyRoad road, string holder, string atc, DateOnly? day = null) =>
        (await All(road, day: day)).Items.Single(row => row.Holder == holder && row.Atc == atc);

    [Theory, EveryDatabase]
    [Requirement("STP-007"), Requirement("STP-003"), Requirement("STP-009")]
    public async Task Targets_are_what_plain_sql_says_of_twelve_months_of_pharmacies(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var view = await All(road);
        Assert.Equal("2025-05/2026-04", $"{view.Run!.Base}");
        var plain = await road.Db.List<Plain>("""
            select y.key as holder, e.atc, e.span, sum(t.packs * p.doses_per_pack) as units,
                cast(sum(t.packs * coalesce(d.ddd_micros, 0)) as bigint) as ddd
            from turnover t join party y on y.id = t.seller_id join product p on p.article_number = t.article_number
            join duty_package d on d.article_number = t.article_number
            join list_entry e on e.atc = p.atc and e.scheme = 'primary' and e.valid_to is null
            where t.month between '2025-05' and '2026-04' and t.buyer_type = 'pharmacy'
            group by y.key, e.atc, e.span order by y.key, e.atc
            """);
        Assert.Equal(view.Items.Count, plain.Count);
        foreach (var (row, want) in view.Items.OrderBy(r => r.Holder, StringComparer.Ordinal)
            .ThenBy(r => r.Atc, StringComparer.Ordinal).Zip(plain.OrderBy(r => r.Holder, StringComparer.Ordinal)
                .ThenBy(r => r.Atc, StringComparer.Ordinal)))
        {
            Assert.Equal((want.Holder, want.Atc, want.Span), (row.Holder, row.Atc, row.Span));
            var months = long.Parse(want.Span.Split(' ')[0]);
            Assert.Equal((want.Ddd * months + 11) / 12, row.MustDdd);
            Assert.Equal((want.Units * months + 11) / 12, row.MustUnits);
            Assert.Equal((want.Ddd * 20 + 364) / 365, row.OrdinaryDdd);
        }
    }

    [Theory, EveryDatabase]
    [Requirement("STS-002")]
    public async Task Specialist_targets_count_what_hospitals_bought_of_the_main_wholesaler_up_to_180_days(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var view = await All(road, Specialist);
        Assert.All(view.Items, row => Assert.Equal("ahn", row.Holder));
        Assert.All(view.Items, row => Assert.InRange(int.Parse(row.Span.Split(' ')[0]), 1, 180));
        var heparin = view.Items.Single(row => row.Atc == "B01AB01");
        Assert.Equal(("180 days", (heparin.OwnUnits * 180 + 364) / 365), (heparin.Span, heparin.MustUnits));
        Assert.Equal(heparin.OwnUnits, await road.Db.One<long>("""
            select cast(sum(t.packs * p.doses_per_pack) as bigint) from turnover t
            join product p on p.article_number = t.article_number
            where p.atc = 'B01AB01' and t.buyer_type = 'hospital' and t.month between '2025-05' and '2026-04'
            """));
    }

    [Theory, EveryDatabase]
    [Requirement("STP-007")]
    public async Task Old_targets_are_kept_and_each_says_which_period_it_rests_on(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var runs = await Targets.Runs(road.Db, Primary);
        Assert.Equal(13, runs.Count);
        Assert.Equal(["2025-05/2026-04", "2025-04/2026-03", "2025-03/2026-02", "2025-02/2026-01"],
            runs.Take(4).Select(run => $"{run.Base}"));
        var april = await All(road, day: new(2026, 4, 30));
        Assert.Equal((new DateOnly(2026, 4, 1), "2025-04/2026-03"), (april.Run!.CountsOn, $"{april.Run.Base}"));
        Assert.NotEqual((await One(road, "ahn", "J01CA04")).MustDdd,
            april.Items.Single(row => row is { Holder: "ahn", Atc: "J01CA04" }).MustDdd);
    }

    [Theory, EveryDatabase]
    public async Task Every_target_opens_the_sales_it_rests_on_and_they_sum_to_it(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        foreach (var row in (await All(road)).Items.Where(row => row.Atc is "J01CA04" or "A10AB05" or "L04AD02"))
        {
            var opened = (await Targets.Get(road.Db, row.RunId, row.Holder, row.Atc, "", road.Regulator))!;
            Assert.Equal((row.AllDdd, row.AllUnits),
                (opened.Inputs.Sum(input => input.Ddd ?? 0), opened.Inputs.Sum(input => input.Units)));
            Assert.Equal(row.OwnDdd, opened.Inputs.Where(i => i.Seller == row.Holder).Sum(i => i.Ddd ?? 0));
        }
    }

    [Theory, EveryDatabase]
    public async Task A_wholesaler_sees_its_own_targets_and_sales_only(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var own = await Targets.List(road.Db, Primary, DutyRoad.Today, road.Wholesaler, limit: 500);
        Assert.NotEmpty(own.Items);
        Assert.All(own.Items, row => Assert.Equal("ahn", row.Holder));
        Assert.Null(await Targets.Get(road.Db, own.Run!.Id, "nmd", "J01CA04", "", road.Wholesaler));
        Assert.All((await Targets.Get(road.Db, own.Run.Id, "ahn", "J01CA04", "", road.Wholesaler))!.Inputs,
            input => Assert.Equal("ahn", input.Seller));
    }

    [Theory, EveryDatabase]
    public async Task Targets_are_worked_out_on_their_day_once_and_anew_when_sales_come(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Assert.Empty(await ComputeTargets.Due(road.Db, DutyRoad.Now, "test"));
        var done = await ComputeTargets.Due(road.Db, NextMonth, "test");
        Assert.Equal([(Primary, TargetReason.Due, 3L), (Specialist, TargetReason.Due, 1L)],
            done.Select(one => (one.Scheme, one.Reason, one.MissingFiles)));
        Assert.Empty(await ComputeTargets.Due(road.Db, NextMonth.Plus(TimeSpan.FromDays(10)), "test"));
        var before = await One(road, "ahn", "A02BC05", NextMonth.Day);

        var arrived = NextMonth.Plus(TimeSpan.FromDays(4));
        Assert.True((await road.Send("2026-05", "customer;articleNumber;packs\npharmacy-5601-1;002033;90000\n",
            now: arrived)).Ok);
        var anew = await ComputeTargets.Due(road.Db, arrived.Plus(TimeSpan.FromMinutes(1)), "test");
        Assert.Equal([(Primary, TargetReason.SalesCame, 2L), (Specialist, TargetReason.SalesCame, 0L)],
            anew.Select(one => (one.Scheme, one.Reason, one.MissingFiles)));
        Assert.Equal(90_000 * 28, (await One(road, "ahn", "A02BC05", NextMonth.Day)).OwnUnits - before.OwnUnits);
        // What was worked out before is as it was.
        Assert.Equal(before.MustDdd, (await Targets.Get(road.Db, before.RunId, "ahn", "A02BC05", "", road.Regulator))!
            .Target.MustDdd);
        Assert.Equal(2, (await Targets.Runs(road.Db, Primary)).Count(run => run.CountsOn == NextMonth.Day));
    }

    [Theory, EveryDatabase]
    public async Task A_change_of_the_list_counts_from_its_day(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var id = await road.Proposed(Primary, DutyRoad.Change("change", "J05AB01", "6 months"));
        Assert.True((await road.Decide(id, road.Ministry, NextMonth.Day)).Ok);
        Assert.Empty(await ComputeTargets.Due(road.Db, DutyRoad.Now.Plus(TimeSpan.FromDays(1)), "test"));
        var before = await One(road, "nmd", "J05AB01");
        await ComputeTargets.Due(road.Db, NextMonth, "test");
        var after = await One(road, "nmd", "J05AB01", NextMonth.Day);
        Assert.Equal(("3 months", "6 months"), (before.Span, after.Span));
        Assert.Equal((after.ShareDdd * 6 + 11) / 12, after.MustDdd);
    }

    [Theory, EveryDatabase]
    public async Task A_list_decided_with_effect_in_the_middle_of_a_month_has_its_targets_that_day(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var before = await One(road, "ahn", "J05AB01");
        var now = await road.Proposed(Primary, DutyRoad.Change("change", "J05AB01", "6 months"));
        Assert.True((await road.Decide(now, road.Ministry)).Ok);
        await CatchUp.Run(road.Db, [TargetsOfList.OnDecided], DutyRoad.Now,
            stop: TestContext.Current.CancellationToken);
        var view = await All(road);
        Assert.Equal((DutyRoad.Today, "2025-05/2026-04", "list-changed"),
            (view.Run!.CountsOn, $"{view.Run.Base}", view.Run.Reason));
        Assert.Equal("6 months", (await One(road, "ahn", "J05AB01")).Span);
        Assert.Equal(before.MustDdd, (await One(road, "ahn", "J05AB01", DutyRoad.Today.AddDays(-1))).MustDdd);
        Assert.Empty(await ComputeTargets.Due(road.Db, DutyRoad.Now, "test"));

        var day = DutyRoad.Today.AddDays(5);
        var later = await road.Proposed(Primary, DutyRoad.Change("remove", "C01AA05", null));
        Assert.True((await road.Decide(later, road.Ministry, day)).Ok);
        await CatchUp.Run(road.Db, [TargetsOfList.OnDecided], DutyRoad.Now,
            stop: TestContext.Current.CancellationToken);
        Assert.Equal(DutyRoad.Today, (await All(road)).Run!.CountsOn);
        var due = Assert.Single(await ComputeTargets.Due(road.Db, DutyRoad.Now.Plus(TimeSpan.FromDays(5)), "test"));
        Assert.Equal((day, TargetReason.ListChanged), (due.CountsOn, due.Reason));
        Assert.DoesNotContain((await All(road, day: day)).Items, row => row.Atc == "C01AA05");
        // Sales that come afterwards change the targets of both days, and of the first of the month.
        Assert.True((await road.Send("2026-04", "customer;articleNumber;packs\npharmacy-5601-1;002033;40\n",
            now: DutyRoad.Now.Plus(TimeSpan.FromDays(6)))).Ok);
        Assert.Equal(["2026-05-01", "2026-05-15", "2026-05-20"],
            (await ComputeTargets.Due(road.Db, DutyRoad.Now.Plus(TimeSpan.FromDays(6)), "test"))
            .Where(done => done.Scheme == Primary).Select(done => $"{done.CountsOn:yyyy-MM-dd}"));
    }

    [Theory, EveryDatabase]
    public async Task Without_sales_nothing_is_worked_out(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        Assert.Empty(await ComputeTargets.Due(db, DutyRoad.Now, "test"));
        await using var road = await DutyRoad.On(kind);
        var later = Moment.InOslo(new(2028, 1, 1), default);
        Assert.Equal("targets-without-sales",
            (await ComputeTargets.Run(road.Db, Primary, later, road.Regulator)).Refusal?.Code);
        Assert.Equal("scheme-unknown",
            (await ComputeTargets.Run(road.Db, "other", DutyRoad.Now, road.Regulator)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Targets_are_found_sorted_and_paged(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var page = await Targets.List(road.Db, Primary, DutyRoad.Today, road.Regulator, sort: "must", limit: 10);
        Assert.Equal(page.Items.Select(row => row.MustDdd).OrderDescending(), page.Items.Select(row => row.MustDdd));
        var next = await Targets.List(road.Db, Primary, DutyRoad.Today, road.Regulator, sort: "must",
            cursor: page.Next, limit: 10);
        Assert.Empty(page.Items.Select(row => (row.Atc, row.Holder)).Intersect(
            next.Items.Select(row => (row.Atc, row.Holder))));
        Assert.Equal(["ahn", "apotek1", "nmd"], (await Targets.List(road.Db, Primary, DutyRoad.Today, road.Regulator,
            query: "amoksicillin og")).Items.Select(row => row.Holder).Order());
        Assert.Null((await Targets.List(road.Db, Primary, new(2020, 1, 1), road.Regulator)).Run);
    }

    sealed class Plain
    {
        public string Holder { get; init; } = "";
        public string Atc { get; init; } = "";
        public string Span { get; init; } = "";
        public long Units { get; init; }
        public long Ddd { get; init; }
    }
}
