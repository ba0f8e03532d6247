using System.IO.Compression;
using System.Text;
using Forsyn.App.Catalogue.Fest;
using Forsyn.App.Database;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue.Fest;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Catalogue;

public class ImportFestTests
{
    static readonly Moment Now = Moment.Of(new DateTimeOffset(2026, 1, 16, 8, 0, 0, TimeSpan.Zero));
    static readonly string Made = RepeatedFest.Made();

    [Theory, EveryDatabase]
    public async Task A_first_import_adds_every_item_and_passes_over_what_is_not_kept(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var report = (await Import(db, Made)).Value;
        Assert.Equal(["Brand 2", "Package 3", "Substance 4", "SubstitutionGroup 1", "Reimbursement 2", "Condition 1",
            "Notice 1"], report.Counts.Select(c => $"{c.Catalogue} {c.Added}"));
        Assert.Equal(("KatInteraksjon", 1), (report.PassedOver.Single().Key, report.PassedOver.Single().Value));
        Assert.Equal((1, 0), (report.WrongBarCodes, report.Repeated));
        Assert.Equal("2026-01-15T06:00:00.000000Z", report.RetrievedAt.ToString());
    }

    [Theory, EveryDatabase]
    public async Task What_hangs_on_a_package_can_be_read_back(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        _ = (await Import(db, Made)).Value;
        Assert.Equal(["000123 K 07046260001237 50000 3 10025", "000123 K 07046260001237 50000 3 11050",
            "000123 K 07046260001237 50000 4 15100"],
            await db.Db.List<string>("""
                select p.article_number || ' ' || p.storage || ' ' || b.gtin || ' ' || (c.amount_millionths / 10)
                    || ' ' || x.type || ' ' || x.amount_ore
                from fest_package p join fest_bar_code b on b.id = p.id join fest_content c on c.id = p.id
                join fest_price x on x.id = p.id where p.article_number = '000123' order by x.type, x.amount_ore
                """));
        Assert.Equal("049723", await db.Db.One<string>(
            "select outgoing from fest_package where article_number = '900123'"));
        Assert.Equal(new DateOnly(2026, 1, 18),
            await db.Db.One<DateOnly>("select withdrawn_on from fest_package where article_number = '900124'"));
        Assert.Equal("Feberdemp 900123", await db.Db.One<string>("""
            select b.name || ' ' || min(p.article_number) from fest_package p join fest_content c on c.id = p.id
            join fest_entry e on e.catalogue_id = c.brand_id join fest_brand b on b.id = e.id
            where b.name = 'Feberdemp' group by b.name
            """));
        Assert.Equal(2, await db.Db.One<long>("""
            select count(*) from fest_notice n join fest_notice_reference r on r.id = n.id
            join fest_entry e on e.catalogue_id = r.element_id join fest_package p on p.id = e.id where n.type = '2'
            """));
        Assert.Equal(["J07BD52", "N02BE01"], await db.Db.List<string>("select atc from fest_atc order by atc"));
    }

    [Theory, EveryDatabase]
    public async Task Importing_a_file_twice_changes_nothing(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        _ = (await Import(db, Made)).Value;
        var before = await FestTables.Content(db);
        var again = (await Import(db, Made)).Value;
        Assert.True(again.AlreadyImported);
        Assert.Equal((0, 0, 0, 14), (again.Total(c => c.Added), again.Total(c => c.Changed),
            again.Total(c => c.Expired), again.Total(c => c.Unchanged)));
        var later = (await Import(db, Made.Replace("2026-01-15T06", "2026-02-01T06"))).Value;
        Assert.False(later.AlreadyImported);
        Assert.Equal((0, 0, 0, 14), (later.Total(c => c.Added), later.Total(c => c.Changed),
            later.Total(c => c.Expired), later.Total(c => c.Unchanged)));
        Assert.Equal(before, await FestTables.Content(db));
    }

    [Theory, EveryDatabase]
    public async Task An_older_file_is_refused_and_says_both_times(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        _ = (await Import(db, Made)).Value;
        var before = await FestTables.Content(db);
        var refusal = (await Import(db, Made.Replace("2026-01-15T06", "2026-01-14T06"))).Refusal!;
        Assert.Equal(("fest-file-older", "2026-01-14T06:00:00.000000Z", "2026-01-15T06:00:00.000000Z"),
            (refusal.Code, refusal.Args["retrieved"], refusal.Args["held"]));
        Assert.Equal(before, await FestTables.Content(db));
    }

    [Theory, EveryDatabase]
    public async Task A_new_entry_id_with_a_newer_time_changes_the_item_and_an_older_one_does_not(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        _ = (await Import(db, Made)).Value;
        var entry = FestTables.Entry(Made, "OppfLegemiddelpakning", 0).Replace("ID_000000A0", "ID_000000AA")
            .Replace("110.5", "120.5");
        var changed = (await Import(db, FestTables.File("2026-02-01", "KatLegemiddelpakning",
            entry.Replace("2026-01-10T", "2026-01-20T")), true)).Value;
        Assert.Equal((0, 1, 0), (changed.Total(c => c.Added), changed.Total(c => c.Changed),
            changed.Total(c => c.Expired)));
        Assert.Equal([10025, 12050, 15100], await Prices(db));
        var older = (await Import(db, FestTables.File("2026-02-15", "KatLegemiddelpakning",
            entry.Replace("ID_000000AA", "ID_000000AB").Replace("120.5", "130.5")
                .Replace("2026-01-10T", "2026-01-19T")), true)).Value;
        Assert.Equal((0, 1), (older.Total(c => c.Changed), older.Total(c => c.Older)));
        Assert.Equal([10025, 12050, 15100], await Prices(db));
    }

    [Theory, EveryDatabase]
    public async Task An_expired_entry_takes_its_item_away_with_all_that_hangs_on_it(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        _ = (await Import(db, Made)).Value;
        var bare = "<OppfLegemiddelpakning><Id>ID_000000A0-0000-4000-8000-000000000001</Id>" +
            "<Tidspunkt>2026-01-20T12:00:00</Tidspunkt>" +
            "<Status V=\"U\"/></OppfLegemiddelpakning>";
        var report = (await Import(db, FestTables.File("2026-02-01", "KatLegemiddelpakning", bare), true)).Value;
        Assert.Equal((0, 0, 1), (report.Total(c => c.Added), report.Total(c => c.Changed),
            report.Total(c => c.Expired)));
        Assert.Empty(await Prices(db));
        Assert.Equal(2, await db.Db.One<long>("select count(*) from fest_package"));
        Assert.Equal(2, await db.Db.One<long>("select count(*) from fest_content"));
    }

    [Theory, EveryDatabase]
    public async Task An_expired_old_version_beside_its_new_version_is_a_change(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        _ = (await Import(db, Made)).Value;
        var old = FestTables.Entry(Made, "OppfLegemiddelpakning", 0).Replace("Status V=\"A\"", "Status V=\"U\"")
            .Replace("2026-01-10T", "2026-01-20T");
        var young = FestTables.Entry(Made, "OppfLegemiddelpakning", 0).Replace("ID_000000A0", "ID_000000AA")
            .Replace("110.5", "120.5")
            .Replace("2026-01-10T12:00:00", "2026-01-20T11:59:59");
        var report = (await Import(db, FestTables.File("2026-02-01", "KatLegemiddelpakning", old + young), true)).Value;
        Assert.Equal((0, 1, 0), (report.Total(c => c.Added), report.Total(c => c.Changed),
            report.Total(c => c.Expired)));
        Assert.Equal([10025, 12050, 15100], await Prices(db));
    }

    [Theory, EveryDatabase]
    public async Task A_full_file_takes_away_what_it_lacks_in_the_catalogues_it_has_and_no_others(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        _ = (await Import(db, Made)).Value;
        var one = FestTables.Entry(Made, "OppfLegemiddelpakning", 1);
        var report = (await Import(db, FestTables.File("2026-02-01", "KatLegemiddelpakning", one))).Value;
        Assert.Equal((0, 2, 1), (report.Total(c => c.Added), report.Total(c => c.Expired),
            report.Total(c => c.Unchanged)));
        Assert.Equal(["900123"], await db.Db.List<string>("select article_number from fest_package"));
        Assert.Equal(2, await db.Db.One<long>("select count(*) from fest_brand"));
    }

    [Theory, EveryDatabase]
    public async Task Of_two_versions_in_one_file_the_newer_is_kept(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var first = FestTables.Entry(Made, "OppfLegemiddelpakning", 0);
        var newer = first.Replace("ID_000000A0", "ID_000000AA").Replace("2026-01-10T", "2026-01-11T")
            .Replace("110.5", "120.5");
        var report = (await Import(db, FestTables.File("2026-02-01", "KatLegemiddelpakning", newer + first))).Value;
        Assert.Equal((1, 1), (report.Total(c => c.Added), report.Repeated));
        Assert.Equal([10025, 12050, 15100], await Prices(db));
    }

    [Theory, EveryDatabase]
    public async Task A_packed_file_is_known_by_its_first_bytes_and_from_a_stream_that_cannot_go_back(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var packed = new MemoryStream();
        using (var gz = new GZipStream(packed, CompressionLevel.Fastest,
            leaveOpen: true)) gz.Write(Encoding.UTF8.GetBytes(Made));
        packed.Position = 0;
        using var oneWay = new GZipStream(new MemoryStream(Packed(packed.ToArray())), CompressionMode.Decompress);
        var report = (await ImportFest.Run(db, new(oneWay, false, "test"), Now,
            stop: TestContext.Current.CancellationToken)).Value;
        Assert.Equal(14, report.Total(c => c.Added));
    }

    static byte[] Packed(byte[] bytes)
    {
        var twice = new MemoryStream();
        using (var gz = new GZipStream(twice, CompressionLevel.Fastest, leaveOpen: true)) gz.Write(bytes);
        return twice.ToArray();
    }

    internal static Task<Result<ImportReport>> Import(Db db, string xml, bool increment = false) =>
        ImportFest.Run(db, new(new MemoryStream(Encoding.UTF8.GetBytes(xml)), increment, "test"), Now,
            stop: TestContext.Current.CancellationToken);

    static Task<List<long>> Prices(Db db) => db.List<long>(
        "select x.amount_ore from fest_price x join fest_package p on p.id = x.id " +
        "where p.article_number = '000123' order by 1");
}
