using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Counts;

/// <summary>What is done with a count besides counting and booking it.</summary>
public static class CountWork
{
    /// <summary>
    /// Says that there is nothing of lines nobody has counted: of those named, or of all. Refuses what StockCount.Lock
    /// refuses, and count-lines-counted where none of them is uncounted.
    /// </summary>
    public static Task<Result<CountEntryAnswer>> Zero(
        Db db, long id, IReadOnlyList<long> lines, Moment now, Caller caller) => db.Write<CountEntryAnswer>(async tx =>
    {
        var count = await StockCount.Lock(tx, id, caller, CountState.Open);
        if (!count.Ok) return count.Refusal!;
        var open = (await tx.List<CountLine>("select line, article_number, lot_number, expires_on, lot_id, place_id " +
            "from stock_count_line where count_id = @id and counted is null order by line", new { id }))
            .Where(line => lines.Count == 0 || lines.Contains(line.Line)).ToList();
        if (open.Count == 0) return Refusal.Of("count-lines-counted", "count", $"{id}");
        await SaveCounted.Run(tx, count.Value, [.. open.Select(line => new EnteredLine(0, line.Line, false,
            line.ArticleNumber, line.LotNumber, line.ExpiresOn, line.LotId, line.PlaceId, 0))], false, "zero", now,
            now, caller);
        return new CountEntryAnswer(id, open.Count, 0);
    }, caller.Once);

    /// <summary>
    /// Says why lines differ. Refuses what StockCount.Lock refuses, count-reason-not-known and count-line-not-there.
    /// </summary>
    public static Task<Result<long>> Reason(
        Db db, long id, IReadOnlyList<long> lines, string? reason, string? text, Caller caller) =>
        db.Write<long>(async tx =>
        {
            var count = await StockCount.Lock(tx, id, caller, CountState.Open);
            if (!count.Ok) return count.Refusal!;
            if (!Kebab.TryParse<CountReason>(reason ?? "", out var why))
                return Refusal.Of("count-reason-not-known", "reason", reason ?? "",
                    "possible", string.Join(", ", Kebab.All<CountReason>()));
            var changed = await tx.Do("update stock_count_line set reason = @why, text = @text where count_id = @id " +
                "and line in @lines",
                new { id, why = Kebab.Of(why), text = text?.Trim() ?? "", lines = InList.Of(lines) });
            return changed == lines.Distinct().Count() ? changed : Refusal.Of("count-line-not-there", "count", $"{id}");
        }, caller.Once);

    /// <summary>Gives a count up; what was counted is kept, and nothing is booked.</summary>
    public static Task<Result<long>> Cancel(Db db, long id, string? text, Moment now, Caller caller) =>
        Move(db, id, CountState.Open, "state = 'cancelled', ended_at = @now, ended_by = @Name, text = @text",
            text, now, caller);

    /// <summary>Takes a count that waits for a second person back to be counted on.</summary>
    public static Task<Result<long>> SendBack(Db db, long id, string? text, Moment now, Caller caller) =>
        Move(db, id, CountState.Waiting, "state = 'open', asked_at = null, asked_by = null, asked_person = null, " +
            "text = @text", text, now, caller);

    static Task<Result<long>> Move(
        Db db, long id, CountState from, string set, string? text, Moment now, Caller caller) =>
        db.Write<long>(async tx =>
        {
            var count = await StockCount.Lock(tx, id, caller, from);
            if (!count.Ok) return count.Refusal!;
            await tx.Do($"update stock_count set {set}, version = version + 1 where id = @id",
                new { id, now, caller.Name, text = text?.Trim() ?? "" });
            return id;
        }, caller.Once);

    /// <summary>
    /// Undoes a posted count by a count that corrects it: each of its transfers is undone by one that names it. Answers
    /// the new count. Refuses what StockCount.Lock refuses, reason-missing, count-corrected-before,
    /// count-of-recalled-lots (the recall has answered for the units since) and not-enough-units.
    /// </summary>
    public static Task<Result<StockCount>> Reverse(Db db, long id, string? reason, Moment now, Caller caller) =>
        db.Write<StockCount>(async tx =>
        {
            var count = await StockCount.Lock(tx, id, caller, CountState.Posted);
            if (!count.Ok) return count.Refusal!;
            if (string.IsNullOrWhiteSpace(reason)) return Refusal.Of("reason-missing", "action", "undo");
            if (count.Value.CorrectedBy is not null || count.Value.Corrects is not null)
                return Refusal.Of("count-corrected-before", "count", $"{id}");
            var booked = await tx.List<TransferRow>($"select {Post.TransferColumns} from transfer where holder_id = " +
                "@HolderId and link = @Link order by id", new { count.Value.HolderId, count.Value.Link });
            if (booked.Any(row => row.ToStatus == Status.Recalled))
                return Refusal.Of("count-of-recalled-lots", "count", $"{id}");
            var (batch, next) = (new Batch(tx), tx.Ids.Next());
            if (booked.Count > 0)
            {
                var posted = await Post.Load(batch, [.. booked.Select(row => row.ToTransfer().Correction(
                    row.Id, $"count/{next}/{row.Id}", now.Day))], now, caller.PersonaId);
                if (!posted.Ok) return posted.Refusal!;
            }
            batch.Add("insert into stock_count (id, holder_id, place_id, blind, state, opened_at, opened_by, " +
                "ended_at, ended_by, text, gain_ore, loss_ore, corrects, version) values " +
                "(?, ?, ?, ?, 'posted', ?, ?, ?, ?, ?, ?, ?, ?, 1)", next, count.Value.HolderId, count.Value.PlaceId,
                false, now, caller.Name, now, caller.Name, reason.Trim(), count.Value.Loss, count.Value.Gain, id);
            batch.Add("update stock_count set corrected_by = ?, version = version + 1 where id = ?", next, id);
            await batch.Run();
            return (await tx.One<StockCount>($"{StockCount.Sql} where c.id = @next", new { next }))!;
        }, caller.Once, whenShort: Refusal.Of("not-enough-units"));
}
