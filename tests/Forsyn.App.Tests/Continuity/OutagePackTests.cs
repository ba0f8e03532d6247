using System.Text;
using Forsyn.App.Continuity;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.App.Tests.Ordering;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Tests;
using ICSharpCode.SharpZipLib.Zip;

namespace Forsyn.App.Tests.Continuity;

public class OutagePackTests
{
    const string Password = "a long enough word";
    static readonly Moment Now = Databases.SeededAt;

    [Theory, EveryDatabase]
    [Requirement("REP-013")]
    public async Task A_site_has_its_stock_orders_contacts_and_blank_forms_in_one_locked_zip(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var number = await orders.Placed();
        var key = await Key(orders.Db, orders.Physician);
        var files = await Made(orders.Db, key);
        Assert.Equal(["0-start.pdf", "contacts.csv", "contacts.pdf", "forms/log.pdf", "orders.csv", "orders.pdf",
            "stock.csv", "stock.pdf"], files.Keys.Where(name => !name.StartsWith("forms/") || name == "forms/log.pdf")
            .Order(StringComparer.Ordinal));
        Assert.Equal(5, files.Keys.Count(name => name.StartsWith("forms/")));
        Assert.All(files.Where(file => file.Key.EndsWith(".pdf")),
            file => Assert.Equal("%PDF", Encoding.ASCII.GetString(file.Value, 0, 4)));
        var order = Assert.Single(Lines(files["orders.csv"]), line => line.StartsWith($"{number};"));
        Assert.Contains(Orders.Single, order);
        Assert.Contains(" × 2", order); // the lots that are reserved for it
        var own = await orders.Db.One<long>("select count(*) from balance where holder_id = @Party and status < 10 " +
            "and quantity > 0", new { orders.Physician.Party });
        Assert.Equal(own, Lines(files["stock.csv"]).Count);
        Assert.Contains("Folkehelseinstituttet", Encoding.UTF8.GetString(files["contacts.csv"]));
    }

    [Theory, EveryDatabase]
    public async Task The_country_s_pack_has_every_open_order_all_products_and_the_roster(DbKind kind)
    {
        await using var orders = await Orders.On(kind);
        var number = await orders.Placed();
        var files = await Made(orders.Db, PackSite.Country);
        Assert.Contains(Lines(files["orders.csv"]), line => line.StartsWith($"{number};"));
        Assert.Equal(await orders.Db.One<long>("select count(distinct l.article_number) from balance b join lot l " +
            "on l.id = b.lot_id where b.status < 10 and b.quantity > 0"), Lines(files["country.csv"]).Count);
        Assert.Contains("99 00 00 01", Encoding.UTF8.GetString(files["roster.csv"]));
        Assert.True(files.ContainsKey("roster.pdf"));
    }

    [Fact]
    public async Task Another_s_orders_and_the_physicians_own_numbers_are_not_in_a_site_s_pack()
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        var number = await orders.Placed();
        var files = await Made(orders.Db, await Key(orders.Db, orders.Nurse));
        Assert.DoesNotContain(Lines(files["orders.csv"]), line => line.StartsWith($"{number};"));
        Assert.DoesNotContain("roster.csv", files.Keys);
    }

    [Fact]
    public async Task No_patient_is_named_in_a_pack()
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        var placed = await PlaceOrder.Run(orders.Db, BlueOrders.Request(), Now, orders.Desk);
        var site = (await PackSite.Of(orders.Db, PackSite.Country, Now.Day)).Value;
        var lists = Json.Write(await PackLists.Read(orders.Db, site, Now));
        Assert.Contains($"{placed.Value.Number}", lists);
        Assert.DoesNotContain((string[])["Kanarius", "Fuglemoen", BlueOrders.Number, BlueOrders.Number[..6]],
            lists.Contains);
    }

    [Fact]
    public async Task Without_the_password_nothing_of_a_pack_is_read()
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        var site = (await PackSite.Of(orders.Db, PackSite.Country, Now.Day)).Value;
        using var zip = new MemoryStream();
        Assert.Equal("pack-password-short", (await OutagePack.Write(
            orders.Db, site, zip, "short", "", Language.Nb, Now)).Refusal?.Code);
        Assert.True((await OutagePack.Write(orders.Db, site, zip, Password, "", Language.Nb, Now)).Ok);
        Assert.DoesNotContain("Folkehelse", Encoding.UTF8.GetString(zip.ToArray()));
        using var packed = new ZipFile(zip) { Password = "another long word" };
        Assert.All(packed.Cast<ZipEntry>(), entry =>
        {
            Assert.Equal((true, 256), (entry.IsCrypted, entry.AESKeySize));
            Assert.ThrowsAny<Exception>(() => packed.GetInputStream(entry));
        });
    }

    [Fact]
    public async Task Packs_are_made_once_a_day_kept_for_some_days_and_fetched_by_those_who_may()
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        var folder = Directory.CreateTempSubdirectory("forsyn-packs-").FullName;
        var key = await Key(orders.Db, orders.Physician);
        var settings = new PackSettings(folder, Password, [PackSite.Country, key], 3, "");
        try
        {
            for (var day = 0; day < 5; day++)
            {
                var now = new Moment(Now.Microseconds + day * 24L * 3600 * 1_000_000);
                Assert.Equal(2, (await KeptPacks.Run(orders.Db, settings, now)).Value.Length);
                Assert.Empty((await KeptPacks.Run(orders.Db, settings, now)).Value);
            }
            Assert.Equal(6, Directory.GetFiles(folder).Length);
            var dmp = await Sent.Caller(orders.Db, "dmp");
            Assert.Equal(3, (await KeptPacks.List(orders.Db, settings, dmp)).Count);
            var own = await KeptPacks.List(orders.Db, settings, orders.Physician);
            Assert.All(own, pack => Assert.Equal(key, pack.Site));
            Assert.Empty(await KeptPacks.List(orders.Db, settings, orders.Nurse));
            Assert.True(File.Exists(
                (await KeptPacks.Find(orders.Db, settings, own[0].Name, orders.Physician)).Value));
            foreach (var name in (string[])[own[0].Name, "../forsyn.db", ""])
                Assert.Equal("pack-unknown",
                    (await KeptPacks.Find(orders.Db, settings, name, orders.Nurse)).Refusal?.Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<string> Key(Db db, Caller caller) =>
        (await db.One<string>("select key from party where id = @Party", new { caller.Party }))!;

    static async Task<Dictionary<string, byte[]>> Made(Db db, string key)
    {
        var site = (await PackSite.Of(db, key, Now.Day)).Value;
        using var zip = new MemoryStream();
        Assert.True((await OutagePack.Write(db, site, zip, Password, "https://example.no", Language.Nb, Now)).Ok);
        if (Environment.GetEnvironmentVariable("FORSYN_PICTURES") is { } folder)
            File.WriteAllBytes(Path.Combine(folder, $"pack-{key}.zip"), zip.ToArray());
        using var packed = new ZipFile(zip) { Password = Password };
        return packed.Cast<ZipEntry>().ToDictionary(entry => entry.Name, entry =>
        {
            using var content = new MemoryStream();
            packed.GetInputStream(entry).CopyTo(content);
            return content.ToArray();
        });
    }

    static List<string> Lines(byte[] csv) =>
        [.. Encoding.UTF8.GetString(csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)];
}
