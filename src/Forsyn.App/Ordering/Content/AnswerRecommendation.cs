using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering.Content;

/// <summary>Fact: a recommendation was accepted or sent back.</summary>
public sealed record RecommendationAnswered(long Change, string Name, bool Accepted);

/// <param name="Accept">Whether supply is answered for; otherwise it is sent back.</param>
/// <param name="InForceOn">yyyy-MM-dd, the first day; left out when it is sent back.</param>
/// <param name="Note">How it is procured, or why it is sent back.</param>
public sealed record AnswerRequest(bool Accept, string? InForceOn, string? Note);

/// <summary>
/// The one who answers for supply and procurement accepts a recommendation from a day, or sends it back. Never the one
/// who recommended it, whatever roles that person has (ACT-013).
/// </summary>
public static class AnswerRecommendation
{
    /// <summary>
    /// Refuses not-allowed, programme-mandate for those whose mandate it is not, programme-change-unknown,
    /// programme-change-closed, programme-change-own, and programme-answer-faulty with all that is wrong at once.
    /// </summary>
    public static Task<Result<ContentChange>> Run(
        Db db, long id, AnswerRequest request, Moment now, Caller caller) => db.Write<ContentChange>(async tx =>
    {
        if (await ProgrammeMandate.Missing(tx, Duty.ProgrammeSupply, Policy.ProgrammeSupply, now.Day, caller)
            is { } no) return no;
        var open = await Open(tx, id, now.Day);
        if (!open.Ok) return open.Refusal!;
        if (await tx.One<string>("select recommended_person from programme_change where id = @id", new { id })
            == caller.PersonaId) return Refusal.Of("programme-change-own", "change", $"{id}");
        var faults = new List<Finding>();
        var day = request.Accept ? await FirstDay(tx, open.Value, request.InForceOn, now.Day, faults) : null;
        if (string.IsNullOrWhiteSpace(request.Note)) faults.Add(RecommendChange.Fault("programme-answer-note"));
        if (faults.Count > 0)
            return new Refusal("programme-answer-faulty", Refusal.Of("", "errors", $"{faults.Count}").Args, faults);
        var outcome = Kebab.Of(request.Accept ? ProgrammeChangeState.Accepted : ProgrammeChangeState.SentBack);
        var batch = new Batch(tx).Add("update programme_change set outcome = ?, answered_on = ?, answered_at = ?, " +
            "answered_person = ?, answered_by = ?, answered_for = ?, note = ?, in_force_on = ? where id = ?",
            outcome, now.Day, now, caller.PersonaId, caller.Name, caller.PartyName, request.Note!.Trim(), day, id);
        Outbox.Append(batch, new RecommendationAnswered(id, open.Value.NameNb, request.Accept), now);
        await batch.Run();
        return (await ContentChanges.Get(tx, id, now.Day))!;
    }, caller.Once);

    internal static async Task<Result<ContentChange>> Open(Tx tx, long id, DateOnly today)
    {
        var programme = await tx.One<string>("select programme from programme_change where id = @id", new { id });
        if (programme is not null) await ProgrammeMandate.Lock(tx, programme);
        return await ContentChanges.Get(tx, id, today) is not { } change
                ? Refusal.Of("programme-change-unknown", "change", $"{id}")
            : change.State != Kebab.Of(ProgrammeChangeState.Recommended)
                ? Refusal.Of("programme-change-closed", "change", $"{id}") : change;
    }

    // Not before it was recommended for, nor on or before the day of an earlier change of the same thing.
    static async Task<DateOnly?> FirstDay(
        Tx tx, ContentChange change, string? written, DateOnly today, List<Finding> faults)
    {
        if (!DateOnly.TryParseExact(written?.Trim(), "yyyy-MM-dd", out var day)
            || !ProgrammeChanges.MayHoldFrom(day, change.WantedFrom, today))
            faults.Add(RecommendChange.Fault("programme-answer-day", "day", written ?? "",
                "from", $"{(change.WantedFrom > today ? change.WantedFrom : today):yyyy-MM-dd}"));
        else if (await tx.One<DateOnly?>("select max(in_force_on) from programme_change where outcome = 'accepted' " +
            "and programme = @Programme and subject_kind = @SubjectKind and subject = @Subject",
            new { change.Programme, change.SubjectKind, change.Subject }) is { } last && last >= day)
            faults.Add(RecommendChange.Fault("programme-answer-later", "day", $"{last:yyyy-MM-dd}"));
        return day;
    }
}
