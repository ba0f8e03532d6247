using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Messages;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Basics;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class ReportsDueTests
{
    // Friday 15 May 2026: the week from the 4th to the 10th is due, the one that is running is not.
    static readonly DateOnly Monday = new(2026, 5, 4), Sunday = new(2026, 5, 10);

    static ReportRule Rule(StockReportKind kind) => ReportKinds.On(ReportRoad.Today).Single(one => one.Kind == kind);

    static async Task<PeriodOfReports> Period(ReportRoad road, StockReportKind kind, int? back = null) =>
        await ReportsDue.Run(road.Db, Rule(kind), ReportRoad.Today, back);

    static Task Nothing(ReportRoad road) => road.Db.Write<int>(async tx => await tx.Do("delete from stock_report"));

    [Theory, EveryDatabase]
    [Requirement("GOA-024"), Requirement("STS-010"), Requirement("STP-004")]
    public async Task Completeness_of_the_national_stockpiles_is_counted_for_a_period_and_says_who_is_missing(
        DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        await Nothing(road);
        var before = await Period(road, StockReportKind.NationalStockpile);
        Assert.Equal((Monday, Sunday, 3, 0), (before.From, before.LastDay, before.Total.Expected, before.Total.Sent));
        await road.Sent(await road.Everything(), Sunday);
        var after = await Period(road, StockReportKind.NationalStockpile);
        Assert.Equal((1, 333), (after.Total.Sent, after.Total.PerMille));
        Assert.Equal(["apotek1", "nmd"], after.Missing.Select(one => one.Unit).Order());
        Assert.Equal((Sunday, road.Wholesaler.Name),
            (after.Sent.Single().CountsOn!.Value, after.Sent.Single().ReportedBy));
        Assert.Equal(0, (await Period(road, StockReportKind.NationalStockpile, back: 0)).Total.Sent);
        Assert.Equal(0, (await Period(road, StockReportKind.NationalStockpile, back: 2)).Total.Sent);
    }

    [Theory, EveryDatabase]
    [Requirement("GOA-025")]
    public async Task Completeness_of_specialist_care_is_counted_under_each_regional_health_authority(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        await Nothing(road);
        var hospital = await road.Db.One<long>("select id from party where type = 'hospital' order by id limit 1");
        await Send(road, hospital, "015973");
        var period = await Period(road, StockReportKind.SpecialistCare);
        Assert.Equal(4, period.Groups.Count(group => group.Name.EndsWith("RHF")));
        Assert.Equal(period.Total.Expected, period.Groups.Sum(group => group.Expected));
        Assert.Equal([1], period.Groups.Where(group => group.Sent > 0).Select(group => group.Sent));
        Assert.Equal(hospital, period.Sent.Single().Sender);
    }

    [Theory, EveryDatabase]
    [Requirement("GOA-026")]
    public async Task Completeness_of_the_municipalities_counts_each_once_whoever_of_its_offices_reports(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        await Nothing(road);
        foreach (var sender in await road.Db.List<long>("select id from party where municipality_number = '0301' and " +
            "municipal order by id limit 2"))
            await Send(road, sender, "960001");
        var period = await Period(road, StockReportKind.MunicipalEquipment);
        Assert.Equal((357, 1), (period.Total.Expected, period.Total.Sent));
        Assert.Equal("0301", period.Sent.Single().Unit);
        Assert.Equal(15, period.Groups.Count);
        Assert.Equal(("Oslo", 1000), (period.Groups[^1].Name, period.Groups[^1].PerMille));
    }

    [Theory, EveryDatabase]
    public async Task Those_who_are_late_are_reminded_once_and_nobody_before_the_last_day_has_passed(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        await Nothing(road);
        await road.Sent(await road.Everything(), Monday);
        // Reports of the week to the 10th may come on the 12th, the last day for wholesalers.
        var lastDay = Moment.InOslo(new(2026, 5, 12), new(23, 59));
        Assert.Equal(new DateOnly(2026, 4, 27), (await RemindLate.Run(road.Db, lastDay))
            .Single(one => one.Kind == StockReportKind.NationalStockpile).From);
        var dayAfter = Moment.InOslo(new(2026, 5, 13), new(0, 1));
        var reminded = await RemindLate.Run(road.Db, dayAfter);
        Assert.Equal((Monday, 2), reminded.Where(one => one.Kind == StockReportKind.NationalStockpile)
            .Select(one => (one.From, one.Units)).Single());
        Assert.Empty(await RemindLate.Run(road.Db, dayAfter));
        await CatchUp.Run(road.Db, [ComposeMessages.OnFacts], dayAfter,
            stop: TestContext.Current.CancellationToken);
        Assert.Equal(1, await road.Db.One<long>("select count(*) from message where kind = 'stock-report-late' and " +
            "person = 'grossist'"));
    }

    [Theory, EveryDatabase]
    public async Task The_seeded_country_has_reported_in_part(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        foreach (var rule in ReportKinds.On(ReportRoad.Today))
        {
            var period = await Period(road, rule.Kind);
            Assert.True(period.Total.Sent > 0 && period.Late);
        }
        Assert.NotEmpty((await Period(road, StockReportKind.MunicipalEquipment)).Missing);
    }

    static async Task Send(ReportRoad road, long sender, string article)
    {
        var lot = await road.Db.One<string>("select min(lot_number) from lot where article_number = @article",
            new { article });
        var sent = await ImportStockReport.Run(road.Db, new(null, $"{Sunday:yyyy-MM-dd}",
            [ReportRoad.Line(article, lot!, 40)], true), ReportRoad.Now, road.Wholesaler with { Party = sender });
        Assert.True(sent.Ok, sent.Refusal?.Code);
    }
}
