using System.Numerics;
using Forsyn.Core.Basics;
using FsCheck;
using FsCheck.Fluent;

namespace Forsyn.Core.Tests.Basics;

public class ShareTests
{
    static readonly Gen<long> Small = Gen.Choose(0, 50).Select(n => (long)n);
    static readonly Gen<long> Huge =
        from a in Gen.Choose(0, int.MaxValue) from b in Gen.Choose(0, int.MaxValue) select (long)a * b;

    static readonly Arbitrary<(long Total, long[] Weights)> Cases = (
        from total in Gen.OneOf(Small, Huge)
        from weights in Gen.NonEmptyListOf(Gen.OneOf(Small, Huge))
        where weights.Any(w => w > 0)
        select (total, weights.ToArray())).ToArbitrary();

    static void Always(Func<(long Total, long[] Weights), bool> holds) =>
        Prop.ForAll(Cases, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Parts_sum_to_the_total_exactly() => Always(c => Share.Split(c.Total, c.Weights).Sum() == c.Total);

    [Fact]
    public void A_smaller_weight_never_gets_more() => Always(c =>
    {
        var parts = Share.Split(c.Total, c.Weights);
        return Pairs(c.Weights).All(p => c.Weights[p.A] >= c.Weights[p.B] || parts[p.A] <= parts[p.B]);
    });

    [Fact]
    public void Among_equal_weights_the_first_is_served_first() => Always(c =>
    {
        var parts = Share.Split(c.Total, c.Weights);
        return Pairs(c.Weights).All(p => c.Weights[p.A] != c.Weights[p.B] || p.A >= p.B || parts[p.A] >= parts[p.B]);
    });

    [Fact]
    public void Every_part_is_less_than_one_unit_from_its_exact_share() => Always(c =>
    {
        var sum = c.Weights.Aggregate(BigInteger.Zero, (a, w) => a + w);
        return Share.Split(c.Total, c.Weights).Zip(c.Weights)
            .All(x => BigInteger.Abs(x.First * sum - (BigInteger)c.Total * x.Second) < sum);
    });

    [Fact]
    public void Weight_zero_gets_nothing() => Always(c =>
        Share.Split(c.Total, c.Weights).Zip(c.Weights).All(x => x.Second > 0 || x.First == 0));

    [Fact]
    public void Nobody_gets_more_than_asked_for_when_there_is_too_little() => Always(c =>
    {
        var asked = c.Weights.Aggregate(Int128.Zero, (a, w) => a + w);
        return c.Total > asked || Share.Split(c.Total, c.Weights).Zip(c.Weights).All(x => x.First <= x.Second);
    });

    [Fact]
    public void A_credit_is_divided_as_the_debit_was() => Always(c =>
        Share.Split(-c.Total, c.Weights).SequenceEqual(Share.Split(c.Total, c.Weights).Select(p => -p)));

    [Fact]
    public void One_hundred_kroner_among_three_is_one_øre_more_for_the_first() =>
        Assert.Equal([new Money(3334), new Money(3333), new Money(3333)], Share.Split(Money.Kroner(100), [1, 1, 1]));

    [Fact]
    public void The_largest_remainder_takes_the_unit_left_over() =>
        Assert.Equal([new Quantity(1), new Quantity(2), new Quantity(7)], Share.Split(new Quantity(10), [13, 17, 70]));

    [Fact]
    public void Nothing_can_be_divided_by_nothing()
    {
        Assert.Equal([0, 0], Share.Split(0, [0, 0]));
        Assert.Empty(Share.Split(0, []));
        Assert.Throws<InvariantBroken>(() => Share.Split(1, [0, 0]));
        Assert.Throws<InvariantBroken>(() => Share.Split(1, [2, -1]));
    }

    static IEnumerable<(int A, int B)> Pairs(long[] weights) =>
        from a in Enumerable.Range(0, weights.Length) from b in Enumerable.Range(0, weights.Length) select (a, b);
}
