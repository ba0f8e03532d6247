using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Stock;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class StockEntryTests
{
    // An office that has received ten doses of a lot, and that lot.
    static async Task<(Road Road, OwnLot Lot)> Office(DbKind kind)
    {
        var road = await Road.On(kind);
        var number = await road.Dispatched((Road.Rabies, 10));
        var received = await ReceiveShipment.Run(road.Db, number, null, Road.Now, road.Physician);
        var own = await GetOwnStock.Run(road.Db, road.Physician, "rabipur");
        return (road,
            own.Single().Lots.Single(l => l.LotNumber == received.Value.Lines[0].LotNumber
                && l.Status == Status.Available));
    }

    static StockEntryRequest Entry(
        OwnLot lot, string kind, long doses, string? cause = null, string? text = null, string? day = null) =>
        new(kind, lot.ArticleNumber, lot.LotNumber, doses, null, cause, day, text);

    static Task<long> MonthsUse(Road road) => road.Db.One<long>(
        "select coalesce(sum(doses), 0) from use_month where holder_id = @holder and article_number = @article and " +
        "month = '2026-05'",
        new { holder = road.Physician.Party, article = Road.Rabies })!;

    [Theory, EveryDatabase]
    public async Task Use_leaves_the_stock_and_counts_in_the_months_use(DbKind kind)
    {
        var (road, lot) = await Office(kind);
        await using var _ = road;
        var used = await MonthsUse(road);
        var answer = await RecordStockEntry.Run(road.Db, Entry(lot, "use", 4), Road.Now, road.Physician);
        Assert.Equal(lot.Quantity - 4, answer.Value.Left.Units);
        Assert.Equal(used + 4, await MonthsUse(road));
        Assert.Equal(4, await road.Units(Road.Rabies, Status.Consumed, road.Physician.Party));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    [Requirement("REP-013")]
    public async Task What_was_written_on_paper_counts_for_its_day_but_not_for_one_too_long_ago(DbKind kind)
    {
        var (road, lot) = await Office(kind);
        await using var _ = road;
        var day = Road.Now.Day.AddDays(-2);
        Assert.True((await RecordStockEntry.Run(
            road.Db, Entry(lot, "use", 1, day: $"{day:yyyy-MM-dd}"), Road.Now, road.Physician)).Ok);
        Assert.Equal(1, await road.Db.One<long>("select count(*) from transfer where source like 'entry/%' " +
            "and counts_on = @day and recorded_at = @at", new { day, at = Road.Now.Microseconds }));
        var old = (await RecordStockEntry.Run(
            road.Db, Entry(lot, "use", 1, day: "2025-05-15"), Road.Now, road.Physician)).Refusal!;
        Assert.Equal("happened-too-long-ago", Assert.Single(old.Findings!).Code);
    }

    [Theory, EveryDatabase]
    [Requirement("SHL-003")]
    public async Task A_loss_is_kept_with_its_cause(DbKind kind)
    {
        var (road, lot) = await Office(kind);
        await using var _ = road;
        Assert.True(
            (await RecordStockEntry.Run(road.Db, Entry(lot, "waste", 3, "refrigerator-failure"), Road.Now,
                road.Physician)).Ok);
        var entry = (await ListStockEntries.Run(road.Db, road.Physician))[0];
        Assert.Equal(("waste", "refrigerator-failure", 3), (entry.Kind, entry.Cause, entry.Quantity));
        Assert.Equal("waste-refrigerator-failure", await road.Db.One<string>(
            "select reason from transfer where holder_id = @Party and to_status = 12", new { road.Physician.Party }));
    }

    [Theory, EveryDatabase]
    [Requirement("SHL-003")]
    public async Task What_cannot_be_true_is_refused_with_every_reason(DbKind kind)
    {
        var (road, lot) = await Office(kind);
        await using var _ = road;
        async Task<IEnumerable<string>> Why(StockEntryRequest entry) =>
            (await RecordStockEntry.Run(road.Db, entry, Road.Now, road.Physician)).Refusal!.Findings!.Select(
                f => f.Code);
        Assert.Equal(["entry-more-than-in-stock", "entry-in-the-future", "waste-cause-missing"],
            await Why(Entry(lot, "waste", 1_000_000, day: "2026-05-16")));
        Assert.Equal(["entry-kind-unknown", "entry-lot-not-found"], await Why(new("eat", Road.Rabies, "NONE", 1)));
        Assert.Equal(["waste-text-missing"], await Why(Entry(lot, "waste", 1, "other")));
        Assert.Equal(["entry-without-units"], await Why(Entry(lot, "use", 0)));
        Assert.Equal(["entry-not-expired"], await Why(Entry(lot, "expire", 1)));
    }

    [Theory, EveryDatabase]
    [Requirement("SHL-004")]
    public async Task A_lot_expires_on_the_day_after_its_last(DbKind kind)
    {
        var (road, lot) = await Office(kind);
        await using var _ = road;
        var last = Road.Now.Plus(TimeSpan.FromDays(lot.DaysLeft(Road.Now.Day)));
        Assert.False((await RecordStockEntry.Run(road.Db, Entry(lot, "expire", 2), last, road.Physician)).Ok);
        var after = last.Plus(TimeSpan.FromDays(1));
        Assert.True((await RecordStockEntry.Run(road.Db, Entry(lot, "expire", 2), after, road.Physician)).Ok);
        Assert.Equal("entry-use-after-expiry",
            (await RecordStockEntry.Run(road.Db, Entry(lot, "use", 1), after,
                road.Physician)).Refusal!.Findings!.Single().Code);
        Assert.True(
            (await RecordStockEntry.Run(road.Db, Entry(lot, "use", 1, text: "given before it was seen"), after,
                road.Physician)).Ok);
    }

    [Theory, EveryDatabase]
    public async Task An_entry_is_undone_once_and_by_its_holder_only(DbKind kind)
    {
        var (road, lot) = await Office(kind);
        await using var _ = road;
        var (used, had) =
            (await MonthsUse(road), await road.Units(Road.Rabies, Status.Available, road.Physician.Party));
        var entry = (await RecordStockEntry.Run(road.Db, Entry(lot, "use", 4), Road.Now, road.Physician)).Value;
        Assert.Equal("entry-unknown",
            (await CorrectStockEntry.Run(road.Db, entry.Id, Road.Now, road.Pharmacist)).Refusal?.Code);
        var undone = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => CorrectStockEntry.Run(road.Db, entry.Id, Road.Now, road.Physician))));
        Assert.Equal(1, undone.Count(u => u.Ok));
        Assert.All(undone.Where(u => !u.Ok), u => Assert.Equal("entry-undone-before", u.Refusal!.Code));
        Assert.Equal(had, await road.Units(Road.Rabies, Status.Available, road.Physician.Party));
        Assert.Equal(used, await MonthsUse(road));
        Assert.NotNull((await ListStockEntries.Run(road.Db, road.Physician))[0].CorrectedAt);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task A_scanned_package_names_the_lot(DbKind kind)
    {
        var (road, lot) = await Office(kind);
        await using var _ = road;
        var code = Core.Basics.Gs1.ElementString.OfPackage(Core.Basics.Gs1.Gtin.Parse(
            await road.Db.One<string>("select gtin from product where article_number = @a",
                new { a = Road.Rabies })).Value,
            lot.ExpiresOn, lot.LotNumber, "SN1").Value;
        var scan = Core.Basics.Gs1.ScanData.Write(Core.Basics.Gs1.Symbology.DataMatrix, code);
        Assert.True(
            (await RecordStockEntry.Run(road.Db, new("use", null, null, 1, scan), Road.Now, road.Physician)).Ok);
    }

    [Theory, EveryDatabase]
    [Requirement("SHL-004")]
    public async Task Own_stock_shows_lots_with_their_last_day_and_what_is_on_its_way(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var before = (await GetOwnStock.Run(road.Db, road.Physician, "rabipur")).SingleOrDefault();
        await road.Dispatched((Road.Rabies, 7));
        var own = (await GetOwnStock.Run(road.Db, road.Physician, "rabipur")).Single();
        Assert.Equal((before?.InTransit ?? 0) + 7, own.InTransit);
        Assert.Equal(own.Available + own.InTransit + own.SetAside, own.Lots.Sum(l => l.Quantity));
        Assert.All(own.Lots, l => Assert.NotEqual(default, l.ExpiresOn));
    }

    [Theory, EveryDatabase]
    public async Task Own_stock_is_paged_by_product_and_no_product_is_lost_or_twice(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var all = (await GetOwnStock.Run(road.Db, road.Warehouse, limit: 200)).Select(p => p.ArticleNumber).ToList();
        var paged = new List<string>();
        while (await GetOwnStock.Run(road.Db, road.Warehouse, null, paged.LastOrDefault(), 33) is { Count: > 0 } page)
            paged.AddRange(page.Select(p => p.ArticleNumber));
        Assert.NotEmpty(all);
        Assert.Equal(all, paged);
    }
}
