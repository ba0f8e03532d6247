using Forsyn.Core.Basics;
using Forsyn.Core.Stock;
using Forsyn.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace Forsyn.Core.Tests.Stock;

public class TransferProposalTests
{
    static readonly DateOnly Today = new(2026, 5, 15);
    static readonly RuleNumbers Numbers = ShippedRules.Book.On(Today);
    static readonly Money Cost = Money.Kroner(600);
    const long Unit = 1_000_000;
    static readonly HolderPlace Here = new("4601", "46", "vest"), NextDoor = new("4602", "46", "vest"),
        FarAway = new("5501", "55", "nord");

    static HolderStock Holder(
        long id, HolderPlace place, long perDay, params (long Lot, long Units, int Days)[] lots) =>
        new(id, place, [.. lots.Select(lot => new ProjectedLot(lot.Lot, new(lot.Units), Today.AddDays(lot.Days)))],
            lots.Select(lot => lot.Lot).ToHashSet(), perDay * Unit);

    static TransferPlan Plan(params HolderStock[] holders) => Plan([], holders);
    static TransferPlan Plan(HashSet<Declined> declined, HolderStock[] holders) =>
        new TransferProposals(new(Money.Kroner(1000), 10), Cost, Numbers).Of(holders, declined);

    [Fact]
    public void What_one_would_lose_goes_to_one_who_uses_it_in_time_in_whole_packs()
    {
        var plan = Plan(Holder(1, Here, 1, (7, 205, 100)), Holder(2, NextDoor, 5, (8, 20, 400)));
        var one = Assert.Single(plan.Proposals);
        Assert.Equal((1, 2, 7, 100), (one.From, one.To, one.Lot, one.Units.Units));
        Assert.Equal((Money.Kroner(10_000), Cost, Nearness.County), (one.Saved, one.Cost, one.Nearness));
        Assert.Equal((Today.AddDays(101), Today.AddDays(4)), (one.LostOn, one.RunsOutOn));
        Assert.True(one.LastsUntil > one.RunsOutOn);
        var giver = plan.Outlooks[0];
        Assert.Equal((104, 4, 0), (giver.Lost.Units, giver.LostWith.Units, giver.UnmetWith.Units - giver.Unmet.Units));
    }

    [Fact]
    public void Among_those_who_save_as_much_the_nearest_gets_it() =>
        Assert.Equal([3], Plan(Holder(1, Here, 0, (7, 50, 100)), Holder(2, FarAway, 9), Holder(3, NextDoor, 9),
            Holder(4, FarAway, 9)).Proposals.Select(one => one.To));

    [Fact]
    public void Who_saves_more_gets_it_also_from_afar() =>
        Assert.Equal([(2L, 500L)], Plan(Holder(1, Here, 0, (7, 500, 100)), Holder(2, FarAway, 9),
            Holder(3, NextDoor, 1)).Proposals.Select(one => (one.To, one.Units.Units)));

    [Fact]
    public void A_lot_is_shared_where_nobody_uses_all_of_it()
    {
        var shared = Plan(Holder(1, Here, 0, (7, 900, 100)), Holder(2, FarAway, 5), Holder(3, NextDoor, 2)).Proposals;
        // From the fourth day to the last one the lot can be used: 98 days of 5 and of 2.
        Assert.Equal([(2L, 490L), (3L, 190L)], shared.Select(one => (one.To, one.Units.Units)));
    }

    [Fact]
    public void Loss_is_not_moved_to_one_whose_own_lots_would_expire_instead()
    {
        var full = Holder(2, NextDoor, 2, (8, 300, 150));
        Assert.Empty(Plan(Holder(1, Here, 0, (7, 100, 100)), full).Proposals);
    }

    [Fact]
    public void A_parcel_that_saves_less_than_its_cost_and_the_least_value_is_not_worth_it()
    {
        Assert.Empty(Plan(Holder(1, Here, 0, (7, 10, 100)), Holder(2, NextDoor, 5)).Proposals);
        Assert.Single(Plan(Holder(1, Here, 0, (7, 20, 100)), Holder(2, NextDoor, 5)).Proposals);
    }

    [Fact]
    public void A_month_must_be_left_when_it_is_received()
    {
        Assert.Single(Plan(Holder(1, Here, 0, (7, 90, 33)), Holder(2, NextDoor, 5)).Proposals);
        Assert.Empty(Plan(Holder(1, Here, 0, (7, 90, 32)), Holder(2, NextDoor, 5)).Proposals);
    }

    [Fact]
    public void What_may_not_be_moved_and_what_was_declined_is_not_proposed()
    {
        HolderStock giver = Holder(1, Here, 0, (7, 90, 100)), taker = Holder(2, NextDoor, 5);
        Assert.Empty(Plan(giver with { Movable = new HashSet<long>() }, taker).Proposals);
        Assert.Empty(Plan([new(1, 2, 7)], [giver, taker]).Proposals);
        Assert.Single(Plan([new(1, 2, 8)], [giver, taker]).Proposals);
    }

    [Fact]
    public void Who_runs_out_is_told_and_what_others_cannot_use_is_lost_as_before()
    {
        var plan = Plan(Holder(1, Here, 0, (7, 90, 100)), Holder(2, NextDoor, 0, (8, 5, 500)));
        Assert.Empty(plan.Proposals);
        Assert.Equal((90, 90), (plan.Outlooks[0].Lost.Units, plan.Outlooks[0].LostWith.Units));
    }

    static readonly Arbitrary<HolderStock[]> Countries = (
        from holders in Gen.ArrayOf(
            from perDay in Gen.Choose(0, 6_000_000)
            from place in Gen.Elements(Here, NextDoor, FarAway)
            from lots in Gen.ArrayOf(
                from units in Gen.Choose(0, 900)
                from days in Gen.Choose(-5, 400)
                from moves in Gen.Choose(0, 4)
                select (units, days, moves))
            select (perDay, place, lots))
        select holders.Select((holder, h) => new HolderStock(h, holder.place,
            [.. holder.lots.Select((lot, n) =>
                new ProjectedLot(h * 1000 + n, new(lot.units), Today.AddDays(lot.days)))],
            holder.lots.Select((lot, n) => (lot, Id: h * 1000L + n)).Where(one => one.lot.moves > 0)
                .Select(one => one.Id).ToHashSet(), holder.perDay)).ToArray()).ToArbitrary();

    [Fact]
    public void What_is_proposed_saves_what_it_says_for_all_together_and_takes_nothing_from_anybodys_use() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Countries, holders =>
        {
            var plan = Plan([], holders);
            var days = Numbers.Days("projection-days");
            Assert.Equal(plan.Outlooks.Sum(one => one.Lost.Units) - plan.Proposals.Sum(one => one.Units.Units),
                plan.Outlooks.Sum(one => one.LostWith.Units));
            foreach (var (holder, outlook) in holders.Zip(plan.Outlooks))
            {
                var sent = plan.Proposals.Where(one => one.From == holder.Holder).ToList();
                Assert.All(sent, one => Assert.Contains(one.Lot, holder.Movable));
                var with = Projection.Of(
                    [
                        .. holder.Lots.Select(lot => lot with
                        {
                            Units = new(lot.Units.Units - sent.Where(s => s.Lot == lot.Lot).Sum(s => s.Units.Units)),
                        }),
                        .. plan.Proposals.Where(one => one.To == holder.Holder).Select(one => new ProjectedLot(one.Lot,
                            one.Units, holders[one.From].Lots.Single(lot => lot.Lot == one.Lot).ExpiresOn,
                            Today.AddDays(Numbers.Days("proposal-road-days")))),
                    ], DailyUse.Steady(holder.PerDayMillionths), Today, days);
                Assert.Equal((outlook.LostWith, outlook.UnmetWith), (with.Lost, with.Unmet));
                Assert.True(outlook.UnmetWith <= outlook.Unmet);
            }
            Assert.All(plan.Proposals, one =>
            {
                Assert.True(one.Saved - one.Cost > Money.Kroner(499) && one.Units.Units % 10 == 0);
                Assert.True(holders[one.To].PerDayMillionths > 0);
            });
        }));
}
