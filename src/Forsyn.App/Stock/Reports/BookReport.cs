using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>
/// Books what a count says the ledger must have had when a day ended. Figures of that day that were booked before are
/// undone by transfers that name them; where a later day was counted too, its figure stands, and what leads to it is
/// booked anew.
/// </summary>
static class BookReport
{
    public const string Reason = "report";
    /// <summary>What was booked: earlier transfers undone, and the later day whose figures were kept.</summary>
    public sealed record Done(long Corrected, DateOnly? LaterDay);

    /// <summary>The first day after the report's that was counted, null when none was.</summary>
    public static async Task<DateOnly?> LaterCount(Tx tx, ReportHead head)
    {
        var day = await tx.One<DayRow>("select counts_on as day from stock_report where holder_id = @Holder and " +
            "kind = @kind and counts_on > @Day and full_count order by counts_on limit 1",
            new { head.Holder, kind = Kebab.Of(head.Rule.Kind), head.Day });
        return day?.Day;
    }

    /// <param name="source">Of the report or of the line that was accepted; unique, and the rows are numbered behind
    /// it.</param>
    public static async Task<Result<Done>> Run(
        Batch batch, ReportHead head, bool full, DateOnly? laterDay, IReadOnlyList<ReportMove> moves,
        IReadOnlyDictionary<long, long> recalls, string source, Moment now, Caller caller)
    {
        if (moves.Count == 0) return new Done(0, laterDay);
        var sums = moves.GroupBy(move => (move.Lot, move.Slot))
            .Select(same => new ReportMove(same.Key.Lot, same.Key.Slot, same.Sum(move => move.Units))).ToList();
        var transfers = new List<Transfer>();
        var corrected = await Day(batch.Tx, head, head.Day, sums, full, source, transfers);
        if (laterDay is { } later)
            corrected += await Day(batch.Tx, head, later, [.. sums.Select(move => move with { Units = -move.Units })],
                true, source, transfers);
        if (transfers.Count == 0) return new Done(0, laterDay);
        var posted = await Post.Load(batch, transfers, now, caller.PersonaId);
        if (!posted.Ok) return posted.Refusal!;
        foreach (var move in sums.Where(move => move.Units > 0 && move.Slot.Status == Status.Recalled))
            if (recalls.TryGetValue(move.Lot, out var recall))
                RecallTasks.Counted(batch, recall, head.Holder, move.Lot, move.Units);
        return new Done(corrected, laterDay);
    }

    static async Task<long> Day(
        Tx tx, ReportHead head, DateOnly day, IReadOnlyList<ReportMove> moves, bool undo, string source,
        List<Transfer> transfers)
    {
        var before = undo && await Reported(tx, head.Holder, day) ? await Before(tx, head.Holder, day) : null;
        var corrected = 0L;
        foreach (var move in moves)
        {
            var units = move.Units;
            if (before is not null)
                foreach (var old in before[(move.Lot, move.Slot)])
                {
                    transfers.Add(old.ToTransfer().Correction(old.Id, $"{source}/{transfers.Count + 1}", day));
                    units += Signed(old);
                    corrected++;
                }
            if (units == 0) continue;
            var (counted, own) = (Slot.Outside(Status.Counted), move.Slot);
            transfers.Add(new Transfer(head.Holder, move.Lot, new Quantity(Math.Abs(units)),
                units > 0 ? counted : own, units > 0 ? own : counted, Reason, $"{source}/{transfers.Count + 1}", day));
        }
        return corrected;
    }

    // Most days are reported once; then the movements of the day need not be looked through.
    static async Task<bool> Reported(Tx tx, long holder, DateOnly day) => await tx.One<long?>(
        "select id from stock_report where holder_id = @holder and counts_on = @day limit 1", new { holder, day })
        is not null;

    // What reports have booked on a day and nobody has undone since, by lot and slot.
    static async Task<ILookup<(long, Slot), TransferRow>> Before(Tx tx, long holder, DateOnly day) =>
        (await tx.List<TransferRow>($"""
            select {Post.TransferColumns} from transfer t
            where holder_id = @holder and counts_on = @day and reason = '{Reason}' and not exists (
                select 1 from transfer c where c.holder_id = t.holder_id and c.corrects = t.id)
            """, new { holder, day }))
        .ToLookup(row => (row.LotId, Signed(row) > 0 ? row.ToTransfer().To : row.ToTransfer().From));

    static long Signed(TransferRow row) => row.ToStatus == Status.Counted ? -row.Quantity : row.Quantity;

    sealed class DayRow
    {
        public DateOnly Day { get; init; }
    }
}
