using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Shortages;

/// <param name="Consequence">none, low, medium or high; of an assessment.</param>
/// <param name="Solution">equivalent-product, other-strength-or-pack, foreign-pack or other-treatment; of an assessment
/// with a consequence.</param>
/// <param name="ReviewOn">yyyy-MM-dd, when it is looked at again; of an assessment with a consequence.</param>
public sealed record NoticeMove(
    string? Text, string? Consequence = null, string? Solution = null, string? ReviewOn = null);

/// <summary>Assesses, closes or deletes a shortage notification; each is an entry that stays.</summary>
public static class MoveNotice
{
    /// <summary>
    /// Refuses notice-unknown, notice-not-in-state where it is closed or deleted, not-allowed, and notice-faulty.
    /// </summary>
    public static Task<Result<NoticeView>> Run(
        Db db, long id, NoticeStep step, NoticeMove move, Moment now, Caller caller) =>
        db.Write(tx => In(tx, id, step, move, now, caller), caller.Once);

    internal static async Task<Result<NoticeView>> In(
        Tx tx, long id, NoticeStep step, NoticeMove move, Moment now, Caller caller)
    {
        await ReportNotice.Lock(tx, id);
        if (await Notices.Find(tx, id, caller) is not { } row) return Refusal.Of("notice-unknown", "notice", $"{id}");
        if (!Notices.MayTake(step, caller)) return Refusal.Of("not-allowed", "policy", Policy.NoticeAssess);
        if (!row.IsOpen) return Refusal.Of("notice-not-in-state", "notice", $"{id}");
        var written = new WrittenForm("GOA-016");
        var text = written.Text(move.Text, "notice-text");
        var assesses = step == NoticeStep.Assess;
        var consequence = assesses ? written.Word<ShortageConsequence>(move.Consequence, "notice-consequence") : null;
        // What harms nobody needs no other medicine, and is not looked at again.
        var harms = assesses && consequence != ShortageConsequence.None;
        var solution = harms ? written.Word<ShortageSolution>(move.Solution, "notice-solution") : null;
        var review = harms ? written.Day(move.ReviewOn, "notice-review", now.Day) : null;
        if (written.Refused("notice-faulty") is { } no) return no;
        var batch = new Batch(tx).Add("insert into shortage_notice_entry (id, notice_id, step, consequence, " +
            "solution, review_on, text, at, by_person, by_party) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", tx.Ids.Next(),
            id, Kebab.Of(step), consequence is { } harm ? Kebab.Of(harm) : null,
            solution is { } way ? Kebab.Of(way) : null, review, text, now, caller.Name, caller.PartyName);
        if (!assesses)
            batch.Add("update shortage_notice set state = ?, ended_at = ? where id = ?",
                Kebab.Of(step == NoticeStep.Close ? NoticeState.Closed : NoticeState.Deleted), now, id);
        await batch.Run();
        return await Notices.View(tx, id, now.Day, caller);
    }
}
