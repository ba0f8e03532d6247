using Forsyn.App.Database;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>A line whose figure is not that of the books.</summary>
/// <param name="Row">In the file; 0 for what a full count left out.</param>
/// <param name="Was">Units the books had when the day ended.</param>
sealed record JudgedLine(
    int Row, string Article, string Lot, DateOnly? ExpiresOn, long? LotId, long? Place, Pool? Pool, long Was,
    long Units, IReadOnlyList<OddReason> Odd)
{
    /// <summary>Somebody must look at it before it is booked.</summary>
    public bool Waits => Odd.Count > 0;
}

/// <summary>A report that was read, held against the books and judged; nothing is booked yet.</summary>
sealed class JudgedReport
{
    public List<Finding> Faults { get; } = [];
    public List<JudgedLine> Lines { get; } = [];
    public List<ReportMove> Moves { get; } = [];
    public long LeftToRecall { get; private set; }
    public DateOnly? LaterDay { get; private set; }
    public Dictionary<long, long> Recalls { get; private set; } = [];

    public static async Task<JudgedReport> Of(
        Tx tx, ReportHead head, StockReportRequest request, Moment now, Action<string>? progress)
    {
        var report = new JudgedReport();
        var lines = request.Lines.Select(line => ReadReportLine.Of(line, head.Places, request.Difference,
            report.Faults)).OfType<CountedLine>().ToList();
        progress?.Invoke($"{request.Lines.Count} lines read");
        report.Twice(lines);
        var books = await ReportBooks.Load(tx, head.Holder, head.Day, now.Day,
            lines.Select(line => (line.Article, line.Lot)));
        report.LaterDay = await BookReport.LaterCount(tx, head);
        var judged = lines.ConvertAll(line => report.Judge(line, head, books, request.Difference));
        if (report.Faults.Count > 0) return report;
        report.Recalls = await RecallTasks.Open(tx, judged.Where(one => one.Units > one.Was && one.Lot is not null)
            .Select(one => one.Lot!.Id));
        foreach (var one in judged) report.Plan(one, head, books);
        if (!request.Difference) report.LeaveNothingElse(head, books, lines);
        return report;
    }

    ReportFacts Judge(CountedLine line, ReportHead head, ReportBooks books, bool difference)
    {
        var (product, lot) = (books.Product(line.Article), books.Lot(line.Article, line.Lot));
        var was = ReportPlan.Was(line, books.Of(lot?.Id));
        var units = line.Amount * (line.Packs ? product?.UnitsPerPack ?? 1 : 1) + (difference ? was : 0);
        var facts = new ReportFacts(line, head.Rule, product, lot, was, units);
        StockReportRules.Check(facts, Faults);
        return facts;
    }

    void Plan(ReportFacts facts, ReportHead head, ReportBooks books)
    {
        var odd = StockReportRules.Odds(facts);
        if (facts.Units == facts.Was && odd.Count == 0) return;
        var line = facts.Line;
        Lines.Add(new JudgedLine(line.Row, line.Article, line.Lot, line.ExpiresOn, facts.Lot?.Id, line.Place,
            line.Pool, facts.Was, facts.Units, odd));
        if (odd.Count > 0 || facts.Lot is not { } lot) return;
        var counted = ReportPlan.Counted(line, books.Of(lot.Id));
        var plan = ReportPlan.Of(lot.Id, counted, facts.Units, NewSlot(line, head), Recalls.ContainsKey(lot.Id));
        LeftToRecall += plan.LeftToRecall;
        Guard(plan, counted, LaterDay, line.Row, $"{line.Amount}", Faults);
        Moves.AddRange(plan.Moves);
    }

    internal static Slot NewSlot(CountedLine line, ReportHead head) =>
        new(Status.Available, line.Place ?? head.DefaultPlace, line.Pool ?? Pool.Sale);

    // A full count says there is none of what it leaves out, of the classes it counts.
    void LeaveNothingElse(ReportHead head, ReportBooks books, IReadOnlyList<CountedLine> lines)
    {
        var told = lines.ToLookup(line => books.Lot(line.Article, line.Lot)?.Id);
        var held = books.Slots.Where(one => one.Value.Any(slot => slot.Then > 0)
            && head.Rule.Classes.Contains(books.Product(books.Lot(one.Key).Article)!.Class)).ToList();
        var odd = StockReportRules.Much_of_what_is_held_is_left_out(head.Rule, held.Count,
            held.Count(one => !told.Contains(one.Key)));
        foreach (var (id, slots) in held.OrderBy(one => one.Key))
        {
            // Most lots are told of whole.
            if (told[id].Any(line => line.Place is null && line.Pool is null)) continue;
            var lot = books.Lot(id);
            if (odd is { } reason && !told.Contains(id))
            {
                Lines.Add(new JudgedLine(0, lot.Article, lot.Number, lot.ExpiresOn, id, null, null,
                    slots.Sum(slot => slot.Then), 0, [reason]));
                continue;
            }
            var counted = told[id].SelectMany(line => ReportPlan.Counted(line, slots)).ToHashSet();
            var left = slots.Where(held => !counted.Contains(held)).ToList();
            var was = left.Sum(held => held.Then);
            if (was <= 0) continue;
            var plan = ReportPlan.Of(id, left, 0, default, false);
            LeftToRecall += plan.LeftToRecall;
            Lines.Add(new JudgedLine(0, lot.Article, lot.Number, lot.ExpiresOn, id, null, null, was,
                plan.LeftToRecall + plan.Missing, []));
            Guard(plan with { Missing = 0 }, left, LaterDay, 0, "", Faults);
            Moves.AddRange(plan.Moves);
        }
    }

    // What was moved after the day of the report cannot be counted away, unless a later count says what was left.
    internal static void Guard(
        LinePlan plan, IReadOnlyList<HeldSlot> slots, DateOnly? laterDay, int row, string value, List<Finding> faults)
    {
        if (plan.Missing > 0)
            faults.Add(ReportFault.Of("report-promised", row, "quantity", value, "units", $"{plan.Missing}"));
        foreach (var move in plan.Moves)
        {
            var now = slots.FirstOrDefault(held => held.Slot == move.Slot)?.Now ?? 0;
            if (laterDay is null && now + move.Units < 0)
                faults.Add(ReportFault.Of("report-moved-since", row, "quantity", value,
                    "lot", $"{move.Lot}", "units", $"{-move.Units - now}"));
        }
    }

    void Twice(IEnumerable<CountedLine> lines)
    {
        foreach (var same in lines.GroupBy(line => (line.Article, line.Lot)).Where(same => same.Skip(1).Any()))
        {
            var before = new List<CountedLine>();
            foreach (var line in same)
            {
                if (before.FirstOrDefault(one => Overlap(one, line)) is { } first)
                    Faults.Add(ReportFault.Of("report-line-twice", line.Row, "lotNumber", line.Lot,
                        "first", $"{first.Row}"));
                before.Add(line);
            }
        }
    }

    static bool Overlap(CountedLine a, CountedLine b) =>
        (a.Place is null || b.Place is null || a.Place == b.Place) &&
        (a.Pool is null || b.Pool is null || a.Pool == b.Pool);
}
