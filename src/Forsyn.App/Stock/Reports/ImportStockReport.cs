using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>Fact: a holder's report of its stock was booked; held lines wait for somebody to look at them.</summary>
public sealed record StockReported(long Report, long Holder, StockReportKind Kind, DateOnly Day, long Held);

/// <summary>
/// Takes in a report of the caller's own stock: checks it whole, then books what differs from the ledger as counted.
/// </summary>
public static class ImportStockReport
{
    public const int MostLines = 50_000;
    const int FindingsToldAtMost = 500;

    internal static readonly string[] Columns =
    [
        "id", "holder_id", "kind", "counts_on", "full_count", "fingerprint", "source", "name", "lines", "moved_lines",
        "units_in", "units_out", "corrected", "later_day", "left_to_recall", "reported_at", "reported_by",
    ];

    public static string Source(long report) => $"report/{report}";

    /// <summary>
    /// Everything that is wrong is told as findings of the refusal report-faulty, with row, column and value; nothing
    /// is booked then, and the file can be fetched with its errors marked. Refuses also what ReportHead.Read refuses,
    /// report-empty and report-too-long. The same report again is already done.
    /// </summary>
    public static async Task<Result<StockReportAnswer>> Run(
        Db db, StockReportRequest request, Moment now, Caller caller, Action<string>? progress = null)
    {
        if (request.Lines.Count == 0) return Refusal.Of("report-empty");
        if (request.Lines.Count > MostLines)
            return Refusal.Of("report-too-long", "lines", $"{request.Lines.Count}", "most", $"{MostLines}");
        IReadOnlyList<Finding> faults = [];
        var done = await db.Write<StockReportAnswer>(async tx =>
        {
            var head = await ReportHead.Read(tx, request, now, caller);
            if (!head.Ok) return head.Refusal!;
            if (await Before(tx, head.Value, request) is { } same) return same;
            var read = await JudgedReport.Of(tx, head.Value, request, now, progress);
            if ((faults = read.Faults).Count > 0)
                return new Refusal("report-faulty", new Dictionary<string, string>
                {
                    ["errors"] = $"{faults.Count}", ["lines"] = $"{request.Lines.Count}",
                }, [.. faults.Take(FindingsToldAtMost)]);
            progress?.Invoke($"{request.Lines.Count} lines checked, {read.Moves.Count} movements to book");
            return await Save(tx, head.Value, request, read, now, caller);
        }, caller.Once);
        if (done.Refusal?.Code == "report-faulty")
            await MarkedReport.Keep(db, caller.Party!.Value, request, faults, now);
        return done;
    }

    // A full count is the same when it is what counts for the day; a difference when it was ever booked for the day.
    static async Task<StockReportAnswer?> Before(Tx tx, ReportHead head, StockReportRequest request)
    {
        var reports = await tx.List<StockReport>("select id, kind, counts_on, fingerprint, full_count, lines " +
            "from stock_report where holder_id = @Holder and kind = @kind and counts_on = @Day order by id desc",
            new { head.Holder, kind = Kebab.Of(head.Rule.Kind), head.Day });
        var fingerprint = request.Fingerprint();
        var same = request.Difference ? reports.FirstOrDefault(report => report.Fingerprint == fingerprint)
            : reports.FirstOrDefault() is { } newest && newest.Fingerprint == fingerprint ? newest : null;
        return same is null ? null
            : new(same.Id, head.Rule.Kind, head.Day, true, same.Lines, 0, 0, 0, 0, null, 0, 0);
    }

    static async Task<Result<StockReportAnswer>> Save(
        Tx tx, ReportHead head, StockReportRequest request, JudgedReport read, Moment now, Caller caller)
    {
        var (batch, id, kind) = (new Batch(tx), tx.Ids.Next(), Kebab.Of(head.Rule.Kind));
        var booked = await BookReport.Run(batch, head, !request.Difference, read.LaterDay, read.Moves, read.Recalls,
            Source(id), now, caller);
        if (!booked.Ok) return booked.Refusal!;
        var answer = new StockReportAnswer(id, head.Rule.Kind, head.Day, false, request.Lines.Count,
            read.Lines.Count(line => !line.Waits), read.Moves.Where(m => m.Units > 0).Sum(m => m.Units),
            -read.Moves.Where(m => m.Units < 0).Sum(m => m.Units), booked.Value.Corrected,
            read.Moves.Count > 0 ? booked.Value.LaterDay : null, read.LeftToRecall,
            read.Lines.Count(line => line.Waits));
        // A newer count of the same or a later day says anew what older ones were held for.
        if (!request.Difference)
            await tx.Do("update stock_report_line set state = 'replaced', decided_at = @now where state = 'waiting' " +
                "and report_id in (select id from stock_report where holder_id = @Holder and kind = @kind " +
                "and counts_on <= @Day)", new { head.Holder, kind, head.Day, now });
        await Bulk.Load(tx, "stock_report", Columns,
            [[id, head.Holder, kind, head.Day, !request.Difference, request.Fingerprint(), request.Source,
                request.Name, answer.Lines, answer.Moved, answer.UnitsIn, answer.UnitsOut, answer.Corrected,
                answer.LaterDay, answer.LeftToRecall, now, caller.Name]]);
        await Bulk.Load(tx, "stock_report_line",
            ["report_id", "line", "row_number", "article_number", "lot_number", "expires_on", "lot_id", "place_id",
                "pool", "was", "units", "odd", "state"],
            read.Lines.Select((line, i) => (object?[])
            [
                id, (long)i + 1, (long)line.Row, line.Article, line.Lot, line.ExpiresOn, line.LotId, line.Place,
                line.Pool is { } pool ? (long)pool : null, line.Was, line.Units,
                string.Join(',', line.Odd.Select(Kebab.Of)), line.Waits ? "waiting" : "booked",
            ]));
        Outbox.Append(batch, new StockReported(id, head.Holder, head.Rule.Kind, head.Day, answer.Held), now);
        await batch.Run();
        return answer;
    }
}
