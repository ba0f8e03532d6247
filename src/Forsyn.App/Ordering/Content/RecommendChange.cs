using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering.Content;

/// <summary>Fact: a change to what a programme offers was recommended.</summary>
public sealed record ChangeRecommended(long Change, string Name, DateOnly WantedFrom);

/// <param name="Kind">add or remove.</param>
/// <param name="Disease">Code of the disease to be vaccinated against; or else an article number.</param>
/// <param name="WantedFrom">yyyy-MM-dd, today or later.</param>
public sealed record RecommendationRequest(
    string? Programme, string? Kind, string? Disease, string? ArticleNumber, string? WantedFrom, string? Grounds);

/// <summary>
/// Writes down what is recommended that a programme offers. It says nothing of supply: that is answered by another
/// party (ACT-013).
/// </summary>
public static class RecommendChange
{
    /// <summary>
    /// Refuses not-allowed, programme-mandate for those whose mandate it is not, programme-change-open where the same
    /// waits for an answer, and programme-change-faulty with all that is wrong at once.
    /// </summary>
    public static Task<Result<ContentChange>> Run(
        Db db, RecommendationRequest request, Moment now, Caller caller) => db.Write<ContentChange>(async tx =>
    {
        if (await ProgrammeMandate.Missing(tx, Duty.ProgrammeContent, Policy.ProgrammeRecommend, now.Day, caller)
            is { } no) return no;
        await ProgrammeMandate.Lock(tx, request.Programme ?? "");
        var faults = new List<Finding>();
        var wanted = Read(request, now.Day, faults);
        var subject = await Subject(tx, request, faults);
        if (subject is not null && faults.Count == 0) await AsItIs(tx, request, subject, faults);
        if (subject is null || faults.Count > 0)
            return new Refusal("programme-change-faulty", Refusal.Of("", "errors", $"{faults.Count}").Args, faults);
        if (await tx.One<long?>("select id from programme_change where programme = @Programme " +
            "and subject_kind = @Kind and subject = @Code and outcome is null",
            new { request.Programme, subject.Kind, subject.Code }) is { } open)
            return Refusal.Of("programme-change-open", "change", $"{open}");
        var id = tx.Ids.Next();
        var batch = new Batch(tx).Add("insert into programme_change (id, programme, kind, subject_kind, subject, " +
            "wanted_from, grounds, recommended_on, recommended_at, recommended_person, recommended_by, " +
            "recommended_for) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, request.Programme, request.Kind,
            subject.Kind, subject.Code, wanted, request.Grounds!.Trim(), now.Day, now, caller.PersonaId, caller.Name,
            caller.PartyName);
        Outbox.Append(batch, new ChangeRecommended(id, subject.Name, wanted), now);
        await batch.Run();
        return (await ContentChanges.Get(tx, id, now.Day))!;
    }, caller.Once);

    /// <summary>
    /// Takes a recommendation back before it is answered; refuses as <see cref="Run"/>, programme-change-unknown and
    /// programme-change-closed.
    /// </summary>
    public static Task<Result<ContentChange>> Withdraw(Db db, long id, Moment now, Caller caller) =>
        db.Write<ContentChange>(async tx =>
        {
            if (await ProgrammeMandate.Missing(tx, Duty.ProgrammeContent, Policy.ProgrammeRecommend, now.Day, caller)
                is { } no) return no;
            var open = await AnswerRecommendation.Open(tx, id, now.Day);
            if (!open.Ok) return open.Refusal!;
            await tx.Do("update programme_change set outcome = @outcome, answered_on = @Day, answered_at = @now, " +
                "answered_person = @PersonaId, answered_by = @Name, answered_for = @PartyName where id = @id", new
            {
                id, outcome = Kebab.Of(ProgrammeChangeState.Withdrawn), now.Day, now, caller.PersonaId, caller.Name,
                caller.PartyName,
            });
            return (await ContentChanges.Get(tx, id, now.Day))!;
        }, caller.Once);

    static DateOnly Read(RecommendationRequest request, DateOnly today, List<Finding> faults)
    {
        if (Programmes.Find(request.Programme) is null)
            faults.Add(Fault("programme-change-programme", "programme", request.Programme ?? ""));
        if (!Kebab.TryParse<ProgrammeChangeKind>(request.Kind ?? "", out _))
            faults.Add(Fault("programme-change-kind", "kind", request.Kind ?? ""));
        if (!DateOnly.TryParseExact(request.WantedFrom?.Trim(), "yyyy-MM-dd", out var day) || day < today)
            faults.Add(Fault("programme-change-from", "day", request.WantedFrom ?? ""));
        if (string.IsNullOrWhiteSpace(request.Grounds)) faults.Add(Fault("programme-change-grounds"));
        return day;
    }

    sealed class Subjected
    {
        public string Kind { get; init; } = "";
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
    }

    // Exactly one of a disease and a product, and one that the catalogue knows.
    static async Task<Subjected?> Subject(Tx tx, RecommendationRequest request, List<Finding> faults)
    {
        var (disease, article) = (request.Disease?.Trim() ?? "", request.ArticleNumber?.Trim() ?? "");
        var found = (disease, article) switch
        {
            ({ Length: > 0 }, "") => await tx.One<Subjected>(
                "select 'disease' as kind, code, name_nb as name from disease where code = @disease", new { disease }),
            ("", { Length: > 0 }) => await tx.One<Subjected>("select 'product' as kind, article_number as code, name " +
                "from product where article_number = @article", new { article }),
            _ => null,
        };
        if (found is null)
            faults.Add(disease == "" == (article == "") ? Fault("programme-change-subject")
                : Fault("programme-change-subject-unknown", "subject", disease + article));
        return found;
    }

    // What was accepted last says what the programme offers; before that, for a product, the catalogue does.
    static async Task AsItIs(Tx tx, RecommendationRequest request, Subjected subject, List<Finding> faults)
    {
        var add = Kebab.Of(ProgrammeChangeKind.Add);
        var last = await tx.One<string>("select kind from programme_change where programme = @Programme and " +
            "subject_kind = @Kind and subject = @Code and outcome = 'accepted' order by in_force_on desc limit 1",
            new { request.Programme, subject.Kind, subject.Code });
        bool? offered = last is not null ? last == add : subject.Kind == Kebab.Of(ProgrammeSubject.Product)
            ? await tx.One<bool>($"select {ProgrammeFigures.Column(Programmes.Find(request.Programme)!.Group)} " +
                "from product where article_number = @Code", new { subject.Code }) : null;
        if (offered == (request.Kind == add))
            faults.Add(Fault($"programme-change-{(offered.Value ? "offered" : "not-offered")}", "name", subject.Name));
    }

    internal static Finding Fault(string code, params string[] args) =>
        new(code, Severity.Block, null, [], "", Refusal.Of(code, args).Args);
}
