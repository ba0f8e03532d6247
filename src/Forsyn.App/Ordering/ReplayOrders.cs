using System.Data.Common;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering;

/// <param name="Rules">By which rules: a set, or a set and single entries of others, see RuleSets.Choose.</param>
/// <param name="From">The first day orders were placed on.</param>
/// <param name="To">The first day that is no longer asked for.</param>
/// <param name="After">On from this order number; null begins.</param>
/// <param name="Limit">At most this many orders are judged.</param>
public sealed record ReplayQuery(string Rules, DateOnly From, DateOnly To, long? After = null, int Limit = 200);

/// <summary>Some past orders judged again.</summary>
/// <param name="Judged">How many were judged; only those that differ or could not be replayed are listed.</param>
/// <param name="Next">Where to go on; null when all are done.</param>
public sealed record ReplayPage(string Rules, int Judged, IReadOnlyList<ReplayedOrder> Orders, long? Next);

/// <summary>An order that is judged otherwise by other rules, or of which that cannot be said.</summary>
/// <param name="NotReplayed">Rules whose old findings cannot be had again from what is stored; "price" where the price
/// cannot.</param>
public sealed record ReplayedOrder(
    long Number, DateOnly Day, string Customer, IReadOnlyList<FindingDifference> Differences, Money FeeWas, Money FeeIs,
    Money TotalWas, Money TotalIs, IReadOnlyList<string> NotReplayed)
{
    public bool Differs => Differences.Count > 0 || FeeWas != FeeIs || TotalWas != TotalIs;
}

/// <summary>
/// Judges past orders again by another edition of the rules, a page at a time, so that any number of them costs the
/// same memory. Nothing is changed. Stock is not judged: what lay on the shelves then is not asked for.
/// </summary>
public static class ReplayOrders
{
    /// <summary>What stands in NotReplayed for the price.</summary>
    public const string Price = "price";
    const int Most = 500;

    /// <summary>Refuses rule-set-unknown, rule-set-entry-unknown and replay-days-reversed.</summary>
    public static async Task<Result<ReplayPage>> Run(Db db, ReplayQuery query)
    {
        var chosen = Rules.Sets.Choose(query.Rules);
        if (!chosen.Ok) return chosen.Refusal!;
        return query.To > query.From ? await Run(db, query, chosen.Value)
            : Refusal.Of("replay-days-reversed", "from", $"{query.From:yyyy-MM-dd}", "to", $"{query.To:yyyy-MM-dd}");
    }

    internal static async Task<ReplayPage> Run(Db db, ReplayQuery query, ChosenRules by)
    {
        var limit = Math.Clamp(query.Limit, 1, Most);
        var orders = await db.List<StoredOrder>(
            $"{StoredOrder.Sql} where o.number > @after and o.placed_at >= @from and o.placed_at < @to " +
            "order by o.number limit @limit",
            new { after = query.After ?? 0, from = Midnight(query.From), to = Midnight(query.To), limit });
        var numbers = InList.Of(orders.Select(order => order.Number));
        var lines = (await db.List<StoredLine>(StoredLine.Sql, new { numbers })).ToLookup(line => line.OrderNumber);
        var said = (await db.List<FindingRow>(
            "select order_number, code, severity, line, law, requirements, args, rule from order_finding " +
            "where order_number in @numbers order by order_number, seq", new { numbers })).ToLookup(f => f.OrderNumber);
        await using var connection = await db.Read();
        var replayed = new List<ReplayedOrder>();
        foreach (var order in orders)
        {
            var then = said[order.Number].Select(row => Named(row.ToFinding())).ToList();
            var supplier = await Supplier.Id(db, new Moment(order.PlacedAt).Day);
            var again = await Judge(connection, order, [.. lines[order.Number]], then, supplier, by);
            if (again.Differs || again.NotReplayed.Count > 0) replayed.Add(again);
        }
        return new ReplayPage(query.Rules, orders.Count, replayed, orders.Count == limit ? orders[^1].Number : null);
    }

    static async Task<ReplayedOrder> Judge(
        DbConnection connection, StoredOrder order, IReadOnlyList<StoredLine> lines, IReadOnlyList<Finding> then,
        long supplier, ChosenRules other)
    {
        var desk = new Caller(order.PlacedBy, order.PlacedBy, [Role.SupplyPharmacist], null, "");
        var loaded = await LoadOrderFacts.Run(connection, null, order.ToRequest(lines, then), desk, supplier,
            new Moment(order.PlacedAt), forUpdate: false);
        loaded = await LoadExemptFacts.Add(connection, null, loaded, desk);
        var day = new Moment(order.PlacedAt).Day;
        var (fee, total) = (new Money(order.FeeOre), new Money(order.NetOre));
        if (loaded.Facts is not { } facts || facts.Lines.Count != lines.Count)
            return new(order.Number, day, order.Customer, [], fee, fee, total, total, ["*"]);
        facts = AsItWas(facts, lines, then);
        var first = Rules.Sets.Choose(order.RuleSet);
        var old = (first.Ok ? first.Value : Rules.Live).Book.On(facts.Day);
        var outcome = Replay.Compare(Lasting(then), Lasting(OrderRules.Check(facts, old)),
            Lasting(OrderRules.Check(facts, other.Book.On(facts.Day))));
        var was = PriceRules.Price(facts, old);
        var priced = was.DispatchFee == fee && was.Total == total;
        var now = priced ? PriceRules.Price(facts, other.Book.On(facts.Day)) : null;
        return new(order.Number, day, order.Customer, outcome.Differences, fee, now?.DispatchFee ?? fee,
            total, now?.Total ?? total, priced ? outcome.NotReplayed : [.. outcome.NotReplayed, Price]);
    }

    static OrderFacts AsItWas(OrderFacts facts, IReadOnlyList<StoredLine> lines, IReadOnlyList<Finding> then) =>
        facts with
        {
            Lines = [.. facts.Lines.Select(line => lines.First(one => one.Line == line.Number).AsItWas(line, then))],
            Paper = facts.Paper is { } paper
                ? paper with { AtDesk = then.All(finding => finding.Code != "original-not-seen") } : null,
        };

    // What a rule of the moment saw, such as stock, is not stored; what no rule said is not judged again.
    static IReadOnlyList<Finding> Lasting(IEnumerable<Finding> findings) =>
        [.. findings.Where(f => RuleList.Find(f.Rule) is { JudgesOrders: true, OfTheMoment: false })];

    // Orders from before findings carried their rule have it by the code.
    static Finding Named(Finding finding) =>
        finding.Rule.Length > 0 ? finding : finding with { Rule = RuleList.OfCode(finding.Code)?.Name ?? "" };

    static long Midnight(DateOnly day) => Moment.InOslo(day, TimeOnly.MinValue).Microseconds;
}
