using System.Data.Common;
using Dapper;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Shortages;

/// <summary>A sale or a dispensing that is asked about; never a patient.</summary>
/// <param name="Actor">pharmacy, wholesaler…</param>
/// <param name="LastOn">The day the same got it last, yyyy-MM-dd.</param>
/// <param name="Exempt">What is true of it: blue-prescription, institutions, patient-group.</param>
public sealed record SaleQuestion(
    string? ArticleNumber, string? Actor, long? Units, int? DaysOfUse = null, string? LastOn = null,
    IReadOnlyList<string>? Exempt = null, bool Export = false);

/// <param name="MostUnits">The most units at a time; null where nothing limits them.</param>
/// <param name="FreeOn">The first day on which it is allowed again, where an interval stands in the way.</param>
public sealed record SaleAnswer(
    bool Allowed, long? MostUnits, DateOnly? FreeOn, IReadOnlyList<Finding> Findings,
    IReadOnlyList<RestrictionRow> Restrictions);

/// <summary>Reads restrictions, and judges sales by those that hold.</summary>
public static class Restrictions
{
    internal const string Columns = """
        select r.id, r.title, r.atc, r.articles, r.forms, r.actors, r.most_units, r.most_packs, r.most_days,
            r.every_days, r.starts_at, r.ends_at, r.exempt, r.exempt_text, r.no_export, r.law, r.grounds, r.review_on,
            r.decided_at, r.decided_by, r.decided_for, r.made, e.ends_at as repeal_ends, e.grounds as repeal_grounds,
            e.repealed_at, e.repealed_by, e.repealed_for
        from restriction r left join restriction_repeal e on e.restriction_id = r.id
        """;

    /// <summary>The newest first.</summary>
    /// <param name="state">planned, in-force, ended or repealed.</param>
    public static async Task<Page<RestrictionRow>> List(
        Db db, Moment now, string? state = null, string? query = null, string? cursor = null, int limit = 50)
    {
        var (most, before) = (Math.Clamp(limit, 1, 500), long.TryParse(cursor, out var id) ? id : long.MaxValue);
        var condition = state switch
        {
            "planned" => "r.starts_at > @now and (e.ends_at is null or e.ends_at > @now)",
            "in-force" => "r.starts_at <= @now and r.ends_at > @now and (e.ends_at is null or e.ends_at > @now)",
            "ended" => "r.ends_at <= @now and (e.ends_at is null or e.ends_at >= r.ends_at)",
            "repealed" => "e.ends_at <= @now and e.ends_at < r.ends_at",
            _ => "1 = 1",
        };
        var text = query?.Trim().ToLowerInvariant() ?? "";
        var rows = await db.List<RestrictionRow>($"""
            {Columns} where r.id < @before and {condition}
                and (@text = '' or lower(r.title) like @part or lower(r.atc) like @part)
            order by r.id desc limit @most
            """, new { before, now, text, part = $"%{text}%", most = most + 1 });
        return new([.. rows.Take(most)], rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    public static Task<RestrictionRow?> Get(Db db, long id) =>
        db.One<RestrictionRow>($"{Columns} where r.id = @id", new { id });

    /// <summary>What holds at an instant.</summary>
    public static async Task<IReadOnlyList<Restriction>> At(
        DbConnection connection, DbTransaction? transaction, Moment at) =>
    [
        .. (await connection.QueryAsync<RestrictionRow>(
            $"{Columns} where r.starts_at <= @at and r.ends_at > @at and (e.ends_at is null or e.ends_at > @at)",
            new { at }, transaction)).Select(row => row.ToRestriction()),
    ];

    /// <summary>
    /// Whether a sale is allowed, and why not. Refuses sale-faulty with all that cannot be read at once.
    /// </summary>
    public static async Task<Result<SaleAnswer>> Judge(Db db, SaleQuestion question, Moment now)
    {
        var faults = new List<Finding>();
        var article = question.ArticleNumber?.Trim() ?? "";
        var product = await db.One<ProductRow>("select article_number, atc, form, doses_per_pack as pack " +
            "from product where article_number = @article", new { article });
        if (product is null) faults.Add(DecideRestriction.Fault("sale-article", "article", article));
        if (!Kebab.TryParse<PartyType>(question.Actor?.Trim() ?? "", out var actor)
            || !RestrictionRules.MayBeRestricted(actor))
            faults.Add(DecideRestriction.Fault("sale-actor", "actor", question.Actor ?? ""));
        if (question.Units is not > 0) faults.Add(DecideRestriction.Fault("sale-units"));
        DateOnly? last = DateOnly.TryParseExact(question.LastOn?.Trim(), "yyyy-MM-dd", out var day) ? day : null;
        if (last is null && !string.IsNullOrWhiteSpace(question.LastOn) || last > now.Day)
            faults.Add(DecideRestriction.Fault("sale-last"));
        var exempt = new List<SaleExemption>();
        foreach (var word in question.Exempt ?? [])
            if (Kebab.TryParse<SaleExemption>(word, out var one)) exempt.Add(one);
            else faults.Add(DecideRestriction.Fault("restriction-exempt", "exempt", word));
        if (faults.Count > 0)
            return new Refusal("sale-faulty", Refusal.Of("", "errors", $"{faults.Count}").Args, faults);
        var rows = (await List(db, now, "in-force", limit: 500)).Items;
        var verdict = RestrictionRules.SaleUnderRestrictions(rows.Select(row => row.ToRestriction()),
            new(ArticleNumber.Of(article), product!.Atc, product.Form, product.Pack, actor, question.Units!.Value,
                question.DaysOfUse, last, exempt, question.Export), now);
        return new SaleAnswer(verdict.Allowed, verdict.Most, verdict.FreeOn, verdict.Findings,
            [.. rows.Where(row => row.ToRestriction().Products.Covers(ArticleNumber.Of(article), product.Atc,
                product.Form))]);
    }

    sealed class ProductRow
    {
        public string ArticleNumber { get; init; } = "";
        public string Atc { get; init; } = "";
        public string Form { get; init; } = "";
        public long Pack { get; init; }
    }
}
