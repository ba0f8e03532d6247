using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>A report as lists show it.</summary>
public sealed class StockReport
{
    public long Id { get; init; }
    public long HolderId { get; init; }
    public string Holder { get; init; } = "";
    public string Kind { get; init; } = "";
    public DateOnly CountsOn { get; init; }
    public bool FullCount { get; init; }
    public string Fingerprint { get; init; } = "";
    public string Source { get; init; } = "";
    public string Name { get; init; } = "";
    public long Lines { get; init; }
    public long MovedLines { get; init; }
    public long UnitsIn { get; init; }
    public long UnitsOut { get; init; }
    public long Corrected { get; init; }
    public DateOnly? LaterDay { get; init; }
    public long LeftToRecall { get; init; }
    public long Waiting { get; init; }
    public Moment ReportedAt { get; init; }
    public string ReportedBy { get; init; } = "";
    public StockReportKind KindValue => Kebab.Read<StockReportKind>(Kind);
}

/// <summary>A line that changed something, or is held for a look.</summary>
public sealed class StockReportLine
{
    public long ReportId { get; init; }
    public long Line { get; init; }
    public long RowNumber { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public string LotNumber { get; init; } = "";
    public DateOnly? ExpiresOn { get; init; }
    /// <summary>The day the country knows the lot to expire on.</summary>
    public DateOnly? KnownExpiry { get; init; }
    public long Was { get; init; }
    public long Units { get; init; }
    public string Odd { get; init; } = "";
    public string State { get; init; } = "";
    public Moment? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string? Reason { get; init; }
    public IReadOnlyList<OddReason> Reasons =>
        [.. Odd.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Kebab.Read<OddReason>)];
}

/// <summary>A report whole, with the lines that changed something or are held.</summary>
public sealed record StockReportView(StockReport Report, IReadOnlyList<StockReportLine> Lines, long? Next);

/// <summary>Reports for those who may see them: everyone's for the desk and the regulator, else the own.</summary>
public static class StockReports
{
    const string Summary = $"""
        select r.*, {StockFilter.HolderName} as holder, (select count(*) from stock_report_line x
            where x.report_id = r.id and x.state = 'waiting') as waiting
        from stock_report r join party y on y.id = r.holder_id
        """;

    internal const string LineColumns = """
        x.report_id, x.line, x.row_number, x.article_number, p.name as product, x.lot_number, x.expires_on,
            l.expires_on as known_expiry, x.was, x.units, x.odd, x.state, x.decided_at, x.decided_by, x.reason
        from stock_report_line x join product p on p.article_number = x.article_number
        left join lot l on l.id = x.lot_id
        """;

    public static bool SeesAll(Caller caller) => Stock.Recalls.SeesAll(caller);

    /// <summary>The newest first, a page at a time; the cursor is the last id of the page before.</summary>
    public static async Task<Page<StockReport>> List(
        Db db, Caller caller, string? kind = null, long? holder = null, long? after = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 200);
        var where = new[]
        {
            after is null ? null : "r.id < @after", kind is null ? null : "r.kind = @kind",
            holder is null ? null : "r.holder_id = @holder", SeesAll(caller) ? null : "r.holder_id = @own",
        }.OfType<string>().DefaultIfEmpty("1 = 1");
        var rows = await db.List<StockReport>(
            $"{Summary} where {string.Join(" and ", where)} order by r.id desc limit {most + 1}",
            new { after, kind, holder, own = caller.Party ?? 0 });
        return new(rows.Take(most).ToList(), rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    internal static Task<List<StockReport>> Of(Db db, IEnumerable<long> ids) =>
        db.List<StockReport>($"{Summary} where r.id in @ids", new { ids = InList.Of(ids) });

    /// <summary>Refuses stock-report-unknown, also for the report of a holder the caller may not see.</summary>
    public static async Task<Result<StockReportView>> Get(
        Db db, long id, Caller caller, long after = 0, int limit = 200)
    {
        var report = await db.One<StockReport>($"{Summary} where r.id = @id", new { id });
        if (report is null || !(SeesAll(caller) || report.HolderId == caller.Party))
            return Refusal.Of("stock-report-unknown", "id", $"{id}");
        var most = Math.Clamp(limit, 1, 500);
        var lines = await db.List<StockReportLine>(
            $"select {LineColumns} where x.report_id = @id and x.line > @after order by x.line limit {most + 1}",
            new { id, after });
        return new StockReportView(report, lines.Take(most).ToList(), lines.Count > most ? lines[most - 1].Line : null);
    }
}
