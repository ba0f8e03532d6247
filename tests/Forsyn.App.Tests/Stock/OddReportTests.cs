using Forsyn.App.Database;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class OddReportTests
{
    static async Task<OddLine> Only(ReportRoad road) => Assert.Single((await OddReports.List(road.Db)).Items);

    static async Task<(List<ReportLine> Lines, ReportLine Line, long Had)> Start(ReportRoad road)
    {
        var lines = await road.Everything();
        // A package of one, so that no figure looks like packs.
        var single = await road.Db.One<string>("select l.lot_number || '/' || l.article_number from lot l " +
            "join product p on p.article_number = l.article_number join balance b on b.lot_id = l.id " +
            "where p.doses_per_pack = 1 and b.holder_id = @Party and b.status = 0 and b.quantity > 0 limit 1",
            new { road.Wholesaler.Party });
        var line = lines.Single(one => $"{one.LotNumber}/{one.ArticleNumber}" == single);
        return (lines, line, long.Parse(line.Quantity!));
    }

    static List<ReportLine> With(List<ReportLine> lines, ReportLine line, long units) =>
        [.. lines.Select(one => one == line ? line with { Quantity = $"{units}" } : one)];

    [Theory, EveryDatabase]
    [Requirement("STS-010")]
    public async Task A_figure_ten_times_the_last_waits_and_all_else_is_booked(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var (lines, line, had) = await Start(road);
        Assert.Equal(0, (await road.Sent(With(lines, line, had * 10 - 1), ReportRoad.Today.AddDays(-1))).Held);
        await road.Sent(lines, ReportRoad.Today.AddDays(-1));
        var sent = await road.Sent(With(lines, line, had * 10));
        Assert.Equal((1, 0), (sent.Held, sent.Moved));
        Assert.Equal([OddReason.ManyTimes], (await Only(road)).Line.Reasons);
        Assert.Equal(had, await road.Units(line));
        var accepted = await OddReports.Decide(road.Db, sent.Id, [], true, null, ReportRoad.Now, road.Regulator);
        Assert.Equal((1, had * 9), (accepted.Value.Lines, accepted.Value.UnitsIn));
        Assert.Equal(had * 10, await road.Units(line));
        Assert.Equal("odd-lines-not-waiting", (await OddReports.Decide(road.Db, sent.Id, [], true, null,
            ReportRoad.Now, road.Regulator)).Refusal?.Code);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    [Requirement("STS-010")]
    public async Task Half_a_file_empties_no_shelf_until_somebody_has_looked(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var lines = await road.Everything();
        var gone = lines[^1];
        var had = await road.Units(gone);
        var sent = await road.Sent(lines[..(lines.Count / 3)]);
        Assert.Equal((lines.Count - lines.Count / 3, 0), (sent.Held, sent.Moved));
        var waiting = (await OddReports.List(road.Db, limit: 200)).Items;
        Assert.All(waiting, one => Assert.Equal([OddReason.MuchLeftOut], one.Line.Reasons));
        Assert.Equal(had, await road.Units(gone));
        var line = await road.Db.One<long>("select line from stock_report_line where report_id = @Id and " +
            "lot_number = @LotNumber and article_number = @ArticleNumber",
            new { sent.Id, gone.LotNumber, gone.ArticleNumber });
        Assert.True((await OddReports.Decide(road.Db, sent.Id, [line], true, null, ReportRoad.Now,
            road.Regulator)).Ok);
        Assert.Equal(0, await road.Units(gone));
        Assert.Equal(0, (await road.Sent(lines[..^1])).Held);
        Assert.Empty((await OddReports.List(road.Db)).Items);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task A_lot_nobody_has_received_is_made_when_it_is_accepted_and_not_when_it_is_refused(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var (_, line, _) = await Start(road);
        var strange = ReportRoad.Line(line.ArticleNumber!, "NEW-1", 40, "2029-01-31");
        var sent = await road.Sent([strange], difference: true);
        Assert.Equal([OddReason.UnknownLot], (await Only(road)).Line.Reasons);
        Assert.Equal("reason-missing", (await OddReports.Decide(road.Db, sent.Id, [], false, " ", ReportRoad.Now,
            road.Regulator)).Refusal?.Code);
        Assert.True((await OddReports.Decide(road.Db, sent.Id, [], false, "no such lot", ReportRoad.Now,
            road.Regulator)).Ok);
        Assert.Equal(0, await Known());
        Assert.Empty((await OddReports.List(road.Db)).Items);
        var again = await road.Sent([strange with { Quantity = "41" }], difference: true);
        Assert.True((await OddReports.Decide(road.Db, again.Id, [], true, null, ReportRoad.Now, road.Regulator)).Ok);
        Assert.Equal((1, 41), (await Known(), await road.Units(strange)));
        await road.Balances();

        Task<long> Known() => road.Db.One<long>("select count(*) from lot where lot_number = 'NEW-1'")!;
    }

    [Theory, EveryDatabase]
    public async Task A_changed_expiry_waits_and_holds_for_the_lot_once_it_is_accepted(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var (lines, line, had) = await Start(road);
        var sent = await road.Sent([.. lines.Select(one => one == line ? line with { ExpiresOn = "2031-01-31" }
            : one)]);
        var odd = await Only(road);
        Assert.Equal([OddReason.ExpiryChanged], odd.Line.Reasons);
        Assert.Equal((new DateOnly(2031, 1, 31), line.ExpiresOn),
            (odd.Line.ExpiresOn, $"{odd.Line.KnownExpiry:yyyy-MM-dd}"));
        Assert.True((await OddReports.Decide(road.Db, sent.Id, [odd.Line.Line], true, null, ReportRoad.Now,
            road.Regulator)).Ok);
        Assert.Equal(1, await road.Db.One<long>("select count(*) from lot where lot_number = @LotNumber and " +
            "article_number = @ArticleNumber and expires_on = @day",
            new { line.LotNumber, line.ArticleNumber, day = new DateOnly(2031, 1, 31) }));
        Assert.Equal(had, await road.Units(line));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task Packs_told_as_units_wait_and_a_newer_count_takes_their_place(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var lines = await road.Everything();
        var packed = await road.Db.One<string>("select p.article_number from product p join lot l on " +
            "l.article_number = p.article_number join balance b on b.lot_id = l.id where b.holder_id = @Party and " +
            "b.status = 0 and b.quantity > 0 and p.doses_per_pack = 10 order by p.article_number limit 1",
            new { road.Wholesaler.Party });
        var line = lines.First(one => one.ArticleNumber == packed);
        var had = long.Parse(line.Quantity!);
        await road.Sent(With(lines, line, had / 10));
        Assert.Equal([OddReason.PacksForUnits], (await Only(road)).Line.Reasons);
        Assert.Equal(had, await road.Units(line));
        var packs = await road.Sent([.. lines.Select(one => one == line
            ? line with { Quantity = $"{had / 10}", Unit = "pakninger" } : one)]);
        Assert.Equal((0, 0), (packs.Held, packs.Moved));
        Assert.Empty((await OddReports.List(road.Db)).Items);
        await road.Balances();
    }
}
