using Forsyn.Core.Preparedness;

namespace Forsyn.Core.Tests.Preparedness;

public class CountedPackageTests
{
    static List<(string Article, string Atc, string Group, bool Substitute)> Count(
        DutyScheme scheme, string[] codes, params DutyPackage[] packages) =>
        [.. CountedPackage.Of(scheme, codes.ToHashSet(), packages)
            .Select(one => ($"{one.Package.Article}", one.Atc, one.Group, one.Substitute))];

    [Fact]
    public void A_package_counts_towards_the_narrowest_code_it_lies_under_and_no_other() =>
        Assert.Equal([("000001", "J01CA04", "", false), ("000002", "J01C", "", false)],
            Count(A.Primary, ["J01C", "J01CA04"], A.Package("000001", "J01CA04", 1, 1),
                A.Package("000002", "J01CE02", 1, 1), A.Package("000003", "N01AX10", 1, 1)));

    [Fact]
    public void A_substitute_counts_where_the_scheme_lets_it_towards_one_target_only()
    {
        DutyPackage[] packages =
        [
            A.Package("000001", "J01CA04", 1, 1, group: "g"), A.Package("000002", "J01CE02", 1, 1, group: "g"),
            A.Package("000003", "J01DB01", 1, 1, group: "g"), A.Package("000004", "J01DB01", 1, 1),
        ];
        Assert.Equal([("000001", "J01CA04", "", false), ("000002", "J01CE02", "", false),
            ("000003", "J01CA04", "", true)], Count(A.Primary, ["J01CA04", "J01CE02"], packages));
        Assert.Equal(2, Count(A.Primary with { SubstitutesCount = false }, ["J01CA04", "J01CE02"], packages).Count);
    }

    [Fact]
    public void Double_strength_counts_twice_in_daily_doses_and_part_of_one_is_rounded_down()
    {
        var both = CountedPackage.Of(A.Primary, new HashSet<string> { "J01CA04" },
            [A.Package("000001", "J01CA04", 30, 10_000_000), A.Package("000002", "J01CA04", 30, 20_000_000)]);
        Assert.Equal([333_333, 666_666], both.Select(one => one.Ddd(1)));
        Assert.Equal(0, new CountedPackage(A.Package("000001", "V03AB", 1, null), "V03AB", "", false).Ddd(9));
    }
}
