using Forsyn.App.Database;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.DailyCoverage;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

public class DailyCoverageTests
{
    const string Primary = "primary", Specialist = "specialist";
    static readonly DateOnly Today = DutyRoad.Today, Later = Today.AddYears(1);
    static readonly Moment Now = DutyRoad.Now;

    static Task<CoverageView> All(
        DutyRoad road, DateOnly? day = null, string scheme = Primary, DateOnly? today = null) =>
        CoverageViews.All(road.Db, new(scheme, day), today ?? Today, road.Regulator);

    static async Task<CoverageRow> One(DutyRoad road, string holder, string atc, DateOnly? day = null) =>
        (await All(road, day)).Items.Single(row => row.Holder == holder && row.Atc == atc);

    static async Task<DutyRoad> Computed(DbKind kind)
    {
        var road = await DutyRoad.On(kind);
        await CatchUp(road, Now);
        return road;
    }

    // Where other tests write to the same server a transfer is final a moment after it is booked.
    static async Task<Dictionary<string, DateOnly?>> CatchUp(DutyRoad road, Moment now)
    {
        var first = new Dictionary<string, DateOnly?>();
        while (true)
        {
            foreach (var one in await ComputeCoverage.Run(road.Db, now))
                if (!first.TryGetValue(one.Scheme, out var known) || known is null || one.From < known)
                    first[one.Scheme] = one.From ?? known;
            if (await road.Db.One<long>("select count(*) from coverage_mark where tx <= " +
                "(select max(tx) from transfer)") == 0) return first;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    [Theory, EveryDatabase]
    public async Task Any_day_is_what_all_transfers_up_to_it_add_up_to(DbKind kind)
    {
        await using var road = await Computed(kind);
        var (chance, moved) = (new Random(20260524), new List<(DutyBooks Books, long Lot, long Units)>());
        foreach (var holder in (string[])["ahn", "nmd", "apotek1"])
        {
            var books = await DutyBooks.At(road.Db, holder);
            foreach (var atc in (string[])["J01CA04", "A10AB05", "L04AD02", "B01AB01"])
            {
                var article = await DutyStockTests.Article(road.Db, atc);
                for (var n = 0; n < 3; n++)
                {
                    var pool = (Pool)chance.Next(4, 6);
                    var lot = await books.Lot(article, Today.AddDays(chance.Next(-40, 40)));
                    await books.Move(lot, 10_000, Slot.Outside(Status.Supplier), books.Shelf(pool),
                        Today.AddDays(-chance.Next(60, 90)));
                    // Late bookings and bookings for days to come among them.
                    await books.Move(lot, chance.Next(1, 4_000), books.Shelf(pool), books.Shelf(Pool.Sale),
                        Today.AddDays(-chance.Next(0, 60)));
                    await books.Move(lot, chance.Next(1, 4_000), books.Shelf(pool),
                        books.Shelf(pool, Status.Quarantine), Today.AddDays(-chance.Next(-5, 50)));
                }
            }
        }
        await CatchUp(road, Now);
        foreach (var scheme in (string[])[Primary, Specialist])
            for (var day = Today; day > Today.AddDays(-80); day = day.AddDays(-chance.Next(1, 6)))
            {
                var plain = await Naive(road, scheme, day);
                var rows = (await All(road, day, scheme)).Items;
                Assert.NotEmpty(rows);
                Assert.All(rows, row => Assert.Equal(plain.GetValueOrDefault((row.Holder, row.Atc, row.PackageGroup)),
                    (row.SetAside, row.ForSale)));
            }
    }

    // All transfers of the ledger, added up from the first to the day.
    static async Task<Dictionary<(string, string, string), (long, long)>> Naive(
        DutyRoad road, string scheme, DateOnly day)
    {
        var duty = Schemes.All.On(scheme, day)!;
        var (counted, measures) = await road.Db.Snapshot(async tx => (
            (await DutyStock.Counted(tx, duty, day)).ToDictionary(one => $"{one.Package.Article}"),
            (await Targets.List(road.Db, scheme, day, road.Regulator, limit: 500)).Items
                .ToDictionary(row => (row.Holder, row.Atc, row.PackageGroup), row => row.Measure)));
        var moves = await road.Db.List<Plain>("""
            select y.key as holder, l.article_number, l.id as lot, t.pool, cast(sum(t.units) as bigint) as units from (
                select holder_id, lot_id, to_pool as pool, quantity as units from transfer
                where to_status = 0 and counts_on <= @day
                union all
                select holder_id, lot_id, from_pool, -quantity from transfer
                where from_status = 0 and counts_on <= @day) t
            join party y on y.id = t.holder_id join lot l on l.id = t.lot_id
            where l.expires_on >= @day and t.pool in (1, @pool) group by y.key, l.article_number, l.id, t.pool
            """, new { day, pool = (short)duty.Pool });
        var sums = new Dictionary<(string, string, string), (long, long)>();
        foreach (var move in moves.Where(move => counted.ContainsKey(move.ArticleNumber)))
        {
            var (one, key) = (counted[move.ArticleNumber], (move.Holder, counted[move.ArticleNumber].Atc,
                counted[move.ArticleNumber].Group));
            if (!measures.TryGetValue(key, out var measure)) continue;
            var (aside, sale) = sums.GetValueOrDefault(key);
            var amount = measure == "units" ? move.Units : one.Ddd(move.Units);
            sums[key] = move.Pool == Pool.Sale ? (aside, sale + amount) : (aside + amount, sale);
        }
        return sums;
    }

    [Theory, EveryDatabase]
    public async Task A_day_back_in_time_is_what_was_shown_on_the_day_itself(DbKind kind)
    {
        await using var road = await Computed(kind);
        var shown = await All(road);
        var (next, week) = (Now.Plus(TimeSpan.FromDays(1)), Now.Plus(TimeSpan.FromDays(7)));
        Assert.Equal([(Primary, Today), (Specialist, Today)],
            (await CatchUp(road, next)).OrderBy(one => one.Key).Select(one => (one.Key, one.Value!.Value)));
        await (await DutyBooks.At(road.Db, "ahn")).Receive(await DutyStockTests.Article(road.Db, "J01CA04"), 5_000,
            Pool.PreparednessPrimary, Later, next.Day);
        await CatchUp(road, week);
        Assert.Equal(shown.Items, (await All(road, Today, today: week.Day)).Items);
        Assert.Equal(shown.Totals, (await All(road, Today, today: week.Day)).Totals);
        Assert.Empty(await ComputeCoverage.Run(road.Db, week));
    }

    [Theory, EveryDatabase]
    public async Task A_late_booking_changes_the_days_from_the_one_it_counts_for(DbKind kind)
    {
        await using var road = await Computed(kind);
        var (day, books) = (Today.AddDays(-10), await DutyBooks.At(road.Db, "nmd"));
        var before = await One(road, "nmd", "J01CA04", day);
        var lot = await books.Lot(await DutyStockTests.Article(road.Db, "J01CA04"), Later);
        var id = await books.Move(lot, 1_000, Slot.Outside(Status.Supplier), books.Shelf(Pool.PreparednessPrimary),
            day);
        Assert.Equal(day, (await CatchUp(road, Now))[Primary]);
        var after = await One(road, "nmd", "J01CA04", day);
        Assert.True(after.SetAside > before.SetAside);
        Assert.Equal(before.SetAside, (await One(road, "nmd", "J01CA04", day.AddDays(-1))).SetAside);
        await books.Move(lot, 1_000, books.Shelf(Pool.PreparednessPrimary), Slot.Outside(Status.Supplier), day,
            corrects: id);
        await CatchUp(road, Now);
        Assert.Equal(before, await One(road, "nmd", "J01CA04", day));
    }

    [Theory, EveryDatabase]
    public async Task New_targets_change_the_days_they_count_on_and_no_others(DbKind kind)
    {
        await using var road = await Computed(kind);
        var before = (await All(road, Today.AddDays(-1))).Items;
        var other = (await All(road, new(2026, 4, 30))).Items;
        Assert.True((await ComputeTargets.Run(road.Db, Primary, Now, road.Regulator)).Ok);
        Assert.Equal(new DateOnly(2026, 5, 1), (await CatchUp(road, Now))[Primary]);
        var after = (await All(road, Today.AddDays(-1))).Items;
        Assert.NotEqual(before[0].RunId, after[0].RunId);
        Assert.Equal(before.Select(row => row.Must), after.Select(row => row.Must));
        Assert.Equal(other, (await All(road, new(2026, 4, 30))).Items);
    }

    [Theory, EveryDatabase]
    [Requirement("STP-009"), Requirement("INC-012")]
    public async Task No_unit_lies_in_two_layers_and_expired_or_quarantined_ones_lie_in_none(DbKind kind)
    {
        await using var road = await Computed(kind);
        var books = await DutyBooks.At(road.Db, "apotek1");
        var article = await DutyStockTests.Article(road.Db, "J01CA04");
        var before = await One(road, "apotek1", "J01CA04");
        await books.Receive(article, 400, Pool.PreparednessPrimary, Today.AddDays(-1), Today.AddDays(-3));
        await books.Receive(article, 400, Pool.PreparednessPrimary, Later, Today, Status.Quarantine);
        Assert.Equal(before, await One(road, "apotek1", "J01CA04"));
        await CatchUp(road, Now);
        Assert.True((await One(road, "apotek1", "J01CA04", Today.AddDays(-1))).SetAside > before.SetAside);
        Assert.Equal(before.SetAside, (await One(road, "apotek1", "J01CA04")).SetAside);
        foreach (var scheme in (string[])[Primary, Specialist])
            Assert.All((await All(road, scheme: scheme)).Items, row =>
            {
                Assert.Equal(row.SetAside + row.ForSale, row.Layers.Duty + row.Layers.Ordinary + row.Layers.Beyond);
                Assert.InRange(row.Layers.Ordinary, 0, Math.Min(row.ForSale, row.MustOrdinary));
                Assert.InRange(row.Layers.Duty, 0, Math.Min(row.SetAside, row.MustNow));
            });
    }

    [Theory, EveryDatabase]
    [Requirement("STP-004"), Requirement("STS-001")]
    public async Task Coverage_is_summed_per_holder_and_in_total_and_several_parts_lie_at_one_holder(DbKind kind)
    {
        await using var road = await Computed(kind);
        var primary = await All(road);
        Assert.Equal(["ahn", "apotek1", "nmd", null], primary.Totals.Select(total => total.Holder));
        Assert.Equal(primary.Totals[^1].All, primary.Totals.SkipLast(1).Sum(total => total.All));
        Assert.Equal(primary.Items.Count(row => row is { Holder: "nmd", State: CoverageState.Short }),
            primary.Totals[2].Short);
        var specialist = await All(road, scheme: Specialist);
        Assert.Equal(["ahn", null], specialist.Totals.Select(total => total.Holder));
        Assert.Equal(["b180", "hospital-paid", "intensive-care"],
            specialist.Items.Select(row => row.Part).Distinct().Order());
        var part = await CoverageViews.All(road.Db, new(Specialist, Part: "intensive-care"), Today, road.Regulator);
        Assert.NotEmpty(part.Items);
        Assert.All(part.Items, row => Assert.Equal("intensive-care", row.Part));
    }

    [Theory, EveryDatabase]
    [Requirement("STP-008"), Requirement("STS-002")]
    public async Task The_demonstration_has_a_year_of_days_all_states_and_counts_beside_those_of_the_sources(
        DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var view = await All(road);
        Assert.InRange(Today.DayNumber - view.KnownFrom!.Value.DayNumber, 350, 380);
        Assert.Equal(Enum.GetValues<CoverageState>(), view.Items.Select(row => row.State).Distinct().Order());
        Assert.All(view.Items.Where(row => row.State == CoverageState.AtRisk), row => Assert.NotNull(row.BreachOn));
        Assert.Equal((40, 60, 500), (view.Stored.Listed, view.Stored.AboutSubstances, view.Stored.AboutMedicines));
        Assert.InRange(view.Stored.Substances, 35, 40);
        Assert.InRange(view.Stored.Medicines, 60, view.Stored.Counting);
        // 180 days at the most, and ordinary stock besides.
        Assert.All((await All(road, scheme: Specialist)).Items, row =>
        {
            Assert.InRange(int.Parse(row.Span.Split(' ')[0]), 1, 180);
            Assert.True(row.MustOrdinary > 0);
        });
    }

    [Theory, EveryDatabase]
    public async Task A_wholesaler_sees_its_own_coverage_only(DbKind kind)
    {
        await using var road = await Computed(kind);
        var own = await CoverageViews.All(road.Db, new(Primary), Today, road.Wholesaler);
        Assert.NotEmpty(own.Items);
        Assert.All(own.Items, row => Assert.Equal("ahn", row.Holder));
        Assert.Equal(own.Items.Count, own.Totals[^1].All);
        Assert.Null(await CoverageViews.Get(road.Db, new(Primary, "nmd", "J01CA04", ""), null, Today, road.Wholesaler));
        Assert.NotNull(await CoverageViews.Get(road.Db, new(Primary, "ahn", "J01CA04", ""), null, Today,
            road.Wholesaler));
    }

    [Theory, EveryDatabase]
    public async Task What_falls_short_and_is_whole_again_is_told_once(DbKind kind)
    {
        await using var road = await Computed(kind);
        var books = await DutyBooks.At(road.Db, "nmd");
        var (shelf, recalled) = (books.Shelf(Pool.PreparednessPrimary),
            books.Shelf(Pool.PreparednessPrimary, Status.Recalled));
        async Task<List<string>> Told(int days)
        {
            await CatchUp(road, Now.Plus(TimeSpan.FromDays(days)));
            return await road.Db.List<string>("select name from fact where name like 'Stockpile%' and " +
                "payload like '%\"nmd\"%' and payload like '%\"J01CA04\"%' order by id");
        }
        // Whole from now on, and only because of this lot.
        foreach (var other in await DutyStock.Run(road.Db, Schemes.All.On(Primary, Today)!, Today, "nmd"))
            if (other is { Atc: "J01CA04", Pool: Pool.PreparednessPrimary })
                await books.Move(other.Lot, other.Units, shelf, recalled, Today);
        var lot = await books.Lot(await DutyStockTests.Article(road.Db, "J01CA04"), Later);
        await books.Move(lot, 100_000_000, Slot.Outside(Status.Supplier), shelf, Today);
        var before = await Told(1);
        await books.Move(lot, 100_000_000, shelf, recalled, Today.AddDays(1));
        Assert.Equal([.. before, nameof(StockpileFellShort)], await Told(2));
        await books.Move(lot, 100_000_000, recalled, shelf, Today.AddDays(2));
        string[] all = [.. before, nameof(StockpileFellShort), nameof(StockpileRestored)];
        Assert.Equal(all, await Told(3));
        Assert.Equal(all, await Told(4));
        var days = (await CoverageViews.Get(road.Db, new(Primary, "nmd", "J01CA04", ""), null, Today.AddDays(4),
            road.Regulator))!;
        Assert.Equal((Today.AddDays(1), Today.AddDays(1)), (days.Shortfalls[^1].From, days.Shortfalls[^1].To));
        Assert.Equal(lot, days.Lots.Single(one => one.Lot.Pool == Pool.PreparednessPrimary).Lot.Lot);
    }

    sealed class Plain
    {
        public string Holder { get; init; } = "";
        public string ArticleNumber { get; init; } = "";
        public long Lot { get; init; }
        public Pool Pool { get; init; }
        public long Units { get; init; }
    }
}
