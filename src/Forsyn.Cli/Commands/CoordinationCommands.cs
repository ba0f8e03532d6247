using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Coordination;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>The log of DMP's coordination tasks.</summary>
static class CoordinationCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Id of the task or, to correct, of the entry" };
    static readonly Option<string?>
        Title = new("--title") { Description = "What it is about, in a line" },
        Arena = new("--arena") { Description = "national, nordic or european" },
        Partner = new("--partner") { Description = "With whom: an actor or a network" },
        Text = new("--text") { Description = "What is to be done, or was done" },
        Assigned = new("--assigned-to") { Description = "Id of a person at DMP; empty for nobody" },
        Due = new("--due") { Description = "Day it is due, 2026-01-31" },
        State = new("--state") { Description = "open, waiting, done or dropped" },
        Article = new("--article") { Description = "A product it is about, six digits" },
        Query = new("--query") { Description = "Words of the title or of with whom" },
        Cursor = new("--cursor") { Description = "Next of the page before" };
    static readonly Option<long?>
        Lot = new("--lot-id") { Description = "A lot it is about" },
        Recall = new("--recall") { Description = "A recall it is about" },
        Warning = new("--warning") { Description = "A warning it is about" };
    static readonly Option<bool>
        Closed = new("--closed") { Description = "Those that are done or dropped" },
        Late = new("--late") { Description = "Only those whose day has passed" };

    public static void Add(RootCommand root, Shared shared)
    {
        var log = new Command("coordination", "What DMP coordinates with national actors and European networks")
        {
            Listing(shared), Show(shared), Open(shared), Write(shared), Correct(shared),
        };
        root.Subcommands.Add(log);
    }

    static Command Listing(Shared shared)
    {
        var list = new Command("list", "Tasks, the newest first") { Closed, Late, Query, Article, Recall, Cursor };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            if (await Denied(call) is { } denied) return call.Output.Refused(denied);
            var page = await CoordinationLog.List(db, new(call.Value(Closed), null, call.Value(Late),
                call.Value(Query), call.Value(Article), call.Value(Recall), call.Value(Cursor)), call.Now.Day);
            if (call.Output.AsJson) return call.Output.Done(page, "");
            return call.Output.Rows(page.Items, ("Id", t => $"{t.Id}"), ("Title", t => t.Title),
                ("Arena", t => t.Arena), ("With", t => t.Partner), ("State", t => t.State),
                ("Assigned to", t => t.AssignedName), ("Due", t => t.DueOn));
        });
        return list;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "A task and all that was written of it") { Id };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            if (await Denied(call) is { } denied) return call.Output.Refused(denied);
            var view = await CoordinationLog.Get(db, call.Value(Id));
            if (!view.Ok) return call.Output.Refused(view.Refusal!);
            if (call.Output.AsJson) return call.Output.Done(view.Value, "");
            return call.Output.Rows(view.Value.Entries, ("Id", e => $"{e.Id}"), ("At", e => e.At),
                ("By", e => e.ByPerson), ("Kind", e => e.Kind), ("State", e => e.State), ("Due", e => e.DueOn),
                ("Corrects", e => $"{e.Corrects}"), ("Text", e => e.Text));
        });
        return show;
    }

    static Command Open(Shared shared)
    {
        var open = new Command("open", "Opens a task")
        {
            Title, Arena, Partner, Text, Assigned, Due, Article, Lot, Recall, Warning,
        };
        shared.On(open, call => call.As(Policy.CoordinationWrite, async (db, caller) => call.Output.Outcome(
            await WriteCoordination.Open(db, new(call.Value(Title), call.Value(Arena), call.Value(Partner),
                call.Value(Text), call.Value(Assigned), call.Value(Due), call.Value(Article), call.Value(Lot),
                call.Value(Recall), call.Value(Warning)), call.Now, caller), task => $"Task {task.Id} is open.")));
        return open;
    }

    static Command Write(Shared shared)
    {
        var write = new Command("write", "Writes a note, and changes state, person or day")
        {
            Id, Text, State, Assigned, Due,
        };
        shared.On(write, call => call.As(Policy.CoordinationWrite, async (db, caller) => call.Output.Outcome(
            await WriteCoordination.Add(db, call.Value(Id), new(call.Value(Text), call.Value(State),
                call.Value(Assigned), call.Value(Due)), call.Now, caller),
            task => $"Task {task.Id} is {task.State}.")));
        return write;
    }

    static Command Correct(Shared shared)
    {
        var correct = new Command("correct", "Corrects an entry by a new one; the old one stays") { Id, Text };
        shared.On(correct, call => call.As(Policy.CoordinationWrite, async (db, caller) => call.Output.Outcome(
            await WriteCoordination.Correct(db, call.Value(Id), call.Value(Text), call.Now, caller),
            task => $"Corrected in task {task.Id}.")));
        return correct;
    }

    static async Task<Refusal?> Denied(Call call) =>
        (await call.Reader(await call.Database())).May(Policy.CoordinationRead) ? null
            : Refusal.Of("not-allowed", "policy", Policy.CoordinationRead);
}
