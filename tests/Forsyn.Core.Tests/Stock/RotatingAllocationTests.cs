using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;
using Forsyn.Core.Tests.Ordering;
using Forsyn.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace Forsyn.Core.Tests.Stock;

public class RotatingAllocationTests
{
    static readonly DateOnly Day = new(2026, 5, 15);

    static LotAtPlace Sale(long id, int daysLeft, long units) =>
        new(id, $"L{id}", Day.AddDays(daysLeft), 1, Pool.Sale, new(units));

    static LotAtPlace Kept(long id, int daysLeft, long units, long floor, Pool pool = Pool.PreparednessPrimary) =>
        new(id, $"L{id}", Day.AddDays(daysLeft), 1, pool, new(units), new Quantity(floor));

    static Allocation Take(long wanted, long pack, params LotAtPlace[] lots) =>
        AllocationRules.Allocate(new(wanted), pack, Pool.Sale, lots, Day, false, An.Numbers());

    static IEnumerable<(long, long)> Taken(Allocation a) => a.Taken.Select(c => (c.Lot.Lot, c.Taken.Units));

    [Fact, Requirement("STS-004")]
    public void The_stockpiles_short_dated_lot_is_sent_and_what_keeps_longest_is_put_in_its_place()
    {
        var allocation = Take(10, 1, Kept(1, 100, 30, 30), Sale(2, 400, 20), Sale(3, 900, 20));
        Assert.Equal([(1, 10)], Taken(allocation));
        Assert.Equal([(1, Pool.Sale, 10), (3, Pool.PreparednessPrimary, 10)],
            allocation.Moves.Select(move => (move.Lot.Lot, move.To, move.Units.Units)));
        Assert.Equal([Verdict.Taken, Verdict.NotNeeded, Verdict.Refills], allocation.Choices.Select(c => c.Verdict));
        Assert.False(allocation.Draws);
    }

    [Fact, Requirement("STS-004")]
    public void Without_anything_to_put_in_its_place_no_more_is_taken_than_stands_above_the_floor()
    {
        var allocation = Take(10, 1, Kept(1, 100, 30, 26));
        Assert.Equal([(1, 4)], Taken(allocation));
        Assert.Equal((6, true), (allocation.Missing.Units, allocation.Draws));
        Assert.Equal(Verdict.Floor, Take(10, 1, Kept(1, 100, 30, 30)).Choices[0].Verdict);
        Assert.Equal(Verdict.Floor, Take(10, 1, Kept(1, 100, 30, 90)).Choices[0].Verdict);
    }

    [Fact, Requirement("STS-008"), Requirement("SHL-001")]
    public void A_vaccine_with_less_than_ninety_days_left_is_neither_sent_nor_put_in_the_stockpile()
    {
        var allocation = Take(10, 1, Kept(1, 89, 30, 30), Kept(2, 90, 30, 60), Sale(3, 89, 50), Sale(4, 200, 7));
        Assert.Equal([(2, 7)], Taken(allocation));
        Assert.Equal([Verdict.TooShort, Verdict.TooShort, Verdict.Taken, Verdict.Refills],
            allocation.Choices.OrderBy(c => c.Lot.ExpiresOn).ThenBy(c => c.Verdict).Select(c => c.Verdict));
        Assert.Equal((7, 3), (allocation.Moves[1].Units.Units, allocation.Missing.Units));
    }

    [Fact]
    public void A_stockpile_without_a_target_and_orders_of_other_pools_leave_stockpiles_alone()
    {
        var other = new LotAtPlace(1, "L1", Day.AddDays(100), 1, Pool.PreparednessPrimary, new(50));
        Assert.Equal([(2, 5)], Taken(Take(5, 1, other, Sale(2, 300, 10))));
        var programme = AllocationRules.Allocate(new(5), 1, Pool.Programme, [Kept(1, 100, 30, 0), Sale(2, 300, 10)],
            Day, false, An.Numbers());
        Assert.Empty(programme.Taken);
        Assert.Empty(programme.Moves);
    }

    [Fact]
    public void The_next_line_finds_the_lots_as_the_first_left_them()
    {
        var left = Take(10, 1, Kept(1, 100, 30, 30), Sale(2, 400, 20)).Left();
        Assert.Equal([(1, Pool.PreparednessPrimary, 20), (2, Pool.Sale, 10), (2, Pool.PreparednessPrimary, 10)],
            left.Select(lot => (lot.Lot, lot.Pool, lot.Available.Units)));
        Assert.All(left.Where(lot => lot.Pool != Pool.Sale), lot => Assert.Equal(30, lot.Floor!.Value.Units));
    }

    static Arbitrary<(LotAtPlace[] Lots, long Wanted, long Pack)> Any(int pools) => (
        from lots in Gen.ArrayOf(
            from units in Gen.Choose(0, 60)
            from days in Gen.Choose(-5, 300)
            from pool in Gen.Choose(0, pools)
            select (units, days, pool))
        from floors in Gen.ArrayOf(Gen.Choose(0, 150), 2)
        from wanted in Gen.Choose(1, 200)
        from pack in Gen.Choose(1, 7)
        select (lots.Select((lot, i) => lot.pool == 0 ? Sale(i + 1, lot.days, lot.units)
                : Kept(i + 1, lot.days, lot.units, floors[lot.pool - 1],
                    lot.pool == 1 ? Pool.PreparednessPrimary : Pool.PreparednessSpecialist)).ToArray(),
            (long)wanted, (long)pack)).ToArbitrary();

    static void Always(int pools, Action<LotAtPlace[], long, long, Allocation> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(Any(pools),
            one => holds(one.Lots, one.Wanted, one.Pack, Take(one.Wanted, one.Pack, one.Lots))));

    static long In(IEnumerable<LotAtPlace> lots, Pool pool) =>
        lots.Where(lot => lot.Pool == pool).Sum(lot => lot.Available.Units);

    // What has expired counts for nothing, before or after.
    [Fact, Requirement("STS-004")]
    public void After_any_order_the_floor_holds_or_the_stockpile_is_no_smaller_than_it_was() =>
        Always(2, (lots, _, _, allocation) =>
        {
            foreach (var pool in (Pool[])[Pool.PreparednessPrimary, Pool.PreparednessSpecialist])
            {
                if (lots.FirstOrDefault(lot => lot.Pool == pool)?.Floor is not { } floor) continue;
                var (before, after) = (In(lots.Where(Lives), pool), In(allocation.Left().Where(Lives), pool));
                Assert.True(after >= Math.Min(floor.Units, before), $"{pool} went from {before} to {after}");
            }

            static bool Lives(LotAtPlace lot) => lot.ExpiresOn > Day;
        });

    [Fact, Requirement("STS-004")]
    public void Nobody_gets_less_than_without_the_stockpile_and_all_sums_are_exact() =>
        Always(2, (lots, wanted, pack, allocation) =>
        {
            var without = Take(wanted, pack, [.. lots.Where(lot => lot.Pool == Pool.Sale)]);
            Assert.True(allocation.Missing <= without.Missing);
            var packs = (wanted + pack - 1) / pack * pack;
            Assert.Equal(packs, allocation.Missing.Units + allocation.Choices.Sum(c => c.Taken.Units));
            Assert.Equal(lots.Sum(lot => lot.Available.Units),
                allocation.Left().Sum(lot => lot.Available.Units) + allocation.Taken.Sum(c => c.Taken.Units));
            Assert.All(allocation.Choices, c =>
            {
                Assert.True(c.Taken + c.Refilled <= c.Lot.Available || c.Taken + c.Refilled == Quantity.Zero);
                Assert.Equal(0, c.Taken.Units % pack + c.Refilled.Units % pack);
            });
            Assert.Equal(allocation.Choices.Where(c => c.Lot.Floor is not null).Sum(c => c.Taken.Units),
                allocation.Moves.Where(move => move.To == Pool.Sale).Sum(move => move.Units.Units));
            Assert.Equal(allocation.Choices.Sum(c => c.Refilled.Units),
                allocation.Moves.Where(move => move.To != Pool.Sale).Sum(move => move.Units.Units));
        });

    [Fact, Requirement("STS-004")]
    public void What_expires_first_of_stockpile_and_sale_together_is_sent_first() =>
        Always(1, (lots, _, pack, allocation) =>
        {
            var last = allocation.Taken.Select(c => c.Lot.ExpiresOn).DefaultIfEmpty().Max();
            Assert.All(allocation.Choices.Where(c => c.Lot.ExpiresOn < last && c.Lot.ExpiresOn >= Day.AddDays(90)),
                c => Assert.True((c.Lot.Available - c.Taken).Units < pack));
            var sent = allocation.Taken.Where(c => c.Lot.Floor is not null).Select(c => c.Lot.ExpiresOn)
                .DefaultIfEmpty(DateOnly.MinValue).Max();
            if (!allocation.Draws)
                Assert.All(allocation.Choices.Where(c => c.Refilled > Quantity.Zero),
                    c => Assert.True(c.Lot.ExpiresOn >= sent));
        });
}
