using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Shortages.Risks;

/// <param name="Show">open (the default), late, closed or all.</param>
/// <param name="Query">A part of a title, a code or an owner.</param>
/// <param name="Sort">score (the default), review, title or owner.</param>
/// <param name="Likelihood">1 to 5; any when left out.</param>
/// <param name="Consequence">1 to 5; any when left out.</param>
/// <param name="Cursor">Next of the page before.</param>
public sealed record RiskFilter(
    string? Show = null, string? Class = null, string? Query = null, string? Sort = null, int? Likelihood = null,
    int? Consequence = null, string? Cursor = null, int Limit = 50);

/// <summary>Reads the register of risks to the supply.</summary>
public static class RiskRegister
{
    public static readonly IReadOnlyList<string> Shows = ["open", "late", "closed", "all"];
    public static readonly IReadOnlyList<string> Sorts = ["score", "review", "title", "owner"];

    public static async Task<Page<RiskRow>> List(Db db, RiskFilter filter, DateOnly today)
    {
        var (skip, most) = (long.TryParse(filter.Cursor, out var n) && n > 0 ? n : 0, Math.Clamp(filter.Limit, 1, 500));
        var query = filter.Query?.Trim().ToLowerInvariant() ?? "";
        var rows = await db.List<RiskRow>($"""
            select * from ({RiskRow.Sql}) q where {Shown(filter.Show)} and (@grade = '' or q.class = @grade)
                and (@likelihood = 0 or q.likelihood = @likelihood)
                and (@consequence = 0 or q.consequence = @consequence)
                and (@query = '' or lower(q.title) like @part or lower(q.atc) like @part or lower(q.owner) like @part)
            order by {Order(filter.Sort)}, q.id limit @most offset @skip
            """, new
        {
            today, query, part = $"%{query}%", grade = filter.Class ?? "", likelihood = filter.Likelihood ?? 0,
            consequence = filter.Consequence ?? 0, most = most + 1, skip,
        });
        return new([.. rows.Take(most)], rows.Count > most ? $"{skip + most}" : null);
    }

    /// <summary>All that fit, read a page at a time, for a file.</summary>
    public static async IAsyncEnumerable<RiskRow> All(Db db, RiskFilter filter, DateOnly today)
    {
        var asked = filter with { Cursor = null, Limit = 500 };
        do
        {
            var page = await List(db, asked, today);
            foreach (var row in page.Items) yield return row;
            asked = asked with { Cursor = page.Next };
        } while (asked.Cursor is not null);
    }

    /// <summary>Open risks by likelihood and consequence; places without one are left out.</summary>
    public static Task<List<RiskCell>> Matrix(Db db) => db.List<RiskCell>(
        $"select q.likelihood, q.consequence, count(*) as count from ({RiskRow.Sql}) q where q.closed_at is null " +
        "group by q.likelihood, q.consequence");

    /// <summary>Refuses risk-unknown.</summary>
    public static Task<Result<RiskView>> Get(Db db, long id) => db.Snapshot(tx => View(tx, id));

    internal static async Task<Result<RiskView>> View(Tx tx, long id)
    {
        if (await tx.One<RiskRow>($"{RiskRow.Sql} where k.id = @id", new { id }) is not { } row)
            return Refusal.Of("risk-unknown", "risk", $"{id}");
        return new RiskView(row,
            await tx.List<RiskEntry>("select * from risk_entry where risk_id = @id order by id", new { id }),
            await tx.List<RiskMeasure>("select m.number, m.text, m.owner, m.due_on, d.done, d.text as end_text, " +
                "d.at as ended_at from risk_measure m left join risk_measure_end d on d.risk_id = m.risk_id " +
                "and d.number = m.number where m.risk_id = @id order by m.number", new { id }));
    }

    /// <summary>Substances that should perhaps be in the register (GOA-017).</summary>
    public static Task<IReadOnlyList<RiskSigns>> Suggestions(Db db, DateOnly today) => db.Snapshot(async tx =>
    {
        var listed = await tx.List<SignsRow>("""
            select l.atc, max(l.name) as substance,
                (select count(distinct b.manufacturer) from listed_brand b where b.atc = l.atc) as suppliers,
                (select count(*) from shortage_notice n join shortage_notice_version v on v.notice_id = n.id
                    and v.number = n.versions where n.state = 'open' and v.atc = l.atc) as notices,
                (select count(*) from follow_up f where f.atc = l.atc and f.closed_on is null) as breaches
            from (select e.atc, e.name from list_entry e
                    where e.valid_from <= @today and (e.valid_to is null or e.valid_to > @today)
                union all
                select u.atc, u.name from union_substance u where u.version =
                    (select version from union_list order by imported_at desc, version desc limit 1)) l
            group by l.atc
            """, new { today });
        var covered = (await tx.List<string>("select atc from risk where closed_at is null and atc <> ''", new { }))
            .SelectMany(RestrictionRow.List).ToHashSet();
        return RiskRules.SubstancesWithSignsAreSuggested(listed.Select(row => new RiskSigns(row.Atc, row.Substance,
            row.Suppliers == 0 ? null : row.Suppliers, row.Notices, row.Breaches)), covered, Rules.Book.On(today));
    });

    static string Shown(string? show) => show switch
    {
        "late" => "q.closed_at is null and (q.review_on < @today or q.next_due < @today)",
        "closed" => "q.closed_at is not null",
        "all" => "1 = 1",
        _ => "q.closed_at is null",
    };

    static string Order(string? sort) => sort switch
    {
        "review" => "q.review_on",
        "title" => "q.title",
        "owner" => "q.owner",
        _ => "q.likelihood * q.consequence desc",
    };

    sealed class SignsRow
    {
        public string Atc { get; init; } = "";
        public string Substance { get; init; } = "";
        public long Suppliers { get; init; }
        public long Notices { get; init; }
        public long Breaches { get; init; }
    }
}
