using System.Globalization;
using System.IO.Compression;
using System.Text;
using Forsyn.App.Catalogue.Fest;
using Forsyn.App.Database;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Catalogue;

public class BrokenFestTests
{
    static readonly Moment Now = Moment.Of(new DateTimeOffset(2026, 1, 16, 8, 0, 0, TimeSpan.Zero));
    static readonly string Made = RepeatedFest.Made();

    [Theory]
    [InlineData("<Varenr>900123</Varenr>", "<Varenr>90012X</Varenr>",
        "FEST/KatLegemiddelpakning/OppfLegemiddelpakning/Legemiddelpakning/Varenr", "90012X")]
    [InlineData("<Varenr>900123</Varenr>", "", "FEST/KatLegemiddelpakning/OppfLegemiddelpakning/Legemiddelpakning",
        "Varenr is missing")]
    [InlineData("Pris V=\"151\"", "Pris V=\"15l\"",
        "FEST/KatLegemiddelpakning/OppfLegemiddelpakning/Legemiddelpakning/PrisVare/Pris", "15l")]
    [InlineData("<GyldigFraDato>2026-01-01", "<GyldigFraDato>2026-02-30",
        "FEST/KatLegemiddelpakning/OppfLegemiddelpakning/Legemiddelpakning/PrisVare/GyldigFraDato", "2026-02-30")]
    [InlineData("<Mengde>0.5</Mengde>", "<Mengde>0,5</Mengde>",
        "FEST/KatLegemiddelpakning/OppfLegemiddelpakning/Legemiddelpakning/Pakningsinfo/Mengde", "0,5")]
    [InlineData("Oppbevaring V=\"K\"", "Oppbevaring V=\"X\"",
        "FEST/KatLegemiddelpakning/OppfLegemiddelpakning/Legemiddelpakning/Oppbevaring", "'X'")]
    [InlineData("<Status V=\"A\"", "<Status V=\"B\"", "FEST/KatLegemiddelMerkevare/OppfLegemiddelMerkevare", "'B'")]
    [InlineData("<Varenavn>Trivak", "<Varenavn>",
        "FEST/KatLegemiddelMerkevare/OppfLegemiddelMerkevare/LegemiddelMerkevare/Varenavn", "empty")]
    [InlineData("<Navn>Paracetamol</Navn>", "<Navn>Paracetamol<Navn>",
        "FEST/KatVirkestoff/OppfVirkestoff/Virkestoff/Navn", "Navn stands")]
    [InlineData("</KatByttegruppe>", "", "FEST", "")]
    [InlineData("m30/2014-12-01", "m30/2013-10-08", "FEST", "2013-10-08")]
    [InlineData("<HentetDato>2026-01-15T06:00:00Z</HentetDato>", "", "FEST", "HentetDato")]
    public void A_broken_element_is_named_with_its_line(string right, string wrong, string element, string problem)
    {
        var at = Made.IndexOf(right, StringComparison.Ordinal);
        var broken = Made[..at] + wrong + Made[(at + right.Length)..];
        var refusal = Read(Encoding.UTF8.GetBytes(broken))!;
        Assert.Equal("fest-file-broken", refusal.Code);
        Assert.StartsWith(element, refusal.Args["element"]);
        Assert.Contains(problem, refusal.Args["problem"]);
        var line = Made[..at].Count(c => c == '\n') + 1;
        Assert.InRange(int.Parse(refusal.Args["line"], CultureInfo.InvariantCulture), line, line + 40);
    }

    [Fact]
    public void A_document_type_with_entities_is_refused()
    {
        var refusal = Read(Encoding.UTF8.GetBytes(Made.Replace("<FEST ", "<!DOCTYPE x [<!ENTITY a \"b\">]><FEST ")))!;
        Assert.Contains("DTD", refusal.Args["problem"]);
        Assert.Equal("1", refusal.Args["line"]);
    }

    [Fact]
    public void The_entry_that_is_broken_is_named_by_its_id()
    {
        var refusal = Read(Encoding.UTF8.GetBytes(Made.Replace("<Varenr>900124", "<Varenr>9001245")))!;
        Assert.Equal("ID_000000A0-0000-4000-8000-000000000003", refusal.Args["entry"]);
    }

    [Theory, EveryDatabase]
    public async Task Any_damage_is_told_with_its_line_or_harms_nothing_and_a_refused_file_changes_nothing(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        _ = (await ImportFestTests.Import(db, Made)).Value;
        var before = await FestTables.Content(db);
        var good = Encoding.UTF8.GetBytes(Made.Replace("2026-01-15T06", "2026-02-01T06")
            .Replace("2026-01-10T", "2026-01-20T"));
        var random = new Random(4);
        var (refused, read) = (0, 0);
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = Damage(good, random);
            if (round % 5 == 0) damaged = Pack(damaged, random);
            if (Read(damaged) is not { } refusal)
            {
                read++;
                continue;
            }
            refused++;
            Assert.Equal("fest-file-broken", refusal.Code);
            Assert.True(long.Parse(refusal.Args["line"], CultureInfo.InvariantCulture) >= 0);
            Assert.NotEmpty(refusal.Args["problem"]);
            if (round % 40 != 0) continue;
            Assert.Equal(refusal.Code, (await Import(db, damaged)).Refusal?.Code);
            Assert.Equal(before, await FestTables.Content(db));
        }
        Assert.True(refused > 500 && read > 50, $"{refused} refused, {read} read");
    }

    [Theory, EveryDatabase]
    public async Task A_file_cut_off_near_its_end_changes_nothing_and_the_whole_file_goes_in_after(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var whole = new MemoryStream();
        RepeatedFest.Write(Made, whole, 2_000_000);
        var bytes = whole.ToArray();
        var refusal = (await Import(db, bytes[..(bytes.Length - 4_000)])).Refusal!;
        Assert.Equal("fest-file-broken", refusal.Code);
        Assert.True(long.Parse(refusal.Args["line"], CultureInfo.InvariantCulture) > 15_000);
        Assert.Equal("", await FestTables.Content(db));
        Assert.Equal(0, await db.Db.One<long>("select count(*) from fest_import"));
        Assert.True((await Import(db, bytes)).Value.Total(c => c.Added) > 1_000);
    }

    static Task<Result<ImportReport>> Import(Db db, byte[] file) =>
        ImportFest.Run(db, new(new MemoryStream(file), false, "test"), Now,
            stop: TestContext.Current.CancellationToken);

    static Refusal? Read(byte[] file)
    {
        try
        {
            using var fest = ReadFest.Open(new MemoryStream(file));
            while (fest.Next() is not null) { }
            return null;
        }
        catch (FestFileBroken e)
        {
            return e.Refusal;
        }
    }

    static byte[] Damage(byte[] good, Random random)
    {
        if (random.Next(3) == 0) return good[..random.Next(good.Length)];
        var bytes = (byte[])good.Clone();
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var at = random.Next(bytes.Length);
            bytes[at] = random.Next(3) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)"<>&\"/ 0"[random.Next(7)],
                _ => (byte)(bytes[at] ^ (1 << random.Next(8))),
            };
        }
        return bytes;
    }

    static byte[] Pack(byte[] bytes, Random random)
    {
        var packed = new MemoryStream();
        using (var gz = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gz.Write(bytes);
        return random.Next(2) == 0 ? packed.ToArray() : packed.ToArray()[..random.Next(2, (int)packed.Length)];
    }
}
