using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Shortages;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Preparedness.FollowUp;

/// <summary>A figure beside what is written; its text is criteria.figure and the key.</summary>
/// <param name="Unit">count, hours, ore, or share in millionths.</param>
public sealed record GoalFigure(string Key, long Value, string Unit = "count");

/// <summary>A criterion or a parameter: what is written of it, and the figures the system has.</summary>
public sealed record SubjectView(
    GoalSubject Subject, string? Text, Moment? At, string? ByPerson, IReadOnlyList<GoalFigure> Figures);

/// <summary>Hours and money used on supervision.</summary>
public sealed class SupervisionUse
{
    public long Id { get; init; }
    public DateOnly UsedOn { get; init; }
    public long Hours { get; init; }
    public long CostOre { get; init; }
    public string Text { get; init; } = "";
    public string ByPerson { get; init; } = "";
}

/// <summary>The criteria and parameters of goal 2.3 in a half-year.</summary>
/// <param name="Shortages">What the figures beside the work with shortage notifications are made of.</param>
public sealed record CriteriaView(
    string Half, IReadOnlyList<SubjectView> Subjects, IReadOnlyList<SupervisionUse> Uses, NoticeStatistics Shortages);

/// <param name="Half">2026-1 or 2026-2.</param>
public sealed record CriterionRequest(string? Half, string? Subject, string? Text);

/// <param name="UsedOn">yyyy-MM-dd; today when left out.</param>
/// <param name="Kroner">Whole kroner.</param>
public sealed record UseRequest(string? UsedOn, string? Hours, string? Kroner, string? Text);

/// <summary>What the agency reports under goal 2.3: its own words with the figures the system has.</summary>
public static class Criteria
{
    const long MostHours = 100_000, MostKroner = 100_000_000;
    const string Standing = "u.withdraws is null and not exists (select 1 from supervision_use w " +
        "where w.withdraws = u.id)";

    /// <summary>Refuses half-year-unreadable.</summary>
    public static async Task<Result<CriteriaView>> Get(Db db, string? half, DateOnly today)
    {
        if (!Read(half, today, out var period)) return Refusal.Of("half-year-unreadable", "half", half ?? "");
        return await db.Snapshot(async tx =>
        {
            var texts = (await tx.List<TextRow>("select subject, text, at, by_person from criterion_text " +
                "where half = @half order by id", new { half = $"{period}" })).GroupBy(row => row.Subject)
                .ToDictionary(rows => rows.Key, rows => rows.Last());
            var shortages = await CountNotices.In(tx, period.Days, today);
            var figures = await GoalFigures.Of(tx, period, shortages, today);
            var uses = await tx.List<SupervisionUse>($"select u.* from supervision_use u where {Standing} " +
                "and u.used_on >= @From and u.used_on < @To order by u.used_on, u.id",
                new { period.Days.From, period.Days.To });
            return new CriteriaView($"{period}", [.. Enum.GetValues<GoalSubject>().Select(subject =>
            {
                var row = texts.GetValueOrDefault(Kebab.Of(subject));
                return new SubjectView(subject, row?.Text, row?.At, row?.ByPerson,
                    figures.GetValueOrDefault(subject) ?? []);
            })], uses, shortages);
        });
    }

    /// <summary>Writes of a criterion or a parameter; what was written before stays. Refuses criterion-faulty.
    /// </summary>
    public static async Task<Result<CriteriaView>> Write(Db db, CriterionRequest request, Moment now, Caller caller)
    {
        var written = new WrittenForm("GOA-018");
        if (!Read(request.Half, now.Day, out var half)) written.Fault("criterion-half", "half", request.Half ?? "");
        var subject = written.Word<GoalSubject>(request.Subject, "criterion-subject");
        var text = written.Text(request.Text, "criterion-text");
        if (written.Refused("criterion-faulty") is { } no) return no;
        var done = await db.Write<bool>(async tx =>
        {
            await new Batch(tx).Add("insert into criterion_text (id, half, subject, text, at, by_person, by_party) " +
                "values (?, ?, ?, ?, ?, ?, ?)", tx.Ids.Next(), $"{half}", Kebab.Of(subject!.Value), text, now,
                caller.Name, caller.PartyName).Run();
            return true;
        }, caller.Once);
        return done.Ok ? await Get(db, $"{half}", now.Day) : done.Refusal!;
    }

    /// <summary>Enters hours and money used on supervision; refuses use-faulty.</summary>
    public static async Task<Result<CriteriaView>> Use(Db db, UseRequest request, Moment now, Caller caller)
    {
        var written = new WrittenForm("STP-011");
        var day = string.IsNullOrWhiteSpace(request.UsedOn) ? now.Day
            : written.Day(request.UsedOn, "use-day", last: now.Day);
        var hours = written.Whole(request.Hours, "use-hours", MostHours);
        var kroner = written.Whole(request.Kroner, "use-kroner", MostKroner);
        var text = written.Text(request.Text, "use-text", WrittenForm.LongestLine);
        if (written.Refused("use-faulty") is { } no) return no;
        await Insert(db, day!.Value, hours!.Value, kroner!.Value * 100, text, null, now, caller);
        return await Get(db, $"{HalfYear.Of(day.Value)}", now.Day);
    }

    /// <summary>Takes an entry back; it stays. Refuses use-unknown.</summary>
    public static async Task<Result<CriteriaView>> Withdraw(Db db, long id, Moment now, Caller caller)
    {
        var row = await db.One<SupervisionUse>($"select u.* from supervision_use u where u.id = @id and {Standing}",
            new { id });
        if (row is null) return Refusal.Of("use-unknown", "id", $"{id}");
        await Insert(db, row.UsedOn, row.Hours, row.CostOre, row.Text, id, now, caller);
        return await Get(db, $"{HalfYear.Of(row.UsedOn)}", now.Day);
    }

    static Task<Result<bool>> Insert(Db db, DateOnly day, long hours, long ore, string text, long? withdraws,
        Moment now, Caller caller) => db.Write<bool>(async tx =>
    {
        await new Batch(tx).Add("insert into supervision_use (id, used_on, hours, cost_ore, text, withdraws, at, " +
            "by_person) values (?, ?, ?, ?, ?, ?, ?, ?)", tx.Ids.Next(), day, hours, ore, text, withdraws, now,
            caller.Name).Run();
        return true;
    }, caller.Once);

    static bool Read(string? half, DateOnly today, out HalfYear read)
    {
        read = HalfYear.Of(today);
        return string.IsNullOrWhiteSpace(half) || HalfYear.TryParse(half, out read);
    }

    sealed class TextRow
    {
        public string Subject { get; init; } = "";
        public string Text { get; init; } = "";
        public Moment At { get; init; }
        public string ByPerson { get; init; } = "";
    }
}
