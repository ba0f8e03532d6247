using System.Text.Json.Serialization;
using Dapper;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Doses used in a month, written 2026-05.</summary>
public sealed record UsedMonth(string Month, long Doses);

/// <summary>A suggested quantity beside what it was worked out from.</summary>
public sealed record SuggestedQuantity(
    string ArticleNumber, Suggestion Suggestion, [property: JsonIgnore] SuggestionInputs Inputs)
{
    public DateOnly? LastOrderOn => Inputs.LastOrderOn;
    public long DosesPerPack => Inputs.DosesPerPack;
    public IReadOnlyList<UsedMonth> Use =>
        [.. Inputs.Use.OrderByDescending(one => one.Key).Select(one => new UsedMonth($"{one.Key}", one.Value))];
}

/// <summary>
/// Works out suggested quantities of some products for the caller's party, in one round trip. Only pages that show them
/// ask for it: nothing of this is read when an order is placed.
/// </summary>
public static class LoadSuggestions
{
    /// <summary>The oldest month a suggestion can look at: the year before the longest history.</summary>
    public const int MonthsRead = 24;

    const string Sql = """
        select article_number, doses_per_pack from product where article_number in @articles;
        select l.article_number, max(o.placed_at) as last_at,
            sum(case when o.state in ('placed', 'held', 'released', 'allocated', 'picked') then l.doses else 0 end)
                as doses
        from orders o join order_line l on l.order_number = o.number
        where o.customer_id = @party and o.state not in ('refused', 'cancelled') and l.article_number in @articles
        group by l.article_number;
        select article_number, month, doses from use_month
        where holder_id = @party and article_number in @articles and month >= @since;
        select l.article_number, b.status, sum(b.quantity) as doses
        from balance b join lot l on l.id = b.lot_id
        where b.holder_id = @party and b.status in (0, 1) and b.quantity > 0 and l.article_number in @articles
        group by l.article_number, b.status
        """;

    public static async Task<IReadOnlyDictionary<string, SuggestedQuantity>> Run(
        Db db, IEnumerable<string> articles, Moment now, Caller caller)
    {
        await using var connection = await db.Read();
        await using var reader = await connection.QueryMultipleAsync(Sql, new
        {
            party = caller.Party ?? 0, articles = InList.Of(articles.Distinct()),
            since = Month.Of(now.Day).Plus(-MonthsRead).ToString(),
        });
        var packs = (await reader.ReadAsync<Row>()).ToList();
        var ordered = (await reader.ReadAsync<Row>()).ToDictionary(r => r.ArticleNumber);
        var use = (await reader.ReadAsync<Row>()).ToLookup(r => r.ArticleNumber);
        var stock = (await reader.ReadAsync<Row>()).ToLookup(r => r.ArticleNumber);
        var numbers = Rules.Book.On(now.Day);
        return packs.ToDictionary(pack => pack.ArticleNumber, pack =>
        {
            var (article, known) = (pack.ArticleNumber, ordered.GetValueOrDefault(pack.ArticleNumber));
            var inputs = new SuggestionInputs(
                now.Day, known?.LastAt is { } at ? new Moment(at).Day : null,
                use[article].ToDictionary(r => Month.Of(r.Month), r => r.Doses), Held(Status.Available),
                new Quantity(known?.Doses ?? 0) + Held(Status.InTransit), (int)pack.DosesPerPack);
            return new SuggestedQuantity(article, Suggestion.Of(inputs, numbers), inputs);

            Quantity Held(Status status) =>
                new(stock[article].Where(r => r.Status == status).Sum(r => r.Doses));
        });
    }

    sealed class Row
    {
        public string ArticleNumber { get; init; } = "";
        public long DosesPerPack { get; init; }
        public long? LastAt { get; init; }
        public string Month { get; init; } = "";
        public Status Status { get; init; }
        public long Doses { get; init; }
    }
}
