using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Shortages;

/// <param name="Show">open, unassessed, late, review, closed or deleted; all when left out.</param>
/// <param name="Query">A part of a substance, a code, an article number or the one who reports.</param>
/// <param name="Sort">newest (the default), starts, substance, reporter or consequence.</param>
/// <param name="Cursor">Next of the page before.</param>
public sealed record NoticeFilter(
    string? Show = null, string? Query = null, string? Sort = null, string? Cursor = null, int Limit = 50);

/// <summary>Reads shortage notifications: all for those who oversee, its own for a wholesaler.</summary>
public static class Notices
{
    public static readonly IReadOnlyList<string> Shows =
        ["open", "unassessed", "late", "review", "closed", "deleted"];
    public static readonly IReadOnlyList<string> Sorts = ["newest", "starts", "substance", "reporter", "consequence"];

    const string MaySee = "(@all or n.reporter_id = @party)";

    public static async Task<Page<NoticeRow>> List(Db db, NoticeFilter filter, DateOnly today, Caller caller)
    {
        var (skip, most) = (long.TryParse(filter.Cursor, out var n) && n > 0 ? n : 0, Math.Clamp(filter.Limit, 1, 500));
        var query = filter.Query?.Trim().ToLowerInvariant() ?? "";
        var rows = await db.List<NoticeRow>($"""
            {NoticeRow.Sql} where {MaySee} and {Shown(filter.Show)} and (@query = '' or lower(v.substance) like @part
                or lower(v.atc) like @part or v.articles like @part or lower(n.reporter) like @part)
            order by {Order(filter.Sort)}, n.id desc limit @most offset @skip
            """, new
        {
            all = SeesAll(caller), party = caller.Party ?? 0, today, query, part = $"%{query}%", most = most + 1, skip,
        });
        return new([.. rows.Take(most)], rows.Count > most ? $"{skip + most}" : null);
    }

    /// <summary>All that fit, read a page at a time, for a file.</summary>
    public static async IAsyncEnumerable<NoticeRow> All(Db db, NoticeFilter filter, DateOnly today, Caller caller)
    {
        var asked = filter with { Cursor = null, Limit = 500 };
        do
        {
            var page = await List(db, asked, today, caller);
            foreach (var row in page.Items) yield return row;
            asked = asked with { Cursor = page.Next };
        } while (asked.Cursor is not null);
    }

    /// <summary>Refuses notice-unknown, also for what the caller may not see.</summary>
    public static Task<Result<NoticeView>> Get(Db db, long id, DateOnly today, Caller caller) =>
        db.Snapshot(tx => View(tx, id, today, caller));

    internal static async Task<Result<NoticeView>> View(Tx tx, long id, DateOnly today, Caller caller)
    {
        if (await Find(tx, id, caller) is not { } row) return Refusal.Of("notice-unknown", "notice", $"{id}");
        var packages = await tx.List<NoticePackage>("select article_number, name, strength from product " +
            "where article_number in @articles order by name, article_number",
            new { articles = InList.Of(RestrictionRow.List(row.Articles)) });
        var versions = await tx.List<NoticeVersion>(
            "select * from shortage_notice_version where notice_id = @id order by number", new { id });
        var entries = await tx.List<NoticeEntry>(
            "select * from shortage_notice_entry where notice_id = @id order by id", new { id });
        var reports = caller.May(Policy.NoticeReport);
        return new NoticeView(row, packages, versions, entries, reports && row.MayBeChanged(today),
            [.. Enum.GetValues<NoticeStep>().Where(step => row.IsOpen && MayTake(step, caller))]);
    }

    internal static Task<NoticeRow?> Find(Tx tx, long id, Caller caller) => tx.One<NoticeRow>(
        $"{NoticeRow.Sql} where n.id = @id and {MaySee}", new { id, all = SeesAll(caller), party = caller.Party ?? 0 });

    internal static bool MayTake(NoticeStep step, Caller caller) =>
        caller.May(step == NoticeStep.Assess ? Policy.NoticeAssess : Policy.NoticeReport);

    static bool SeesAll(Caller caller) => caller.May(Policy.NoticeReadAll);

    static string Shown(string? show) => show switch
    {
        "open" or "closed" or "deleted" => $"n.state = '{show}'",
        "unassessed" => "n.state = 'open' and a.id is null",
        "late" => "n.in_time = (1 = 0)",
        "review" => "n.state = 'open' and a.review_on < @today",
        _ => "1 = 1",
    };

    static string Order(string? sort) => sort switch
    {
        "starts" => "v.starts_on desc",
        "substance" => "v.substance",
        "reporter" => "n.reporter",
        "consequence" => "case a.consequence when 'high' then 0 when 'medium' then 1 when 'low' then 2 " +
            "when 'none' then 3 else 4 end",
        _ => "f.notified_at desc",
    };
}
