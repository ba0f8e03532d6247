using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Pages.Ordering;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The rules orders are judged by: text, law, days, numbers and tests of each.</summary>
static class RulesApi
{
    public static void MapRules(this IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("Rules").RequireAuthorization(Policy.CatalogueRead);
        rules.MapGet("/", List).WithName("list-rules")
            .WithSummary("Every rule, narrowed by words or to those a rule set has otherwise").Produces<RuleListBody>();
        rules.MapGet("/{name}", Get).WithName("get-rule")
            .WithSummary("One rule by the name a finding gives; with order, what it said there and the facts it saw")
            .Produces<RuleDetails>().ProducesProblem(404);
        rules.MapGet("/replay", Replay).RequireAuthorization(Policy.OrderReview).WithName("replay-orders")
            .WithSummary(
                "Judges past orders again by other rules and lists what differs; the last month if no days are said")
            .Produces<ReplayBody>().ProducesProblem(422);
    }

    static IResult List(Words words, string? query = null, string? set = null) =>
        set is { Length: > 0 } && Rules.Sets.Find(set) is null
            ? Http.Problem(Refusal.Of("rule-set-unknown", "set", set), words)
            : Results.Ok(new RuleListBody(Rules.Live.Name, [.. Rules.Sets.All.Select(RuleSetBody.Of)],
                [.. RuleList.Search(query, set, rule => RuleWords.Of(words, rule))
                    .Select(rule => RuleBody.Of(rule, words))]));

    static async Task<IResult> Replay(
        Db db, Words words, Clock clock, DateOnly? from = null, DateOnly? to = null,
        string rules = RuleSets.Sources, long? cursor = null, int limit = 200) =>
        (await ReplayOrders.Run(db, new ReplayQuery(rules, from ?? clock.Today.AddMonths(-1),
            to ?? clock.Today.AddDays(1), cursor, limit))).Answer(words, page =>
            Results.Ok(new ReplayBody(
                page.Rules, page.Judged, [.. page.Orders.Select(o => ReplayedBody.Of(o, words))], page.Next)));

    static async Task<IResult> Get(string name, Db db, Current who, Words words, long? order = null)
    {
        if (RuleList.Find(name) is not { } rule)
            return Http.Problem(Refusal.Of("rule-unknown", "rule", name), words);
        IReadOnlyList<FindingBody>? said = null;
        if (order is { } number && who.May(Policy.OrdersRead)
            && await GetOrder.Run(db, number, who.Caller) is { Ok: true } found)
            said = FindingBody.Of(found.Value.Findings.Where(one => one.Rule == name), words);
        return Results.Ok(new RuleDetails(RuleBody.Of(rule, words), rule.Editions, rule.Codes, rule.Tests,
            said));
    }
}

/// <summary>The rules, which edition of them is in use, and which editions there are.</summary>
public sealed record RuleListBody(
    string InUse, IReadOnlyList<RuleSetBody> Sets, IReadOnlyList<RuleBody> Items);

/// <summary>An edition; entries are what it says otherwise than the sources.</summary>
public sealed record RuleSetBody(string Name, DateOnly From, DateOnly? To, string Source, IReadOnlyList<string> Entries)
{
    public static RuleSetBody Of(RuleSet set) =>
        new(set.Name, set.Valid.From, set.Valid.To, set.Source, [.. set.Entries]);
}

/// <summary>A rule; text is the rule as a sentence in the reader's language.</summary>
public sealed record RuleBody(
    string Name, string Text, string Module, string Law, IReadOnlyList<string> Requirements, bool JudgesOrders,
    bool OfTheMoment)
{
    public static RuleBody Of(RuleView rule, Words words) => new(rule.Name, RuleWords.Of(words, rule), rule.Module,
        rule.Law, rule.Requirements, rule.JudgesOrders, rule.OfTheMoment);
}

/// <summary>A rule with its editions, what it may say, its tests, and what it said of the order asked about.</summary>
public sealed record RuleDetails(
    RuleBody Rule, IReadOnlyList<RuleEdition> Editions, IReadOnlyList<string> Codes, IReadOnlyList<string> Tests,
    IReadOnlyList<FindingBody>? Findings);

/// <summary>Orders judged again; judged counts all of them, items those that differ or could not be replayed.</summary>
public sealed record ReplayBody(string Rules, int Judged, IReadOnlyList<ReplayedBody> Items, long? Next);

/// <summary>An order judged again; notReplayed names rules whose old findings are not explained by what is
/// stored.</summary>
public sealed record ReplayedBody(
    long Number, DateOnly Day, string Customer, IReadOnlyList<DifferenceBody> Differences, Money FeeWas, Money FeeIs,
    Money TotalWas, Money TotalIs, IReadOnlyList<string> NotReplayed)
{
    public static ReplayedBody Of(ReplayedOrder order, Words words) => new(
        order.Number, order.Day, order.Customer, [.. order.Differences.Select(d => DifferenceBody.Of(d, words))],
        order.FeeWas, order.FeeIs, order.TotalWas, order.TotalIs, order.NotReplayed);
}

/// <summary>A finding that is otherwise; was is left out where it appears, is where it vanishes.</summary>
public sealed record DifferenceBody(
    Difference Kind, string Code, int? Line, string Rule, Severity? Was, Severity? Is, string Law, string Message)
{
    public static DifferenceBody Of(FindingDifference d, Words words) => new(d.Kind, d.Shown.Code, d.Shown.Line,
        d.Shown.Rule, d.Was?.Severity, d.Is?.Severity, d.Shown.Law, words.Of(d.Shown));
}
