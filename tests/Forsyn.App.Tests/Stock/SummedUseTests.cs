using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.App.Tests.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;
using Forsyn.Tests;
using DailyUse = Forsyn.App.Stock.DailyUse;

namespace Forsyn.App.Tests.Stock;

/// <summary>Use taken from sums, held against what is added up from the movements.</summary>
[Collection(nameof(AloneOnTheServer))]
public class SummedUseTests
{
    static readonly StockFilter[] Scopes =
    [
        new(), new(County: "03"), new(County: "46"), new(HolderType: PartyType.Pharmacy),
        new(HolderType: PartyType.Authority), new(County: "46", HolderType: PartyType.HealthStation),
    ];

    static readonly Slot Free = new(Status.Available, 1, Pool.Sale), Counted = Slot.Outside(Status.Counted);

    [Theory, EveryDatabase]
    public async Task The_sums_give_what_the_movements_give_however_often_they_are_brought_on(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 41, steps: 150);
        await RollUpStock.Run(db, country.Now);
        Assert.True(await UseFlow.Build(db));
        Assert.False(await UseFlow.Build(db));
        Assert.True(await Compared(db, country.Now) > 100);
        foreach (var aDayLater in (bool[])[false, true, true])
        {
            await country.Go(40, aDayLater);
            Assert.False((await RollUpStock.Run(db, country.Now))!.Anew);
            await Compared(db, country.Now);
        }
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    [Theory, EveryDatabase]
    public async Task What_is_counted_later_of_a_day_that_was_summed_is_netted_with_what_was_counted_before(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 42, steps: 0);
        var (now, day, number) = (country.Now, country.Now.Day.AddDays(-4), 0);
        await Move(1, Slot.Outside(Status.Supplier), Free, 90, now.Day.AddDays(-40));
        await Sum();
        await UseFlow.Build(db);
        foreach (var (lot, from, to, units, used) in ((long, Slot, Slot, long, long)[])
            [
                // Fewer of one lot is use; more of another lot takes it back, and then more than back, which is none.
                (1, Free, Counted, 10, 10), (2, Counted, Free, 6, 4), (2, Counted, Free, 9, 0),
                (1, Free, Counted, 8, 3),
            ])
        {
            await Move(lot, from, to, units, day);
            await Sum();
            Assert.Equal(used, (await DailyUse.ByProduct(db, ["000001"], now.Day))["000001"].Used);
            await Compared(db, now);
        }
        Assert.True((await AuditLedger.Run(db)).Clean);

        Task Sum() => RollUpStock.Run(db, now);

        async Task Move(long lot, Slot from, Slot to, long units, DateOnly on) => Assert.True((await Post.Run(db,
            [new(2, lot, new(units), from, to, "report", $"t/{++number}", on)], now, "test")).Ok);
    }

    [Theory, EveryDatabase]
    public async Task Use_is_summed_anew_where_a_holder_has_moved_and_tampering_with_it_shows_in_the_audit(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 43, steps: 80);
        await RollUpStock.Run(db, country.Now);
        await UseFlow.Build(db);
        await Change(db, "update use_day set used = used + 1 where level = 1 and article_number = '000001'");
        var audit = await AuditLedger.Run(db);
        Assert.NotEmpty(audit.Differences);
        Assert.All(audit.Differences, difference => Assert.Equal("use-day-differs", difference.Kind));
        await Change(db, "update party set municipality_number = '0301' where id = 3");
        Assert.True((await RollUpStock.Run(db, country.Now))!.Anew);
        Assert.True(await UseFlow.Build(db));
        await Compared(db, country.Now);
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    // What nobody has and nothing moved of is left out of the sums; how many days were compared.
    static async Task<int> Compared(Db db, Moment now)
    {
        var first = (await db.Snapshot(RollUpStock.State))!.UseFrom!.Value;
        var days = 0;
        // After the days of the made movements they all count.
        foreach (var today in (DateOnly[])[now.Day, now.Day.AddDays(-12), now.Day.AddDays(20)])
            foreach (var scope in Scopes)
            {
                var summed = await Use(db, today, scope);
                await Change(db, "update stock_rolled set use_from = '2099-01-01'");
                var plain = await Use(db, today, scope);
                await Change(db, $"update stock_rolled set use_from = '{first:yyyy-MM-dd}'");
                foreach (var (article, use) in plain)
                    if (summed.TryGetValue(article, out var found)) Assert.Equal(use, found);
                    else Assert.Equal((0, 0), (use.Used, use.DaysInStock));
                Assert.Empty(summed.Keys.Except(plain.Keys));
                days += summed.Values.Sum(use => use.DaysInStock);
            }
        return days;
    }

    static Task<IReadOnlyDictionary<string, Consumption>> Use(Db db, DateOnly today, StockFilter scope) =>
        DailyUse.ByProduct(db, SmallCountry.Lots.Select(lot => lot.Article), today, scope);

    static Task Change(Db db, string sql) =>
        db.Write<int>(async tx => await tx.Do(sql), stop: TestContext.Current.CancellationToken);
}
