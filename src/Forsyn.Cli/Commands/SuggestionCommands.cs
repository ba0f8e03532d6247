using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>The short ways to an order, under forsyn orders: the last one again, and how much to order.</summary>
static class SuggestionCommands
{
    public static void Add(RootCommand root, Shared shared)
    {
        var orders = root.Subcommands.First(command => command.Name == "orders");
        orders.Subcommands.Add(Repeat(shared));
        orders.Subcommands.Add(Suggest(shared));
    }

    static Command Repeat(Shared shared)
    {
        var number = new Argument<long?>("number")
        {
            Description = "Order number; the last order if left out", Arity = ArgumentArity.ZeroOrOne,
        };
        var repeat = new Command("repeat", "Puts the lines of an earlier order in the basket of the one of --as")
        {
            number,
        };
        shared.On(repeat, call => call.As(Policy.ShopUse, async (db, caller) =>
        {
            var put = call.Value(number) is { } one ? await RepeatOrder.Run(db, one, call.Now, caller)
                : await RepeatOrder.Again(db, call.Now, caller);
            return call.Output.Outcome(put, basket => $"The basket has {basket.Lines?.Count ?? 0} lines.");
        }));
        return repeat;
    }

    static Command Suggest(Shared shared)
    {
        var article = new Argument<string>("article") { Description = "Article number, six digits" };
        var suggest = new Command("suggest", "Suggests how much the party of --as may order now, and shows why")
        {
            article,
        };
        shared.On(suggest, call => call.As(Policy.ShopUse, async (db, caller) =>
        {
            var name = call.Value(article)!;
            var found = await LoadSuggestions.Run(db, [name], call.Now, caller);
            if (!found.TryGetValue(name, out var quantity))
                return call.Output.Refused(Refusal.Of("article-unknown", "article", name));
            var s = quantity.Suggestion;
            return call.Output.Done(quantity,
                $"{Kebab.Of(s.Outcome)}: {s.Packs} packs, {s.Doses} doses. Used {s.Used} in {s.Days} days since " +
                $"{s.Since:yyyy-MM-dd}; expected {s.Expected} in {s.CoverDays} days (season " +
                $"{s.Season.Millionths / 1_000_000m:0.00}); on hand {s.OnHand}, on the way {s.OnTheWay}; " +
                $"need {s.Need}, at most {s.Limit}.");
        }));
        return suggest;
    }
}
