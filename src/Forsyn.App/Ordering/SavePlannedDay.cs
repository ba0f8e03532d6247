using System.Globalization;
using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>A planned vaccination day as a page, the API or a command writes it; nothing is checked yet.</summary>
/// <param name="Day">Written 2026-10-15.</param>
/// <param name="What">What is planned, in the party's own words.</param>
/// <param name="ArticleNumber">The product, if it is known.</param>
public sealed record PlannedDayRequest(string? Day, string? What, string? ArticleNumber = null, long? Doses = null);

/// <summary>Which planned day was saved, and its version.</summary>
public sealed record PlannedDayReceipt(long Id, long Version);

/// <summary>
/// Keeps the days the caller's party plans to vaccinate on. Refuses planned-day-faulty with all that is wrong at once,
/// planned-day-unknown and planned-day-changed-meanwhile.
/// </summary>
public static class SavePlannedDay
{
    const int LongestWhat = 200;
    const long MostDoses = 10_000_000;

    /// <param name="id">The day to change; a new one when left out.</param>
    /// <param name="version">The version the caller saw (ETag), or null to act on whatever is there.</param>
    public static Task<Result<PlannedDayReceipt>> Run(
        Db db, PlannedDayRequest request, Moment now, Caller caller, long? id = null, long? version = null) =>
        db.Write<PlannedDayReceipt>(async tx =>
        {
            var party = caller.Party ?? 0;
            var before = id is null ? null : await tx.One<long?>(
                "select version from planned_day where id = @id and party_id = @party"
                + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { id, party });
            if (id is not null && before is null) return Refusal.Of("planned-day-unknown", "id", $"{id}");
            if (version is not null && version != before)
                return Refusal.Of("planned-day-changed-meanwhile", "id", $"{id}");

            var (what, article) = (AdviceText.Tidy(request.What), AdviceText.Tidy(request.ArticleNumber));
            var faults = Faults(request, what, now.Day, out var day).ToList();
            if (article != "" && await tx.One<long>(
                "select count(*) from product where article_number = @article", new { article }) == 0)
                faults.Add(AdviceText.Fault("advice-article-unknown", "article", ("article", article)));
            if (faults.Count > 0)
                return new Refusal("planned-day-faulty", new Dictionary<string, string>(), faults);

            var saved = new PlannedDayReceipt(id ?? tx.Ids.Next(), (before ?? 0) + 1);
            await new Batch(tx).Add(
                "insert into planned_day (id, party_id, day, what, article_number, doses, changed_by, changed_at, " +
                "version) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set day = excluded.day, " +
                "what = excluded.what, article_number = excluded.article_number, doses = excluded.doses, " +
                "changed_by = excluded.changed_by, changed_at = excluded.changed_at, version = excluded.version",
                saved.Id, party, day, what, article == "" ? null : article, request.Doses, caller.Name, now,
                saved.Version).Run();
            return saved;
        }, caller.Once);

    /// <summary>Takes a day out of the plan.</summary>
    public static Task<Result<long>> Delete(Db db, long id, Caller caller) => db.Write<long>(async tx =>
        await tx.Do("delete from planned_day where id = @id and party_id = @party",
            new { id, party = caller.Party ?? 0 }) == 0
            ? Refusal.Of("planned-day-unknown", "id", $"{id}") : id, caller.Once);

    static IEnumerable<Finding> Faults(PlannedDayRequest request, string what, DateOnly today, out DateOnly day)
    {
        var faults = new List<Finding>();
        if (!DateOnly.TryParseExact(request.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out day))
            faults.Add(AdviceText.Fault("planned-day-unreadable", "day"));
        else if (day < today) faults.Add(AdviceText.Fault("planned-day-passed", "day"));
        faults.AddRange(AdviceText.Faults(what, "what", LongestWhat));
        if (request.Doses is <= 0 or > MostDoses)
            faults.Add(AdviceText.Fault("planned-day-doses", "doses", ("most", $"{MostDoses}")));
        return faults;
    }
}
