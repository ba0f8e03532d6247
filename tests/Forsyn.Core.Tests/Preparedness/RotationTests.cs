using Forsyn.Core.Basics;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Stock;
using FsCheck;
using FsCheck.Fluent;

namespace Forsyn.Core.Tests.Preparedness;

public class RotationTests
{
    static readonly DateOnly From = new(2026, 1, 1);
    const long Unit = 1_000_000;
    static readonly Buying Weekly = new(LeadDays: 10, LifeDays: 400, CycleDays: 7, Multiple: 10);

    static ProjectedLot Lot(long id, long units, int expiresAfter, int? arrivesAfter = null) =>
        new(id, new Quantity(units), From.AddDays(expiresAfter), arrivesAfter is { } n ? From.AddDays(n) : null);

    static RotationFacts Facts(long floor, long perDay, int days, Buying buying, params ProjectedLot[] lots) =>
        new(lots, new HashSet<long> { 1 }, DailyUse.Steady(perDay * Unit), [floor], 0, buying, From, days,
            Money.Kroner(10));

    [Fact]
    public void The_lot_that_expires_first_leaves_though_it_is_the_stockpiles_and_the_floor_holds_by_the_other()
    {
        var facts = Facts(300, 10, 60, Weekly, Lot(1, 300, 40), Lot(2, 300, 700));
        var plan = Rotation.Plan(facts);
        Assert.Equal((From, From.AddDays(29)), (plan.Ahead.Lots[0].UsedFrom, plan.Ahead.Lots[0].GoneOn));
        Assert.Empty(plan.Breaches);
        Assert.Null(plan.Alarm);
        Assert.All(plan.Ahead.Days, day => Assert.True(day.Stock.Units >= 300));
        Assert.Equal((0, 300, Money.Kroner(3_000)), (plan.Ahead.Lost.Units, plan.LostWithout.Units, plan.LossWithout));
    }

    [Fact]
    public void What_is_bought_is_ordered_in_time_in_whole_multiples_and_for_a_cycle_of_sale()
    {
        var plan = Rotation.Plan(Facts(100, 10, 40, Weekly, Lot(1, 100, 900), Lot(2, 155, 900)));
        Assert.Equal(new Purchase(-1, From.AddDays(5), From.AddDays(15), new(70)), plan.Purchases[0]);
        Assert.Equal(From.AddDays(22), plan.Purchases[1].ArrivesOn);
        Assert.All(plan.Purchases, purchase => Assert.Equal(0, purchase.Units.Units % 10));
        Assert.Equal((0, 0), (plan.Breaches.Count, (int)plan.Ahead.Unmet.Units));
    }

    [Fact]
    public void Before_anything_can_arrive_sale_waits_and_the_floor_does_not()
    {
        var plan = Rotation.Plan(Facts(100, 10, 30, Weekly, Lot(1, 120, 900)));
        Assert.Empty(plan.Breaches);
        Assert.Equal(80, plan.Ahead.Unmet.Units);
        Assert.Equal(From.AddDays(2), plan.Ahead.RunsOutOn);
        Assert.Equal(From.AddDays(10), plan.Purchases[0].ArrivesOn);
    }

    [Fact]
    public void A_floor_that_cannot_hold_says_how_long_how_deep_and_why()
    {
        var below = Rotation.Plan(Facts(100, 1, 30, Weekly, Lot(1, 60, 900)));
        Assert.Equal([new(new(From, From.AddDays(9), 40), BreachCause.OpensBelow)], below.Breaches);
        var expired = Rotation.Plan(Facts(100, 1, 30, Weekly, Lot(1, 100, 4)));
        Assert.Equal([new(new(From.AddDays(5), From.AddDays(9), 100), BreachCause.Expiry)], expired.Breaches);
        Assert.Equal((1, 100, From.AddDays(5)),
            (expired.Alarm!.Value.Lot, expired.Alarm.Value.Lost.Units, expired.Alarm.Value.GoneOn));
        var raised = Rotation.Plan(
            Facts(0, 1, 30, Weekly, Lot(1, 100, 900)) with { Floor = [.. Enumerable.Repeat(50L, 6), 150L] });
        Assert.Equal([new(new(From.AddDays(6), From.AddDays(9), 56), BreachCause.FloorRises)], raised.Breaches);
    }

    [Fact]
    public void A_rise_of_the_floor_that_is_known_in_time_is_bought_for() => Assert.Empty(Rotation.Plan(
        Facts(0, 1, 60, Weekly, Lot(1, 100, 900)) with { Floor = [.. Enumerable.Repeat(50L, 30), 150L] }).Breaches);

    [Fact]
    public void Where_the_supplier_is_out_nothing_arrives_and_what_was_on_the_way_comes_after()
    {
        var stop = new DateRange(From.AddDays(12), From.AddDays(33));
        var plan = Rotation.Plan(
            Facts(100, 10, 60, Weekly, Lot(1, 250, 900), Lot(2, 50, 900, arrivesAfter: 14)) with { Stop = stop });
        Assert.DoesNotContain(plan.Ahead.Days, day => stop.Contains(day.Day) && day.Arrived > Quantity.Zero);
        Assert.Contains(plan.Ahead.Days, day => day.Day == From.AddDays(33) && day.Arrived.Units >= 50);
        Assert.Empty(plan.Breaches);
        Assert.True(plan.Ahead.Unmet.Units > 0);
    }

    [Fact]
    public void Ordinary_stock_is_bought_for_on_top_of_the_floor_and_sold_before_the_floor_is_touched()
    {
        var plan = Rotation.Plan(
            Facts(100, 10, 60, Weekly, Lot(1, 100, 900), Lot(2, 200, 900)) with { Ordinary = 200 });
        Assert.All(plan.Ahead.Days.Skip(10), day => Assert.True(day.Stock.Units >= 300));
        Assert.Equal(0, plan.Ahead.Unmet.Units);
    }

    static readonly Arbitrary<RotationFacts> Any = (
        from lots in Gen.ArrayOf(
            from units in Gen.Choose(0, 300)
            from expires in Gen.Choose(-2, 120)
            from arrives in Gen.Choose(-30, 40)
            select (units, expires, arrives))
        from sale in Gen.ArrayOf(Gen.Choose(0, 12), 90)
        from floor in Gen.ArrayOf(Gen.Choose(0, 300), 3)
        from ordinary in Gen.Choose(0, 60)
        from lead in Gen.Choose(0, 25)
        from life in Gen.Choose(20, 300)
        from cycle in Gen.Choose(1, 20)
        from multiple in Gen.Choose(1, 30)
        from stop in Gen.Choose(-20, 60)
        select new RotationFacts(
            [.. lots.Select((lot, n) => Lot(n + 1, lot.units, lot.expires, lot.arrives < 0 ? null : lot.arrives))],
            new HashSet<long>(), DailyUse.ByDay([.. sale.Select(units => units * Unit)]),
            [.. floor.SelectMany(units => Enumerable.Repeat((long)units, 25))], ordinary,
            new(lead, life, cycle, multiple), From, 90, Money.Kroner(1),
            Stop: stop < 0 ? null : new(From.AddDays(stop), From.AddDays(stop + 15)))).ToArbitrary();

    static void Always(Action<RotationFacts, Rotation> holds) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Any, facts => holds(facts, Rotation.Plan(facts))));

    [Fact]
    public void On_every_day_the_floor_holds_or_the_plan_says_that_it_cannot() => Always((facts, plan) =>
    {
        for (var n = 0; n < facts.Days; n++)
        {
            var day = From.AddDays(n);
            var told = plan.Breaches.Where(breach => breach.Short.From <= day && day <= breach.Short.To).ToList();
            Assert.Equal(plan.Ahead.Days[n].Stock.Units < facts.FloorOn(n), told.Count == 1);
        }
    });

    // Once the first order can have come, every day is as the plan wants it, where no supplier is out.
    [Fact]
    public void Nothing_that_an_order_could_have_mended_is_left_short() => Always((facts, plan) =>
        Assert.DoesNotContain(plan.Breaches, breach =>
        {
            var first = From.AddDays(facts.Buying.LeadDays);
            return breach.Short.To >= first && facts.Stop is null && facts.Buying.LifeDays > facts.Buying.CycleDays;
        }));

    [Fact]
    public void Purchases_come_after_the_lead_time_and_never_in_a_stop() => Always((facts, plan) =>
        Assert.All(plan.Purchases, purchase =>
        {
            Assert.True(purchase.OrderOn >= From);
            Assert.Equal(purchase.ArrivesOn, purchase.OrderOn.AddDays(facts.Buying.LeadDays));
            Assert.False(facts.Stop?.Contains(purchase.ArrivesOn) ?? false);
            Assert.True(purchase.Units.Units > 0 && purchase.Units.Units % facts.Buying.Multiple == 0);
        }));

    // The same plan by the plainest means: single units, one after the other, in the order they expire.
    [Fact]
    public void A_shelf_of_single_units_comes_to_the_same() => Always((facts, plan) =>
    {
        var shelf = new List<DateOnly>();
        var coming = facts.Lots.Select(lot => (Units: lot.Units.Units, Expires: lot.ExpiresOn,
                Day: lot.ArrivesOn is { } day && day >= From && (facts.Stop?.Contains(day) ?? false)
                    ? facts.Stop!.Value.To!.Value : lot.ArrivesOn ?? From))
            .Concat(plan.Purchases.Select(p => (Units: p.Units.Units,
                Expires: p.ArrivesOn.AddDays(facts.Buying.LifeDays), Day: p.ArrivesOn)))
            .ToList();
        for (var n = 0; n < facts.Days; n++)
        {
            var day = From.AddDays(n);
            foreach (var (units, expires, _) in coming.Where(lot => n == 0 ? lot.Day <= day : lot.Day == day))
                shelf.AddRange(Enumerable.Repeat(expires, (int)units));
            var lost = shelf.RemoveAll(expires => expires < day);
            shelf.Sort();
            var sold = (int)Math.Clamp(shelf.Count - facts.FloorOn(n), 0, facts.Sale.On(n) / Unit);
            shelf.RemoveRange(0, sold);
            Assert.Equal((lost, sold, shelf.Count), ((int)plan.Ahead.Days[n].Lost.Units,
                (int)plan.Ahead.Days[n].Used.Units, (int)plan.Ahead.Days[n].Stock.Units));
        }
    });
}
