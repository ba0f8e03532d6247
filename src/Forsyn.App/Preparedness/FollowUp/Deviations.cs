using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.FollowUp;

/// <param name="Grade">critical, major or other.</param>
/// <param name="Law">What it is a breach of.</param>
/// <param name="DueOn">yyyy-MM-dd; by the grade when left out.</param>
public sealed record DeviationRequest(string? Grade, string? Law, string? Text, string? DueOn = null);

/// <param name="Step">answer, accept, reject, extend or withdraw.</param>
/// <param name="DueOn">yyyy-MM-dd; a new deadline where it is rejected or extended.</param>
public sealed record DeviationSaid(string? Step, string? Text, string? DueOn = null, long? Attachment = null);

/// <summary>Fact: something was said of a deviation, by the holder or to it.</summary>
public sealed record DeviationSpokenOf(long Case, long Number, DeviationStep Step, long Holder);

/// <summary>Writes down deviations and what is said of them; none is deleted, a wrong one is withdrawn.</summary>
public static class Deviations
{
    /// <summary>
    /// Refuses supervision-unknown, supervision-not-in-state (deviations are written on the visit, before the report),
    /// and deviation-faulty with all that is wrong.
    /// </summary>
    public static Task<Result<SupervisionView>> Add(
        Db db, long id, DeviationRequest request, Moment now, Caller caller) => db.Write<SupervisionView>(async tx =>
    {
        await tx.Do("update supervision_case set version = version + 1 where id = @id", new { id });
        if (await Supervision.Read(tx, id, caller) is not { } view)
            return Refusal.Of("supervision-unknown", "case", $"{id}");
        if (view.Case.StateValue is not (SupervisionState.Opened or SupervisionState.Inspected))
            return Refusal.Of("supervision-not-in-state", "state", view.Case.State, "step", "deviation");
        var written = new WrittenForm("STP-011");
        var grade = written.Word<DeviationGrade>(request.Grade, "deviation-grade");
        var law = written.Text(request.Law, "deviation-law", WrittenForm.LongestLine);
        var text = written.Text(request.Text, "deviation-text");
        var due = written.Day(request.DueOn, "deviation-due", now.Day.AddDays(1), needed: false);
        if (written.Refused("deviation-faulty") is { } no) return no;
        await new Batch(tx).Add("insert into supervision_deviation (id, case_id, number, grade, law, text, due_on, " +
            "at, by_person) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", tx.Ids.Next(), id,
            view.Deviations.Select(one => one.Number).DefaultIfEmpty(0).Max() + 1, Kebab.Of(grade!.Value), law, text,
            due ?? DeviationFlow.Due(grade.Value, now.Day, Rules.Book.On(now.Day)), now, caller.Name).Run();
        return (await Supervision.Read(tx, id, caller))!;
    }, caller.Once);

    /// <summary>
    /// Says something of a deviation: a holder answers its own, all else is the regulator's. Refuses
    /// supervision-unknown, deviation-unknown, not-allowed, deviation-not-in-state, and deviation-faulty with all that
    /// is wrong.
    /// </summary>
    public static async Task<Result<SupervisionView>> Say(
        Db db, long id, long number, DeviationSaid said, Moment now, Caller caller)
    {
        var written = new WrittenForm("STP-011");
        var file = await written.Attachment(db, said.Attachment, caller);
        return await db.Write<SupervisionView>(async tx =>
        {
            written.Faults.RemoveAll(fault => fault.Code != "follow-up-file");
            await tx.Do("update supervision_case set version = version + 1 where id = @id", new { id });
            if (await Supervision.Read(tx, id, caller) is not { } view)
                return Refusal.Of("supervision-unknown", "case", $"{id}");
            if (view.Deviations.FirstOrDefault(one => one.Number == number) is not { } deviation)
                return Refusal.Of("deviation-unknown", "number", $"{number}");
            var step = written.Word<DeviationStep>(said.Step, "deviation-step");
            var text = written.Text(said.Text, "deviation-said");
            var sets = step is DeviationStep.Reject or DeviationStep.Extend;
            var due = sets ? written.Day(said.DueOn, "deviation-due", now.Day.AddDays(1)) : null;
            if (step is not { } taken) return written.Refused("deviation-faulty")!;
            var policy = taken == DeviationStep.Answer ? Policy.SupervisionAnswer : Policy.SupervisionManage;
            if (!caller.May(policy)) return Refusal.Of("not-allowed", "policy", policy);
            var after = DeviationFlow.After(deviation.State, taken);
            if (!after.Ok) return after.Refusal!;
            if (written.Refused("deviation-faulty") is { } no) return no;
            var batch = new Batch(tx).Add("insert into supervision_deviation_entry (id, deviation_id, step, text, " +
                "due_on, attachment_id, at, by_person, by_party) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", tx.Ids.Next(),
                deviation.Id, Kebab.Of(taken), text, due, file, now, caller.Name, caller.PartyName);
            if (file is { } one) Attachments.Belongs(batch, one, $"supervision/{id}", view.Case.HolderId);
            // Before the report is sent the holder has not heard of the deviation.
            if (view.Case.StateValue is SupervisionState.Reported)
                Outbox.Append(batch, new DeviationSpokenOf(id, number, taken, view.Case.HolderId), now);
            await batch.Run();
            return (await Supervision.Read(tx, id, caller))!;
        }, caller.Once);
    }
}
