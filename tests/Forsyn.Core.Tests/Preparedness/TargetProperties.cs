using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace Forsyn.Core.Tests.Preparedness;

public class TargetProperties
{
    const string Atc = "N02BE01";
    static readonly string[] Sellers = ["ahn", "nmd", "apotek1", "another"];

    public sealed record Case(DutyPackage[] Packages, SoldPacks[] Sold, SharingRule Sharing, int Months);

    static readonly Arbitrary<Case> Cases = (
        from packages in Gen.NonEmptyListOf(
            from units in Gen.Choose(1, 200) from ddd in Gen.Choose(1, 90_000_000) select (units, ddd))
        let made = packages.Take(5).Select((p, n) => A.Package($"{n + 1:000000}", Atc, p.units, p.ddd)).ToArray()
        from sold in Gen.ListOf(from seller in Gen.Elements(Sellers)
            from package in Gen.Elements(made)
            from packs in Gen.OneOf(Gen.Choose(-20, 50), Gen.Choose(0, 2_000_000))
            select new SoldPacks(seller, package.Article, packs))
        from sharing in Gen.Elements(Enum.GetValues<SharingRule>())
        from months in Gen.Choose(1, 5)
        select new Case(made, [.. sold], sharing, months)).ToArbitrary();

    static DutyScheme Scheme(Case one) => A.Primary with
    {
        Sharing = one.Sharing, Least = null,
        Shares = new Dictionary<string, long> { ["ahn"] = 5, ["nmd"] = 3, ["apotek1"] = 1 },
    };

    static IReadOnlyList<SubstanceTarget> Targets(Case one, int months) =>
        A.Targets(Scheme(one), A.Year, [A.Entry(Atc, $"{months} months")], one.Packages, one.Sold);

    static void Always(Action<Case> holds) =>
        Prop.ForAll(Cases, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Shares_sum_to_the_turnover_exactly_in_daily_doses_and_in_units() => Always(one =>
    {
        var targets = Targets(one, one.Months);
        // By the rule of own turnover nobody answers for what others sold.
        var all = one.Sharing == SharingRule.Own
            ? targets.Aggregate(default(Amount), (sum, target) => sum + target.Own) : targets[0].All;
        Assert.Equal(all, targets.Aggregate(default(Amount), (sum, target) => sum + target.Share));
    });

    [Fact]
    public void The_targets_sum_to_the_part_of_all_turnover_and_at_most_one_more_a_holder() => Always(one =>
    {
        var targets = Targets(one, one.Months);
        var shared = targets.Sum(target => target.Share.Ddd);
        Assert.InRange(targets.Sum(target => target.Must.Ddd) - Amounts.RoundedUp(shared, one.Months, 12), 0,
            targets.Count);
    });

    [Fact, Requirement("STP-007")]
    public void More_months_never_lower_a_target() => Always(one =>
    {
        foreach (var (less, more) in Targets(one, one.Months).Zip(Targets(one, one.Months + 1)))
        {
            Assert.True(less.Must.Ddd <= more.Must.Ddd);
            Assert.True(less.Must.Units <= more.Must.Units);
            Assert.True(less.Packs <= more.Packs);
        }
    });

    [Fact]
    public void Packs_cover_the_target_and_one_pack_less_does_not() => Always(one =>
    {
        foreach (var target in Targets(one, one.Months).Where(target => target.Packs > 0))
        {
            var each = one.Packages.Single(package => package.Article == target.Pack).DddMicros!.Value;
            Assert.InRange(target.Packs * each - target.Must.Ddd, 0, each - 1);
        }
    });

    // Each pack is sold as so many packs of a part each. What must be held is the same to the last micro-DDD and unit;
    // only the whole packs that cover it may differ, each by less than one pack of its own size.
    [Fact]
    public void A_target_does_not_change_when_packages_are_split_into_smaller_ones() =>
        Prop.ForAll(Cases, Gen.Choose(2, 7).ToArbitrary(), (one, parts) =>
        {
            var large = one with
            {
                Packages = [.. one.Packages.Select(package => package with
                {
                    UnitsPerPack = package.UnitsPerPack * parts, DddMicros = package.DddMicros * parts,
                })],
            };
            var split = one with { Sold = [.. one.Sold.Select(sale => sale with { Packs = sale.Packs * parts })] };
            foreach (var (before, after) in Targets(large, one.Months).Zip(Targets(split, one.Months)))
            {
                Assert.Equal((before.All, before.Share, before.Must, before.Ordinary),
                    (after.All, after.Share, after.Must, after.Ordinary));
                Assert.InRange(before.Packs * parts - after.Packs, 0, parts - 1);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    // A part of the packs is sold as packs of a part each, beside the large ones: they are rounded together, not each
    // by itself. Without a daily dose the group counts in units.
    [Fact]
    public void A_target_does_not_change_when_some_of_its_sale_moves_to_a_smaller_package() =>
        Prop.ForAll(Cases, Gen.Choose(2, 7).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(),
            (one, parts, doses) =>
        {
            var packages = one.Packages.Select(package => package with
            {
                UnitsPerPack = package.UnitsPerPack * parts, DddMicros = doses ? package.DddMicros * parts : null,
            }).ToArray();
            var first = packages[0];
            var small = A.Package("900001", Atc, (int)first.UnitsPerPack / parts, (int)(first.DddMicros ?? 0) / parts)
                with { DddMicros = first.DddMicros / parts };
            var whole = one with { Packages = packages };
            var mixed = one with
            {
                Packages = [.. packages, small],
                Sold = [.. one.Sold.Select((sale, i) => sale.Article == first.Article && i % 2 == 0
                    ? sale with { Article = small.Article, Packs = sale.Packs * parts } : sale)],
            };
            foreach (var (before, after) in Targets(whole, one.Months).Zip(Targets(mixed, one.Months)))
                Assert.Equal((before.Measure, before.All, before.Own, before.Share, before.Must, before.Ordinary),
                    (after.Measure, after.All, after.Own, after.Share, after.Must, after.Ordinary));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact, Requirement("STP-001"), Requirement("STS-002")]
    public void Nobody_holds_more_than_six_months_or_180_days_of_a_turnover() =>
        Prop.ForAll(Gen.Choose(1, 400).ToArbitrary(), Gen.Elements(Enum.GetValues<SpanUnit>()).ToArbitrary(),
            (count, unit) =>
            {
                var span = new Span(count, unit);
                foreach (var (scheme, most) in ((DutyScheme, long)[])[(A.Primary, 182), (A.Specialist, 180)])
                    if (scheme.Allows(span)) Assert.InRange(span.Of(365, A.Year), 1, most + 1);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact, Requirement("STP-009"), Requirement("INC-012")]
    public void No_unit_is_counted_in_two_layers() =>
        Prop.ForAll((from setAside in Gen.Choose(0, 500) from forSale in Gen.Choose(0, 500)
            from must in Gen.Choose(0, 500) from ordinary in Gen.Choose(0, 100)
            from surplus in Gen.Elements(true, false)
            select (setAside, forSale, must, ordinary, surplus)).ToArbitrary(), c =>
        {
            var layers = StockLayers.LayersOfStock(c.setAside, c.forSale, c.must, c.ordinary, c.surplus);
            Assert.Equal(c.setAside + c.forSale, layers.Duty + layers.Ordinary + layers.Beyond);
            Assert.True(layers is { Duty: >= 0, Ordinary: >= 0, Beyond: >= 0 });
            Assert.InRange(layers.Duty, 0, c.must);
            Assert.InRange(layers.Ordinary, 0, Math.Min(c.ordinary, c.forSale));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
