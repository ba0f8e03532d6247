using Forsyn.App.Database;
using Forsyn.App.Preparedness;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

public class UnionListTests
{
    const string List = "atc;name\nA02BC05;Esomeprazol\nA03BA01;Atropin\n";
    static readonly DateOnly From = new(2026, 1, 1), To = new(2026, 12, 31);

    static Task<Result<UnionImport>> Import(Db db, string version, string csv) =>
        UnionList.Import(db, version, csv, DutyRoad.Now, "test");

    static Task Withdrawn(Db db, long id, string article, string atc, DateOnly day) => db.Write<int>(async tx =>
        await tx.Do("""
            insert into fest_package (id, article_number, name_form_strength, atc, atc_name, prescription_group,
                form_code, form_name, preparation_type, application_type, opioid_application, black_triangle,
                without_preservative, storage, substitution_group_id, outgoing, withdrawn_on, repackages)
            values (@id, @article, @article, @atc, '', '', '', '', '', '', @no, '', @no, '', '', '', @day, '')
            """, new { id, article, atc, day, no = false }));

    [Theory, EveryDatabase]
    public async Task The_european_list_is_imported_once_and_the_version_imported_last_counts(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Assert.Equal(new("2.0", 2, false), (await Import(road.Db, "2.0", List)).Value);
        Assert.Equal(new("2.0", 2, true), (await Import(road.Db, "2.0", List)).Value);
        Assert.Equal("union-version-taken", (await Import(road.Db, "2.0", "atc;name\nB01AA03;W\n")).Refusal?.Code);
        Assert.Equal(["A02BC05"], (await SubstanceList.On(road.Db, "primary", DutyRoad.Today))
            .Where(row => row.OnUnionList).Select(row => row.Atc));
        await UnionList.Import(road.Db, "2.1", "atc;name\nB01AA03;Warfarin\n", DutyRoad.Now.Plus(TimeSpan.FromDays(1)),
            "test");
        Assert.Equal(["B01AA03"], (await SubstanceList.On(road.Db, "primary", DutyRoad.Today))
            .Where(row => row.OnUnionList).Select(row => row.Atc));
    }

    [Theory, EveryDatabase]
    public async Task A_faulty_list_changes_nothing_and_says_where(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var no = await Import(road.Db, "2.0", "atc;name\nA02BC05;E\nA02BC05;E\nx1;Y\n");
        Assert.Equal(("union-list-faulty", "2"), (no.Refusal?.Code, no.Refusal?.Args["count"]));
        Assert.Equal("union-list-faulty", (await Import(road.Db, "2.0", "atc;name\n")).Refusal?.Code);
        Assert.Equal(0, await road.Db.One<long>("select count(*) from union_substance"));
    }

    [Theory, EveryDatabase]
    [Requirement("GOA-020"), Requirement("STP-012")]
    public async Task Packages_that_left_the_market_are_counted_against_both_lists(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        await Import(road.Db, "2.1", List);
        var day = new DateOnly(2026, 4, 1);
        await Withdrawn(road.Db, 1, "100001", "A02BC05", day);
        await Withdrawn(road.Db, 2, "100002", "A03BA01", day);
        await Withdrawn(road.Db, 3, "100003", "B01AA03", day);
        await Withdrawn(road.Db, 4, "100004", "Z99ZZ99", day);
        await Withdrawn(road.Db, 5, "100005", "A02BC05", new(2025, 12, 31));
        Assert.Equal(5, await UnionList.Watch(road.Db, DutyRoad.Now));
        Assert.Equal(0, await UnionList.Watch(road.Db, DutyRoad.Now));
        // The register forgets a package three months after it left; what was seen is kept.
        await road.Db.Write<int>(async tx => await tx.Do("delete from fest_package"),
            stop: TestContext.Current.CancellationToken);
        var left = await UnionList.Left(road.Db, From, To);
        Assert.Equal((4, 2, 2, 1), (left.All, left.Listed, left.OnUnionList, left.OnBoth));
        Assert.Equal(["100001", "100002", "100003"], left.Items.Select(row => row.ArticleNumber));
    }

    [Theory, EveryDatabase]
    public async Task The_list_as_published_is_read(DbKind kind)
    {
        var path = RealData.File("union-list-critical-medicines-v2.1.csv");
        await using var road = await DutyRoad.On(kind);
        Assert.Equal(299, (await Import(road.Db, "2.1", await File.ReadAllTextAsync(path,
            TestContext.Current.CancellationToken))).Value.Substances);
        // The shipped choice was made from it.
        Assert.All(await SubstanceList.On(road.Db, "primary", DutyRoad.Today), row => Assert.True(row.OnUnionList));
    }
}
