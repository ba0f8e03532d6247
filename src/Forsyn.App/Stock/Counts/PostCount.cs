using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Counts;

/// <summary>What became of a count.</summary>
/// <param name="State">waiting where a second person is to approve it.</param>
/// <param name="Differences">Lines that were not as the books said.</param>
/// <param name="LeftToRecall">Units missing of recalled lots, which the recall accounts for.</param>
public sealed record CountAnswer(
    long Count, CountState State, long Lines, long Differences, Money Gain, Money Loss, long LeftToRecall);

/// <summary>Books what a count found, in one transaction, once.</summary>
public static class PostCount
{
    const int FindingsToldAtMost = 1000;

    /// <summary>
    /// Judges every line against the books of the instant it was counted. Refuses count-not-posted with all that stops
    /// it; where the differences are worth more than one person may book, the count waits for another.
    /// </summary>
    public static Task<Result<CountAnswer>> Run(
        Db db, long id, Moment now, Caller caller, long? version = null) =>
        db.Write<CountAnswer>(async tx =>
        {
            var count = await StockCount.Lock(tx, id, caller, CountState.Open, version);
            if (!count.Ok) return count.Refusal!;
            var judged = await Judge(tx, count.Value, now);
            if (!judged.Ok) return judged.Refusal!;
            if (!CountRules.NeedsApproval(judged.Value.Gain + judged.Value.Loss, Rules.Book.On(now.Day)))
                return await Book(tx, count.Value, judged.Value, null, now, caller);
            await tx.Do("update stock_count set state = 'waiting', asked_at = @now, asked_by = @Name, " +
                "asked_person = @PersonaId, version = version + 1 where id = @id",
                new { id, now, caller.Name, caller.PersonaId });
            return Answer(count.Value, CountState.Waiting, judged.Value, 0);
        }, caller.Once);

    /// <summary>Refuses, beside what Run refuses, count-approved-by-the-same for the one who asked.</summary>
    public static Task<Result<CountAnswer>> Approve(
        Db db, long id, Moment now, Caller caller, long? version = null) =>
        db.Write<CountAnswer>(async tx =>
        {
            var count = await StockCount.Lock(tx, id, caller, CountState.Waiting, version);
            if (!count.Ok) return count.Refusal!;
            if (count.Value.AskedPerson == caller.PersonaId)
                return Refusal.Of("count-approved-by-the-same", "count", $"{id}");
            var judged = await Judge(tx, count.Value, now);
            return judged.Ok ? await Book(tx, count.Value, judged.Value, caller.Name, now, caller) : judged.Refusal!;
        }, caller.Once);

    static async Task<Result<JudgedCount>> Judge(Tx tx, StockCount count, Moment now)
    {
        await NewLots(tx, count);
        // Lots are locked before balances, as a recall does it.
        var recalls = await RecallTasks.Open(tx, await tx.List<long>(
            "select distinct lot_id from stock_count_line where count_id = @Id", new { count.Id }));
        var judged = await JudgedCount.Of(tx, count, Rules.Book.On(now.Day), locked: true);
        judged.Recalls = recalls;
        return judged.Faults.Count == 0 ? judged : NotPosted(count, judged.Faults);
    }

    static Refusal NotPosted(StockCount count, IReadOnlyList<Finding> faults) =>
        new("count-not-posted", new Dictionary<string, string>
        {
            ["count"] = $"{count.Id}", ["errors"] = $"{faults.Count}",
        }, [.. faults.Take(FindingsToldAtMost)]);

    // A lot nobody knew is made when what was found of it is booked, and not for a count that is given up.
    static async Task NewLots(Tx tx, StockCount count)
    {
        var lots = await tx.List<CountLine>("select article_number, lot_number, expires_on from stock_count_line " +
            "where count_id = @Id and lot_id is null", new { count.Id });
        foreach (var lot in lots.DistinctBy(one => (one.ArticleNumber, one.LotNumber)))
            await tx.Do("insert into lot (id, article_number, lot_number, expires_on) " +
                "values (@id, @ArticleNumber, @LotNumber, @ExpiresOn) on conflict (article_number, lot_number) " +
                "do nothing", new { id = tx.Ids.Next(), lot.ArticleNumber, lot.LotNumber, lot.ExpiresOn });
        if (lots.Count > 0)
            await tx.Do("update stock_count_line as x set lot_id = l.id from lot l where x.count_id = @Id and " +
                "x.lot_id is null and l.article_number = x.article_number and l.lot_number = x.lot_number",
                new { count.Id });
    }

    static async Task<Result<CountAnswer>> Book(
        Tx tx, StockCount count, JudgedCount judged, string? approvedBy, Moment now, Caller caller)
    {
        var differing = judged.Lines.Where(one => one.Facts.Difference != 0).ToList();
        var (transfers, faults, left) = (new List<Transfer>(), new List<Finding>(), 0L);
        var (batch, found) = (new Batch(tx), new List<(long Recall, long Lot, long Units)>());
        foreach (var one in differing)
        {
            var (line, lot) = (one.Line, one.Line.LotId!.Value);
            var recalled = judged.Recalls.TryGetValue(lot, out var recall);
            var plan = ReportPlan.Of(lot, one.Slots, one.Facts.Shelf,
                new Slot(Status.Available, line.PlaceId, Pool.Sale), recalled);
            left += plan.LeftToRecall;
            if (plan.Missing > 0) faults.Add(await Reserved(tx, count, line, plan.Missing));
            foreach (var (move, n) in plan.Moves.Select((move, n) => (move, n)))
            {
                var (counted, own) = (Slot.Outside(Status.Counted), move.Slot);
                transfers.Add(new Transfer(count.HolderId, lot, new Quantity(Math.Abs(move.Units)),
                    move.Units > 0 ? counted : own, move.Units > 0 ? own : counted, $"count-{line.Reason}",
                    $"{count.Source}/{line.Line}/{n + 1}", now.Day));
                if (move.Units > 0 && recalled) found.Add((recall, lot, move.Units));
            }
        }
        if (faults.Count > 0) return NotPosted(count, faults);
        long? link = null;
        if (transfers.Count > 0)
        {
            var posted = await Post.Load(batch, transfers, now, caller.PersonaId);
            if (!posted.Ok) return posted.Refusal!;
            link = posted.Value[0];
        }
        foreach (var (recall, lot, units) in found) RecallTasks.Counted(batch, recall, count.HolderId, lot, units);
        batch.Add("update stock_count set state = 'posted', ended_at = ?, ended_by = ?, approved_by = ?, " +
            "gain_ore = ?, loss_ore = ?, link = ?, version = version + 1 where id = ?",
            now, count.AskedBy ?? caller.Name, approvedBy, judged.Gain, judged.Loss, link, count.Id);
        await batch.Run();
        await Keep(tx, count, judged);
        return Answer(count, CountState.Posted, judged, left);
    }

    static CountAnswer Answer(StockCount count, CountState state, JudgedCount judged, long left) => new(count.Id, state,
        judged.Lines.Count, judged.Lines.Count(one => one.Facts.Difference != 0), judged.Gain, judged.Loss, left);

    static async Task<Finding> Reserved(Tx tx, StockCount count, CountLine line, long units)
    {
        var orders = await tx.List<string>("select distinct document from reservation where holder_id = " +
            "@HolderId and lot_id = @LotId and place_id = @PlaceId and state = 0 order by document",
            new { count.HolderId, line.LotId, line.PlaceId });
        return new("count-reserved", Severity.Block, (int)line.Line, [], "", Refusal.Of("count-reserved",
            [.. JudgedCount.About(line), "units", $"{units}", "orders", string.Join(", ", orders)]).Args);
    }

    // What each line said when it was booked, so that the report of the count never changes.
    static async Task Keep(Tx tx, StockCount count, JudgedCount judged)
    {
        await tx.Do("create temp table if not exists counted_line (line bigint, book bigint, value_ore bigint)");
        await tx.Do("delete from counted_line");
        await Bulk.Load(tx, "counted_line", ["line", "book", "value_ore"], judged.Lines.Select(one => (object?[])
            [one.Line.Line, one.Facts.Book, one.Facts.Value]));
        await tx.Do("update stock_count_line as x set book = c.book, value_ore = c.value_ore from counted_line c " +
            "where x.count_id = @Id and x.line = c.line", new { count.Id });
        await tx.Do("delete from counted_line");
    }
}
