using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Shortages.Risks;

/// <param name="Likelihood">1 to 5.</param>
/// <param name="Consequence">1 to 5.</param>
/// <param name="Owner">Who follows it.</param>
/// <param name="ReviewOn">yyyy-MM-dd.</param>
public sealed record RiskAssessment(
    string? Likelihood, string? Consequence, string? Owner, string? ReviewOn, string? Text);

/// <param name="Subject">substance, supplier or supply-chain.</param>
/// <param name="Atc">Codes, separated by commas; may be empty.</param>
public sealed record RiskRequest(
    string? Subject, string? Title, string? MayHappen, string? Cause, string? Atc, RiskAssessment? Assessment);

/// <param name="DueOn">yyyy-MM-dd.</param>
public sealed record MeasureRequest(string? Text, string? Owner, string? DueOn);

/// <param name="Done">True when it is done, false when it is dropped.</param>
public sealed record MeasureEnd(bool Done, string? Text);

/// <summary>Keeps the register of risks: opens, assesses, acts on and closes. What was written stays.</summary>
public static class KeepRisk
{
    /// <summary>Refuses risk-faulty with all that is wrong at once.</summary>
    public static Task<Result<RiskView>> Open(Db db, RiskRequest request, Moment now, Caller caller) =>
        db.Write(tx => Open(tx, request, made: false, now, caller), caller.Once);

    internal static async Task<Result<RiskView>> Open(
        Tx tx, RiskRequest request, bool made, Moment now, Caller caller)
    {
        var written = new WrittenForm("GOA-017");
        var subject = written.Word<RiskSubject>(request.Subject, "risk-subject");
        var title = written.Text(request.Title, "risk-title", WrittenForm.LongestLine);
        var may = written.Text(request.MayHappen, "risk-may-happen");
        var cause = written.Text(request.Cause, "risk-cause");
        var codes = DecideRestriction.Words([request.Atc?.ToUpperInvariant() ?? ""]);
        foreach (var odd in codes.Where(code => code.Length > 7 || !code.All(char.IsAsciiLetterOrDigit)))
            written.Fault("risk-atc", "atc", odd);
        var assessment = Read(request.Assessment, now, written);
        if (written.Refused("risk-faulty") is { } no) return no;
        var id = tx.Ids.Next();
        var batch = new Batch(tx).Add("insert into risk (id, subject, title, may_happen, cause, atc, made, " +
            "opened_at, opened_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", id, Kebab.Of(subject!.Value), title, may, cause,
            string.Join(',', codes), made, now, caller.Name);
        Insert(batch, id, assessment, now, caller);
        await batch.Run();
        return await RiskRegister.View(tx, id);
    }

    /// <summary>Assesses a risk anew. Refuses risk-unknown, risk-not-in-state where it is closed, and risk-faulty.
    /// </summary>
    public static Task<Result<RiskView>> Assess(Db db, long id, RiskAssessment request, Moment now, Caller caller) =>
        Change(db, id, caller, (_, batch, written) =>
        {
            var assessment = Read(request, now, written);
            if (written.Faults.Count == 0) Insert(batch, id, assessment, now, caller);
        });

    /// <summary>Closes a risk with the reason. Refuses as above.</summary>
    public static Task<Result<RiskView>> Close(Db db, long id, string? reason, Moment now, Caller caller) =>
        Change(db, id, caller, (_, batch, written) => batch
            .Add("insert into risk_entry (id, risk_id, step, text, at, by_person) values (?, ?, 'close', ?, ?, ?)",
                batch.Tx.Ids.Next(), id, written.Text(reason, "risk-text"), now, caller.Name)
            .Add("update risk set closed_at = ? where id = ?", now, id));

    /// <summary>Adds a measure with an owner and a deadline. Refuses as above.</summary>
    public static Task<Result<RiskView>> Measure(Db db, long id, MeasureRequest request, Moment now, Caller caller) =>
        Change(db, id, caller, (view, batch, written) => batch.Add("insert into risk_measure (id, risk_id, number, " +
            "text, owner, due_on, at, by_person) values (?, ?, ?, ?, ?, ?, ?, ?)", batch.Tx.Ids.Next(), id,
            view.Risk.Measures + 1,
            written.Text(request.Text, "risk-measure"),
            written.Text(request.Owner, "risk-owner", WrittenForm.LongestLine),
            written.Day(request.DueOn, "risk-due", now.Day), now, caller.Name));

    /// <summary>Ends a measure, done or dropped. Refuses as above.</summary>
    public static Task<Result<RiskView>> End(
        Db db, long id, long number, MeasureEnd end, Moment now, Caller caller) =>
        Change(db, id, caller, (view, batch, written) =>
        {
            if (view.Measures.All(one => one.Number != number || one.Done is not null))
                written.Fault("risk-measure-ended", "n", $"{number}");
            batch.Add("insert into risk_measure_end (risk_id, number, done, text, at, by_person) " +
                "values (?, ?, ?, ?, ?, ?)", id, number, end.Done, written.Text(end.Text, "risk-text"), now,
                caller.Name);
        });

    static Task<Result<RiskView>> Change(Db db, long id, Caller caller, Action<RiskView, Batch, WrittenForm> change) =>
        db.Write<RiskView>(async tx =>
        {
            if (tx.Kind == DbKind.Postgres)
                await tx.List<long>("select id from risk where id = @id for update", new { id });
            var view = await RiskRegister.View(tx, id);
            if (!view.Ok) return view;
            if (!view.Value.Risk.IsOpen) return Refusal.Of("risk-not-in-state", "risk", $"{id}");
            var (batch, written) = (new Batch(tx), new WrittenForm("GOA-017"));
            change(view.Value, batch, written);
            if (written.Refused("risk-faulty") is { } no) return no;
            await batch.Run();
            return await RiskRegister.View(tx, id);
        }, caller.Once);

    static Assessed Read(RiskAssessment? request, Moment now, WrittenForm written)
    {
        long Step(string? text, string code)
        {
            var step = written.Whole(text, code, RiskRules.Steps);
            if (step == 0) written.Fault(code, "value", "0", "most", $"{RiskRules.Steps}");
            return step ?? 0;
        }
        return new(Step(request?.Likelihood, "risk-likelihood"), Step(request?.Consequence, "risk-consequence"),
            written.Text(request?.Owner, "risk-owner", WrittenForm.LongestLine),
            written.Day(request?.ReviewOn, "risk-review", now.Day), written.Text(request?.Text, "risk-text"));
    }

    static void Insert(Batch batch, long id, Assessed one, Moment now, Caller caller) => batch.Add("insert into " +
        "risk_entry (id, risk_id, step, likelihood, consequence, class, owner, review_on, text, at, by_person) " +
        "values (?, ?, 'assess', ?, ?, ?, ?, ?, ?, ?, ?)", batch.Tx.Ids.Next(), id, one.Likelihood, one.Consequence,
        Kebab.Of(RiskRules.RiskIsClassedByItsScore(one.Likelihood, one.Consequence, Rules.Book.On(now.Day))), one.Owner,
        one.ReviewOn, one.Text, now, caller.Name);

    sealed record Assessed(long Likelihood, long Consequence, string Owner, DateOnly? ReviewOn, string Text);
}
