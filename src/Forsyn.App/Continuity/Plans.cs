using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.Core.Continuity;

namespace Forsyn.App.Continuity;

/// <summary>One of the four plans with its newest test; what is not there yet is empty.</summary>
public sealed record ContinuityPlan(
    PlanKind Kind, string Responsible, DateOnly? NextTestOn, long? AttachmentId, PlanTest? LastTest,
    IReadOnlyList<PlanWarning> Warnings, long Version);

/// <param name="Hours">How long the system ran on its own, in hours.</param>
public sealed record PlanTest(long Id, DateOnly TestedOn, TestResult Result, long Hours, string Notes, string By);

/// <summary>The four plans, and how long the system is to run on its own.</summary>
public sealed record ContinuityOverview(long RunsAloneHours, IReadOnlyList<ContinuityPlan> Plans)
{
    public bool Kept => Plans.All(plan => plan.Warnings.Count == 0);
}

/// <param name="NextTestOn">yyyy-MM-dd.</param>
/// <param name="Attachment">The plan as a document, saved before; what there was stays when left out.</param>
public sealed record PlanRequest(string? Responsible, string? NextTestOn, long? Attachment = null);

/// <param name="TestedOn">yyyy-MM-dd; today when left out.</param>
/// <param name="Result">passed, partly or failed.</param>
/// <param name="NextTestOn">yyyy-MM-dd; when the plan is tested next.</param>
public sealed record PlanTestRequest(
    string? TestedOn, string? Result, long? Hours, string? Notes, string? NextTestOn);

/// <summary>Keeps the continuity plans for loss of electricity, ICT, electronic communication and water.</summary>
public static class Plans
{
    const int LongestText = 500;

    public static async Task<ContinuityOverview> Run(Db db, DateOnly today)
    {
        var plans = (await db.List<PlanRow>("select * from continuity_plan")).ToDictionary(row => row.Kind);
        var tests = (await db.List<TestRow>("select t.* from continuity_test t where t.id = (select n.id from " +
            "continuity_test n where n.kind = t.kind order by n.tested_on desc, n.id desc limit 1)"))
            .ToDictionary(row => row.Kind);
        var hours = Rules.Book.On(today).Hours("runs-alone-hours");
        return new(hours, [.. Enum.GetValues<PlanKind>().Select(kind =>
        {
            var plan = plans.GetValueOrDefault(Kebab.Of(kind));
            var test = tests.GetValueOrDefault(Kebab.Of(kind))?.ToTest();
            var kept = new KeptPlan(plan?.Responsible ?? "", plan?.NextTestOn, test?.TestedOn, test?.Result,
                test?.Hours);
            return new ContinuityPlan(kind, kept.Responsible, kept.NextTestOn, plan?.AttachmentId, test,
                PlanRules.Warnings(kept, today, hours), plan?.Version ?? 0);
        })]);
    }

    /// <summary>The tests of a plan, the newest first.</summary>
    public static async Task<IReadOnlyList<PlanTest>> Tests(Db db, PlanKind kind) =>
        [.. (await db.List<TestRow>("select * from continuity_test where kind = @kind " +
            "order by tested_on desc, id desc limit 100", new { kind = Kebab.Of(kind) })).Select(row => row.ToTest())];

    /// <summary>Writes who answers for a plan and when it is tested next; refuses plan-faulty with all that is
    /// wrong.</summary>
    public static async Task<Result<ContinuityPlan>> Save(
        Db db, PlanKind kind, PlanRequest request, Moment now, Caller caller)
    {
        var faults = new List<Finding>();
        var responsible = request.Responsible?.Trim() ?? "";
        if (responsible.Length is 0 or > LongestText) faults.Add(Fault("plan-responsible"));
        var next = Next(request.NextTestOn, now.Day, now.Day, faults);
        if (request.Attachment is { } id && !(await Attachments.Find(db, id, caller)).Ok)
            faults.Add(Fault("plan-document", "id", $"{id}"));
        if (faults.Count > 0) return Faulty(faults);
        var saved = await db.Write<bool>(async tx =>
        {
            await Put(tx, kind, responsible, next, request.Attachment, now, caller.PersonaId);
            return true;
        }, caller.Once);
        return saved.Ok ? (await Run(db, now.Day)).Plans.First(plan => plan.Kind == kind) : saved.Refusal!;
    }

    internal static async Task Put(
        Tx tx, PlanKind kind, string responsible, DateOnly next, long? document, Moment now, string by)
    {
        var batch = new Batch(tx).Add("insert into continuity_plan (kind, responsible, next_test_on, attachment_id, " +
            "changed_at, changed_by, version) values (?, ?, ?, ?, ?, ?, 1) on conflict (kind) do update set " +
            "responsible = excluded.responsible, next_test_on = excluded.next_test_on, " +
            "attachment_id = coalesce(excluded.attachment_id, continuity_plan.attachment_id), " +
            "changed_at = excluded.changed_at, changed_by = excluded.changed_by, version = continuity_plan.version + 1",
            Kebab.Of(kind), responsible, next, document, now, by);
        if (document is { } id) Attachments.Belongs(batch, id, $"continuity/{Kebab.Of(kind)}");
        await batch.Run();
    }

    /// <summary>Writes down a test, and when the next is; refuses plan-faulty with all that is wrong.</summary>
    public static async Task<Result<ContinuityPlan>> Tested(
        Db db, PlanKind kind, PlanTestRequest request, Moment now, Caller caller)
    {
        var faults = new List<Finding>();
        var plan = (await Run(db, now.Day)).Plans.First(one => one.Kind == kind);
        if (plan.Responsible == "") faults.Add(Fault("plan-missing"));
        var day = now.Day;
        if (!string.IsNullOrWhiteSpace(request.TestedOn)
            && (!DateOnly.TryParseExact(request.TestedOn, "yyyy-MM-dd", out day) || day > now.Day))
            faults.Add(Fault("plan-tested-on", "day", request.TestedOn));
        if (!Kebab.TryParse<TestResult>(request.Result ?? "", out var result))
            faults.Add(Fault("plan-result", "possible", string.Join(", ", Kebab.All<TestResult>())));
        if (request.Hours is null or < 0 or > 10_000) faults.Add(Fault("plan-hours"));
        if (request.Notes?.Length > LongestText) faults.Add(Fault("plan-notes", "most", $"{LongestText}"));
        var next = Next(request.NextTestOn, day, now.Day, faults);
        if (faults.Count > 0) return Faulty(faults);
        var saved = await db.Write<bool>(async tx =>
        {
            await Add(tx, kind, new(tx.Ids.Next(), day, result, request.Hours!.Value, request.Notes?.Trim() ?? "",
                caller.Name), now);
            await Put(tx, kind, plan.Responsible, next, null, now, caller.PersonaId);
            return true;
        }, caller.Once);
        return saved.Ok ? (await Run(db, now.Day)).Plans.First(one => one.Kind == kind) : saved.Refusal!;
    }

    internal static Task Add(Tx tx, PlanKind kind, PlanTest test, Moment now) => new Batch(tx).Add(
        "insert into continuity_test (id, kind, tested_on, result, hours, notes, recorded_at, recorded_by) " +
        "values (?, ?, ?, ?, ?, ?, ?, ?)", test.Id, Kebab.Of(kind), test.TestedOn, Kebab.Of(test.Result), test.Hours,
        test.Notes, now, test.By).Run();

    // Not in the past, and no longer after the last test than plans may go untested.
    static DateOnly Next(string? text, DateOnly from, DateOnly today, List<Finding> faults)
    {
        var last = PlanRules.LatestTest(from, Rules.Book.On(today).Months("continuity-test-months"));
        if (!DateOnly.TryParseExact(text ?? "", "yyyy-MM-dd", out var next) || next < today || next > last)
            faults.Add(Fault("plan-next-test", "first", $"{today:yyyy-MM-dd}", "last", $"{last:yyyy-MM-dd}"));
        return next;
    }

    static Finding Fault(string code, params string[] args) =>
        new(code, Severity.Block, null, ["REP-013"], "", Refusal.Of(code, args).Args);

    static Refusal Faulty(List<Finding> faults) => new("plan-faulty", new Dictionary<string, string>(), faults);

    sealed class PlanRow
    {
        public string Kind { get; init; } = "";
        public string Responsible { get; init; } = "";
        public DateOnly NextTestOn { get; init; }
        public long? AttachmentId { get; init; }
        public long Version { get; init; }
    }

    sealed class TestRow
    {
        public long Id { get; init; }
        public string Kind { get; init; } = "";
        public DateOnly TestedOn { get; init; }
        public string Result { get; init; } = "";
        public long Hours { get; init; }
        public string Notes { get; init; } = "";
        public string RecordedBy { get; init; } = "";

        public PlanTest ToTest() => new(Id, TestedOn, Kebab.Read<TestResult>(Result), Hours, Notes, RecordedBy);
    }
}
