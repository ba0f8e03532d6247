using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.App.Tests.Cli;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness.RotationPlans;

public class RotationPlanTests
{
    const string Primary = "primary", Amoxicillin = "J01CA04";

    static async Task<IReadOnlyList<HolderTarget>> Load(DutyRoad road, string scheme) =>
        await LoadRotation.Of(road.Db, Schemes.All.On(scheme, DutyRoad.Today)!, DutyRoad.Today);

    static async Task<PlannedTarget> Plan(DutyRoad road, string atc = Amoxicillin, DateOnly? day = null) =>
        (await GetRotation.Run(road.Db, Primary, "ahn", atc, "", day ?? DutyRoad.Today, road.Wholesaler))!;

    static Task<RotationListed> Listed(DutyRoad road, RotationQuestion? question = null, bool own = false) =>
        RotationList.Run(road.Db, question ?? new(Limit: 500), own ? road.Wholesaler : road.Regulator);

    [Theory, EveryDatabase]
    [Requirement("STS-004")]
    public async Task Every_target_is_planned_and_its_floor_holds_each_day_unless_the_plan_says_why_not(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        foreach (var scheme in Schemes.All.On(DutyRoad.Today))
        {
            var held = (await DutyStock.Run(road.Db, scheme, DutyRoad.Today)).ToLookup(lot => (lot.Holder, lot.Atc));
            var targets = await Load(road, scheme.Scheme);
            Assert.NotEmpty(targets);
            foreach (var target in targets)
            {
                var plan = target.Plan();
                Assert.Equal(target.Measure == Measure.Ddd ? target.Target.MustDdd : target.Target.MustUnits,
                    plan.Days[0].Must);
                Assert.Equal(held[(target.Target.Holder, target.Target.Atc)].Sum(lot => lot.Units),
                    target.Facts.Packages.Sum(one => one.Lots.Where(lot => lot.Lot > 0).Sum(lot => lot.Units.Units)));
                Assert.All(plan.Days, day => Assert.Equal(day.Held < day.Must, plan.Breaches.Any(breach =>
                    breach.Short.From <= day.Day && day.Day <= breach.Short.To)));
            }
        }
    }

    [Theory, EveryDatabase]
    public async Task A_day_sells_what_a_day_of_the_same_month_sold_the_year_before(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var target = (await Load(road, Primary)).Single(one => one.Target is { Holder: "ahn", Atc: Amoxicillin });
        foreach (var package in target.Facts.Packages)
            foreach (var (day, month, days) in ((int, string, int)[])
                [(0, "2025-05", 31), (60, "2025-07", 31), (290, "2026-03", 31), (320, "2026-03", 31)])
            {
                var packs = await road.Db.One<long?>("select cast(sum(t.packs) as bigint) from turnover t " +
                    "join party y on y.id = t.seller_id where y.key = 'ahn' and t.article_number = @article " +
                    "and t.month = @month and t.buyer_type = 'pharmacy'",
                    new { article = $"{package.Article}", month }) ?? 0;
                var on = DutyRoad.Today.AddDays(day);
                if (on.Month != int.Parse(month[5..])) continue;
                Assert.Equal(packs * package.UnitsPerPack * 1_000_000 / days, package.Sale.On(day));
            }
    }

    [Theory, EveryDatabase]
    public async Task A_decision_that_comes_into_force_later_changes_the_floor_on_its_day(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var day = DutyRoad.Today.AddDays(100);
        var before = await Plan(road, "J05AB01");
        var id = await road.Proposed(Primary, DutyRoad.Change("change", "J05AB01", "6 months"));
        Assert.True((await road.Decide(id, road.Ministry, day)).Ok);
        var after = await Plan(road, "J05AB01");
        Assert.Equal("3 months", after.View.Span);
        Assert.Equal((before.View.Must, before.View.Must * 2),
            (after.Plan.Days[99].Must, after.Plan.Days[100].Must));
        Assert.True(after.View.ToBuyUnits > before.View.ToBuyUnits);
    }

    [Theory, EveryDatabase]
    public async Task What_was_released_lowers_the_floor_until_the_plan_has_bought_it_back(DbKind kind)
    {
        await using var road = await ReleaseRoad.On(kind);
        await road.Stock("ahn", Primary, Amoxicillin, 1_000);
        var before = (await Plan(road.Road)).View.Must;
        var id = await road.Decided(Primary, Amoxicillin, ("ahn", 500));
        Assert.True((await road.CarryOut(id, new("ahn", 500))).Ok);
        var after = (await Plan(road.Road)).Plan.Days;
        Assert.True(after[0].Must < before);
        Assert.Equal(before, after[^1].Must);
    }

    [Theory, EveryDatabase]
    [Requirement("STS-004")]
    public async Task The_lot_that_expires_first_leaves_first_though_it_is_the_stockpiles(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var books = await DutyBooks.At(road.Db, "ahn");
        var package = (await Plan(road)).Target.Facts.Packages.MaxBy(one => one.Sold)!;
        var lot = await books.Receive($"{package.Article}", 50, Pool.PreparednessPrimary, DutyRoad.Today.AddDays(120),
            DutyRoad.Today);
        var (big, day) = (100_000_000L, DutyRoad.Today);
        await books.Receive($"{package.Article}", big, Pool.PreparednessPrimary, day.AddDays(900), day);
        var view = (await Plan(road)).View;
        var leaving = view.Leaving.Single(one => one.Lot == lot);
        Assert.Equal((true, 50L, 0L), (leaving.Kept, leaving.Sold, leaving.Lost));
        Assert.Empty(view.Breaches);
        Assert.Equal(0, view.Buying.Count(one => one.ArticleNumber == $"{package.Article}"));
    }

    [Theory, EveryDatabase]
    public async Task How_a_holder_buys_a_package_is_its_own_to_say_and_every_fault_is_told_at_once(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var article = (await Plan(road)).View.Packages[0].ArticleNumber;
        var faulty = await RotationTerms.Set(road.Db, article, new(-1, 0, 4_000, 0), DutyRoad.Now, road.Wholesaler);
        Assert.Equal(("rotation-term-faulty", 4), (faulty.Refusal!.Code, faulty.Refusal.Findings!.Count));
        Assert.Equal("rotation-product-unknown", (await RotationTerms.Set(road.Db, "999998", new(1, 1, 1, 1),
            DutyRoad.Now, road.Wholesaler)).Refusal!.Code);
        Assert.True((await RotationTerms.Set(road.Db, article, new(5, 300, 10, 4), DutyRoad.Now, road.Wholesaler)).Ok);
        Assert.True((await RotationTerms.Set(road.Db, article, new(7, null, 10, 4), DutyRoad.Now, road.Wholesaler)).Ok);
        var view = (await Plan(road)).View;
        var package = view.Packages.Single(one => one.ArticleNumber == article);
        Assert.Equal((7, 540, 10, 4L),
            (package.LeadDays, package.LifeDays, package.CycleDays, package.PacksTogether));
        Assert.All(view.Buying.Where(one => one.ArticleNumber == article), one =>
            Assert.Equal((0, 7), (one.Packs % 4, one.ArrivesOn.DayNumber - one.OrderOn.DayNumber)));
    }

    [Theory, EveryDatabase]
    public async Task A_suppliers_lead_time_holds_for_its_packages_that_have_none_of_their_own(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var articles = (await Plan(road)).View.Packages.Select(one => one.ArticleNumber).ToList();
        Assert.True(articles.Count > 1);
        Assert.Equal("rotation-supplier-unknown", (await SupplierTerms.Set(road.Db, "sup-meridian", new(45),
            DutyRoad.Now, road.Wholesaler)).Refusal!.Code);
        foreach (var article in articles.Take(2)) await Brought(road, "sup-meridian", article);
        Assert.Equal("rotation-term-faulty", (await SupplierTerms.Set(road.Db, "sup-meridian", new(-1), DutyRoad.Now,
            road.Wholesaler)).Refusal!.Code);
        var saved = await SupplierTerms.Set(road.Db, "sup-meridian", new(45), DutyRoad.Now, road.Wholesaler);
        Assert.Equal((45, 2L), (saved.Value.LeadDays!.Value, saved.Value.Packages));
        Assert.True((await RotationTerms.Set(road.Db, articles[0], new(7, null, null, 2), DutyRoad.Now,
            road.Wholesaler)).Ok);
        Assert.True((await RotationTerms.Set(road.Db, articles[1], new(null, null, null, 3), DutyRoad.Now,
            road.Wholesaler)).Ok);
        var packages = (await Plan(road)).View.Packages.ToDictionary(one => one.ArticleNumber);
        var (own, theirs) = (packages[articles[0]], packages[articles[1]]);
        Assert.Equal((7, LeadBasis.Package, null), (own.LeadDays, own.LeadBasis, own.Supplier));
        Assert.Equal((45, LeadBasis.Supplier, saved.Value.Name, 3L),
            (theirs.LeadDays, theirs.LeadBasis, theirs.Supplier, theirs.PacksTogether));
        Assert.All(packages.Values.Where(one => !articles.Take(2).Contains(one.ArticleNumber)), one =>
            Assert.Equal(LeadBasis.Common, one.LeadBasis));
        // Another brings it now; nothing is said of that one.
        await Brought(road, "sup-fjordvax", articles[1]);
        Assert.Equal(LeadBasis.Common, (await Plan(road)).View.Packages.Single(one =>
            one.ArticleNumber == articles[1]).LeadBasis);
        Assert.Equal([("sup-fjordvax", null), ("sup-meridian", 45)], (await SupplierTerms.List(road.Db,
            road.Wholesaler)).OrderBy(one => one.Supplier).Select(one => (one.Supplier, one.LeadDays)));
        Assert.Null((await SupplierTerms.Set(road.Db, "sup-meridian", new(null), DutyRoad.Now, road.Wholesaler)).Value
            .LeadDays);
    }

    static async Task Brought(DutyRoad road, string supplier, string article) => await road.Db.Write<int>(async tx =>
    {
        var args = new { id = tx.Ids.Next(), supplier, article, day = DutyRoad.Today };
        await tx.Do("insert into delivery (id, holder_id, supplier_id, reference, planned_on, state, made, version, " +
            "recorded_at, recorded_by) select @id, h.id, s.id, 'test', @day, 'received', false, 1, 0, 'test' " +
            "from party h, party s where h.key = 'ahn' and s.key = @supplier", args);
        return await tx.Do("insert into delivery_line (delivery_id, line, article_number, lot_number, units, " +
            "received) values (@id, 1, @article, '', 1, 1)", args);
    });

    [Theory, EveryDatabase]
    public async Task The_daily_list_has_alarms_first_sums_in_kroner_and_a_wholesaler_sees_its_own(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        await ComputeRotation.Run(road.Db, DutyRoad.Now);
        var all = await Listed(road);
        Assert.Equal(all.Items.Count, all.Totals.Targets);
        Assert.Equal(all.Items.Sum(row => row.LossOre), all.Totals.LossOre);
        Assert.Equal(all.Items.Sum(row => row.ToPayOre), all.Totals.ToPayOre);
        var states = all.Items.Select(row => row.BreachFrom is not null ? 0 : row.AlarmOn is not null ? 1 : 2).ToList();
        Assert.Equal(states.Order(), states);
        Assert.All((await Listed(road, own: true)).Items, row => Assert.Equal("ahn", row.Holder));
        var first = await Listed(road, new(Sort: "loss", Limit: 10));
        Assert.Equal(first.Items.OrderByDescending(row => row.LossOre).Select(row => row.LossOre),
            first.Items.Select(row => row.LossOre));
        var next = await Listed(road, new(Sort: "loss", Limit: 10, Cursor: first.Next));
        Assert.Empty(first.Items.Select(Key).Intersect(next.Items.Select(Key)));
        Assert.All((await Listed(road, new(Primary, "nmd", "amoks"))).Items,
            row => Assert.Equal((Primary, "nmd"), (row.Scheme, row.Holder)));
        Assert.Equal(all.Totals.Alarms + all.Items.Count(row => row.BreachFrom is not null && row.AlarmOn is null),
            (await Listed(road, new(Alarms: true, Limit: 500))).Totals.Targets);

        static string Key(RotationRow row) => $"{row.Scheme} {row.Holder} {row.Atc} {row.PackageGroup}";
    }

    [Theory, EveryDatabase]
    public async Task A_new_alarm_is_told_once_and_keeps_the_day_it_was_first_seen(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        await ComputeRotation.Run(road.Db, DutyRoad.Now);
        var told = await Told(road);
        var books = await DutyBooks.At(road.Db, "ahn");
        var article = (await Plan(road)).View.Packages[0].ArticleNumber;
        // It can be sold today only, and every lot that was an earlier alarm keeps longer.
        var lot = await books.Receive(article, 5_000_000, Pool.PreparednessPrimary, DutyRoad.Today.AddDays(90),
            DutyRoad.Today);
        var number = await road.Db.One<string>("select lot_number from lot where id = @lot", new { lot });
        foreach (var one in (await Plan(road)).Target.Facts.Packages.SelectMany(one => one.Lots)
            .Where(one => one.ExpiresOn < DutyRoad.Today.AddDays(90)))
            await books.Later(one.Lot, DutyRoad.Today.AddDays(800));
        var tomorrow = DutyRoad.Now.Plus(TimeSpan.FromDays(1));
        await ComputeRotation.Due(road.Db, tomorrow);
        var after = await Told(road);
        Assert.True(after > told);
        await ComputeRotation.Due(road.Db, tomorrow);
        await ComputeRotation.Run(road.Db, tomorrow.Plus(TimeSpan.FromHours(1)));
        Assert.Equal(after, await Told(road));
        var row = (await Listed(road, new(Primary, "ahn", Amoxicillin))).Items.Single();
        Assert.Equal((number, DutyRoad.Today.AddDays(1)), (row.AlarmNumber, row.AlarmSince));

        static Task<long> Told(DutyRoad road) => road.Db.One<long>(
            "select count(*) from fact where name = 'RotationAlarmed'");
    }

    [Theory, EveryDatabase]
    public async Task The_command_line_lists_plans_and_sets_terms(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var list = await CommandLine.As(road.Test, "dmp", "preparedness", "rotation", "--alarms", "--json");
        Assert.Equal(0, list.Exit);
        var plan = await CommandLine.As(road.Test, "grossist", "preparedness", "rotation-plan", Primary, "ahn",
            Amoxicillin);
        Assert.Equal(0, plan.Exit);
        Assert.Equal(2, (await CommandLine.As(road.Test, "grossist", "preparedness", "rotation-plan", Primary, "nmd",
            Amoxicillin)).Exit);
        var article = (await Plan(road)).View.Packages[0].ArticleNumber;
        Assert.Equal(0, (await CommandLine.As(road.Test, "grossist", "preparedness", "rotation-term", article,
            "--lead-days", "9")).Exit);
        Assert.Equal(9, (await Plan(road)).View.Packages[0].LeadDays);
        Assert.NotEqual(0, (await CommandLine.As(road.Test, "grossist", "preparedness", "rotation-compute")).Exit);
        Assert.Equal(0, (await CommandLine.As(road.Test, "dmp", "preparedness", "rotation-compute")).Exit);
    }
}
