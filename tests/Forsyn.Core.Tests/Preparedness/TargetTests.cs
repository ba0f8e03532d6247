using Forsyn.Core.Basics;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Preparedness;

public class TargetTests
{
    const string Atc = "J01CA04";
    static readonly DutyPackage Small = A.Package("000001", Atc, 20, 10_000_000);
    static readonly DutyPackage Large = A.Package("000002", Atc, 100, 50_000_000);

    [Fact, Requirement("STP-007")]
    public void A_target_is_the_turnover_of_the_last_twelve_months_times_months_by_twelve()
    {
        var target = A.Targets(A.Primary, A.Year, [A.Entry(Atc, "4 months")], [Small, Large],
            A.Sold("ahn", "000001", 900), A.Sold("ahn", "000002", 60))[0];
        Assert.Equal(12_000 * Amounts.Ddd, target.Share.Ddd);
        Assert.Equal(4_000 * Amounts.Ddd, target.Must.Ddd);
        Assert.Equal(8_000, target.Must.Units);
        Assert.Equal("2025-06/2026-05", $"{A.Year}");
    }

    [Fact, Requirement("STP-003"), Requirement("STP-004")]
    public void Each_of_the_three_wholesalers_has_a_target_for_each_substance()
    {
        var targets = A.Targets(A.Primary, A.Year, [A.Entry(Atc, "6 months"), A.Entry("A10AB01", "3 months")],
            [Small, A.Package("000003", "A10AB01", 5, 37_500_000)], A.Sold("ahn", "000001", 100),
            A.Sold("nmd", "000001", 50), A.Sold("nmd", "000003", 40));
        Assert.Equal(["ahn", "nmd", "apotek1", "ahn", "nmd", "apotek1"], targets.Select(t => t.Holder.Value));
        Assert.Equal([0, 375, 0, 500, 250, 0], targets.Select(t => t.Must.Ddd / Amounts.Ddd));
    }

    [Fact, Requirement("STP-009")]
    public void Ordinary_stock_of_twenty_days_of_own_sale_comes_in_addition()
    {
        var target = A.Targets(A.Primary, A.Year, [A.Entry(Atc, "6 months")], [Small],
            A.Sold("ahn", "000001", 730))[0];
        Assert.Equal((3_650 * Amounts.Ddd, 400 * Amounts.Ddd), (target.Must.Ddd, target.Ordinary.Ddd));
    }

    [Fact, Requirement("STS-002")]
    public void Specialist_care_holds_180_days_and_twenty_days_besides()
    {
        var target = Assert.Single(A.Targets(A.Specialist, A.Year, [A.Entry(Atc, "180 days")], [Small],
            A.Sold("ahn", "000001", 365)));
        Assert.Equal((1_800 * Amounts.Ddd, 200 * Amounts.Ddd), (target.Must.Ddd, target.Ordinary.Ddd));
    }

    [Fact, Requirement("STP-001"), Requirement("STS-002")]
    public void More_than_the_scheme_allows_is_never_worked_out()
    {
        Assert.Throws<InvariantBroken>(() => A.Targets(A.Primary, A.Year, [A.Entry(Atc, "7 months")], [Small]));
        Assert.Throws<InvariantBroken>(() => A.Targets(A.Specialist, A.Year, [A.Entry(Atc, "181 days")], [Small]));
    }

    [Fact]
    public void Packs_cover_the_target_in_the_package_most_sold()
    {
        var target = A.Targets(A.Primary, A.Year, [A.Entry(Atc, "6 months")], [Small, Large],
            A.Sold("ahn", "000001", 3), A.Sold("ahn", "000002", 1))[0];
        Assert.Equal(("000002", 1), ($"{target.Pack}", target.Packs));
        Assert.Equal(40 * Amounts.Ddd, target.Must.Ddd);
    }

    [Fact]
    public void Strength_counts_in_daily_doses_and_not_in_units()
    {
        var strong = A.Package("000004", Atc, 10, 20_000_000);
        var (weak, own) = (A.Package("000005", Atc, 10, 10_000_000), A.Primary with { Measure = Measure.Units });
        SoldPacks[] sold = [A.Sold("ahn", "000004", 12), A.Sold("ahn", "000005", 12)];
        var ddd = A.Targets(A.Primary, A.Year, [A.Entry(Atc, "6 months")], [strong, weak], sold)[0];
        var units = A.Targets(own, A.Year, [A.Entry(Atc, "6 months")], [strong, weak], sold)[0];
        Assert.Equal((180 * Amounts.Ddd, 9L), (ddd.Must.Ddd, ddd.Packs));
        Assert.Equal((120L, 12L), (units.Must.Units, units.Packs));
    }

    [Fact]
    public void A_package_without_a_daily_dose_makes_its_group_count_in_units()
    {
        var target = A.Targets(A.Primary, A.Year, [A.Entry(Atc, "6 months")],
            [Small, A.Package("000006", Atc, 10, null)], A.Sold("ahn", "000001", 2), A.Sold("ahn", "000006", 2))[0];
        Assert.Equal((Measure.Units, 30L), (target.Measure, target.Must.Units));
    }

    [Theory]
    [InlineData(CountRule.Substance, 1)]
    [InlineData(CountRule.Form, 2)]
    [InlineData(CountRule.SubstitutionGroup, 3)]
    public void Packages_stand_in_for_each_other_by_the_rule_of_the_scheme(CountRule rule, int groups)
    {
        var packages = new[]
        {
            A.Package("000011", Atc, 20, 10_000_000, "tablet", "g1"),
            A.Package("000012", Atc, 10, 5_000_000, "tablet", "g1"),
            A.Package("000013", Atc, 20, 20_000_000, "tablet", "g2"),
            A.Package("000014", Atc, 10, 30_000_000, "injection"),
        };
        var targets = A.Targets(A.Specialist with { CountBy = rule }, A.Year, [A.Entry(Atc, "180 days")], packages,
            [.. packages.Select(package => A.Sold("ahn", $"{package.Article}", 365))]);
        Assert.Equal(groups, targets.Count);
        Assert.Equal(65 * 180 * Amounts.Ddd, targets.Sum(target => target.Must.Ddd));
    }

    [Fact]
    public void A_package_belongs_to_the_narrowest_entry_of_the_list()
    {
        var targets = A.Targets(A.Specialist, A.Year, [A.Entry("J01", "90 days"), A.Entry(Atc, "180 days")],
            [Small, A.Package("000007", "J01AA02", 10, 10_000_000)],
            A.Sold("ahn", "000001", 365), A.Sold("ahn", "000007", 365));
        Assert.Equal([("J01", 900L), (Atc, 1800L)],
            targets.Select(target => (target.Entry.Atc, target.Must.Ddd / Amounts.Ddd)));
    }

    [Theory]
    [InlineData(SharingRule.Turnover, new long[] { 600, 300, 100 })]
    [InlineData(SharingRule.Own, new long[] { 540, 270, 90 })]
    [InlineData(SharingRule.Equal, new long[] { 334, 333, 333 })]
    [InlineData(SharingRule.Fixed, new long[] { 200, 300, 500 })]
    public void The_turnover_is_shared_by_the_named_rule(SharingRule rule, long[] shares)
    {
        var scheme = A.Primary with
        {
            Sharing = rule, Shares = new Dictionary<string, long> { ["ahn"] = 2, ["nmd"] = 3, ["apotek1"] = 5 },
        };
        var unit = A.Package("000008", Atc, 1, Amounts.Ddd);
        var targets = A.Targets(scheme, A.Year, [A.Entry(Atc, "6 months")], [unit], A.Sold("ahn", "000008", 540),
            A.Sold("nmd", "000008", 270), A.Sold("apotek1", "000008", 90), A.Sold("another", "000008", 100));
        Assert.Equal(shares, targets.Select(target => target.Share.Units));
        Assert.Equal([540, 270, 90], targets.Select(target => target.Own.Units));
        Assert.All(targets, target => Assert.Equal(1000, target.All.Units));
    }

    [Fact]
    public void Where_no_holder_sold_any_the_turnover_is_shared_equally_and_says_so()
    {
        var targets = A.Targets(A.Primary, A.Year, [A.Entry(Atc, "6 months")],
            [A.Package("000008", Atc, 1, Amounts.Ddd)], A.Sold("another", "000008", 90));
        Assert.All(targets, target => Assert.Equal((30L, true), (target.Share.Units, target.SharedEqually)));
    }

    [Fact]
    public void Nothing_sold_is_a_target_of_nothing_and_no_pack() =>
        Assert.All(A.Targets(A.Primary, A.Year, [A.Entry(Atc, "6 months")], [Small]),
            target => Assert.Equal((default(Amount), null, 0L), (target.Must, target.Pack, target.Packs)));

    [Fact]
    public void What_came_back_to_one_lowers_nobody_elses_target()
    {
        var targets = A.Targets(A.Primary, A.Year, [A.Entry(Atc, "6 months")], [Small],
            A.Sold("ahn", "000001", 100), A.Sold("nmd", "000001", -50));
        Assert.Equal([1_000, 0, 0], targets.Select(target => target.Must.Units));
    }

    [Fact]
    public void A_turnover_too_large_to_count_throws_and_is_never_wrapped() =>
        Assert.Throws<OverflowException>(() => A.Targets(A.Primary, A.Year, [A.Entry(Atc, "6 months")],
            [A.Package("000009", Atc, 1, long.MaxValue / 2)], A.Sold("ahn", "000009", 100)));
}
