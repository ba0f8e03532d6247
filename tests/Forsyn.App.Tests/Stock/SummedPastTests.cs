using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.App.Tests.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

/// <summary>The past taken from sums, held against the balances less the movements since.</summary>
[Collection(nameof(AloneOnTheServer))]
public class SummedPastTests
{
    static readonly StockFilter[] Filters =
    [
        new(), new(ArticleNumber: "000001"), new(Query: "000003"), new(Atc: "J07"), new(County: "46"),
        new(Municipality: "4602"), new(HolderType: PartyType.Pharmacy), new(Holder: 3), new(Pool: Pool.Programme),
        new(Status: Status.InTransit), new(Expiring: 30), new(Expiring: 180, County: "03"),
        new(Atc: "J07", Pool: Pool.Sale, Expiring: 90), new(Municipality: "0301", Status: Status.Available),
    ];

    [Theory, EveryDatabase]
    public async Task As_of_any_day_the_sums_give_what_the_balances_give(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 31, steps: 200);
        await RollUpStock.Run(db, country.Now);
        Assert.True(await StockFlow.Build(db));
        Assert.False(await StockFlow.Build(db));
        var days = (int[])[-1, 9, 29, 120];
        Assert.True(await Compared(db, country.Now, days, []) > 200);
        await country.Go(60);
        await Compared(db, country.Now, [9, 45], []);
        Assert.False((await RollUpStock.Run(db, country.Now))!.Anew);
        await Compared(db, country.Now, [3, 29], []);
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    [Theory, EveryDatabase]
    public async Task As_known_on_a_day_the_sums_give_what_the_balances_give(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 32, steps: 120);
        var known = country.Now.Day;
        await country.Go(40, aDayLater: true);
        await RollUpStock.Run(db, country.Now);
        await StockFlow.Build(db);
        await country.Go(30, aDayLater: true);
        Assert.True(await Compared(db, country.Now, [13], [known, known.AddDays(1)]) > 200);
    }

    [Theory, EveryDatabase]
    public async Task The_past_is_forgotten_with_the_sums_and_tampering_with_it_shows_in_the_audit(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 33, steps: 80);
        await RollUpStock.Run(db, country.Now);
        await StockFlow.Build(db);
        await Change(db, tx => tx.Do(
            "update stock_flow set units = units + 1 where level = 1 and grain = 0 and item = '000001'"));
        var audit = await AuditLedger.Run(db);
        Assert.NotEmpty(audit.Differences);
        Assert.All(audit.Differences, difference => Assert.Equal("stock-flow-differs", difference.Kind));
        await Change(db, async tx =>
        {
            await RollUpStock.Forget(tx);
            return await tx.Do("update lot set expires_on = '2026-06-10' where id = 5");
        });
        await RollUpStock.Run(db, country.Now);
        Assert.True(await StockFlow.Build(db));
        await Compared(db, country.Now, [4, 29], []);
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    static Task Change(Db db, Func<Tx, Task<int>> change) =>
        db.Write<int>(async tx => await change(tx), stop: TestContext.Current.CancellationToken);

    // How many rows were compared.
    static async Task<int> Compared(Db db, Moment now, int[] days, DateOnly[] known)
    {
        var rows = 0;
        foreach (var knownOn in known.Select(day => (DateOnly?)day).DefaultIfEmpty(null))
            foreach (var asOf in days.Select(n => (DateOnly?)RandomLedger.FirstDay.AddDays(n)).Append(null))
                foreach (var filter in (asOf ?? knownOn) is null ? [] : Filters)
                    foreach (var by in Enum.GetValues<GroupBy>())
                        rows += await Compared(db, filter with { AsOf = asOf, KnownOn = knownOn }, by, now);
        return rows;
    }

    static Task<int> Compared(Db db, StockFilter filter, GroupBy by, Moment now) => db.Snapshot(async tx =>
    {
        var rolled = (await RollUpStock.State(tx))!;
        if (await Overview.FromSums(tx, filter, by, rolled, now) is not { } source) return 0;
        var given = await tx.List<OverviewRow>($"with {source.Sql} select * from summed order by key", source.Values);
        var plain = await tx.List<OverviewRow>(
            $"with {OverviewSql.FromBalances(filter, Dimension.Of(by))} select * from summed order by key",
            filter.Values(now.Day));
        // What was taken out before it came, by the days they count for, is less than nothing, and may sum to nothing.
        var expected = plain.Select(row => row with { Positions = null }).Where(row => row.Units != 0
            || row.Within180 != 0 || row.Expiring != 0 || row.Within30 != 0 || row.InTransit != 0
            || row.Quarantined != 0 || row.Recalled != 0).ToList();
        Assert.True(expected.SequenceEqual(given), $"{filter} by {by}\n{string.Join("\n", expected)}\n--\n" +
            string.Join("\n", given));
        return given.Count;
    }, TestContext.Current.CancellationToken);
}
