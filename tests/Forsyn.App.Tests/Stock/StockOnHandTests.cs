using Dapper;
using Forsyn.App.Database;
using Forsyn.App.Stock;
using Forsyn.App.Tests.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Tests;
using static Forsyn.App.Tests.Ledger.LedgerSamples;

namespace Forsyn.App.Tests.Stock;

public class StockOnHandTests
{
    static async Task<string[]> Rows(Db db, StockQuery query) =>
        [.. (await StockOnHand.Run(db, query)).Select(r =>
            $"{r.HolderId} {r.LotId} {LedgerWords.Spot(r.Status, r.PlaceId, r.Pool)} {r.Quantity}").Order()];

    static string[] Inside(Dictionary<(long Holder, long Lot, LedgerModel.Spot Spot), long> holdings) =>
        [.. holdings.Where(h => h.Key.Spot.Pool != "")
            .Select(h => $"{h.Key.Holder} {h.Key.Lot} {h.Key.Spot} {h.Value}").Order()];

    [Theory, EveryDatabase]
    public async Task Any_day_as_known_at_any_instant_is_what_the_model_finds_by_replay(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var ledger = new RandomLedger(db, seed: 7);
        var start = ledger.Now;
        for (var i = 0; i < 400; i++) await ledger.Step();
        var all = new StockQuery(Limit: 1_000);
        Assert.NotEmpty(await Rows(db, all));
        Assert.Equal(Inside(ledger.Model.Holdings), await Rows(db, all));
        foreach (var day in (int[])[-1, 0, 5, 12, 20, 29, 30])
        {
            var on = RandomLedger.FirstDay.AddDays(day);
            Assert.Equal(Inside(ledger.Model.AsOf(on)), await Rows(db, all with { Day = on }));
            foreach (var seconds in (int[])[0, 100, 250, 400])
            {
                var known = start.Plus(TimeSpan.FromSeconds(seconds));
                Assert.Equal(
                    Inside(ledger.Model.AsOf(on, known.Microseconds)),
                        await Rows(db, all with { Day = on, Known = known }));
            }
        }
        var then = start.Plus(TimeSpan.FromSeconds(200));
        Assert.Equal(Inside(ledger.Model.AsOf(DateOnly.MaxValue, then.Microseconds)),
            await Rows(db, all with { Known = then }));
    }

    [Theory, EveryDatabase]
    public async Task Pages_follow_each_other_and_filters_hold_now_and_in_the_past(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Lots(db, (7, "111111"), (8, "222222"));
        await Book(db, In(10, "a"), In(20, "b", lot: 8), In(30, "c", holder: 2),
            In(40, "d") with { To = Shelf with { Pool = Pool.Programme } });
        await Reserve(db, 3, "order/1");
        foreach (var day in (DateOnly?[])[null, Day])
        {
            var all = new StockQuery(Day: day);
            Assert.Equal([7, 40, 20, 3, 30], (await StockOnHand.Run(db, all)).Select(r => r.Quantity));
            Assert.Equal([7, 40, 3, 30], (await StockOnHand.Run(db, all with { ArticleNumber = "111111" })).Select(r =>
                r.Quantity));
            Assert.Equal([30], (await StockOnHand.Run(db, all with { Holder = 2 })).Select(r => r.Quantity));
            Assert.Equal([3], (await StockOnHand.Run(db, all with { Status = Status.Reserved })).Select(r =>
                r.Quantity));
            Assert.Equal([40], (await StockOnHand.Run(db, all with { Pool = Pool.Programme })).Select(r => r.Quantity));
            Assert.Equal([-50, -30], (await StockOnHand.Run(db, all with { Status = Status.Supplier,
                ArticleNumber = "111111" }))
                .Select(r => r.Quantity));
            var pages = new List<long>();
            for (StockRow? last = null; ;)
            {
                var page = await StockOnHand.Run(db, all with { After = last, Limit = 2 });
                pages.AddRange(page.Select(r => r.Quantity));
                if (page.Count < 2) break;
                last = page[^1];
            }
            Assert.Equal([7, 40, 20, 3, 30], pages);
        }
        Assert.Empty(await StockOnHand.Run(db, new StockQuery(Day: Day.AddDays(-1))));
    }

    // Lots of products that need not exist.
    static async Task Lots(Db db, params (long Id, string Article)[] lots)
    {
        await using var connection = await db.Read();
        await connection.ExecuteAsync(db.Kind == DbKind.Postgres
            ? "alter table lot drop constraint lot_article_number_fkey" : "pragma foreign_keys = off");
        foreach (var (id, article) in lots)
            await connection.ExecuteAsync(
                "insert into lot (id, article_number, lot_number, expires_on) values (@id, @article, 'L', @day)",
                new { id, article, day = Day });
    }
}
