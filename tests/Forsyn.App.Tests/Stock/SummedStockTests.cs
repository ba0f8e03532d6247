using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

/// <summary>Stock summed beforehand, held against the balances themselves.</summary>
[Collection(nameof(AloneOnTheServer))]
public class SummedStockTests
{
    static readonly StockFilter[] Filters =
    [
        new(), new(ArticleNumber: "000001"), new(Query: "000003"), new(Substance: "substance"), new(Atc: "J"),
        new(Atc: "J0"), new(Atc: "J07"), new(Atc: "J07B"), new(Atc: "J07BB02"), new(County: "46"),
        new(Municipality: "4602"), new(HolderType: PartyType.Pharmacy),
        new(County: "03", HolderType: PartyType.Pharmacy),
        new(Holder: 3), new(Lot: 2), new(Pool: Pool.Programme), new(Status: Status.InTransit), new(Expiring: 30),
        new(Atc: "J07", County: "46", Pool: Pool.Sale), new(ArticleNumber: "000002", HolderType: PartyType.Authority),
        new(Query: "product", Municipality: "0301", Status: Status.Available),
    ];

    [Theory, EveryDatabase]
    public async Task Every_filter_and_grouping_gives_what_the_balances_give_with_and_without_a_tail(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 21, steps: 150);
        Assert.True((await RollUpStock.Run(db, country.Now))!.Anew);
        await AssertEqual(db, country.Now, few: true);
        await country.Go(60);
        await AssertEqual(db, country.Now);
        Assert.False((await RollUpStock.Run(db, country.Now))!.Anew);
        await AssertEqual(db, country.Now, few: true);
        Assert.Null(await RollUpStock.Run(db, country.Now));
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    [Theory, EveryDatabase]
    public async Task What_expires_soon_follows_the_days_whether_the_sums_have_or_not(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 22, steps: 120);
        await RollUpStock.Run(db, country.Now);
        await country.Go(20);
        foreach (var days in (int[])[17, -5, 60])
            await AssertEqual(db, country.Now.Plus(TimeSpan.FromDays(days)), few: true);
        Assert.False((await RollUpStock.Run(db, country.Now.Plus(TimeSpan.FromDays(18))))!.Anew);
        await AssertEqual(db, country.Now.Plus(TimeSpan.FromDays(18)), few: true);
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    [Theory, EveryDatabase]
    public async Task A_holder_that_moves_to_another_county_makes_the_sums_be_built_anew(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 23, steps: 60);
        await RollUpStock.Run(db, country.Now);
        await Change(db, tx => tx.Do("update party set municipality_number = '4602' where id = 2"));
        Assert.True((await RollUpStock.Run(db, country.Now))!.Anew);
        await AssertEqual(db, country.Now, few: true);
        await Change(db, async tx =>
        {
            await RollUpStock.Forget(tx);
            return await tx.Do("update lot set expires_on = '2026-06-10' where id = 5");
        });
        await AssertEqual(db, country.Now, few: true);
        Assert.True((await RollUpStock.Run(db, country.Now))!.Anew);
        await AssertEqual(db, country.Now, few: true);
    }

    [Theory, EveryDatabase]
    public async Task A_sum_that_was_tampered_with_shows_in_the_audit_and_is_built_anew_on_command(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 24, steps: 60);
        await RollUpStock.Run(db, country.Now);
        await country.Go(10);
        await Change(db, tx => tx.Do("update stock_sum set units = units + 1 where level = 1 and item = '000001'"));
        var audit = await AuditLedger.Run(db);
        Assert.False(audit.Clean);
        Assert.All(audit.Differences, difference => Assert.Equal("stock-sum-differs", difference.Kind));
        Assert.Contains("000001", audit.Differences[0].What);
        Assert.True((await RollUpStock.Run(db, country.Now, anew: true))!.Anew);
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    [Fact]
    public void Every_level_is_read_by_some_question()
    {
        var read = Filters.SelectMany(filter => Enum.GetValues<GroupBy>().Select(by => Dimension.Level(filter, by)));
        Assert.Equal(StockSumLevel.All.Select(level => level.Code),
            read.OfType<StockSumLevel>().Select(level => level.Code).Distinct().Order());
    }

    static Task Change(Db db, Func<Tx, Task<int>> change) =>
        db.Write<int>(async tx => await change(tx), stop: TestContext.Current.CancellationToken);

    static async Task AssertEqual(Db db, Moment now, bool few = false)
    {
        foreach (var filter in few ? Filters.Where((_, i) => i % 3 == 0) : Filters)
            foreach (var by in few ? [GroupBy.Product, GroupBy.County, GroupBy.Lot] : Enum.GetValues<GroupBy>())
            {
                var what = $"{filter} by {by}";
                var query = new OverviewQuery(filter, by);
                var answer = (await Overview.Run(db, query, now)).Value;
                var plain = new List<OverviewRow>();
                await foreach (var row in Overview.All(db, query, now)) plain.Add(row);
                Assert.True(plain.SequenceEqual(answer.Rows), what + "\n" + string.Join("\n", plain) + "\n--\n" +
                    string.Join("\n", answer.Rows));
                Assert.Equal((plain.Sum(row => row.Units), plain.Sum(row => row.Positions),
                    plain.Sum(row => row.Within30), plain.Sum(row => row.Expiring), plain.Sum(row => row.Recalled)),
                    (answer.Total.Units, answer.Total.Positions, answer.Total.Within30, answer.Total.Expiring,
                    answer.Total.Recalled));
            }
    }
}
