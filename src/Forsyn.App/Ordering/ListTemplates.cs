using Dapper;
using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>A template as lists show it.</summary>
public sealed class TemplateSummary
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string ChangedBy { get; init; } = "";
    public Moment ChangedAt { get; init; }
    public long Version { get; init; }
    public long LineCount { get; init; }
    public long Doses { get; init; }
}

/// <summary>A template with its lines.</summary>
public sealed record TemplateView(TemplateSummary Head, IReadOnlyList<LineRequest> Lines);

/// <summary>The templates of the caller's party; those of another are as unknown as those that are not there.</summary>
public static class ListTemplates
{
    const string Summary = """
        select t.id, t.name, t.changed_by, t.changed_at, t.version,
            (select count(*) from order_template_line l where l.template_id = t.id) as line_count,
            (select coalesce(sum(l.doses), 0) from order_template_line l where l.template_id = t.id) as doses
        from order_template t where t.party_id = @party
        """;

    /// <param name="query">Words of the name, the products or the article numbers; all must be found.</param>
    /// <param name="after">The last id of the page before.</param>
    public static Task<List<TemplateSummary>> Run(
        Db db, Caller caller, string? query = null, long after = 0, int limit = 50)
    {
        var words = (query ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Take(8).ToArray();
        var args = new DynamicParameters(new { party = caller.Party ?? 0, after, limit = Math.Clamp(limit, 1, 200) });
        for (var i = 0; i < words.Length; i++) args.Add($"word{i}", $"%{words[i]}%");
        var found = string.Concat(words.Select((_, i) => $" and t.search like @word{i}"));
        return db.List<TemplateSummary>($"{Summary} and t.id > @after{found} order by t.id limit @limit", args);
    }

    public static async Task<Result<TemplateView>> One(Db db, long id, Caller caller)
    {
        await using var connection = await db.Read();
        await using var reader = await connection.QueryMultipleAsync(
            $"{Summary} and t.id = @id; select article_number, doses, purpose from order_template_line " +
            "where template_id = @id order by line", new { id, party = caller.Party ?? 0 });
        var head = await reader.ReadFirstOrDefaultAsync<TemplateSummary>();
        return head is null ? Refusal.Of("template-unknown", "id", $"{id}")
            : new TemplateView(head, [.. await reader.ReadAsync<LineRequest>()]);
    }
}
