using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Counts;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class CountTests
{
    static readonly Moment Now = Databases.SeededAt;

    static Moment Later(int minutes) => Now.Plus(TimeSpan.FromMinutes(minutes));

    static async Task<(StockCountView View, long Id)> Opened(
        Db db, Caller who, bool blind = false, string? place = null)
    {
        var opened = await OpenCount.Run(db, new(place, blind), Now, who);
        Assert.True(opened.Ok, opened.Refusal?.Code);
        return (await View(db, opened.Value.Id, who), opened.Value.Id);
    }

    static async Task<StockCountView> View(Db db, long id, Caller who, CountShow show = CountShow.All) =>
        (await StockCounts.Get(db, id, Now.Day, who, show, limit: 5000)).Value;

    static ReportLine Of(CountLine line, long units) =>
        new((int)line.Line, line.ArticleNumber, line.LotNumber, null, $"{units}", null, line.PlaceKey);

    static Task<Result<CountEntryAnswer>> Enter(
        Db db, long id, Caller who, int minutes, params IEnumerable<ReportLine> lines) =>
        EnterCount.Run(db, id, new([.. lines]), Later(minutes), who);

    static async Task<StockCountView> AllAsBooked(Db db, long id, StockCountView view, Caller who)
    {
        Assert.True((await Enter(db, id, who, 1, view.Lines.Select(line => Of(line, line.Frozen!.Value)))).Ok);
        return view;
    }

    static async Task<CountAnswer> Posted(Db db, long id, Caller who, int minutes)
    {
        var posted = await PostCount.Run(db, id, Later(minutes), who);
        Assert.True(posted.Ok, $"{posted.Refusal?.Code} " +
            string.Join(", ", (posted.Refusal?.Findings ?? []).Select(f => $"{f.Line} {f.Code}")));
        return posted.Value;
    }

    static IEnumerable<string> Codes<T>(Result<T> result) => result.Refusal!.Findings!.Select(f => f.Code).Distinct();

    static Task<long> OnShelf(Db db, Caller who, CountLine line) => db.One<long>(
        "select coalesce(sum(quantity), 0) from balance where holder_id = @Party and lot_id = @LotId and " +
        "place_id = @PlaceId and status in (0, 2, 3, 4)", new { who.Party, line.LotId, line.PlaceId })!;

    [Theory, EveryDatabase]
    public async Task What_differs_is_booked_to_counted_once_and_a_correcting_count_undoes_it(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var (who, db) = (road.Warehouse, road.Db);
        var (view, id) = await Opened(db, who);
        await AllAsBooked(db, id, view, who);
        var line = view.Lines.First(one => one.Frozen > 300 && one.PriceOre > 0 && one.PriceOre < 100_000);
        Assert.True((await Enter(db, id, who, 2, Of(line, line.Frozen!.Value - 2))).Ok);
        Assert.Equal(["count-reason-missing"], Codes(await PostCount.Run(db, id, Later(3), who)));
        Assert.True((await CountWork.Reason(db, id, [line.Line], "damage", null, who)).Ok);

        var done = await Posted(db, id, who, 4);
        Assert.Equal((CountState.Posted, 1, line.Price.Of(new(2))), (done.State, done.Differences, done.Loss));
        Assert.Equal(line.Frozen - 2, await OnShelf(db, who, line));
        Assert.Equal("count-damage", await db.One<string>("select reason from transfer where holder_id = @Party and " +
            "source like @source", new { who.Party, source = $"count/{id}/%" }));
        Assert.Equal("count-not-in-state", (await PostCount.Run(db, id, Later(5), who)).Refusal?.Code);

        Assert.Equal("reason-missing", (await CountWork.Reverse(db, id, " ", Later(6), who)).Refusal?.Code);
        var undone = await CountWork.Reverse(db, id, "Wrong shelf", Later(6), who);
        Assert.Equal(id, undone.Value.Corrects);
        Assert.Equal(line.Frozen, await OnShelf(db, who, line));
        Assert.Equal("count-corrected-before", (await CountWork.Reverse(db, id, "x", Later(7), who)).Refusal?.Code);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task Nothing_is_zero_unless_somebody_says_so(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var (who, db) = (road.Physician, road.Db);
        await Stocked(db, who, 12, 7);
        var (view, id) = await Opened(db, who);
        Assert.Equal(view.Lines.Count, view.Uncounted);
        var posted = await PostCount.Run(db, id, Later(1), who);
        Assert.Equal(view.Lines.Count, posted.Refusal!.Findings!.Count(f => f.Code == "count-line-not-counted"));
        Assert.All(view.Lines, line => Assert.Equal(line.Frozen, OnShelf(db, who, line).Result));
        Assert.Equal(view.Lines.Count, (await CountWork.Zero(db, id, [], Later(1), who)).Value.Lines);
        Assert.Equal("count-lines-counted", (await CountWork.Zero(db, id, [], Later(1), who)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_large_difference_is_counted_again_and_a_dear_one_is_approved_by_another(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var (who, db) = (road.Warehouse, road.Db);
        var (view, id) = await Opened(db, who);
        await AllAsBooked(db, id, view, who);
        var line = view.Lines.First(one => one.Price.Of(new(one.Frozen!.Value)) > Money.Kroner(30_000));
        Assert.True((await CountWork.Reason(db, id, [line.Line], "theft", null, who)).Ok);
        // Counted from the start as nothing: the figure of before was the first attempt, this is the second.
        Assert.True((await Enter(db, id, who, 2, Of(line, 0))).Ok);
        var asked = await Posted(db, id, who, 3);
        Assert.Equal(CountState.Waiting, asked.State);
        Assert.Equal(line.Frozen, await OnShelf(db, who, line));
        Assert.Equal("count-not-in-state", (await Enter(db, id, who, 4, Of(line, 1))).Refusal?.Code);
        Assert.Equal("count-approved-by-the-same", (await PostCount.Approve(db, id, Later(4), who)).Refusal?.Code);
        Assert.True((await CountWork.SendBack(db, id, "Look once more", Later(4), road.Desk)).Ok);
        await Posted(db, id, who, 5);
        Assert.Equal(CountState.Posted, (await PostCount.Approve(db, id, Later(6), road.Desk)).Value.State);
        Assert.Equal(0, await OnShelf(db, who, line));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task One_attempt_with_a_large_difference_is_not_believed(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var (who, db) = (road.Physician, road.Db);
        await Stocked(db, who, 40);
        var (view, id) = await Opened(db, who);
        await Enter(db, id, who, 1, view.Lines.Select(line => Of(line, line.Frozen!.Value / 2)));
        await CountWork.Reason(db, id, [.. view.Lines.Select(line => line.Line)], "miscounted", null, who);
        Assert.Contains("count-again", Codes(await PostCount.Run(db, id, Later(2), who)));
        await Enter(db, id, who, 3, view.Lines.Select(line => Of(line, line.Frozen!.Value / 2)));
        await Posted(db, id, who, 4);
    }

    [Theory, EveryDatabase]
    public async Task What_orders_hold_is_not_counted_away_and_the_finding_names_them(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var (who, db) = (road.Warehouse, road.Db);
        var number = await road.Allocated((Road.Rabies, 10));
        var (view, id) = await Opened(db, who);
        await AllAsBooked(db, id, view, who);
        var lots = await db.List<long>("select lot_id from reservation where document = @document",
            new { document = Forsyn.App.Ordering.PlaceOrder.Document(number) });
        var lines = view.Lines.Where(line => lots.Contains(line.LotId!.Value)).ToList();
        await Enter(db, id, who, 2, lines.Select(line => Of(line, 0)));
        await CountWork.Reason(db, id, [.. lines.Select(line => line.Line)], "theft", null, who);
        await Posted(db, id, who, 3);
        var refused = await PostCount.Approve(db, id, Later(4), road.Desk);
        var finding = refused.Refusal!.Findings!.First(f => f.Code == "count-reserved");
        Assert.Contains($"{number}", finding.Args["orders"]);
        Assert.Equal(10, await road.Units(Road.Rabies, Status.Reserved));
    }

    [Theory, EveryDatabase]
    public async Task Every_error_of_a_file_is_told_at_once_and_nothing_is_entered(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var (who, db) = (road.Warehouse, road.Db);
        var (view, id) = await Opened(db, who);
        var line = view.Lines[0];
        var other = view.Lines.First(one => one.PlaceId != line.PlaceId);
        var refused = await Enter(db, id, who, 1,
            Of(line, 5), new(3, "x2", "x", null, "many"), new(4, line.ArticleNumber, line.LotNumber, "1999-01-01", "1",
                null, line.PlaceKey),
            new(5, line.ArticleNumber, "NEW-1", null, "4"), new(6, line.ArticleNumber, line.LotNumber, null, "4", null,
                line.PlaceKey), new(7, "999999", "x", "2029-01-01", "4"), new(8, other.ArticleNumber, other.LotNumber,
                null, "2", null, "nowhere"), new(9, other.ArticleNumber, other.LotNumber, null, "2", null,
                other.PlaceKey, "sale"));
        Assert.Equal("count-faulty", refused.Refusal?.Code);
        Assert.Equal(
            ["count-expiry-differs", "count-pool-not-told", "report-article-wrong", "report-expiry-missing",
                "report-line-twice", "report-place-unknown", "report-product-unknown", "report-quantity-unreadable"],
            Codes(refused).Order());
        Assert.All((await View(db, id, who)).Lines, one => Assert.Null(one.Counted));
    }

    [Theory, EveryDatabase]
    public async Task Several_count_the_same_lot_in_parts_by_scan_and_a_lot_nobody_knew_gets_a_line(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var (who, db) = (road.Physician, road.Db);
        await Stocked(db, who, 30);
        var (view, id) = await Opened(db, who);
        var line = view.Lines[0];
        var gtin = await db.One<string>("select gtin from product where article_number = @ArticleNumber",
            new { line.ArticleNumber });
        async Task Scan(string code, int minutes, Caller by)
        {
            var read = await EnterCount.Scanned(db, code, null, null, Now.Day);
            Assert.True(read.Ok, read.Refusal?.Code);
            Assert.True(
                (await EnterCount.Run(db, id, new([read.Value], Add: true, How: "scan"), Later(minutes), by)).Ok);
        }
        var code = $"(01){gtin!.PadLeft(14, '0')}(17)291231(10)";
        var expiry = line.ExpiresOn;
        await Scan($"(01){gtin.PadLeft(14, '0')}(17){expiry:yyMMdd}(10){line.LotNumber}", 1, who);
        await Scan($"(01){gtin.PadLeft(14, '0')}(17){expiry:yyMMdd}(10){line.LotNumber}", 2,
            who with { PersonaId = "second", Name = "Second" });
        await Scan($"{code}NOBODY-KNEW", 3, who);
        var after = await View(db, id, who);
        Assert.Equal(2 * line.DosesPerPack, after.Lines.Single(one => one.Line == line.Line).Counted);
        Assert.Equal("Second", after.Lines.Single(one => one.Line == line.Line).CountedBy);
        var found = after.Lines.Single(one => one.LotNumber == "NOBODY-KNEW");
        Assert.Equal((0, line.DosesPerPack), (found.Frozen, found.Counted));
        Assert.Equal(0, await db.One<long>("select count(*) from lot where lot_number = 'NOBODY-KNEW'"));
        Assert.Equal("count-scan-product-not-known",
            (await EnterCount.Scanned(db, "(01)09506000134352(10)A", null, null, Now.Day)).Refusal?.Code);

        await Enter(db, id, who, 4, after.Lines.Where(one => one != found).Select(one => Of(one, one.Frozen!.Value)));
        await Enter(db, id, who, 5, Of(found, line.DosesPerPack));
        await CountWork.Reason(db, id, [found.Line], "unregistered-receipt", null, who);
        await Posted(db, id, who, 6);
        Assert.Equal(line.DosesPerPack, await db.One<long>("select b.quantity from balance b join lot l on " +
            "l.id = b.lot_id where l.lot_number = 'NOBODY-KNEW' and b.status = 0"));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task A_blind_count_shows_no_figure_of_the_books_before_all_is_counted(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var (who, db) = (road.Physician, road.Db);
        await Stocked(db, who, 30, 20);
        var (view, id) = await Opened(db, who, blind: true);
        Assert.False(view.ShowsBook);
        Assert.All(view.Lines, line => Assert.True(line is { Frozen: null, Book: null, ValueOre: null }));
        Assert.DoesNotContain("book", StockCounts.SheetCsv(view));
        await Enter(db, id, who, 1, view.Lines.Select(line => Of(line, 30)));
        Assert.True((await View(db, id, who)).ShowsBook);
    }

    [Theory, EveryDatabase]
    public async Task A_place_is_counted_once_at_a_time_and_by_its_own_people(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var (_, id) = await Opened(road.Db, road.Warehouse);
        Assert.Equal("count-open-already",
            (await OpenCount.Run(road.Db, new(), Now, road.Warehouse)).Refusal?.Code);
        Assert.Equal("count-place-not-there",
            (await OpenCount.Run(road.Db, new("nowhere"), Now, road.Physician)).Refusal?.Code);
        Assert.Equal("count-unknown", (await StockCounts.Get(road.Db, id, Now.Day, road.Physician)).Refusal?.Code);
        Assert.Equal("count-unknown", (await PostCount.Run(road.Db, id, Now, road.Physician)).Refusal?.Code);
        Assert.True((await CountWork.Cancel(road.Db, id, "Fire drill", Later(1), road.Warehouse)).Ok);
        Assert.True((await OpenCount.Run(road.Db, new(), Later(2), road.Warehouse)).Ok);
        Assert.Empty((await StockCounts.List(road.Db, road.Physician)).Items);
        Assert.Equal(2, (await StockCounts.List(road.Db, road.Warehouse)).Items.Count);
    }

    /// <summary>Lots of one vaccine on the physician's shelf, of so many units each.</summary>
    static async Task Stocked(Db db, Caller who, params long[] units)
    {
        var place = await db.One<long>("select id from place where party_id = @Party order by is_default desc limit 1",
            new { who.Party });
        var lots = await db.List<long>("select l.id from lot l join product p on p.article_number = l.article_number " +
            "where p.class = 'vaccine' and p.gtin <> '' and not exists (select 1 from balance b where " +
            "b.holder_id = @Party and b.lot_id = l.id) order by l.id limit @n", new { who.Party, n = units.Length });
        Assert.True((await Post.Run(db, [.. units.Zip(lots).Select(one => new Transfer(who.Party!.Value, one.Second,
            new Quantity(one.First), Slot.Outside(Status.Supplier), new Slot(Status.Available, place, Pool.Sale),
            "receive", $"test/{one.Second}", Now.Day.AddDays(-1)))], Now, "test")).Ok);
    }
}
