using Dapper;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>A question as lists show it.</summary>
public sealed class AdviceSummary
{
    public long Id { get; init; }
    public string State { get; init; } = "";
    public string Subject { get; init; } = "";
    public long PartyId { get; init; }
    public string Customer { get; init; } = "";
    public string AskedName { get; init; } = "";
    public string AskedRole { get; init; } = "";
    public long? OrderNumber { get; init; }
    public string? ArticleNumber { get; init; }
    public string? Product { get; init; }
    public Moment AskedAt { get; init; }
    /// <summary>When it last became open; what waits is counted from here.</summary>
    public Moment WaitingSince { get; init; }
    public Moment? AnsweredAt { get; init; }
    public string? AnsweredBy { get; init; }
    public long Version { get; init; }
}

/// <summary>What was said in a question, by whom and when.</summary>
public sealed class AdviceEntry
{
    public string Kind { get; init; } = "";
    public string Text { get; init; } = "";
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";
    public string ByRole { get; init; } = "";
}

/// <summary>A question with all that was said in it.</summary>
public sealed record AdviceView(AdviceSummary Head, IReadOnlyList<AdviceEntry> Entries);

/// <summary>Which questions to list; everything left out is not filtered by.</summary>
/// <param name="Query">Words of subject, texts, names, product, article or order number; all must be found.</param>
/// <param name="After">Id of the last one of the page before.</param>
public sealed record AdviceFilter(
    AdviceState? State = null, string? Query = null, AdviceSort Sort = AdviceSort.Newest, long? After = null,
    int Limit = 50);

/// <summary>Lists questions, a page at a time: the caller's own party's, or everyone's for those who may.</summary>
public static class ListAdvice
{
    const string Summary = """
        select a.id, a.state, a.subject, a.party_id, a.asked_name, a.asked_role, a.order_number, a.article_number,
            a.asked_at, a.waiting_since, a.answered_at, a.answered_by, a.version,
            (select n.name_nb from party_name n where n.party_id = a.party_id
                order by n.valid_from desc limit 1) as customer,
            (select p.name from product p where p.article_number = a.article_number) as product
        from advice a
        """;

    public static Task<List<AdviceSummary>> Run(Db db, AdviceFilter filter, Caller caller)
    {
        var (column, compare, order) = filter.Sort switch
        {
            AdviceSort.Waiting => ("waiting_since", ">", "asc"),
            AdviceSort.Oldest => ("asked_at", ">", "asc"),
            _ => ("asked_at", "<", "desc"),
        };
        var words = (filter.Query ?? "").ToLowerInvariant()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8).ToArray();
        var args = new DynamicParameters(new
        {
            state = filter.State is { } state ? Kebab.Of(state) : "", filter.After, party = caller.Party ?? 0,
            Limit = Math.Clamp(filter.Limit, 1, 200),
        });
        for (var i = 0; i < words.Length; i++) args.Add($"word{i}", $"%{words[i]}%");
        var where = words.Select((_, i) => $"a.search like @word{i}").ToList();
        if (!caller.May(Policy.AdviceReadAll)) where.Add("a.party_id = @party");
        if (filter.State is not null) where.Add("a.state = @state");
        if (filter.After is not null)
            where.Add($"(a.{column}, a.id) {compare} (select b.{column}, b.id from advice b where b.id = @After)");
        return db.List<AdviceSummary>(
            $"{Summary} {(where.Count > 0 ? "where " + string.Join(" and ", where) : "")} " +
            $"order by a.{column} {order}, a.id {order} limit @Limit", args);
    }

    /// <summary>One question; that of another party is as unknown as one that is not there.</summary>
    public static async Task<Result<AdviceView>> One(Db db, long id, Caller caller)
    {
        await using var connection = await db.Read();
        await using var reader = await connection.QueryMultipleAsync(
            $"{Summary} where a.id = @id; select kind, text, at, by_person, by_role from advice_entry " +
            "where advice_id = @id order by at, id", new { id });
        var head = await reader.ReadFirstOrDefaultAsync<AdviceSummary>();
        if (head is null || !(caller.May(Policy.AdviceReadAll) || caller.Party == head.PartyId))
            return Refusal.Of("advice-unknown", "id", $"{id}");
        return new AdviceView(head, [.. await reader.ReadAsync<AdviceEntry>()]);
    }

    /// <summary>The questions that were asked about one order, for its page; the caller must see the order.</summary>
    public static Task<List<AdviceSummary>> OfOrder(Db db, long order) =>
        db.List<AdviceSummary>($"{Summary} where a.order_number = @order order by a.asked_at, a.id", new { order });
}
