using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;

namespace Forsyn.Cli.Commands;

/// <summary>Past orders judged again by another edition of the rules, page by page and printed as they come.</summary>
static class ReplayCommand
{
    static readonly Option<string> RuleSet = new("--rules")
    {
        Description = "By which rules: sources, today, or sources+today:fax-accepted", Required = true,
    };
    static readonly Option<DateOnly> From = new("--from") { Description = "First day", Required = true };
    static readonly Option<DateOnly> To =
        new("--to") { Description = "First day no longer asked for", Required = true };

    /// <summary>What a replay found in all.</summary>
    /// <param name="NotReplayed">How many orders each rule could not be judged again for.</param>
    sealed record Summary(
        string Rules, long Judged, long Different, Money TotalWas, Money TotalIs,
        IReadOnlyDictionary<string, long> NotReplayed);

    public static Command Of(Shared shared)
    {
        var replay = new Command("replay",
            "Judges past orders again by other rules and lists every difference; with --json one object for each " +
            "order and the sum last") { RuleSet, From, To };
        shared.On(replay, async call =>
        {
            var db = await call.Database();
            var reader = await call.Reader(db);
            if (!reader.May(Policy.OrdersReadAll))
                return call.Output.Refused(Refusal.Of("not-allowed", "policy", Policy.OrdersReadAll));
            var query = new ReplayQuery(call.Value(RuleSet)!, call.Value(From), call.Value(To));
            var sum = new Summary(query.Rules, 0, 0, Money.Zero, Money.Zero, new Dictionary<string, long>());
            while (true)
            {
                var found = await ReplayOrders.Run(db, query);
                if (!found.Ok) return call.Output.Refused(found.Refusal!);
                foreach (var order in found.Value.Orders.Where(order => order.Differs)) Print(call, order);
                sum = Add(sum, found.Value);
                if (found.Value.Next is not { } next) return Print(call, sum);
                call.Output.Progress($"{sum.Judged} orders judged, {sum.Different} differ");
                query = query with { After = next };
            }
        });
        return replay;
    }

    static Summary Add(Summary sum, ReplayPage page)
    {
        var lost = new Dictionary<string, long>(sum.NotReplayed);
        foreach (var rule in page.Orders.SelectMany(order => order.NotReplayed))
            lost[rule] = lost.GetValueOrDefault(rule) + 1;
        var different = page.Orders.Where(order => order.Differs).ToList();
        return sum with
        {
            Judged = sum.Judged + page.Judged, Different = sum.Different + different.Count, NotReplayed = lost,
            TotalWas = sum.TotalWas + Money.Sum(different.Select(order => order.TotalWas)),
            TotalIs = sum.TotalIs + Money.Sum(different.Select(order => order.TotalIs)),
        };
    }

    static void Print(Call call, ReplayedOrder order)
    {
        var lines = order.Differences.Select(d =>
            $"  {Kebab.Of(d.Kind)} {(d.Shown.Line is { } line ? $"line {line} " : "")}{d.Shown.Code}" +
            $" {(d is { Was: { } was, Is: { } now } ? $"{Kebab.Of(was.Severity)} to {Kebab.Of(now.Severity)}"
                : Kebab.Of(d.Shown.Severity))} ({d.Shown.Rule})").ToList();
        if (order.TotalWas != order.TotalIs)
            lines.Add($"  price {order.TotalWas} to {order.TotalIs}, fee {order.FeeWas} to {order.FeeIs}");
        call.Output.Done(order, string.Join(Environment.NewLine,
            lines.Prepend($"Order {order.Number} of {order.Day:yyyy-MM-dd}, {order.Customer}")));
    }

    static int Print(Call call, Summary sum) => call.Output.Done(sum, string.Join(Environment.NewLine,
        sum.NotReplayed.OrderBy(pair => pair.Key).Select(pair => pair.Key == ReplayOrders.Price
                ? $"The price of {pair.Value} orders could not be reckoned again from what is stored"
                : $"{pair.Key} could not be judged again for {pair.Value} orders from what is stored")
            .Append($"{sum.Judged} orders judged by {sum.Rules}, {sum.Different} differ; " +
                $"their total was {sum.TotalWas} and is {sum.TotalIs}")));
}
