using Forsyn.Core.Basics;
using Forsyn.Core.Stock;
using Forsyn.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace Forsyn.Core.Tests.Stock;

public class ProrationTests
{
    static Claim Wants(string key, long doses, long floor = 0, int priority = 1) =>
        new(key, new Quantity(doses), new Quantity(floor), priority);

    static long[] Packs(long supply, long pack, params Claim[] claims) =>
        [.. ProrationRules.Share(new Quantity(supply), pack, claims).Allotments.Select(one => one.Packs)];

    [Fact, Requirement("FLU-007")]
    public void Where_there_is_enough_everybody_gets_the_packs_that_cover_what_was_asked_for() =>
        Assert.Equal([2, 1, 0], Packs(100, 10, Wants("a", 11), Wants("b", 10), Wants("c", 0)));

    [Fact, Requirement("FLU-010")]
    public void What_is_there_is_shared_in_proportion_and_the_largest_remainder_gets_the_last_pack()
    {
        var sharing = ProrationRules.Share(new Quantity(100), 10, [Wants("a", 200), Wants("b", 90), Wants("c", 10)]);
        Assert.Equal([7, 3, 0], sharing.Allotments.Select(one => one.Packs));
        Assert.Equal([6, 3, 0], sharing.Allotments.Select(one => one.SharedPacks));
        Assert.Equal([true, false, false], sharing.Allotments.Select(one => one.RoundedUp));
        Assert.Equal([AllotmentReason.Shared, AllotmentReason.Shared, AllotmentReason.Nothing],
            sharing.Allotments.Select(one => one.Reason));
        Assert.Equal(333, sharing.PerMille);
    }

    [Fact, Requirement("FLU-010")]
    public void A_broken_pack_is_given_to_nobody() =>
        Assert.Equal([1, 0], Packs(19, 10, Wants("a", 20), Wants("b", 10)));

    [Fact, Requirement("FLU-010")]
    public void Floors_are_given_before_anything_is_shared() =>
        Assert.Equal([5, 3], Packs(8, 1, Wants("large", 90), Wants("small", 10, floor: 3)));

    [Fact, Requirement("FLU-010")]
    public void Floors_of_a_lower_priority_number_come_first_and_those_that_do_not_fit_are_shared()
    {
        var claims = new[] { Wants("town", 50, 10, 2), Wants("ward", 20, 6, 1), Wants("city", 50, 30, 2) };
        var sharing = ProrationRules.Share(new Quantity(10), 1, claims);
        Assert.Equal([1, 6, 3], sharing.Allotments.Select(one => one.Packs));
        Assert.All(sharing.Allotments, one => Assert.Equal(AllotmentReason.FloorShared, one.Reason));
    }

    [Fact, Requirement("FLU-010")]
    public void Nothing_to_give_gives_nobody_anything_and_says_so() =>
        Assert.All(ProrationRules.Share(Quantity.Zero, 10, [Wants("a", 10)]).Allotments,
            one => Assert.Equal((0L, AllotmentReason.Nothing), (one.Packs, one.Reason)));

    static readonly Arbitrary<(int Supply, int Pack, (int Wanted, int Floor, int Priority)[] Claims)> Cases =
        (from supply in Gen.Choose(0, 3000)
            from pack in Gen.Choose(1, 10)
            from claims in Gen.ArrayOf(from wanted in Gen.Choose(0, 400)
                from floor in Gen.Choose(0, 60)
                from priority in Gen.Choose(1, 3)
                select (wanted, floor, priority))
            select (supply, pack, claims)).ToArbitrary();

    static Sharing Share(int supply, int pack, (int Wanted, int Floor, int Priority)[] claims) =>
        ProrationRules.Share(new Quantity(supply), pack,
            [.. claims.Select((c, i) => Wants($"{i}", c.Wanted, c.Floor, c.Priority))]);

    [Fact, Requirement("FLU-010")]
    public void The_sum_is_what_there_is_or_what_was_asked_for_and_nobody_gets_more_than_asked() =>
        Prop.ForAll(Cases, c =>
        {
            var sharing = Share(c.Supply, c.Pack, c.Claims);
            Assert.Equal(Math.Min(c.Supply / c.Pack, sharing.WantedPacks), sharing.GivenPacks);
            Assert.All(sharing.Allotments, one => Assert.InRange(one.Packs, 0, one.WantedPacks));
            Assert.All(sharing.Allotments, one => Assert.Equal(one.Packs * c.Pack, one.Units.Units));
        }).QuickCheckThrowOnFailure();

    // Largest remainder is not monotone in the supply (the Alabama paradox): what holds is that a larger supply takes
    // at most one pack from anybody.
    [Fact, Requirement("FLU-010")]
    public void A_pack_more_to_share_takes_at_most_one_pack_from_anybody() =>
        Prop.ForAll(Cases, c =>
        {
            var (before, after) = (Share(c.Supply, c.Pack, c.Claims), Share(c.Supply + c.Pack, c.Pack, c.Claims));
            Assert.All(before.Allotments.Zip(after.Allotments),
                pair => Assert.True(pair.Second.Packs >= pair.First.Packs - 1));
        }).QuickCheckThrowOnFailure();

    [Fact, Requirement("FLU-010")]
    public void Each_gets_its_share_rounded_down_or_up_and_who_asks_for_more_gets_no_less() =>
        Prop.ForAll(Cases, c =>
        {
            var plain = c.Claims.Select(claim => claim with { Floor = 0 }).ToArray();
            var sharing = Share(c.Supply, c.Pack, plain);
            if (sharing.WantedPacks <= sharing.SupplyPacks) return;
            foreach (var one in sharing.Allotments)
                Assert.InRange(one.Packs, sharing.SupplyPacks * one.WantedPacks / sharing.WantedPacks,
                    sharing.SupplyPacks * one.WantedPacks / sharing.WantedPacks + 1);
            var bySize = sharing.Allotments.OrderBy(one => one.WantedPacks).ThenByDescending(one => one.Packs).ToList();
            foreach (var (less, more) in bySize.Zip(bySize.Skip(1)))
                Assert.True(less.WantedPacks == more.WantedPacks || less.Packs <= more.Packs);
        }).QuickCheckThrowOnFailure();
}
