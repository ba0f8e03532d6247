using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Preparedness;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

public class SalesTests
{
    const string Head = "customer;articleNumber;packs\n";
    const string Some = Head + "pharmacy-5601-1;002033;40\npharmacy-5601-1;000362;7\nunn-tromso;002033;5\n";

    /// <summary>The sums of a month of the wholesaler, as kind of buyer, article and packs.</summary>
    static Task<List<string>> Turnover(DutyRoad road, string month) => road.Db.List<string>(
        "select buyer_type || ' ' || article_number || ' ' || packs from turnover where seller_id = @Party " +
        "and month = @month order by buyer_type, article_number", new { road.Wholesaler.Party, month });

    [Theory, EveryDatabase]
    public async Task A_month_of_sales_is_kept_line_by_line_and_summed_by_package_and_kind_of_buyer(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var done = await road.Send("2023-05", Some);
        Assert.True(done.Ok, done.Refusal?.Code);
        Assert.Equal((3, 52, 2, false), (done.Value.Lines, done.Value.Packs, done.Value.Products,
            done.Value.AlreadyDone));
        Assert.Equal(["hospital 002033 5", "pharmacy 000362 7", "pharmacy 002033 40"],
            await Turnover(road, "2023-05"));
        Assert.Equal(3, await road.Db.One<long>("select count(*) from sale where file_id = @Id",
            new { done.Value.Id }));
    }

    [Theory, EveryDatabase]
    public async Task The_same_file_twice_changes_nothing(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var first = (await road.Send("2023-05", Some)).Value;
        var again = (await road.Send("2023-05", Some)).Value;
        Assert.Equal((first.Id, true), (again.Id, again.AlreadyDone));
        Assert.Equal(3, await road.Db.One<long>("select count(*) from sale"));
    }

    [Theory, EveryDatabase]
    public async Task A_later_file_of_the_month_replaces_the_earlier_which_stays_as_it_came(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var first = (await road.Send("2023-05", Some)).Value;
        var second = (await road.Send("2023-05", Head + "pharmacy-5601-1;002033;41\n")).Value;
        Assert.Equal(first.Id, second.Replaced);
        Assert.Equal(["pharmacy 002033 41"], await Turnover(road, "2023-05"));
        Assert.Equal(3, await road.Db.One<long>("select count(*) from sale where file_id = @Id", new { first.Id }));
        var files = (await SalesFiles.List(road.Db, road.Regulator, limit: 200)).Items
            .Where(file => file.Month == "2023-05").ToList();
        Assert.Equal([(second.Id, true), (first.Id, false)], files.Select(file => (file.Id, file.Counts)));
        // Back to the first content: it is newer than the second, and counts.
        Assert.False((await road.Send("2023-05", Some)).Value.AlreadyDone);
        Assert.Equal(3, (await Turnover(road, "2023-05")).Count);
    }

    [Theory, EveryDatabase]
    public async Task Every_fault_is_told_with_row_column_and_value_and_nothing_is_written(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var no = await road.Send("2023-05", Head + "pharmacy-5601-1;002033;40\nno-such;002033;1\n" +
            "pharmacy-5601-1;999999;1\npharmacy-5601-1;000362;some\npharmacy-5601-1;002033;2\n;;\nno-such;x;1,5\n");
        Assert.Equal("sales-faulty", no.Refusal?.Code);
        Assert.Equal(
            ["3 sales-customer-unknown no-such", "4 sales-product-unknown 999999", "5 sales-packs-unreadable some",
                "6 sales-line-twice pharmacy-5601-1", "8 sales-customer-unknown no-such", "8 sales-product-unknown x",
                "8 sales-packs-unreadable 1,5"],
            no.Refusal!.Findings!.Select(f => $"{f.Args["row"]} {f.Code} {f.Args["value"]}"));
        Assert.Empty(await Turnover(road, "2023-05"));
        Assert.Equal(0, await road.Db.One<long>("select count(*) from sales_file where month = '2023-05'"));
    }

    [Theory, EveryDatabase]
    public async Task Leading_zeros_that_a_spreadsheet_took_away_are_put_back_and_returns_are_taken_off(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Assert.True((await road.Send("2023-05",
            "Kunde,Varenr,Antall\npharmacy-5601-1,2033,40\nunn-tromso,2033,-3\n")).Ok);
        Assert.Equal(["hospital 002033 -3", "pharmacy 002033 40"], await Turnover(road, "2023-05"));
    }

    [Theory, EveryDatabase]
    public async Task A_wholesaler_sends_its_own_sales_and_those_who_manage_send_for_any(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Assert.Equal("not-allowed", (await road.Send("2023-05", Some, seller: "nmd")).Refusal?.Code);
        Assert.Equal("nmd", (await road.Send("2023-05", Some, road.Administrator, "nmd")).Value.Seller);
        Assert.Equal("sales-seller-unknown", (await road.Send("2023-05", Some, road.Administrator)).Refusal?.Code);
        Assert.Equal("sales-seller-unknown",
            (await road.Send("2023-05", Some, road.Administrator, "fhi")).Refusal?.Code);
        Assert.All((await SalesFiles.List(road.Db, road.Wholesaler, limit: 200)).Items,
            file => Assert.Equal("ahn", file.Seller));
    }

    [Theory, EveryDatabase]
    public async Task A_month_that_is_not_over_and_a_file_without_lines_or_columns_are_refused(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Assert.Equal("sales-month", (await road.Send("2026-05", Some)).Refusal?.Code);
        Assert.Equal("sales-month", (await road.Send("May", Some)).Refusal?.Code);
        Assert.Equal("report-empty", (await road.Send("2023-05", Head)).Refusal?.Code);
        Assert.Equal("report-columns-missing", (await road.Send("2023-05", "customer;packs\na;1\n")).Refusal?.Code);
        Assert.Equal("report-file-unreadable", (await road.Send("2023-05", "PK no workbook")).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Two_files_of_one_month_at_once_leave_the_sums_of_one_of_them(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var done = await Task.WhenAll(Enumerable.Range(1, 4).Select(n =>
            Task.Run(() => road.Send("2023-05", Head + $"pharmacy-5601-1;002033;{n}\n"))));
        Assert.All(done, one => Assert.True(one.Ok, one.Refusal?.Code));
        var last = done.MaxBy(one => one.Value.Id).Value;
        Assert.Equal([$"pharmacy 002033 {last.Packs}"], await Turnover(road, "2023-05"));
    }

    [Theory, EveryDatabase]
    public async Task Made_sales_are_marked_and_their_sums_are_those_of_their_lines(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Assert.Equal(0, await road.Db.One<long>("select count(*) from sales_file where not made"));
        var country = Forsyn.App.Parties.Country.Load().Value;
        var done = (await MakeSales.Run(road.Db, country, new(25, 20, Lines: 25), DutyRoad.Now)).Value;
        Assert.Equal((3L, true), (done.Files, done.Lines > 1000));
        Assert.Empty(await road.Db.List<string>("""
            select t.article_number from turnover t where t.month = '2024-04' and t.packs <>
                (select coalesce(sum(s.packs), 0) from sale s join sales_file f on f.id = s.file_id
                    join party p on p.id = s.buyer_id where f.seller_id = t.seller_id and f.month = t.month
                    and s.article_number = t.article_number and p.type = t.buyer_type)
            """));
    }

    [Theory, EveryDatabase]
    public async Task Made_sales_of_more_packages_take_the_place_of_those_there_were_and_once_only(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var country = Forsyn.App.Parties.Country.Load().Value;
        var make = new SalesToMake(2, 60, Lines: 1, Pharmacies: 10, Anew: true);
        Assert.Equal(0, (await MakeSales.Run(road.Db, country, make with { Anew = false }, DutyRoad.Now)).Value.Files);
        Assert.Equal(6, (await MakeSales.Run(road.Db, country, make, DutyRoad.Now)).Value.Files);
        Assert.Equal(0, (await MakeSales.Run(road.Db, country, make, DutyRoad.Now)).Value.Files);
        var files = (await SalesFiles.List(road.Db, road.Regulator, limit: 200)).Items
            .Where(file => file.Month == "2026-04").ToList();
        Assert.Equal((6, 3), (files.Count, files.Count(file => file.Counts)));
        Assert.True(files.Where(file => file.Counts).Min(file => file.Id) >
            files.Where(file => !file.Counts).Max(file => file.Id));
        Assert.Equal(10, await road.Db.One<long>("select count(distinct s.buyer_id) from sale s join party p " +
            "on p.id = s.buyer_id where p.type = 'pharmacy'"));
        Assert.Equal(60, await road.Db.One<long>("select count(distinct article_number) from turnover " +
            "where month = '2026-04'"));
    }

    [Theory, EveryDatabase]
    public async Task Sales_are_made_in_a_demonstration_only(DbKind kind)
    {
        await using var empty = await Databases.Fresh(kind);
        Assert.Equal("not-a-demonstration", (await MakeSales.Run(empty, Forsyn.App.Parties.Country.Load().Value,
            new(1, 20, Lines: 1), DutyRoad.Now)).Refusal?.Code);
        Assert.Equal(0, await empty.Db.One<long>("select count(*) from sales_file"));
    }

    [Fact]
    public async Task A_broken_file_of_any_bytes_is_refused_or_read_and_never_fails_otherwise()
    {
        var random = new Random(20260515);
        for (var n = 0; n < 200; n++)
        {
            var bytes = Encoding.UTF8.GetBytes(Some);
            for (var i = 0; i < 1 + n / 20; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                await foreach (var line in SalesFile.Lines(new MemoryStream(bytes),
                    TestContext.Current.CancellationToken)) Assert.True(line.Row > 1);
            }
            catch (SalesUnreadable no)
            {
                Assert.StartsWith("report-", no.Why.Code);
            }
        }
    }
}
