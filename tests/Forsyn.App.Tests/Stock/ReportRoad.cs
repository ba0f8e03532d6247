using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

/// <summary>The seeded country with a wholesaler that reports what it has.</summary>
sealed record ReportRoad(TestDatabase Test, Caller Wholesaler, Caller Regulator, Caller Physician) : IAsyncDisposable
{
    public static readonly Moment Now = Databases.SeededAt;
    public static readonly DateOnly Today = Now.Day;

    public Db Db => Test.Db;

    public static async Task<ReportRoad> On(DbKind kind)
    {
        var test = await Databases.Seeded(kind);
        var people = Personas.Of(test.Db, Now);
        return new(test, (await people.Find("grossist"))!, (await people.Find("dmp"))!, (await people.Find("lege"))!);
    }

    /// <summary>All the wholesaler has by the books, as a report would say it; lots that stand in one pool come first.
    /// </summary>
    public async Task<List<ReportLine>> Everything() =>
        [.. (await Db.List<Row>("""
            select l.article_number, l.lot_number, l.expires_on, cast(sum(b.quantity) as bigint) as units
            from balance b join lot l on l.id = b.lot_id join product p on p.article_number = l.article_number
            where b.holder_id = @holder and b.status in (0, 2, 3, 4) and p.class <> 'certificate'
            group by l.article_number, l.lot_number, l.expires_on having sum(b.quantity) > 0
            order by count(*), l.article_number, l.lot_number
            """, new { holder = Wholesaler.Party }))
            .Select((row, i) =>
                Line(row.ArticleNumber, row.LotNumber, row.Units, $"{row.ExpiresOn:yyyy-MM-dd}", i + 2))];

    public static ReportLine Line(string article, string lot, long units, string? expires = null, int row = 2) =>
        new(row, article, lot, expires, $"{units}");

    public Task<Result<StockReportAnswer>> Send(
        IReadOnlyList<ReportLine> lines, DateOnly? day = null, bool difference = false) =>
        ImportStockReport.Run(Db, new(null, $"{day ?? Today:yyyy-MM-dd}", lines, difference), Now, Wholesaler);

    public async Task<StockReportAnswer> Sent(
        IReadOnlyList<ReportLine> lines, DateOnly? day = null, bool difference = false)
    {
        var sent = await Send(lines, day, difference);
        Assert.True(sent.Ok, sent.Refusal is { } no ? $"{no.Code}: {string.Join(", ",
            (no.Findings ?? []).Select(f => $"{f.Line} {f.Code}"))}" : "");
        return sent.Value;
    }

    /// <summary>Units of a lot the wholesaler has in a status, now or when a day ended.</summary>
    public Task<long> Units(ReportLine line, Status status = Status.Available, DateOnly? asOf = null) =>
        Db.One<long>($"""
            select coalesce(sum(case when to_status = @status then quantity else 0 end)
                - sum(case when from_status = @status then quantity else 0 end), 0)
            from transfer t join lot l on l.id = t.lot_id
            where t.holder_id = @holder and l.article_number = @ArticleNumber and l.lot_number = @LotNumber
                and t.counts_on <= @asOf
            """, new { status = (short)status, holder = Wholesaler.Party, line.ArticleNumber, line.LotNumber,
                asOf = asOf ?? Today })!;

    public Task<long> Transfers() => Db.One<long>("select count(*) from transfer")!;

    /// <summary>The books agree with themselves.</summary>
    public async Task Balances() => Assert.True((await AuditLedger.Run(Db)).Clean);

    public ValueTask DisposeAsync() => Test.DisposeAsync();

    sealed class Row
    {
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
        public long Units { get; init; }
    }
}
