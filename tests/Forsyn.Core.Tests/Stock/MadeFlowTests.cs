using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;
using Forsyn.Core.Tests.Ordering;

namespace Forsyn.Core.Tests.Stock;

public class MadeFlowTests
{
    static readonly DateOnly Today = new(2026, 5, 15);

    static readonly Product Vaccine = An.Product() with
    {
        Class = ProductClass.Medicine, Storage = StorageCondition.Room, Groups = default,
    };

    static MadeHolder Hospital(int n) => new(n, $"hospital-{n}", PartyType.Hospital, n * 1_000,
        new[] { (StorageCondition.Room, 100L + n) }.ToLookup(one => one.Item1, one => one.Item2));

    [Fact]
    public void What_the_country_used_is_shared_by_the_people_each_serves_and_none_of_it_is_left()
    {
        var package = new MadePackage(Vaccine, new Quantity(52_000),
            [(5, new MadeLot("A", Today.AddYears(-1), Today.AddMonths(-9), Today.AddYears(1)))]);
        var made = MadeFlow.Of([.. Enumerable.Range(1, 90).Select(Hospital)], [package], Today).ToList();
        var got = made.Where(t => t.Reason == "receive").ToDictionary(t => t.Holder, t => t.Quantity.Units);
        Assert.Equal(14_000, got.Values.Sum());
        Assert.Equal(30, got.Count);
        Assert.True(got.Values.Max() < 2_000);
        Assert.All(got, one => Assert.Equal(one.Value, made.Where(t => t.Holder == one.Key && t.Reason == "use")
            .Sum(t => t.Quantity.Units)));
        Assert.All(made, t => Assert.True(t.CountsOn < Today && t.CountsOn >= Today.AddDays(-100)));
    }
}
