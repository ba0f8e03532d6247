using Forsyn.App.Catalogue.Fest;
using Forsyn.App.Database;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue.Fest;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Catalogue;

public class LargeFestTests
{
    static readonly Moment Now = Moment.Of(new DateTimeOffset(2026, 1, 16, 8, 0, 0, TimeSpan.Zero));

    [Theory, EveryDatabase]
    public async Task A_long_file_is_imported_without_the_living_memory_growing_with_it(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var path = Path.Combine(Directory.CreateTempSubdirectory("forsyn-fest-").FullName, "long.xml");
        try
        {
            int repeats;
            await using (var file = File.Create(path)) repeats = RepeatedFest.Write(RepeatedFest.Made(), file,
                60_000_000);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var most = 0L;
            await using var stream = File.OpenRead(path);
            var report = (await ImportFest.Run(db, new(stream, false, "test"), Now, entries =>
            {
                if (entries % 10_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }, TestContext.Current.CancellationToken)).Value;
            Assert.Equal(14L * repeats, report.Total(c => c.Added));
            Assert.True(most > 0 && most - before < 40_000_000,
                $"{(most - before) / 1_000_000} MB live for a file of 60 MB");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Theory, EveryDatabase]
    public async Task The_real_extract_of_april_2017_is_imported_whole(DbKind kind)
    {
        var path = RealData.File("fest/fest-mini-2017-04-12.xml.gz");
        await using var db = await Databases.Fresh(kind);
        await using var stream = File.OpenRead(path);
        var report = (await ImportFest.Run(db, new(stream, false, "test"), Now,
            stop: TestContext.Current.CancellationToken)).Value;
        Assert.Equal(["Brand 75", "Package 107", "Substance 126", "SubstitutionGroup 16", "Reimbursement 26",
            "Condition 15", "Notice 10"], report.Counts.Select(c => $"{c.Catalogue} {c.Added}"));
        Assert.Equal((25, 3), (report.PassedOver["KatInteraksjon"], report.PassedOver["KatLegemiddelVirkestoff"]));
        Assert.Equal(5, await db.Db.One<long>("select count(*) from fest_notice where type = @type",
            new { type = FestNotice.SupplyFailure }));
        Assert.Equal((346, 74), (await db.Db.One<long>("select count(*) from fest_price"),
            await db.Db.One<long>("select count(*) from fest_package where substitution_group_id <> ''")));
        Assert.Equal(0, report.WrongBarCodes);
        Assert.Equal(["049723"], await db.Db.List<string>(
            "select outgoing from fest_package where outgoing = '049723'"));
        stream.Position = 0;
        var before = await FestTables.Content(db);
        Assert.True((await ImportFest.Run(db, new(stream, false, "test"), Now,
            stop: TestContext.Current.CancellationToken)).Value.AlreadyImported);
        Assert.Equal(before, await FestTables.Content(db));
    }
}
