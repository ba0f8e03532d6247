using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Warnings;
using Forsyn.Core.Basics;
using Forsyn.Core.Stock;

namespace Forsyn.Cli.Commands;

/// <summary>Early warnings: what a person asked to be told, judged, read and acknowledged.</summary>
static class WarningCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Id of the warning or the subscription" };
    static readonly Option<long?> Change = new("--change") { Description = "Id of a subscription to change" };
    static readonly Option<string?>
        Kind = new("--kind") { Description = string.Join(", ", Kebab.All<WarningKind>()) },
        Area = new("--area") { Description = "nation or own" },
        Article = new("--article") { Description = "One product, six digits" },
        Atc = new("--atc") { Description = "An ATC code or the beginning of one" },
        Note = new("--note") { Description = "What is done about it" },
        Whose = new("--whose") { Description = "mine, workplace or all" },
        Cursor = new("--cursor") { Description = "Next of the page before" };
    static readonly Option<long?> Limit = new("--limit")
    {
        Description = "Days of cover, kroner of loss or days late",
    };
    static readonly Option<bool> Closed = new("--closed") { Description = "Those that no longer hold" };

    public static void Add(RootCommand root, Shared shared)
    {
        var warnings = new Command("warnings", "Early warnings of short cover, loss, missing reports and recalls")
        {
            Listing(shared), Listed(shared), Subscribe(shared), End(shared), Acknowledge(shared), Run(shared),
        };
        root.Subcommands.Add(warnings);
    }

    static Command Listing(Shared shared)
    {
        var list = new Command("list", "Warnings, the newest first") { Closed, Kind, Whose, Cursor };
        shared.On(list, call => call.As(Policy.StockRead, async (db, caller) =>
        {
            var page = await Warnings.List(db, new(call.Value(Closed),
                Kebab.TryParse<WarningKind>(call.Value(Kind) ?? "", out var kind) ? kind : null,
                Kebab.TryParse<WarningsOf>(call.Value(Whose) ?? "", out var whose) ? whose : WarningsOf.Mine,
                Cursor: call.Value(Cursor)), caller);
            if (call.Output.AsJson) return call.Output.Done(page, "");
            call.Output.Rows(page.Items, ("Id", w => $"{w.Id}"), ("Kind", w => w.Kind),
                ("What", w => w.Says(call.Output.Language)), ("Raised", w => w.OpenedAt), ("Closed", w => w.ClosedAt),
                ("For", w => w.PersonName), ("Note", w => w.Note));
            var next = page.Next is { } cursor ? $" More with --cursor {cursor}." : "";
            return call.Output.Done(page, $"{page.Items.Count} warnings.{next}");
        }));
        return list;
    }

    static Command Listed(Shared shared)
    {
        var list = new Command("subscriptions", "What --as has asked to be warned of");
        shared.On(list, call => call.As(Policy.StockRead, async (db, caller) => call.Output.Rows(
            await Subscriptions.List(db, caller), ("Id", s => $"{s.Id}"), ("Kind", s => s.Kind), ("Area", s => s.Area),
            ("Product", s => s.ArticleNumber), ("ATC", s => s.Atc), ("Limit", s => s.Limit), ("Open", s => s.Open))));
        return list;
    }

    static Command Subscribe(Shared shared)
    {
        var subscribe = new Command("subscribe", "Asks to be warned, or changes what was asked")
        {
            Kind, Area, Article, Atc, Limit, Change,
        };
        shared.On(subscribe, call => call.As(Policy.StockRead, async (db, caller) => call.Output.Outcome(
            await Subscriptions.Save(db, call.Value(Change), new(call.Value(Kind), call.Value(Area),
                call.Value(Article), call.Value(Atc), call.Value(Limit)), call.Now, caller),
            made => $"Subscription {made.Id} is kept.")));
        return subscribe;
    }

    static Command End(Shared shared)
    {
        var end = new Command("unsubscribe", "Ends a subscription and closes its warnings") { Id };
        shared.On(end, call => call.As(Policy.StockRead, async (db, caller) => call.Output.Outcome(
            await Subscriptions.End(db, call.Value(Id), call.Now, caller), id => $"Subscription {id} has ended.")));
        return end;
    }

    static Command Acknowledge(Shared shared)
    {
        var acknowledge = new Command("acknowledge", "Says that a warning is seen, and what is done") { Id, Note };
        shared.On(acknowledge, call => call.As(Policy.StockRead, async (db, caller) => call.Output.Outcome(
            await Warnings.Acknowledge(db, call.Value(Id), call.Value(Note), call.Now, caller),
            warning => $"Warning {warning.Id} is acknowledged.")));
        return acknowledge;
    }

    static Command Run(Shared shared)
    {
        var run = new Command("run", "Judges every subscription now");
        shared.On(run, call => call.As(Policy.StockReview, async (db, _) =>
        {
            var done = await JudgeWarnings.Run(db, call.Now);
            return call.Output.Done(done, $"{done.Subscriptions} subscriptions: {done.Raised} warnings raised, " +
                $"{done.Held} still hold, {done.Closed} closed.");
        }));
        return run;
    }
}
