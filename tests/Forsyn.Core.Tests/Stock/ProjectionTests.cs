using Forsyn.Core.Basics;
using Forsyn.Core.Stock;
using Forsyn.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace Forsyn.Core.Tests.Stock;

public class ProjectionTests
{
    static readonly DateOnly From = new(2026, 1, 1);
    static readonly Money Price = Money.Kroner(25);
    const long Unit = 1_000_000;

    static ProjectedLot Lot(long id, long units, int expiresAfter, int? arrivesAfter = null) =>
        new(id, new Quantity(units), From.AddDays(expiresAfter), arrivesAfter is { } n ? From.AddDays(n) : null);

    static Projection Look(long millionths, int days, params ProjectedLot[] lots) =>
        Projection.Of(lots, DailyUse.Steady(millionths), From, days, Price);

    static (long Used, long Lost, long Left) Units(LotOutcome lot) => (lot.Used.Units, lot.Lost.Units, lot.Left.Units);

    [Fact]
    public void What_expires_first_is_used_first_and_the_rest_of_it_is_lost_the_day_after()
    {
        var ahead = Look(10 * Unit, 10, Lot(2, 100, 30), Lot(1, 35, 2));
        Assert.Equal((70, 0, 30), Units(ahead.Lots[0]));
        Assert.Equal((30, 5, 0), Units(ahead.Lots[1]));
        Assert.Equal(From.AddDays(3), ahead.Lots[1].GoneOn);
        Assert.Null(ahead.Lots[0].GoneOn);
        Assert.Equal((new Quantity(5), Money.Kroner(125)), (ahead.Lost, ahead.Loss));
        Assert.Null(ahead.RunsOutOn);
    }

    [Fact]
    public void The_first_day_not_all_is_there_is_the_day_it_runs_out_and_nobody_waits_for_what_was_missing()
    {
        var ahead = Look(10 * Unit, 5, Lot(1, 25, 90), Lot(2, 40, 90, arrivesAfter: 4));
        Assert.Equal(From.AddDays(2), ahead.RunsOutOn);
        Assert.Equal([0, 0, 5, 10, 0], ahead.Days.Select(day => day.Unmet.Units));
        Assert.Equal([0, 0, 0, 0, 40], ahead.Days.Select(day => day.Arrived.Units));
        Assert.Equal([15, 5, 0, 0, 30], ahead.Days.Select(day => day.Stock.Units));
        Assert.Equal((15, 25, 40, 35, 30),
            (ahead.Unmet.Units, ahead.Opening.Units, ahead.Arrived.Units, ahead.Used.Units, ahead.Left.Units));
    }

    [Fact]
    public void A_tenth_of_a_unit_a_day_is_a_unit_in_ten_days_and_a_third_is_never_rounded_away()
    {
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], Look(100_000, 10, Lot(1, 5, 90)).Days.Select(d => d.Used.Units));
        Assert.Equal(333, Look(333_333, 1000, Lot(1, 900, 2000)).Used.Units);
    }

    [Fact]
    public void The_last_day_a_lot_can_be_used_comes_before_its_expiry_where_days_must_be_left()
    {
        Assert.Equal(3, Projection.Of([Lot(1, 9, 92)], DailyUse.Steady(Unit), From, 30, Price, 90).Used.Units);
        Assert.Equal(9, Look(Unit, 30, Lot(1, 9, 8)).Used.Units);
        Assert.Equal(8, Look(Unit, 30, Lot(1, 9, 7)).Used.Units);
        Assert.Equal(0, Look(Unit, 30, Lot(1, 9, -1)).Used.Units);
    }

    [Fact]
    public void What_arrives_out_of_date_is_lost_that_day_and_what_comes_after_the_last_day_is_no_part_of_it()
    {
        var ahead = Look(Unit, 5, Lot(1, 4, 1, arrivesAfter: 3), Lot(2, 6, 90, arrivesAfter: 5));
        Assert.Equal((0, 4, 0), Units(ahead.Lots[0]));
        Assert.Equal(From.AddDays(3), ahead.Lots[0].GoneOn);
        Assert.Equal((0, 0, 0), Units(ahead.Lots[1]));
        Assert.Equal(4, ahead.Arrived.Units);
    }

    [Fact]
    public void A_series_says_what_is_used_each_day_and_nothing_after_its_end() =>
        Assert.Equal([3, 0, 2, 0], Projection.Of([Lot(1, 9, 90)], DailyUse.ByDay([3 * Unit, 0, 2 * Unit]), From, 4)
            .Days.Select(day => day.Used.Units));

    [Fact]
    public void Without_the_curve_all_else_is_the_same()
    {
        var (with, without) = (Look(Unit, 9, Lot(1, 4, 2)), Projection.Of(
            [Lot(1, 4, 2)], DailyUse.Steady(Unit), From, 9, Price, curve: false));
        Assert.Empty(without.Days);
        Assert.Equal((with.Lost, with.Unmet, with.RunsOutOn, with.Loss, with.Lots[0]),
            (without.Lost, without.Unmet, without.RunsOutOn, without.Loss, without.Lots[0]));
    }

    public sealed record Case((int Units, int Expires, int Arrives)[] Lots, int[] Use, int Days, int DaysLeft)
    {
        public ProjectedLot[] Shelf => [.. Lots.Select((lot, n) =>
            Lot(n, lot.Units, lot.Expires, lot.Arrives < 0 ? null : lot.Arrives))];
        public Projection Ahead(ProjectedLot[]? lots = null, int more = 0) => Projection.Of(lots ?? Shelf,
            DailyUse.ByDay([.. Use.Select((use, n) => (long)use + more * (n % 3) * 150_000)]), From, Days, Price,
            DaysLeft);
    }

    static readonly Arbitrary<Case> Cases = (
        from lots in Gen.ArrayOf(
            from units in Gen.Choose(0, 60)
            from expires in Gen.Choose(-3, 45)
            from arrives in Gen.Choose(-20, 40)
            select (units, expires, arrives))
        from use in Gen.ArrayOf(Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(0, 5_500_000))), 40)
        from days in Gen.Choose(1, 40)
        from left in Gen.Elements(0, 0, 5)
        select new Case(lots, use, days, left)).ToArbitrary();

    static void Always(Action<Case> holds) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400),
        Prop.ForAll(Cases, holds));

    [Fact]
    public void Units_are_never_made_or_lost_track_of_in_all_in_a_lot_or_on_a_day() => Always(one =>
    {
        var ahead = one.Ahead();
        Assert.Equal(ahead.Opening + ahead.Arrived, ahead.Used + ahead.Lost + ahead.Left);
        Assert.All(ahead.Lots.Zip(one.Shelf), pair =>
        {
            Assert.True(pair.First.Used >= Quantity.Zero && pair.First.Lost >= Quantity.Zero
                && pair.First.Left >= Quantity.Zero);
            if (pair.Second.ArrivesOn is not { } day || day < From.AddDays(one.Days))
                Assert.Equal(pair.Second.Units, pair.First.Used + pair.First.Lost + pair.First.Left);
        });
        Assert.Equal((ahead.Used.Units, ahead.Lost.Units, ahead.Left.Units), (ahead.Lots.Sum(lot => lot.Used.Units),
            ahead.Lots.Sum(lot => lot.Lost.Units), ahead.Lots.Sum(lot => lot.Left.Units)));
        var stock = ahead.Opening;
        foreach (var day in ahead.Days)
        {
            stock += day.Arrived - day.Used - day.Lost;
            Assert.Equal(stock, day.Stock);
            Assert.True(stock >= Quantity.Zero && day.Used >= Quantity.Zero && day.Lost >= Quantity.Zero
                && day.Unmet >= Quantity.Zero);
        }
        Assert.Equal((ahead.Used.Units, ahead.Lost.Units, ahead.Unmet.Units), (ahead.Days.Sum(day => day.Used.Units),
            ahead.Days.Sum(day => day.Lost.Units), ahead.Days.Sum(day => day.Unmet.Units)));
        Assert.Equal(ahead.RunsOutOn is null, ahead.Unmet.IsZero);
    });

    [Fact]
    public void What_is_used_and_not_there_is_what_was_wanted() => Always(one =>
    {
        var ahead = one.Ahead();
        var wanted = one.Use.Take(one.Days).Sum(use => (long)use);
        Assert.InRange(wanted - ahead.Used.Units * Unit - ahead.Unmet.Units * Unit, -Unit + 1, Unit - 1);
    });

    [Fact]
    public void More_use_never_raises_the_loss() => Always(one =>
        Assert.True(one.Ahead(more: 1).Lost <= one.Ahead().Lost));

    [Fact]
    public void A_lot_split_in_two_of_the_same_expiry_changes_nothing() => Always(one =>
    {
        var split = one.Shelf.SelectMany(lot => new[] { lot.Units.Units / 3, lot.Units.Units - lot.Units.Units / 3 }
            .Select(units => lot with { Units = new(units) }));
        var (whole, parts) = (one.Ahead(), one.Ahead([.. split]));
        Assert.Equal(whole.Days, parts.Days);
        Assert.Equal((whole.Lost, whole.Unmet, whole.Left, whole.Loss),
            (parts.Lost, parts.Unmet, parts.Left, parts.Loss));
        Assert.Equal(whole.Lots.Select(lot => lot.Used),
            parts.Lots.Chunk(2).Select(pair => pair[0].Used + pair[1].Used));
    });

    [Fact]
    public void No_lot_is_touched_while_one_that_expires_before_it_is_there() => Always(one =>
    {
        // Whole units a day, so that the day each lot is opened can be read.
        var whole = one with { Use = [.. one.Use.Select(use => use / (int)Unit * (int)Unit)] };
        var lots = whole.Shelf.Zip(whole.Ahead().Lots).ToArray();
        foreach (var (later, taken) in lots)
            foreach (var (sooner, left) in lots)
                if (sooner.ExpiresOn < later.ExpiresOn && sooner.ArrivesOn is null && left.Left > Quantity.Zero)
                    Assert.Equal(Quantity.Zero, taken.Used);
    });

    [Fact]
    public void The_order_the_lots_are_given_in_changes_nothing() => Always(one =>
        Assert.Equal(one.Ahead().Days, one.Ahead([.. one.Shelf.Reverse()]).Days));

    // What the projection says is also what an independent reckoning in whole units says, lot by lot and day by day.
    [Fact]
    public void The_rotation_loses_no_more_than_taking_the_newest_first_or_in_any_other_order() => Always(one =>
    {
        var whole = one with { Use = [.. one.Use.Select(use => use / (int)Unit * (int)Unit)], DaysLeft = 0 };
        var fefo = Naive(whole, lot => lot.ExpiresOn.DayNumber);
        Assert.Equal(fefo, whole.Ahead().Lost.Units);
        Assert.True(fefo <= Naive(whole, lot => -lot.ExpiresOn.DayNumber));
        Assert.True(fefo <= Naive(whole, lot => lot.Lot * 7919 % 13));
        Assert.True(fefo <= Naive(whole, lot => -(lot.ArrivesOn ?? From).DayNumber));
    });

    static long Naive(Case one, Func<ProjectedLot, long> takenBy)
    {
        var lost = 0L;
        var shelf = one.Shelf.OrderBy(takenBy).Select(lot => (Lot: lot, Left: lot.Units.Units)).ToArray();
        for (var day = From; day < From.AddDays(one.Days); day = day.AddDays(1))
        {
            var wanted = one.Use[day.DayNumber - From.DayNumber] / Unit;
            for (var i = 0; i < shelf.Length; i++)
            {
                if (shelf[i].Lot.ArrivesOn > day) continue;
                if (shelf[i].Lot.ExpiresOn < day) (lost, shelf[i].Left) = (lost + shelf[i].Left, 0);
                var taken = Math.Min(wanted, shelf[i].Left);
                (wanted, shelf[i].Left) = (wanted - taken, shelf[i].Left - taken);
            }
        }
        return lost;
    }

    [Fact]
    public void What_cannot_be_true_throws()
    {
        Assert.Throws<InvariantBroken>(() => Look(Unit, 0));
        Assert.Throws<InvariantBroken>(() => Look(-1, 5, Lot(1, 1, 1)));
        Assert.Throws<InvariantBroken>(() => Look(1, 5, Lot(1, -1, 1)));
    }
}
