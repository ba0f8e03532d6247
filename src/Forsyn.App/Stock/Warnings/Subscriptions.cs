using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Stock;
using static Forsyn.App.Stock.Written;

namespace Forsyn.App.Stock.Warnings;

/// <summary>What a person wants to be warned of, as it is written in a form or at the command line.</summary>
/// <param name="Kind">cover, expiry-loss, silent-reporter, open-recall or fridge-alarm.</param>
/// <param name="Area">nation, or own for the person's workplace.</param>
/// <param name="ArticleNumber">One product; every product when this and the ATC code are left out.</param>
/// <param name="Atc">The beginning of an ATC code.</param>
/// <param name="Limit">Days of cover, kroner of loss or days late, by the kind.</param>
public sealed record SubscriptionRequest(
    string? Kind, string? Area, string? ArticleNumber = null, string? Atc = null, long? Limit = null);

/// <summary>A subscription of the caller's.</summary>
public sealed class Subscription
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string Area { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    /// <summary>Name of the product, where there is one.</summary>
    public string Product { get; init; } = "";
    public string Atc { get; init; } = "";
    public long Threshold { get; init; }
    public Moment MadeAt { get; init; }
    public long Open { get; init; }

    public WarningKind KindValue => Kebab.Read<WarningKind>(Kind);
    /// <summary>The limit in the unit a person writes it in: days, or whole kroner.</summary>
    public long Limit => KindValue == WarningKind.ExpiryLoss ? Threshold / 100 : Threshold;
}

/// <summary>A person's own subscriptions; nobody reads or changes those of another.</summary>
public static class Subscriptions
{
    public const int Most = 50;

    const string Row = """
        select s.id, s.kind, s.area, s.article_number, coalesce(p.name, '') as product, s.atc, s.threshold, s.made_at,
            (select count(*) from warning w where w.subscription_id = s.id and w.closed_at is null) as open
        from warning_subscription s left join product p on p.article_number = s.article_number
        where s.person = @PersonaId and s.ended_at is null
        """;

    public static Task<List<Subscription>> List(Db db, Caller caller) =>
        db.List<Subscription>($"{Row} order by s.id", new { caller.PersonaId });

    /// <summary>
    /// Begins a subscription, or changes one that is there. Refuses warning-subscription-unknown (also for another's),
    /// and warning-subscription-wrong with every finding.
    /// </summary>
    public static Task<Result<Subscription>> Save(
        Db db, long? id, SubscriptionRequest request, Moment now, Caller caller) => db.Write<Subscription>(async tx =>
    {
        var mine = await tx.List<Subscription>(Row, new { caller.PersonaId });
        if (id is { } known && mine.All(one => one.Id != known)) return Unknown(known);
        var findings = new List<Finding>();
        var (article, atc) = (Text(request.ArticleNumber), Text(request.Atc).ToUpperInvariant());
        var kind = Word<WarningKind>("kind", request.Kind, findings);
        var area = Word<WarningArea>("area", request.Area, findings);
        if (kind is { } asked) WarningRules.Check(asked, request.Limit, article != "" || atc != "", findings);
        if (kind is { } of && area is { } where && !WarningRights.May(caller.Roles, caller.Party, of, where))
            findings.Add(StockQuestion.Wrong("warning-area-not-allowed", "area", Kebab.Of(where)));
        if (article != "" && await tx.One<long>("select count(*) from product where article_number = @article",
            new { article }) == 0) findings.Add(StockQuestion.Wrong("warning-article-unknown", "article", article));
        if (atc.Length > 7 || !atc.All(char.IsAsciiLetterOrDigit))
            findings.Add(StockQuestion.Wrong("warning-atc-wrong", "atc", atc));
        if (id is null && mine.Count >= Most)
            findings.Add(StockQuestion.Wrong("warning-subscriptions-many", "most", $"{Most}"));
        if (findings.Count > 0 || kind is not { } wanted || area is not { } place)
            return new Refusal("warning-subscription-wrong", new Dictionary<string, string>(), findings);

        var limit = !WarningRules.HasLimit(wanted) ? 0
            : wanted == WarningKind.ExpiryLoss ? Money.Kroner(request.Limit!.Value).Ore : request.Limit!.Value;
        var key = id ?? tx.Ids.Next();
        await Write(new Batch(tx), key, caller.PersonaId, wanted, place, article, atc, limit, now).Run();
        return (await tx.One<Subscription>($"{Row} and s.id = @key", new { caller.PersonaId, key }))!;
    }, caller.Once);

    internal static Batch Write(
        Batch batch, long id, string person, WarningKind kind, WarningArea area, string article, string atc,
        long threshold, Moment now) =>
        batch.Add("insert into warning_subscription (id, person, kind, area, article_number, atc, threshold, " +
            "made_at) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set kind = excluded.kind, " +
            "area = excluded.area, article_number = excluded.article_number, atc = excluded.atc, " +
            "threshold = excluded.threshold",
            id, person, Kebab.Of(kind), Kebab.Of(area), article, atc, threshold, now);

    /// <summary>
    /// Ends a subscription and closes its warnings. Refuses warning-subscription-unknown, also for another's.
    /// </summary>
    public static Task<Result<long>> End(Db db, long id, Moment now, Caller caller) => db.Write<long>(async tx =>
    {
        var ended = await tx.Do("update warning_subscription set ended_at = @now where id = @id and " +
            "person = @PersonaId and ended_at is null", new { now, id, caller.PersonaId });
        if (ended == 0) return Unknown(id);
        await tx.Do("update warning set closed_at = @now where subscription_id = @id and closed_at is null",
            new { now, id });
        return id;
    }, caller.Once);

    static Refusal Unknown(long id) => Refusal.Of("warning-subscription-unknown", "id", $"{id}");
}
