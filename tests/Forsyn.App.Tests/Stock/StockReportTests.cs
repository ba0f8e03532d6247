using Forsyn.App.Database;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Reports;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.App.Texts;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class StockReportTests
{
    static ReportLine With(ReportLine line, long more) =>
        line with { Quantity = $"{long.Parse(line.Quantity!) + more}" };

    static IEnumerable<string> Codes(Forsyn.Core.Basics.Refusal? refusal) =>
        (refusal?.Findings ?? []).Select(f => $"{f.Line} {f.Args["column"]} {f.Code}");

    [Theory, EveryDatabase]
    [Requirement("STS-010")]
    public async Task The_difference_from_the_ledger_is_booked_and_the_same_report_again_changes_nothing(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var lines = await road.Everything();
        Assert.Equal((0, 0, 0), await Moved(lines));
        var (up, down) = (lines[0], lines[1]);
        lines[0] = With(up, 7);
        lines[1] = With(down, -3);
        Assert.Equal((2, 7, 3), await Moved(lines));
        Assert.Equal(long.Parse(up.Quantity!) + 7, await road.Units(up));
        Assert.Equal(long.Parse(down.Quantity!) - 3, await road.Units(down));
        var before = await road.Transfers();
        var again = await road.Sent(lines);
        Assert.True(again.AlreadyDone);
        Assert.Equal(before, await road.Transfers());
        await road.Balances();

        async Task<(long, long, long)> Moved(List<ReportLine> sent)
        {
            var answer = await road.Sent(sent);
            return (answer.Moved, answer.UnitsIn, answer.UnitsOut);
        }
    }

    [Theory, EveryDatabase]
    public async Task A_full_count_says_there_is_none_of_what_it_leaves_out_and_a_difference_says_nothing_of_it(
        DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var lines = await road.Everything();
        var left = lines[0];
        await road.Sent([lines[1] with { Quantity = "4" }], difference: true);
        Assert.Equal(long.Parse(lines[1].Quantity!) + 4, await road.Units(lines[1]));
        Assert.Equal(long.Parse(left.Quantity!), await road.Units(left));
        await road.Sent([.. lines.Skip(1)]);
        Assert.Equal(0, await road.Units(left));
        Assert.Equal(long.Parse(lines[1].Quantity!), await road.Units(lines[1]));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task All_errors_are_told_with_row_and_column_and_nothing_is_booked(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var good = (await road.Everything())[0];
        var before = await road.Transfers();
        var sent = await road.Send([With(good, 5), new(3, "12a456", "", "soon", "many", "boxes", "cellar", "mine"),
            ReportRoad.Line("999999", "X1", 4, "2028-01-01", 4), With(good, 1) with { Row = 5 },
            ReportRoad.Line(good.ArticleNumber!, "NEW", 4, null, 6), good with { Row = 7, LotNumber = "L7",
                Quantity = "-1" }]);
        Assert.Equal("report-faulty", sent.Refusal?.Code);
        Assert.Equal(
            [
                "3 articleNumber report-article-wrong", "3 lotNumber report-lot-missing",
                "3 expiresOn report-expiry-unreadable", "3 quantity report-quantity-unreadable",
                "3 unit report-unit-unknown", "3 place report-place-unknown", "3 pool report-pool-unknown",
                "7 quantity report-quantity-negative", "5 lotNumber report-line-twice",
                "4 articleNumber report-product-unknown", "6 expiresOn report-expiry-missing",
            ], Codes(sent.Refusal));
        Assert.Equal(before, await road.Transfers());
        var marked = (await MarkedReport.Write(road.Db, road.Wholesaler, Language.En)).Split('\n');
        Assert.EndsWith(";errors", marked[0].Trim());
        Assert.Contains("articleNumber: Article number 999999 is not in the catalogue.", marked[3]);
        Assert.EndsWith(";", marked[1].Trim());
        Assert.Single((await MarkedReport.Write(road.Db, road.Physician, Language.En)).Trim().Split('\n'));
    }

    [Theory, EveryDatabase]
    public async Task A_corrected_earlier_day_undoes_what_it_booked_and_the_later_count_stands(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var lines = await road.Everything();
        var (first, second) = (ReportRoad.Today.AddDays(-4), ReportRoad.Today.AddDays(-1));
        var line = lines[0];
        var had = long.Parse(line.Quantity!);
        await road.Sent([With(line, 10), .. lines.Skip(1)], first);
        await road.Sent([With(line, 6), .. lines.Skip(1)], second);
        var mended = await road.Sent([With(line, 2), .. lines.Skip(1)], first);
        Assert.Equal((2, second), (mended.Corrected, mended.LaterDay));
        Assert.Equal(had + 2, await road.Units(line, asOf: first));
        Assert.Equal(had + 2, await road.Units(line, asOf: second.AddDays(-1)));
        Assert.Equal(had + 6, await road.Units(line, asOf: second));
        Assert.Equal(had + 6, await road.Units(line));
        var named = await road.Db.One<long>("select count(*) from transfer where corrects is not null and " +
            "holder_id = @Party", new { road.Wholesaler.Party });
        Assert.Equal(2, named);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task Units_used_after_the_day_cannot_be_counted_away_without_a_later_count(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var lines = await road.Everything();
        var line = lines[0];
        var had = long.Parse(line.Quantity!);
        Assert.True((await RecordStockEntry.Run(road.Db, new("use", line.ArticleNumber, line.LotNumber, had - 1),
            ReportRoad.Now, road.Wholesaler)).Ok);
        var yesterday = ReportRoad.Today.AddDays(-1);
        var sent = await road.Send([line with { Quantity = "0" }, .. lines.Skip(1)], yesterday);
        Assert.Equal(["2 quantity report-moved-since"], Codes(sent.Refusal));
        await road.Sent([line with { Quantity = "1" }, .. lines.Skip(1)]);
        await road.Sent([line with { Quantity = "0" }, .. lines.Skip(1)], yesterday);
        Assert.Equal(0, await road.Units(line, asOf: yesterday));
        Assert.Equal(1, await road.Units(line));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task A_recalled_lot_is_counted_as_recalled_and_what_is_missing_is_left_to_the_recall(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var lines = await road.Everything();
        var line = lines[0];
        var had = long.Parse(line.Quantity!);
        var desk = road.Regulator with { Party = null };
        var recall = (await OpenRecall.Run(road.Db, new("one", "Glass", line.ArticleNumber, [line.LotNumber!]),
            ReportRoad.Now, desk)).Value;
        await road.Sent([With(line, 5), .. lines.Skip(1)]);
        Assert.Equal((0, had + 5), (await road.Units(line), await road.Units(line, Status.Recalled)));
        var task = (await RecallTasks.Of(road.Db, recall.Recall, road.Wholesaler.Party)).Single();
        Assert.Equal(had + 5, task.Taken);
        var less = await road.Sent([With(line, 1), .. lines.Skip(1)]);
        Assert.Equal((4, 0), (less.LeftToRecall, less.UnitsOut));
        Assert.Equal(had + 5, await road.Units(line, Status.Recalled));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    [Requirement("STS-011")]
    public async Task Each_kind_has_its_own_senders_and_classes(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        Assert.Equal([StockReportKind.NationalStockpile], await Kinds(road.Wholesaler.Party));
        Assert.Equal([StockReportKind.SpecialistCare], await Kinds(await Party("hospital")));
        Assert.Equal([StockReportKind.MunicipalEquipment], await Kinds(await Party("health-station")));
        Assert.Empty(await Kinds(await Party("pharmacy")));
        Assert.Empty(await Kinds(await Party("doctors-office", municipal: false)));
        var station = road.Physician with { Party = await Party("health-station") };
        var vaccine = (await road.Everything())[0];
        var sent = await ImportStockReport.Run(road.Db,
            new(null, $"{ReportRoad.Today:yyyy-MM-dd}", [vaccine]), ReportRoad.Now, station);
        Assert.Equal(["2 articleNumber report-class-not-counted"], Codes(sent.Refusal));
        Assert.Equal("report-not-sent-by-holder", (await ImportStockReport.Run(road.Db,
            new("specialist-care", $"{ReportRoad.Today:yyyy-MM-dd}", [vaccine]), ReportRoad.Now, road.Wholesaler))
            .Refusal?.Code);
        Assert.Equal("report-not-sent-by-holder", (await ImportStockReport.Run(road.Db,
            new(null, "2023-12-31", [vaccine]), ReportRoad.Now, road.Wholesaler)).Refusal?.Code);
        Assert.Equal("report-day-to-come", (await road.Send([vaccine], ReportRoad.Today.AddDays(1))).Refusal?.Code);

        Task<long?> Party(string type, bool municipal = true) => road.Db.One<long?>(
            "select id from party where type = @type and (municipal = @municipal or type not in " +
            "('health-station', 'doctors-office')) order by id limit 1", new { type, municipal });
        async Task<IEnumerable<StockReportKind>> Kinds(long? party) =>
            (await ReportHead.Kinds(road.Db, party, ReportRoad.Today)).Select(rule => rule.Kind);
    }

    [Theory, EveryDatabase]
    public async Task Five_thousand_lines_are_booked_in_one_go(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var lines = await MadeReport.Lots(road.Db, road.Wholesaler.Party!.Value, 5_000);
        var answer = await road.Sent(lines, difference: true);
        Assert.Equal((5_000, 5_000, 0), (answer.Lines, answer.Moved, answer.Held));
        var counted = await MadeReport.Lots(road.Db, road.Wholesaler.Party!.Value, 0);
        Assert.Equal(0, (await road.Sent([.. counted.Concat(await road.Everything())
            .GroupBy(line => (line.ArticleNumber, line.LotNumber)).Select((same, i) => same.Last() with
            { Row = i + 2 })])).Moved);
        await road.Balances();
    }
}

/// <summary>Many lots of one product that others have, so that a long report can be made.</summary>
static class MadeReport
{
    public static async Task<IReadOnlyList<ReportLine>> Lots(Db db, long holder, int count)
    {
        var article = await db.One<string>("select l.article_number from balance b join lot l on l.id = b.lot_id " +
            "where b.holder_id = @holder and b.status = 0 order by l.article_number limit 1", new { holder });
        await db.Write<long>(async tx => await Bulk.Load(tx, "lot",
            ["id", "article_number", "lot_number", "expires_on"], Enumerable.Range(1, count).Select(i =>
                (object?[])[tx.Ids.Next(), article, $"M{i}", new DateOnly(2029, 1, 1)])));
        return [.. Enumerable.Range(1, count).Select(i => ReportRoad.Line(article!, $"M{i}", i % 50 + 1, null, i + 1))];
    }
}
