using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Shortages;

/// <summary>Fact: sale and dispensing of something is restricted from an instant, or no longer is.</summary>
public sealed record RestrictionDecided(
    long Restriction, string Title, bool Repealed, Moment Starts, Moment Ends, IReadOnlyList<string> Actors);

/// <param name="Starts">yyyy-MM-ddTHH:mm in Oslo; the hour of the decision where it is left out.</param>
/// <param name="Ends">The last minute in which it holds, yyyy-MM-ddTHH:mm in Oslo.</param>
/// <param name="Exempt">blue-prescription, institutions, patient-group.</param>
/// <param name="ExemptText">Who is exempt, in words.</param>
public sealed record RestrictionRequest(
    string? Title, IReadOnlyList<string>? Atc, IReadOnlyList<string>? Articles, IReadOnlyList<string>? Forms,
    IReadOnlyList<string>? Actors, long? MostUnits, long? MostPacks, int? MostDays, int? EveryDays, string? Starts,
    string? Ends, IReadOnlyList<string>? Exempt, string? ExemptText, bool NoExport, string? Law, string? Grounds,
    string? ReviewOn);

/// <summary>
/// Restricts sale and dispensing, or repeals a restriction. Only the agency may; what was decided stays readable.
/// </summary>
public static class DecideRestriction
{
    /// <summary>Refuses restriction-faulty with all that is wrong at once.</summary>
    public static Task<Result<RestrictionRow>> Run(Db db, RestrictionRequest request, Moment now, Caller caller) =>
        db.Write<RestrictionRow>(async tx =>
        {
            var (id, faults) = (tx.Ids.Next(), new List<Finding>());
            var articles = Words(request.Articles);
            var known = await tx.List<string>("select article_number from product where article_number in @articles",
                new { articles = InList.Of(articles) });
            foreach (var unknown in articles.Except(known)) faults.Add(Fault("sale-article", "article", unknown));
            var starts = string.IsNullOrWhiteSpace(request.Starts) ? now : WrittenForm.Minute(request.Starts);
            if (starts is null || starts < now.Plus(TimeSpan.FromMinutes(-5))) faults.Add(Fault("restriction-starts"));
            var ends = WrittenForm.Minute(request.Ends)?.Plus(TimeSpan.FromMinutes(1));
            DateOnly? review = DateOnly.TryParseExact(request.ReviewOn?.Trim(), "yyyy-MM-dd", out var day) ? day : null;
            var restriction = new Restriction(id,
                new([.. Words(request.Atc).Select(code => code.ToUpperInvariant())],
                    [.. articles.Intersect(known).Select(ArticleNumber.Of)],
                    [.. Words(request.Forms).Select(form => form.ToLowerInvariant())]),
                Kinds<PartyType>(request.Actors, "restriction-actor", faults),
                new(request.MostUnits, request.MostPacks, request.MostDays, request.EveryDays), starts ?? now,
                ends ?? now, Kinds<SaleExemption>(request.Exempt, "restriction-exempt", faults), request.NoExport);
            var (title, law, grounds) = (Text(request.Title), Text(request.Law), Text(request.Grounds));
            faults.AddRange(RestrictionRules.DecisionOnRestriction(restriction, title, law, grounds, review));
            if (faults.Count > 0)
                return new Refusal("restriction-faulty", Refusal.Of("", "errors", $"{faults.Count}").Args, faults);
            await Save(tx, restriction, title, law, grounds, Text(request.ExemptText), review!.Value, now, caller);
            return (await tx.One<RestrictionRow>($"{Restrictions.Columns} where r.id = @id", new { id }))!;
        }, caller.Once);

    static Task Save(Tx tx, Restriction one, string title, string law, string grounds, string exemptText,
        DateOnly review, Moment now, Caller caller)
    {
        var actors = one.Actors.Select(Kebab.Of).ToList();
        var batch = new Batch(tx).Add("insert into restriction (id, title, atc, articles, forms, actors, most_units, " +
            "most_packs, most_days, every_days, starts_at, ends_at, exempt, exempt_text, no_export, law, grounds, " +
            "review_on, decided_at, decided_by, decided_for, made) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " +
            "?, ?, ?, ?, ?, ?, ?, ?)", one.Id, title, Joined(one.Products.Atc), Joined(one.Products.Articles),
            Joined(one.Products.Forms), Joined(actors), one.Limits.Units, one.Limits.Packs, one.Limits.DaysOfUse,
            one.Limits.EveryDays, one.Starts, one.Ends, Joined(one.Exempt.Select(Kebab.Of)), exemptText,
            one.NoParallelExport, law, grounds, review, now, caller.Name, caller.PartyName, false);
        Outbox.Append(batch, new RestrictionDecided(one.Id, title, false, one.Starts, one.Ends, actors), now);
        return batch.Run();
    }

    /// <summary>
    /// Ends a restriction before its time, from now or from an instant to come. Refuses restriction-unknown,
    /// restriction-not-in-state where it has ended or was repealed, and restriction-faulty.
    /// </summary>
    public static Task<Result<RestrictionRow>> Repeal(
        Db db, long id, string? grounds, string? from, Moment now,
        Caller caller) => db.Write<RestrictionRow>(async tx =>
    {
        if (tx.Kind == DbKind.Postgres)
            await tx.List<long>("select id from restriction where id = @id for update", new { id });
        var row = await tx.One<RestrictionRow>($"{Restrictions.Columns} where r.id = @id", new { id });
        if (row is null) return Refusal.Of("restriction-unknown", "restriction", $"{id}");
        if (row.RepealEnds is not null || row.EndsAt <= now)
            return Refusal.Of("restriction-not-in-state", "restriction", $"{id}");
        var faults = new List<Finding>();
        if (Text(grounds) == "") faults.Add(Fault("restriction-grounds", "restriction", $"{id}"));
        var ends = string.IsNullOrWhiteSpace(from) ? now : WrittenForm.Minute(from);
        if (ends is null || ends < now || ends >= row.EndsAt) faults.Add(Fault("restriction-repeal-from"));
        if (faults.Count > 0)
            return new Refusal("restriction-faulty", Refusal.Of("", "errors", $"{faults.Count}").Args, faults);
        var batch = new Batch(tx).Add("insert into restriction_repeal (restriction_id, ends_at, grounds, " +
            "repealed_at, repealed_by, repealed_for) values (?, ?, ?, ?, ?, ?)", id, ends!.Value, Text(grounds), now,
            caller.Name, caller.PartyName);
        Outbox.Append(batch, new RestrictionDecided(id, row.Title, true, row.StartsAt, ends.Value,
            RestrictionRow.List(row.Actors)), now);
        await batch.Run();
        return (await tx.One<RestrictionRow>($"{Restrictions.Columns} where r.id = @id", new { id }))!;
    }, caller.Once);

    static IReadOnlyList<T> Kinds<T>(IReadOnlyList<string>? words, string code, List<Finding> faults)
        where T : struct, Enum
    {
        var kinds = new List<T>();
        foreach (var word in Words(words))
            if (Kebab.TryParse<T>(word, out var kind)) kinds.Add(kind);
            else faults.Add(Fault(code, "word", word, "possible", string.Join(", ", Kebab.All<T>())));
        return kinds;
    }

    internal static List<string> Words(IReadOnlyList<string>? words) =>
        [.. (words ?? []).SelectMany(word => word.Split([',', ';'], StringSplitOptions.TrimEntries))
            .Where(word => word != "").Distinct()];

    static string Joined<T>(IEnumerable<T> words) => string.Join(',', words);

    static string Text(string? text) => text?.Trim() ?? "";

    internal static Finding Fault(string code, params string[] args) =>
        new(code, Severity.Block, null, [], "", Refusal.Of(code, args).Args);
}
