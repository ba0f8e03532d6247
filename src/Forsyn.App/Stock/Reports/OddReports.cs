using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>A held line with whose it is and the day it counts for.</summary>
public sealed record OddLine(StockReport Report, StockReportLine Line);

/// <summary>What was decided: lines accepted or refused, and units it moved.</summary>
public sealed record OddDecision(long Report, bool Accepted, long Lines, long UnitsIn, long UnitsOut);

/// <summary>Odd figures wait here until somebody has looked: accepted, they are booked as of their day.</summary>
public static class OddReports
{
    /// <summary>The oldest first, a page at a time; the cursor is the report and line before.</summary>
    public static async Task<Page<OddLine>> List(Db db, string? cursor = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 200);
        var parts = (cursor ?? "").Split('.');
        var report = parts.Length == 2 && long.TryParse(parts[0], out var first) ? first : 0;
        var line = parts.Length == 2 && long.TryParse(parts[1], out var second) ? second : 0;
        var lines = await db.List<StockReportLine>($"select {StockReports.LineColumns} where x.state = 'waiting' " +
            "and (x.report_id > @report or (x.report_id = @report and x.line > @line)) " +
            $"order by x.report_id, x.line limit {most + 1}", new { report, line });
        var reports = (await StockReports.Of(db, lines.Select(one => one.ReportId).Distinct()))
            .ToDictionary(one => one.Id);
        return new([.. lines.Take(most).Select(one => new OddLine(reports[one.ReportId], one))],
            lines.Count > most ? $"{lines[most - 1].ReportId}.{lines[most - 1].Line}" : null);
    }

    /// <summary>
    /// Decides on held lines of a report, on all of them where none is named. A lot nobody has received is made, and a
    /// changed expiry is written to the lot, for everybody. Refuses stock-report-unknown, odd-lines-not-waiting,
    /// reason-missing (a refusal needs one) and what the books refuse, as report-faulty.
    /// </summary>
    public static Task<Result<OddDecision>> Decide(
        Db db, long report, IReadOnlyList<long> lines, bool accept, string? reason, Moment now, Caller caller) =>
        db.Write<OddDecision>(async tx =>
        {
            var sent = await tx.One<StockReport>("select id, holder_id, kind, counts_on from stock_report where " +
                "id = @report" + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { report });
            if (sent is null) return Refusal.Of("stock-report-unknown", "id", $"{report}");
            var waiting = await tx.List<WaitingRow>(
                "select line, row_number, article_number, lot_number, " +
                "expires_on, place_id, pool, units, odd " +
                "from stock_report_line where report_id = @report and state = 'waiting'" +
                (lines.Count == 0 ? "" : " and line in @lines") + " order by line",
                new { report, lines = InList.Of(lines) });
            if (waiting.Count == 0) return Refusal.Of("odd-lines-not-waiting", "id", $"{report}");
            if (!accept && string.IsNullOrWhiteSpace(reason)) return Refusal.Of("reason-missing", "action", "refuse");
            var batch = new Batch(tx);
            var moved = accept ? await Book(batch, sent, waiting, now, caller) : new List<ReportMove>();
            if (!moved.Ok) return moved.Refusal!;
            await batch.Run();
            var (up, down) = (moved.Value.Where(m => m.Units > 0).Sum(m => m.Units),
                -moved.Value.Where(m => m.Units < 0).Sum(m => m.Units));
            await tx.Do("update stock_report_line set state = @state, decided_at = @now, decided_by = @Name, " +
                "reason = @reason where report_id = @report and line in @lines", new
                {
                    state = accept ? "accepted" : "refused", now, caller.Name, reason = reason?.Trim() ?? "", report,
                    lines = InList.Of(waiting.Select(line => line.Line)),
                });
            await tx.Do("update stock_report set moved_lines = moved_lines + @lines, units_in = units_in + @up, " +
                "units_out = units_out + @down where id = @report",
                new { lines = accept ? waiting.Count : 0, up, down, report });
            return new OddDecision(report, accept, waiting.Count, up, down);
        }, caller.Once);

    static async Task<Result<List<ReportMove>>> Book(
        Batch batch, StockReport sent, List<WaitingRow> waiting, Moment now, Caller caller)
    {
        var tx = batch.Tx;
        var rule = ReportKinds.On(sent.CountsOn).Single(one => one.Kind == sent.KindValue);
        var place = await tx.One<long?>("select id from place where party_id = @HolderId and keeper_id is null " +
            "order by is_default desc, id limit 1", new { sent.HolderId });
        var head = new ReportHead(sent.HolderId, rule, sent.CountsOn, new Dictionary<string, long>(), place ?? 0);
        foreach (var line in waiting) await Lot(tx, line);
        var lines = waiting.Select(line => line.ToLine()).ToList();
        var books = await ReportBooks.Load(tx, sent.HolderId, sent.CountsOn, now.Day,
            lines.Select(line => (line.Article, line.Lot)));
        var later = await BookReport.LaterCount(tx, head);
        var recalls = await RecallTasks.Open(tx, lines.Select(line => books.Lot(line.Article, line.Lot)!.Id));
        var (moves, faults) = (new List<ReportMove>(), new List<Finding>());
        foreach (var (line, told) in lines.Zip(waiting))
        {
            var lot = books.Lot(line.Article, line.Lot)!.Id;
            var plan = ReportPlan.Of(lot, ReportPlan.Counted(line, books.Of(lot)), told.Units,
                JudgedReport.NewSlot(line, head), recalls.ContainsKey(lot));
            JudgedReport.Guard(plan, books.Of(lot), later, line.Row, $"{told.Units}", faults);
            moves.AddRange(plan.Moves);
        }
        if (faults.Count > 0)
            return new Refusal("report-faulty", new Dictionary<string, string>
            {
                ["errors"] = $"{faults.Count}", ["lines"] = $"{lines.Count}",
            }, faults);
        var booked = await BookReport.Run(batch, head, true, later, moves, recalls,
            $"{ImportStockReport.Source(sent.Id)}/line/{waiting[0].Line}", now, caller);
        return booked.Ok ? moves : booked.Refusal!;
    }

    static Task Lot(Tx tx, WaitingRow line) => line.Odd.Contains(Kebab.Of(OddReason.UnknownLot))
        ? tx.Do("insert into lot (id, article_number, lot_number, expires_on) " +
            "values (@id, @ArticleNumber, @LotNumber, @ExpiresOn) on conflict (article_number, lot_number) do nothing",
            new { id = tx.Ids.Next(), line.ArticleNumber, line.LotNumber, line.ExpiresOn })
        : line.Odd.Contains(Kebab.Of(OddReason.ExpiryChanged))
            ? Expiry(tx, line)
            : Task.CompletedTask;

    static async Task Expiry(Tx tx, WaitingRow line)
    {
        await tx.Do("update lot set expires_on = @ExpiresOn where article_number = @ArticleNumber and " +
            "lot_number = @LotNumber", new { line.ExpiresOn, line.ArticleNumber, line.LotNumber });
        await RollUpStock.Forget(tx);
    }

    sealed class WaitingRow
    {
        public long Line { get; init; }
        public long RowNumber { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
        public DateOnly? ExpiresOn { get; init; }
        public long? PlaceId { get; init; }
        public long? Pool { get; init; }
        public long Units { get; init; }
        public string Odd { get; init; } = "";

        public CountedLine ToLine() => new((int)RowNumber, ArticleNumber, LotNumber, ExpiresOn, Units, false, PlaceId,
            Pool is { } pool ? (Pool)pool : null);
    }
}
