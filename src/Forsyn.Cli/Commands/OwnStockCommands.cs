using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;
using Forsyn.Core.Stock;

namespace Forsyn.Cli.Commands;

/// <summary>What a holder has and enters about it, under forsyn stock.</summary>
static class OwnStockCommands
{
    static readonly Argument<string> Article = new("article") { Description = "Article number, six digits" };
    static readonly Argument<string> Lot = new("lot") { Description = "Lot number" };
    static readonly Argument<long> Doses = new("doses") { Description = "How many" };
    static readonly Option<string?> Day =
        new("--day") { Description = "The day it happened, 2026-01-31; today if left out" };
    static readonly Option<string?> Text = new("--text") { Description = "What happened" };
    static readonly Option<string?> From = new("--from") { Description = "available, or quarantine" };
    static readonly Option<string?> Cause = new("--cause")
    {
        Description = "Why it was lost: " + string.Join(", ", Kebab.All<WasteCause>()),
    };

    public static void Add(RootCommand root, Shared shared)
    {
        var stock = root.Subcommands.First(command => command.Name == "stock");
        stock.Subcommands.Add(Entry(shared, StockEntryKind.Use, "Enters that doses were used"));
        stock.Subcommands.Add(Entry(shared, StockEntryKind.Waste, "Enters that doses were lost, and why"));
        stock.Subcommands.Add(Entry(shared, StockEntryKind.Expire, "Enters that doses have passed their last day"));
        stock.Subcommands.Add(Entries(shared));
        stock.Subcommands.Add(Undo(shared));
        stock.Subcommands.Add(Mine(shared));
    }

    static Command Entry(Shared shared, StockEntryKind kind, string about)
    {
        var command = new Command(Kebab.Of(kind), about) { Article, Lot, Doses, Day, Text };
        if (kind == StockEntryKind.Waste) command.Add(Cause);
        if (kind != StockEntryKind.Use) command.Add(From);
        shared.On(command, call => call.As(Policy.StockOwn, async (db, caller) =>
        {
            var done = await RecordStockEntry.Run(db, new StockEntryRequest(Kebab.Of(kind), call.Value(Article),
                call.Value(Lot), call.Value(Doses), null, kind == StockEntryKind.Waste ? call.Value(Cause) : null,
                call.Value(Day), call.Value(Text), kind == StockEntryKind.Use ? null : call.Value(From)), call.Now,
                    caller);
            return call.Output.Outcome(done, entry =>
                $"Entry {entry.Id}: {entry.Doses} of lot {entry.LotNumber}; {entry.Left} are left.");
        }));
        return command;
    }

    static Command Entries(Shared shared)
    {
        var after = new Option<long?>("--after") { Description = "The last id of the page before" };
        var entries = new Command("entries", "What the one of --as has entered, the newest first") { after };
        shared.On(entries, call => call.As(Policy.StockOwn, async (db, caller) =>
        {
            var found = await ListStockEntries.Run(db, caller, call.Value(after));
            return call.Output.Rows(found, ("Id", e => e.Id.ToString()), ("Kind", e => e.Kind),
                ("Article", e => e.ArticleNumber), ("Product", e => e.Product), ("Lot", e => e.LotNumber),
                ("Doses", e => e.Quantity), ("Day", e => e.CountsOn), ("Cause", e => e.Cause),
                ("Undone", e => e.CorrectedAt));
        }));
        return entries;
    }

    static Command Undo(Shared shared)
    {
        var id = new Argument<long>("id") { Description = "Id of the entry" };
        var undo = new Command("undo", "Undoes an entry by a transfer the other way") { id };
        shared.On(undo, call => call.As(Policy.StockOwn, async (db, caller) =>
        {
            return call.Output.Outcome(await CorrectStockEntry.Run(db, call.Value(id), call.Now, caller),
                done => $"Entry {done} is undone.");
        }));
        return undo;
    }

    static Command Mine(Shared shared)
    {
        var query = new Option<string?>(
            "--query") { Description = "A part of the product's name, substance or number" };
        var mine = new Command("mine", "What the one of --as has, lot by lot, with what is on its way") { query };
        shared.On(mine, call => call.As(Policy.StockOwn, async (db, caller) =>
        {
            var products = await GetOwnStock.Run(db, caller, call.Value(query), limit: 200);
            return call.Output.Rows([.. products.SelectMany(product => product.Lots)],
                ("Article", l => l.ArticleNumber),
                ("Product", l => l.Name), ("Lot", l => l.LotNumber), ("Expires", l => l.ExpiresOn),
                ("Days left", l => l.DaysLeft(call.Now.Day)), ("Status", l => Kebab.Of(l.Status)),
                ("Pool", l => Kebab.Of(l.Pool)), ("Doses", l => l.Quantity));
        }));
        return mine;
    }
}
