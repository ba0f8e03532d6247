using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Tests.Catalogue;

public class MadePackagesTests
{
    static readonly Product[] Known = [.. Enumerable.Range(1, 100).Select(n => new Product(
        ArticleNumber.Of($"{n:000000}"), false, $"Medicine {n}", $"Substance {n}",
        $"A10A{(char)('A' + n % 5)}{n % 50:00}",
        "tablett", "10 mg", ProductClass.Medicine, [], 10, "tablett", StorageCondition.Room, true, false,
        ProductGroups.None, [], Preservative.None, false, null, false, false, new Money(1000), "C"))];

    [Fact]
    public void Known_and_made_packages_of_the_known_substances_are_five_hundred_and_the_rest_are_of_made_ones()
    {
        var made = MadePackages.Of(Known, 5_000, 1);
        var codes = Known.Select(product => product.Atc).ToHashSet();
        Assert.Equal(500 - Known.Length, made.Count(product => codes.Contains(product.Atc)));
        Assert.All(made, product => Assert.Equal(7, product.Atc.Length));
        Assert.All(made.Where(product => !codes.Contains(product.Atc)),
            product => Assert.Contains("Oppdiktin", product.Name));
        Assert.Equal(5_000, made.Select(product => product.ArticleNumber).Distinct().Count());
        Assert.All(made.GroupBy(product => product.Atc).Where(same => !codes.Contains(same.Key)),
            same => Assert.Single(same.Select(product => product.Substance).Distinct()));
    }

    [Fact]
    public void The_same_seed_makes_the_same_and_fewer_packages_are_the_first_of_more()
    {
        Assert.Equal(MadePackages.Of(Known, 700, 1), MadePackages.Of(Known, 700, 1));
        Assert.Equal(MadePackages.Of(Known, 700, 1).Take(300), MadePackages.Of(Known, 300, 1));
        Assert.NotEqual(MadePackages.Of(Known, 700, 2), MadePackages.Of(Known, 700, 1));
    }
}
