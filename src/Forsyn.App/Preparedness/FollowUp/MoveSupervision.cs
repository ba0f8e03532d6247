using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.FollowUp;

/// <param name="Year">The year it is planned for; this one when left out.</param>
/// <param name="Announced">The holder is told before the visit.</param>
/// <param name="VisitOn">yyyy-MM-dd, where it is known already.</param>
public sealed record SupervisionPlan(
    string? Holder, string? Scheme, string? Reasons, bool Announced = true, int? Year = null, string? VisitOn = null,
    string? Inspectors = null);

/// <param name="Step">open, inspect, report, close, cancel, reopen or note.</param>
/// <param name="Text">What is said; for a letter, what stands in it.</param>
/// <param name="VisitOn">yyyy-MM-dd; asked for when it is opened, and may be changed when it is inspected.</param>
public sealed record SupervisionMove(
    string? Step, string? Text, string? VisitOn = null, string? Inspectors = null, long? Attachment = null);

/// <summary>Fact: a case of supervision came on, and its holder is told.</summary>
public sealed record SupervisionMoved(long Case, SupervisionStep Step, long Holder);

/// <summary>Plans a case of supervision and takes it from step to step; nothing that was written is changed.</summary>
public static class MoveSupervision
{
    /// <summary>Refuses supervision-faulty with all that is wrong.</summary>
    public static Task<Result<SupervisionCase>> Plan(Db db, SupervisionPlan plan, Moment now, Caller caller) =>
        db.Write<SupervisionCase>(async tx =>
        {
            var written = new WrittenForm("STP-011");
            var reasons = written.Text(plan.Reasons, "supervision-reasons");
            var scheme = Schemes.All.On(plan.Scheme ?? "", now.Day);
            if (scheme is null || scheme.Holders.All(key => key.Value != plan.Holder))
                written.Fault("supervision-holder", "holder", plan.Holder ?? "", "scheme", plan.Scheme ?? "");
            if (plan.Year is { } year && (year < now.Day.Year || year > now.Day.Year + 5))
                written.Fault("supervision-year", "year", $"{year}");
            var visit = written.Day(plan.VisitOn, "supervision-visit", now.Day, needed: false);
            var inspectors = written.Text(plan.Inspectors, "supervision-inspectors", WrittenForm.LongestLine, false);
            if (written.Refused("supervision-faulty") is { } no) return no;
            var risk = (await RankHolders.In(tx, now.Day)).First(one => one.Holder == plan.Holder);
            var id = await Save(tx, plan, reasons, visit, inspectors, risk, made: false, now, caller);
            return (await tx.One<SupervisionCase>($"{SupervisionCase.Sql} where c.id = @id", new { id }))!;
        }, caller.Once);

    internal static async Task<long> Save(Tx tx, SupervisionPlan plan, string reasons, DateOnly? visit,
        string inspectors, SupervisionRisk risk, bool made, Moment now, Caller caller)
    {
        var id = tx.Ids.Next();
        var batch = new Batch(tx).Add("insert into supervision_case (id, year, scheme, holder, announced, reasons, " +
            "short_days, late_reports, visit_on, inspectors, state, made, planned_at, planned_by, version) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", id, (long)(plan.Year ?? now.Day.Year), plan.Scheme,
            plan.Holder, plan.Announced, reasons, risk.ShortDays, risk.LateReports, visit, inspectors,
            Kebab.Of(SupervisionState.Planned), made, now, caller.Name);
        Entry(batch, id, SupervisionStep.Plan, reasons, visit, inspectors, null, now, caller);
        await batch.Run();
        return id;
    }

    /// <summary>
    /// Takes a step, or writes a note. Refuses supervision-unknown, supervision-changed-meanwhile,
    /// supervision-not-in-state, and supervision-faulty with all that is missing: a day and inspectors before it is
    /// opened, a counted sample before it is inspected, no open deviation before it is closed.
    /// </summary>
    public static async Task<Result<SupervisionView>> Run(
        Db db, long id, SupervisionMove move, Moment now, Caller caller, long? version = null)
    {
        var written = new WrittenForm("STP-011");
        var file = await written.Attachment(db, move.Attachment, caller);
        return await db.Write<SupervisionView>(async tx =>
        {
            written.Faults.RemoveAll(fault => fault.Code != "follow-up-file");
            await tx.Do("update supervision_case set version = version + 1 where id = @id", new { id });
            if (await Supervision.Read(tx, id, caller) is not { } view)
                return Refusal.Of("supervision-unknown", "case", $"{id}");
            if (version is { } seen && seen != view.Case.Version - 1)
                return Refusal.Of("supervision-changed-meanwhile", "case", $"{id}");
            var text = written.Text(move.Text, "supervision-text");
            var step = written.Word<SupervisionStep>(move.Step, "supervision-step");
            var visit = Visit(view, step, move, now, written);
            var inspectors = written.Text(move.Inspectors, "supervision-inspectors", WrittenForm.LongestLine, false);
            if (inspectors == "") inspectors = view.Case.Inspectors;
            Check(view, step, visit, inspectors, now.Day, written);
            if (step is not { } taken) return written.Refused("supervision-faulty")!;
            var after = SupervisionFlow.After(view.Case.StateValue, taken);
            if (!after.Ok) return after.Refusal!;
            if (written.Refused("supervision-faulty") is { } no) return no;
            var batch = new Batch(tx).Add("update supervision_case set state = ?, visit_on = ?, inspectors = ? " +
                "where id = ?", Kebab.Of(after.Value), visit, inspectors, id);
            Entry(batch, id, taken, text, visit, inspectors, file, now, caller);
            if (file is { } one) Attachments.Belongs(batch, one, $"supervision/{id}", view.Case.HolderId);
            if (taken is not (SupervisionStep.Note or SupervisionStep.Cancel or SupervisionStep.Inspect))
                Outbox.Append(batch, new SupervisionMoved(id, taken, view.Case.HolderId), now);
            await batch.Run();
            return (await Supervision.Read(tx, id, caller))!;
        }, caller.Once);
    }

    // A visit is planned for a day to come, and has been on a day that has come.
    static DateOnly? Visit(SupervisionView view, SupervisionStep? step, SupervisionMove move, Moment now,
        WrittenForm written) => step switch
    {
        SupervisionStep.Open => string.IsNullOrWhiteSpace(move.VisitOn) ? view.Case.VisitOn
            : written.Day(move.VisitOn, "supervision-visit", now.Day),
        SupervisionStep.Inspect => string.IsNullOrWhiteSpace(move.VisitOn)
            ? view.Case.VisitOn <= now.Day ? view.Case.VisitOn : now.Day
            : written.Day(move.VisitOn, "supervision-visited", view.Case.PlannedAt.Day, now.Day),
        _ => view.Case.VisitOn,
    };

    static void Check(
        SupervisionView view, SupervisionStep? step, DateOnly? visit, string inspectors, DateOnly today,
        WrittenForm written)
    {
        if (step == SupervisionStep.Open)
        {
            // The holder hears of it when the case is opened.
            if (!view.Case.Announced && visit > today)
                written.Fault("supervision-too-early", "day", $"{visit:yyyy-MM-dd}");
            if (visit is null && written.Faults.All(fault => fault.Code != "supervision-visit"))
                written.Fault("supervision-visit", "day", "", "first", "", "last", "");
            if (inspectors == "") written.Fault("supervision-inspectors", "most", $"{WrittenForm.LongestLine}");
        }
        if (step == SupervisionStep.Inspect)
        {
            if (view.Sample.Count == 0) written.Fault("supervision-no-sample");
            foreach (var line in view.Sample.Where(line => line.Counted is null))
                written.At((int)line.Line, "supervision-not-counted", "lot", line.LotNumber);
            foreach (var line in view.Sample.Where(line => line.Difference is not (null or 0) && line.Cause is null))
                written.At((int)line.Line, "supervision-no-cause", "lot", line.LotNumber);
        }
        if (step == SupervisionStep.Close)
            foreach (var deviation in view.Deviations.Where(deviation => deviation.IsOpen))
                written.At((int)deviation.Number, "supervision-open-deviation", "number", $"{deviation.Number}");
    }

    static void Entry(Batch batch, long id, SupervisionStep step, string text, DateOnly? visit, string inspectors,
        long? file, Moment now, Caller caller) => batch.Add("insert into supervision_entry (id, case_id, step, text, " +
        "visit_on, inspectors, attachment_id, at, by_person, by_party) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        batch.Tx.Ids.Next(), id, Kebab.Of(step), text, visit, inspectors, file, now, caller.Name, caller.PartyName);
}
